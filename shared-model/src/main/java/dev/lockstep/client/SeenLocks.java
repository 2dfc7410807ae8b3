package dev.lockstep.client;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import dev.lockstep.model.LockInfo;

/** The locks of a room, as the hub last sent them. Confined to one thread at a time. */
public final class SeenLocks {

    private final NavigableMap<String, LockInfo> byKey = new TreeMap<>();

    SeenLocks() {}

    /** All that are held, by key; a view. */
    public NavigableMap<String, LockInfo> byKey() {
        return Collections.unmodifiableNavigableMap(byKey);
    }

    /** The lock that guards {@code key}, its own or the nearest above it; null where there is none. */
    public @Nullable LockInfo over(String key) {
        for (String at = key; ; at = at.substring(0, at.lastIndexOf('/'))) {
            LockInfo lock = byKey.get(at);
            if (lock != null || at.indexOf('/') < 0) {
                return lock;
            }
        }
    }

    /** Takes {@code all} for those that are held; the keys of the locks that look different since. */
    Set<String> replace(List<LockInfo> all) {
        Set<String> gone = new LinkedHashSet<>(byKey.keySet());
        all.forEach(lock -> gone.remove(lock.key()));
        gone.forEach(byKey::remove);
        Set<String> changed = new LinkedHashSet<>(gone);
        changed.addAll(update(all));
        return changed;
    }

    /** Takes in what is new of some; the keys of the locks that look different since. */
    Set<String> update(List<LockInfo> some) {
        Set<String> changed = new LinkedHashSet<>();
        for (LockInfo lock : some) {
            LockInfo before = lock.session() == null ? byKey.remove(lock.key()) : byKey.put(lock.key(), lock);
            if (!lock.equals(before)) {
                changed.add(lock.key());
            }
        }
        return changed;
    }
}
