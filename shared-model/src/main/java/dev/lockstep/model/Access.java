package dev.lockstep.model;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * Who has which {@link Role} in a room and its parts, and the least role that writing takes. Part of the room's state and log. The
 * parts of a room, such as {@code lobby/~chat}, go by the access of the room: a key of theirs counts as a key of the room with the name
 * of the part before it, such as {@code ~chat/message/1}.
 *
 * @param everyone the role of whoever has none of their own
 * @param clients the roles of single clients, by public name
 * @param writers the least role that may write at a prefix: at the key, and all below it; empty for all. Of several that cover a key,
 *     the longest counts; where none does, {@link Role#EDITOR}
 */
public record Access(Role everyone, SortedMap<String, Grant> clients, SortedMap<String, Role> writers) {

    /** A room in which nobody has said anything else: whoever is in may edit. */
    public static final Access DEFAULT = new Access(Role.EDITOR, new TreeMap<>(), new TreeMap<>());

    /** The most clients that have a role of their own. */
    public static final int CLIENTS_MAX = 500;

    /** The most prefixes with a role. */
    public static final int WRITERS_MAX = 100;

    /**
     * The role of one client.
     *
     * @param name what people knew it by when it was given the role; maybe empty
     */
    public record Grant(Role role, String name) {}

    public Access {
        clients = Collections.unmodifiableSortedMap(new TreeMap<>(clients));
        writers = Collections.unmodifiableSortedMap(new TreeMap<>(writers));
    }

    /** The role of {@code client} here, where it came without an invite. */
    public Role roleOf(String client) {
        return roleOf(client, null);
    }

    /**
     * The role of {@code client} here.
     *
     * @param invitedAs the role that its invite gives it, null where it came without
     */
    public Role roleOf(String client, @Nullable Role invitedAs) {
        Grant grant = clients.get(client);
        if (grant != null) {
            return grant.role();
        }
        return invitedAs == null ? everyone : invitedAs;
    }

    /** The least role that may write the entry at {@code key}. */
    public Role leastToWrite(String key) {
        Role least = writers.getOrDefault("", Role.EDITOR);
        for (int end = key.indexOf(Names.SEPARATOR); end >= 0; end = key.indexOf(Names.SEPARATOR, end + 1)) {
            least = writers.getOrDefault(key.substring(0, end), least);
        }
        return writers.getOrDefault(key, least);
    }

    /** The least role that may write the entry at {@code key} and all that may be below it, as a lock keeps others from. */
    public Role leastToLock(String key) {
        Role least = leastToWrite(key);
        for (Map.Entry<String, Role> writer : writers.entrySet()) {
            if (Names.guards(key, writer.getKey()) && writer.getValue().isAtLeast(least)) {
                least = writer.getValue();
            }
        }
        return least;
    }

    /** Why whoever has {@code role} may not write the entry at {@code key}, for people; null where they may. */
    public @Nullable String problem(Role role, String key) {
        return problem(role, leastToWrite(key), key);
    }

    /** As {@link #problem(Role, String)}, of the lock over {@code key}. */
    public @Nullable String problemWithLock(Role role, String key) {
        return problem(role, leastToLock(key), key);
    }

    private static @Nullable String problem(Role role, Role least, String key) {
        if (role.isAtLeast(least)) {
            return null;
        }
        String hosts = "only hosts of this room may change " + key;
        return role.isAtLeast(Role.EDITOR)
                ? hosts
                : "you may only look here" + (least == Role.HOST ? ": " + hosts : "");
    }

    /**
     * The same for a part of the room alone, by the keys that it has.
     *
     * @param path what the part's name has after the room's and a slash, such as {@code ~chat/+1}
     */
    public Access ofPart(String path) {
        SortedMap<String, Role> own = new TreeMap<>();
        Role all = leastToWrite(path);
        if (all != Role.EDITOR) {
            own.put("", all);
        }
        String below = path + Names.SEPARATOR;
        writers.forEach((prefix, role) -> {
            if (prefix.startsWith(below)) {
                own.put(prefix.substring(below.length()), role);
            }
        });
        return new Access(everyone, clients, own);
    }

    /**
     * As it is once {@code change} is made.
     *
     * @param nameOf what people know a client by, empty where nobody does
     */
    Access with(AccessChange change, Function<String, String> nameOf) {
        SortedMap<String, Grant> newClients = new TreeMap<>(clients);
        change.clients().forEach((client, role) -> {
            if (role.isEmpty()) {
                newClients.remove(client);
            } else if (!newClients.containsKey(client) || newClients.get(client).role() != role.get()) {
                newClients.put(client, new Grant(role.get(), nameOf.apply(client)));
            }
        });
        SortedMap<String, Role> newWriters = new TreeMap<>(writers);
        change.writers().forEach((prefix, role) -> {
            if (role.isEmpty()) {
                newWriters.remove(prefix);
            } else {
                newWriters.put(prefix, role.get());
            }
        });
        return new Access(change.everyone().orElse(everyone), newClients, newWriters);
    }
}
