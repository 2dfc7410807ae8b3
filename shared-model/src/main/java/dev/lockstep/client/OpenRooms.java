package dev.lockstep.client;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongFunction;

import org.jspecify.annotations.Nullable;

/**
 * The rooms of a connection, and the protocol state of each. Rooms are opened and closed on any
 * thread; the protocol state belongs to the connection's loop.
 */
final class OpenRooms {

    private final Map<String, RoomClient> byName = new HashMap<>();
    private final Map<String, Long> idsUsed = new HashMap<>(); // in rooms that were left; the hub remembers them

    // the loop's own
    private final Set<String> joining = new HashSet<>();
    private final Set<String> leaving = new HashSet<>(); // the hub has not said `left` yet

    /**
     * The room, made where it isn't open; one that is about to be left stays.
     *
     * @param make gets up to which id its requests were counted when it was open before
     */
    synchronized RoomClient open(String name, LongFunction<RoomClient> make) {
        RoomClient known = byName.get(name);
        if (known == null) {
            known = make.apply(idsUsed.getOrDefault(name, 0L));
            byName.put(name, known);
        } else {
            known.channel().stay();
        }
        return known;
    }

    synchronized @Nullable RoomClient get(String name) {
        return byName.get(name);
    }

    synchronized List<RoomClient> all() {
        return List.copyOf(byName.values());
    }

    /** Takes {@code room} out, unless somebody wants it after all; false then. */
    synchronized boolean letGo(RoomClient room) {
        boolean gone = room.channel().isLeaving() && byName.remove(room.name(), room);
        if (gone) {
            idsUsed.put(room.name(), room.replica().lastId());
        }
        return gone;
    }

    // ---- on the loop

    /** False where it is joined already, or where the hub has still to say that it was left. */
    boolean mayJoin(RoomClient room) {
        return !leaving.contains(room.name()) && get(room.name()) == room && joining.add(room.name());
    }

    /** The hub answered, one way or another; false where nothing was asked. */
    boolean joined(String name) {
        return joining.remove(name);
    }

    boolean isJoining() {
        return !joining.isEmpty();
    }

    /** What the hub says of the room until it says {@code left} is for nobody. */
    void leave(String name) {
        joining.remove(name);
        leaving.add(name);
    }

    /** The room, if it was opened again meanwhile. */
    @Nullable
    RoomClient left(String name) {
        return leaving.remove(name) ? get(name) : null;
    }

    /** Who hears what the hub says of a room; null where nobody does. */
    @Nullable
    RoomClient listener(String name) {
        return leaving.contains(name) ? null : get(name);
    }

    /** There is a new conversation, or none. */
    void beginAnew() {
        joining.clear();
        leaving.clear();
    }
}
