package dev.lockstep.model;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * What is to be changed about an {@link Access}; all else of it stays.
 *
 * @param everyone the new role of whoever has none of their own; empty to leave it
 * @param clients the new role of each client, by public name; empty to take away the one it has
 * @param writers the new least role to write at each prefix; empty to take away the one it has
 */
public record AccessChange(
        Optional<Role> everyone, SortedMap<String, Optional<Role>> clients, SortedMap<String, Optional<Role>> writers) {

    /** The longest public name of a client that may have a role: those of clients have 22 characters. */
    private static final int CLIENT_CHARS_MAX = 40;

    /** Changes nothing. */
    public static final AccessChange NOTHING = new AccessChange(Optional.empty(), new TreeMap<>(), new TreeMap<>());

    public AccessChange {
        clients = Collections.unmodifiableSortedMap(new TreeMap<>(clients));
        writers = Collections.unmodifiableSortedMap(new TreeMap<>(writers));
    }

    /** Besides, whoever has no role of their own has {@code role}. */
    public AccessChange everyone(Role role) {
        return new AccessChange(Optional.of(role), clients, writers);
    }

    /**
     * Besides, {@code client} has {@code role}.
     *
     * @param client a public name
     * @param role null for that of everyone
     */
    public AccessChange client(String client, @Nullable Role role) {
        SortedMap<String, Optional<Role>> more = new TreeMap<>(clients);
        more.put(client, Optional.ofNullable(role));
        return new AccessChange(everyone, more, writers);
    }

    /**
     * Besides, to write at {@code prefix} takes {@code role}.
     *
     * @param prefix a key, or empty for all
     * @param role null for what it takes above {@code prefix}
     */
    public AccessChange writers(String prefix, @Nullable Role role) {
        SortedMap<String, Optional<Role>> more = new TreeMap<>(writers);
        more.put(prefix, Optional.ofNullable(role));
        return new AccessChange(everyone, clients, more);
    }

    /** Why it can't be made of any room, null where it can. */
    @Nullable
    Refusal problem() {
        for (Map.Entry<String, Optional<Role>> writer : writers.entrySet()) {
            String problem = writer.getKey().isEmpty() ? null : Names.problemWithKey(writer.getKey());
            if (problem != null) {
                return new Refusal(RefusalCode.INVALID, problem, null);
            }
        }
        for (String client : clients.keySet()) {
            if (client.isEmpty() || client.length() > CLIENT_CHARS_MAX) {
                String problem = "a client's public name has 1 to " + CLIENT_CHARS_MAX + " characters";
                return new Refusal(RefusalCode.INVALID, problem, null);
            }
        }
        return null;
    }

    /** Why the room can't be left with {@code after}, null where it can. */
    static @Nullable Refusal problemWith(Access after) {
        if (after.clients().size() > Access.CLIENTS_MAX) {
            String problem = "a room has roles for at most " + Access.CLIENTS_MAX + " clients";
            return new Refusal(RefusalCode.LIMIT, problem, null);
        }
        if (after.writers().size() > Access.WRITERS_MAX) {
            String problem = "a room has roles for at most " + Access.WRITERS_MAX + " prefixes";
            return new Refusal(RefusalCode.LIMIT, problem, null);
        }
        return null;
    }
}
