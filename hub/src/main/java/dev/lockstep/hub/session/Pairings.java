package dev.lockstep.hub.session;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

import dev.lockstep.hub.room.Rooms;
import dev.lockstep.model.Entry;
import dev.lockstep.model.Json;
import dev.lockstep.model.Operation;
import dev.lockstep.model.Role;
import dev.lockstep.model.RoomState;
import dev.lockstep.wire.HubProof;
import dev.lockstep.wire.HubRooms;
import dev.lockstep.wire.HubRooms.CodeEntry;
import dev.lockstep.wire.HubRooms.InviteEntry;
import dev.lockstep.wire.HubRooms.PairEntry;
import dev.lockstep.wire.TokenProof;

/**
 * Those who ask to be let in without token or invite: by a host, who sees who they are and digits, or by a code of words. Whoever is let in
 * gets an invite for themselves alone. Safe for use by many threads.
 */
final class Pairings {

    /** Of somebody who asks. */
    interface Waiting {

        /** They may come in by {@code invite}: its id and secret, with a dot between. */
        void letIn(String invite);

        /** They may not. */
        void turnAway();
    }

    /** What came of a code; both are null where it is not known, or no longer. */
    record CodeAnswer(@Nullable String proof, @Nullable String invite) {

        static final CodeAnswer WRONG = new CodeAnswer(null, null);
    }

    /** More of them at once are too many to be looked at. */
    private static final int WAITING_MAX = 10;

    private static final int WAITING_PER_ADDRESS_MAX = 2;

    /** How long an invite that somebody got so is good for the first time. */
    private static final Duration INVITE = Duration.ofMinutes(10);

    private static final int EXPIRED_MAX = 20;
    private static final int ID_BYTES = 6;
    private static final int SECRET_BYTES = 16;
    private static final int CODE_CHARS_MAX = 40;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** So many tries that end with nobody let in are taken at the hub, in that time: whoever wants digits to fit by chance has no more. */
    private static final int TRIES_MAX = 20;

    private static final long TRIES_MILLIS = Duration.ofMinutes(10).toMillis();

    private record Asking(Waiting waiting, PairEntry entry) {}

    private final Rooms rooms;
    private final LongSupplier clock;
    private final Map<String, Asking> waiting = new ConcurrentHashMap<>();
    private final List<String> places = new ArrayList<>(); // addresses of those who ask; guarded by tries
    private final List<Long> tries = new ArrayList<>(); // when they were; guarded by itself

    /** @param clock tells the time, in milliseconds since 1970 */
    Pairings(Rooms rooms, LongSupplier clock) {
        this.rooms = rooms;
        this.clock = clock;
    }

    /**
     * Takes a place among those who ask, until {@link #release}.
     *
     * @return why there is none for anybody from {@code address} now, for people; null where there is
     */
    @Nullable
    String reserve(String address) {
        if (rooms.directory().members(HubRooms.ADMISSION) == 0) {
            return "nobody who hosts this hub is at it now: ask for its token or an invite";
        }
        synchronized (tries) {
            long now = clock.getAsLong();
            tries.removeIf(at -> Math.abs(now - at) > TRIES_MILLIS);
            long same = places.stream().filter(address::equals).count();
            if (places.size() >= WAITING_MAX || same >= WAITING_PER_ADDRESS_MAX || tries.size() >= TRIES_MAX) {
                return "too many ask to be let in just now; try again in some minutes, or ask for the token or an invite";
            }
            places.add(address);
            tries.add(now); // whoever is let in is taken off
            return null;
        }
    }

    /** @param letIn whether a host has let them in: else it counts as a try to have the right digits by chance */
    void release(String address, boolean letIn) {
        synchronized (tries) {
            places.remove(address);
            if (letIn && !tries.isEmpty()) {
                tries.remove(tries.size() - 1);
            }
        }
    }

    /** Shows the hosts that somebody asks, until they have an answer or {@link #gone} is called. Returns by what it is known. */
    String ask(String name, String color, String address, String digits, Waiting who) {
        String id = random(ID_BYTES);
        PairEntry entry = new PairEntry(name, color, address, digits, clock.getAsLong(), null);
        waiting.put(id, new Asking(who, entry));
        rooms.act(HubRooms.ADMISSION, state -> List.of(new Operation.Put(key(id), entry.toJson())))
                .exceptionally(
                        failure -> { // no host will ever see it
                            waiting.remove(id);
                            who.turnAway();
                            return null;
                        });
        return id;
    }

    /** Whoever asked does not wait any more. */
    void gone(String id) {
        waiting.remove(id);
        remove(id);
    }

    private void remove(String id) {
        rooms.act(
                HubRooms.ADMISSION,
                state -> state.entries().get(key(id)) == null ? List.of() : List.of(new Operation.Remove(key(id))));
    }

    private static String key(String id) {
        return HubRooms.PAIRS + "/" + id;
    }

    /**
     * An entry of {@link HubRooms#PAIRS} was written or removed; on the room's loop.
     *
     * @param now null where it is gone, or no such entry
     */
    void changed(String id, @Nullable PairEntry now) {
        Asking asking = waiting.get(id);
        if (asking == null) {
            if (now != null) {
                remove(id); // of somebody who is gone, as after a crash of the hub
            }
            return;
        }
        boolean isAnswered = now == null || now.answer() != null;
        if (isAnswered && waiting.remove(id, asking)) {
            Role role = now == null ? Role.NONE : now.answer();
            if (role == Role.VIEWER || role == Role.EDITOR) {
                letIn(id, asking, role);
            } else {
                asking.waiting().turnAway();
                remove(id);
            }
        }
    }

    private void letIn(String id, Asking asking, Role role) {
        String secret = random(SECRET_BYTES);
        String inviteId = random(ID_BYTES);
        InviteEntry invite = inviteFor(asking.entry().name(), secret, role, "");
        rooms.act(HubRooms.ADMISSION, state -> {
                    List<Operation> ops = new ArrayList<>(withoutExpired(state));
                    ops.add(new Operation.Remove(key(id)));
                    ops.add(new Operation.Put(HubRooms.INVITES + "/" + inviteId, invite.toJson()));
                    return ops;
                })
                .whenComplete((done, failure) -> {
                    if (failure == null) {
                        asking.waiting().letIn(inviteId + "." + secret);
                    } else {
                        asking.waiting().turnAway();
                    }
                });
    }

    private InviteEntry inviteFor(String name, String secret, Role role, String room) {
        long until = clock.getAsLong() + INVITE.toMillis();
        return new InviteEntry(HubRooms.hash(secret), role, room, name, until, 1, 0, false);
    }

    /**
     * Tries a code, which is spent by it if it fits.
     *
     * @param drawn what both sides drew
     * @param proof the client's
     * @return fails where the hub can't store now
     */
    CompletionStage<CodeAnswer> tryCode(String code, TokenProof.Drawn drawn, String proof, String name) {
        CodeAnswer[] answer = {CodeAnswer.WRONG};
        return rooms.act(HubRooms.ADMISSION, state -> {
                    CodeEntry entry = codeOf(state, code);
                    if (entry == null) {
                        return List.of();
                    }
                    Operation.Remove spent = new Operation.Remove(codeKey(code));
                    if (!entry.isOpen(clock.getAsLong())) {
                        return List.of(spent);
                    }
                    if (!HubProof.same(TokenProof.ofClient(entry.words(), drawn), proof)) {
                        CodeEntry failed = entry.failedOnceMore();
                        return List.of(
                                failed.isOpen(clock.getAsLong())
                                        ? new Operation.Put(codeKey(code), failed.toJson())
                                        : spent);
                    }
                    String secret = random(SECRET_BYTES);
                    String id = random(ID_BYTES);
                    answer[0] = new CodeAnswer(TokenProof.ofHub(entry.words(), drawn), id + "." + secret);
                    InviteEntry invite = inviteFor(name, secret, entry.role(), entry.room());
                    List<Operation> ops = new ArrayList<>(withoutExpired(state));
                    ops.removeIf(op -> op.key().equals(codeKey(code)));
                    ops.add(spent);
                    ops.add(new Operation.Put(HubRooms.INVITES + "/" + id, invite.toJson()));
                    return ops;
                })
                .thenApply(done -> answer[0]);
    }

    /** Takes some away that are of no use any more: codes that have ended, invites for one by which nobody has come in time. */
    private List<Operation> withoutExpired(RoomState state) {
        long now = clock.getAsLong();
        return state.entries().all().stream()
                .filter(entry -> isExpired(entry, now))
                .limit(EXPIRED_MAX)
                .<Operation>map(entry -> new Operation.Remove(entry.key()))
                .toList();
    }

    private static boolean isExpired(Entry entry, long now) {
        if (entry.key().startsWith(HubRooms.CODES + "/")) {
            CodeEntry code = CodeEntry.read(entry.value());
            return code != null && !code.isOpen(now);
        }
        InviteEntry invite = entry.key().startsWith(HubRooms.INVITES + "/") ? InviteEntry.read(entry.value()) : null;
        return invite != null
                && invite.uses() == 1
                && invite.used() == 0
                && invite.until() != 0
                && now > invite.until();
    }

    private static @Nullable CodeEntry codeOf(RoomState state, String code) {
        Json value = code.isEmpty() || code.length() > CODE_CHARS_MAX || code.indexOf('/') >= 0
                ? null
                : state.entries().value(codeKey(code));
        return CodeEntry.read(value);
    }

    private static String codeKey(String code) {
        return HubRooms.CODES + "/" + code;
    }

    private static String random(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }
}
