package dev.lockstep.model;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The whole state of a room at one moment, in an order that depends on nothing but its history: two equal states give
 * equal snapshots.
 *
 * @param epoch chosen at random when the room's history began
 * @param seq the last commit
 * @param commands how many commands have changed the room since its history began
 * @param now the latest time of a command that changed the room
 * @param limits the limits in force
 * @param leaseMillis how long locks outlive a broken connection
 * @param authors the names of the clients that the entries refer to, by client
 * @param rules who may write what
 * @param access who has which role
 * @param founder the first client that joined the room, null where none has; empty where that isn't known
 */
public record RoomSnapshot(
        String epoch,
        long seq,
        long commands,
        long now,
        Limits limits,
        long leaseMillis,
        List<Entry> entries,
        List<Session> sessions,
        List<Client> clients,
        List<Lock> locks,
        List<Waiting> line,
        Map<String, String> authors,
        List<Rule> rules,
        Access access,
        @Nullable String founder) {

    /**
     * @param detachedAt when its connection broke, {@link RoomState#NEVER} where it has one
     * @param hostsHub whether it hosts the hub
     * @param invitedAs the role that its client's invite gives it, null where it came without
     */
    public record Session(
            String id,
            String client,
            String name,
            long detachedAt,
            boolean hostsHub,
            @Nullable Role invitedAs) {}

    /**
     * @param name what people know it by, the latest it gave
     * @param leftAt when its last session ended, {@link RoomState#NEVER} while it has one
     * @param requests its requests that took a sequence number: id, seq, id, seq and so on
     * @param lost the locks that it lost and has not been told of
     */
    public record Client(
            String id, String name, long leftAt, List<Long> requests, long forgottenUpTo, List<LostLock> lost) {}

    /**
     * A lock that ended while its holder was away.
     *
     * @param reason as {@link Answer.Lost} has it
     */
    public record LostLock(long fence, List<String> keys, String reason) {}

    /** A lock that is held: its fence, and who holds which keys. */
    public record Lock(long fence, String session, List<String> keys) {}

    /** A lock request in line. */
    public record Waiting(String session, long id, List<String> keys, long deadline) {}

    /** The same in another history. */
    public RoomSnapshot withEpoch(String newEpoch) {
        return new RoomSnapshot(
                newEpoch,
                seq,
                commands,
                now,
                limits,
                leaseMillis,
                entries,
                sessions,
                clients,
                locks,
                line,
                authors,
                rules,
                access,
                founder);
    }

    RoomSnapshot with(List<Entry> newEntries, List<Client> newClients) {
        return new RoomSnapshot(
                epoch,
                seq,
                commands,
                now,
                limits,
                leaseMillis,
                newEntries,
                sessions,
                newClients,
                locks,
                line,
                authors,
                rules,
                access,
                founder);
    }

    /** The members that are entries, in the order of their keys; null where there is none. */
    public @Nullable Entry entry(String key) {
        return entries.stream()
                .filter(entry -> entry.key().equals(key))
                .findFirst()
                .orElse(null);
    }
}
