package dev.lockstep.fx;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The locks of a room that somebody here has asked for, and the fences that are to be given back. On the JavaFX thread. */
final class RoomLocks {

    private final RoomCore room;
    private final Map<String, SharedLock> byKey = new LinkedHashMap<>();
    private final Map<Long, String> toGiveBack = new LinkedHashMap<>(); // fences, each with its lock's key

    RoomLocks(RoomCore room) {
        this.room = room;
    }

    SharedLock of(String key) {
        return byKey.computeIfAbsent(key, k -> new SharedLock(room, k));
    }

    /** What the hub says of locks is different. */
    void refresh() {
        List.copyOf(byKey.values()).forEach(SharedLock::refresh);
    }

    /** The hub took the lock of {@code fence} away. */
    void lost(long fence) {
        List.copyOf(byKey.values()).forEach(lock -> lock.lost(fence));
    }

    /** A lock below another that this program holds shares its fence: the hub takes it back when both are done with it. */
    void giveBack(long fence, String key) {
        toGiveBack.put(fence, key);
        giveBackWhatIsFree();
    }

    void giveBackWhatIsFree() {
        for (Map.Entry<Long, String> each : List.copyOf(toGiveBack.entrySet())) {
            long fence = each.getKey();
            String key = each.getValue();
            if (byKey.values().stream().noneMatch(lock -> lock.needs(fence, key)) && toGiveBack.remove(fence, key)) {
                room.client().unlock(fence);
            }
        }
    }
}
