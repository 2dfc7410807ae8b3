package dev.lockstep.hub.room;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.lockstep.model.Names;
import dev.lockstep.wire.Bounds;
import dev.lockstep.wire.HubMessage;

/**
 * The rooms of a hub, stored or open, and who created them since it was started. The parts of a room, such as its chat, are counted
 * as the room's. Safe for use by many threads.
 */
final class RoomRegistry {

    /** So many parts a room has at most: a chat has one for each picture in it. */
    private static final int PARTS_PER_ROOM_MAX = 10_000;

    /** So many rooms and parts there are at most for each room that the hub may keep. */
    private static final int NAMES_PER_ROOM = 10;

    private record Begun(boolean isPart, Share share) {}

    private final Bounds bounds;
    private final Map<String, Begun> all = new HashMap<>();
    private final Map<String, Integer> names = new HashMap<>(); // of each room: its own and its parts'

    /** @param kept the rooms that are there */
    RoomRegistry(Bounds bounds, Set<String> kept) {
        this.bounds = bounds;
        kept.forEach(name -> add(name, isPart(name), Share.UNBOUNDED));
    }

    /** Counts the room called {@code name} where it is new, or says why it can't be begun. */
    synchronized HubMessage.@Nullable Fault admit(String name, Share share, long nanoTime) {
        if (all.containsKey(name)) {
            return null;
        }
        boolean isPart = isPart(name);
        if (isPart
                ? names.getOrDefault(Names.roomOf(name), 0) > PARTS_PER_ROOM_MAX
                : names.size() >= bounds.roomsPerHub()) {
            String has = isPart ? PARTS_PER_ROOM_MAX + " parts" : bounds.roomsPerHub() + " rooms";
            String who = isPart ? "a room" : "this hub";
            return fault(name, who + " keeps " + has + ", and has them; join one that is there");
        }
        if (all.size() >= (long) bounds.roomsPerHub() * NAMES_PER_ROOM) {
            return fault(name, "this hub keeps no more rooms and parts of rooms; join one that is there");
        }
        Quota.Problem problem = share.begin(isPart, nanoTime);
        if (problem == null) {
            add(name, isPart, share);
            return null;
        }
        return problem == Quota.Problem.TOO_FAST
                ? new HubMessage.Fault(
                        HubMessage.ErrorCode.RATE, "too many new rooms; wait, or join one that is there", name)
                : fault(
                        name,
                        "you began as many rooms as one client may; join one that is there, or have some deleted");
    }

    private static HubMessage.Fault fault(String room, String message) {
        return new HubMessage.Fault(HubMessage.ErrorCode.NOT_JOINED, message, room);
    }

    /** The room is neither kept nor open any more. */
    synchronized void forget(String name) {
        Begun begun = all.remove(name);
        if (begun != null) {
            begun.share().end(begun.isPart());
            names.computeIfPresent(Names.roomOf(name), (room, count) -> count > 1 ? count - 1 : null);
        }
    }

    private void add(String name, boolean isPart, Share share) {
        all.put(name, new Begun(isPart, share));
        names.merge(Names.roomOf(name), 1, Integer::sum);
    }

    /** Whether something of its room is there already. */
    private boolean isPart(String name) {
        return names.containsKey(Names.roomOf(name));
    }
}
