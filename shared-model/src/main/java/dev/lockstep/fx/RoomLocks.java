package dev.lockstep.fx;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The locks of a room that somebody here has asked for, and the fences that are to be given back. On the JavaFX thread. */
final class RoomLocks {

    private final RoomCore room;
    private final Map<List<String>, SharedLock> byKeys = new LinkedHashMap<>();
    private final Map<Long, List<String>> toGiveBack = new LinkedHashMap<>(); // fences, each with its lock's keys

    RoomLocks(RoomCore room) {
        this.room = room;
    }

    SharedLock of(String key) {
        return of(List.of(key));
    }

    /** @param keys sorted */
    SharedLock of(List<String> keys) {
        return byKeys.computeIfAbsent(keys, all -> new SharedLock(room, all));
    }

    /** What the hub says of locks is different. */
    void refresh() {
        List.copyOf(byKeys.values()).forEach(SharedLock::refresh);
    }

    /** The hub took the lock of {@code fence} away. */
    void lost(long fence) {
        List.copyOf(byKeys.values()).forEach(lock -> lock.lost(fence));
    }

    /** A lock below another that this program holds shares its fence: the hub takes it back when both are done with it. */
    void giveBack(long fence, List<String> keys) {
        toGiveBack.merge(fence, keys, RoomLocks::union);
        giveBackWhatIsFree();
    }

    private static List<String> union(List<String> some, List<String> more) {
        return Stream.concat(some.stream(), more.stream()).distinct().toList();
    }

    void giveBackWhatIsFree() {
        for (Map.Entry<Long, List<String>> each : List.copyOf(toGiveBack.entrySet())) {
            long fence = each.getKey();
            List<String> keys = each.getValue();
            if (byKeys.values().stream().noneMatch(lock -> lock.needs(fence, keys)) && toGiveBack.remove(fence, keys)) {
                room.client().unlock(fence);
            }
        }
    }
}
