package dev.lockstep.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

/**
 * Which sessions hold which keys of a room, and which requests are queued.
 *
 * <p>A lock on a key guards the key and all below it, so two keys are in each other's way where one guards the other.
 * Requests that are in each other's way are served in order of arrival; all keys of a request are granted together. A
 * session never stands in its own way. A key may be held by several grants of one session; it is free when all are gone.
 *
 * <p>The table decides nothing about time and numbers: {@link RoomState} tells it when a wait is over and which fence is
 * next. {@link #drainChanges} tells what looks different since it was last asked.
 */
final class LockTable {

    /** Keys held by one session under one fence. */
    record Grant(long fence, String session, List<String> keys) {}

    /** A request in line. */
    record Waiter(String session, long id, List<String> keys, long deadline) {}

    private final NavigableMap<String, List<Grant>> grantsByKey = new TreeMap<>();
    private final NavigableMap<Long, Grant> grantsByFence = new TreeMap<>();
    private final List<Waiter> line = new ArrayList<>();

    /** How each held key was last told; what was told as free is not kept. */
    private final NavigableMap<String, LockInfo> told = new TreeMap<>();

    private final Set<String> touched = new TreeSet<>();

    // ---- questions

    Collection<Grant> grants() {
        return grantsByFence.values();
    }

    List<Waiter> line() {
        return line;
    }

    List<RoomSnapshot.Lock> captureHeld() {
        return grants().stream()
                .map(g -> new RoomSnapshot.Lock(g.fence(), g.session(), g.keys()))
                .toList();
    }

    List<RoomSnapshot.Waiting> captureLine() {
        return line.stream()
                .map(w -> new RoomSnapshot.Waiting(w.session(), w.id(), w.keys(), w.deadline()))
                .toList();
    }

    /** How all held keys look, in the order of the keys. */
    List<LockInfo> told() {
        return List.copyOf(told.values());
    }

    /** The request {@code id} of {@code session} where it is in line, else null. */
    @Nullable
    Waiter inLine(String session, long id) {
        return line.stream()
                .filter(waiter -> waiter.session().equals(session) && waiter.id() == id)
                .findFirst()
                .orElse(null);
    }

    /** The lock with {@code fence}, null where it is not held. */
    @Nullable
    Grant grant(long fence) {
        return grantsByFence.get(fence);
    }

    boolean holds(String session, long fence) {
        Grant grant = grantsByFence.get(fence);
        return grant != null && grant.session().equals(session);
    }

    /** The lock of another session that guards {@code key}, null where there is none. */
    @Nullable
    Grant guardAgainst(String session, String key) {
        return grantsByFence.isEmpty() ? null : firstHeldByOther(session, ancestorsAndSelf(key));
    }

    /** The session's one grant that guards all of {@code keys}, null where there is none. */
    @Nullable
    Grant covering(String session, List<String> keys) {
        for (String held : ancestorsAndSelf(keys.get(0))) {
            for (Grant grant : grantsByKey.getOrDefault(held, List.of())) {
                if (grant.session().equals(session) && keys.stream().allMatch(key -> guardsOneOf(grant.keys(), key))) {
                    return grant;
                }
            }
        }
        return null;
    }

    /** The first key of {@code keys} that {@code session} can't have now, with who is in the way; null where all are free. */
    @Nullable
    Obstacle obstacle(String session, List<String> keys) {
        Obstacle held = heldObstacle(session, keys);
        if (held != null) {
            return held;
        }
        List<String> wanted = withoutOwn(session, keys);
        for (Waiter waiter : line) {
            for (String key : wanted) {
                if (!waiter.session().equals(session) && overlapsAny(key, waiter.keys())) {
                    return new Obstacle(key, waiter.session());
                }
            }
        }
        return null;
    }

    /** Why a request can't be granted: another session holds {@code key}, or came earlier for it. */
    record Obstacle(String key, String session) {}

    /** Whether {@code session}, standing in line for {@code keys}, would wait for someone who waits for it. */
    boolean wouldCloseCircle(String session, List<String> keys) {
        Set<String> seen = new HashSet<>();
        List<String> open = new ArrayList<>(blockers(session, keys, line.size()));
        while (!open.isEmpty()) {
            String blocker = open.remove(open.size() - 1);
            if (blocker.equals(session)) {
                return true;
            }
            if (seen.add(blocker)) {
                for (int i = 0; i < line.size(); i++) {
                    Waiter waiter = line.get(i);
                    if (waiter.session().equals(blocker)) {
                        open.addAll(blockers(blocker, waiter.keys(), i));
                    }
                }
            }
        }
        return false;
    }

    // ---- changes

    void grant(Grant grant) {
        grantsByFence.put(grant.fence(), grant);
        for (String key : grant.keys()) {
            grantsByKey.computeIfAbsent(key, k -> new ArrayList<>(1)).add(grant);
            touched.add(key);
        }
    }

    void release(long fence) {
        Grant grant = grantsByFence.remove(fence);
        if (grant == null) {
            throw new IllegalStateException("no lock has fence " + fence);
        }
        for (String key : grant.keys()) {
            List<Grant> holds = grantsByKey.getOrDefault(key, new ArrayList<>());
            holds.remove(grant);
            if (holds.isEmpty()) {
                grantsByKey.remove(key);
            }
            touched.add(key);
        }
    }

    void enqueue(Waiter waiter) {
        line.add(waiter);
        touchHeldNear(waiter.keys());
    }

    /** All who wait may wait longer; false where nobody waits. */
    boolean postpone(long millis) {
        line.replaceAll(w -> new Waiter(w.session(), w.id(), w.keys(), w.deadline() + millis));
        return !line.isEmpty();
    }

    void dequeue(Waiter waiter) {
        line.remove(waiter);
        touchHeldNear(waiter.keys());
    }

    /** The first in line whose keys are free, null where all have to wait on. */
    @Nullable
    Waiter nextGrantable() {
        NavigableMap<String, Set<String>> awaited = new TreeMap<>(); // by those before in line: key -> sessions
        for (Waiter waiter : line) {
            if (heldObstacle(waiter.session(), waiter.keys()) == null && !barred(waiter, awaited)) {
                return waiter;
            }
            waiter.keys()
                    .forEach(key ->
                            awaited.computeIfAbsent(key, k -> new HashSet<>()).add(waiter.session()));
        }
        return null;
    }

    /** The session is known by another name from now on; its place in line and its locks stay. */
    void rename(String from, String to) {
        for (Grant grant : List.copyOf(grantsByFence.values())) {
            if (grant.session().equals(from)) {
                release(grant.fence());
                grant(new Grant(grant.fence(), to, grant.keys()));
            }
        }
        line.replaceAll(waiter ->
                waiter.session().equals(from) ? new Waiter(to, waiter.id(), waiter.keys(), waiter.deadline()) : waiter);
    }

    /** Looks at all locks of {@code session} again: its name may have changed. */
    void touchHeldBy(String session) {
        for (Grant grant : grantsByFence.values()) {
            if (grant.session().equals(session)) {
                touched.addAll(grant.keys());
            }
        }
    }

    /**
     * The locks that look different since this was last called.
     *
     * @param nameOf the name for people of a session
     */
    List<LockInfo> drainChanges(UnaryOperator<String> nameOf) {
        if (touched.isEmpty()) {
            return List.of();
        }
        List<LockInfo> changes = new ArrayList<>();
        for (String key : touched) {
            LockInfo now = info(key, nameOf);
            LockInfo before = now.session() == null ? told.remove(key) : told.put(key, now);
            if (now.session() == null ? before != null : !now.equals(before)) {
                changes.add(now);
            }
        }
        touched.clear();
        return changes;
    }

    // ---- helpers

    private LockInfo info(String key, UnaryOperator<String> nameOf) {
        int waiting = 0;
        for (Waiter waiter : line) {
            if (overlapsAny(key, waiter.keys())) {
                waiting++;
            }
        }
        List<Grant> grants = grantsByKey.get(key);
        if (grants == null) {
            return LockInfo.free(key, waiting);
        }
        Grant newest = grants.get(grants.size() - 1);
        return new LockInfo(key, newest.session(), nameOf.apply(newest.session()), newest.fence(), waiting);
    }

    private void touchHeldNear(List<String> keys) {
        for (String key : keys) {
            forEachHeldNear(key, (held, grants) -> touched.add(held));
        }
    }

    private @Nullable Obstacle heldObstacle(String session, List<String> keys) {
        for (String key : keys) {
            Grant other = firstHeldByOther(session, ancestorsAndSelf(key));
            if (other == null) {
                other = firstHeldByOther(session, below(key));
            }
            if (other != null) {
                return new Obstacle(key, other.session());
            }
        }
        return null;
    }

    private boolean barred(Waiter waiter, NavigableMap<String, Set<String>> awaited) {
        for (String key : withoutOwn(waiter.session(), waiter.keys())) {
            for (String ancestor : ancestorsAndSelf(key)) {
                if (hasOther(awaited.get(ancestor), waiter.session())) {
                    return true;
                }
            }
            for (Set<String> sessions : subtree(awaited, key).values()) {
                if (hasOther(sessions, waiter.session())) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean hasOther(@Nullable Set<String> sessions, String session) {
        return sessions != null && (sessions.size() > 1 || !sessions.contains(session));
    }

    /** Those whom {@code session} waits for with {@code keys}: who holds them, and who stands before it in line. */
    private Set<String> blockers(String session, List<String> keys, int placeInLine) {
        Set<String> blockers = new TreeSet<>();
        for (String key : keys) {
            forEachHeldNear(key, (held, grants) -> blockers.add(grants.get(0).session()));
        }
        List<String> wanted = withoutOwn(session, keys);
        for (int i = 0; i < placeInLine; i++) {
            Waiter earlier = line.get(i);
            boolean known = earlier.session().equals(session) || blockers.contains(earlier.session());
            if (!known && wanted.stream().anyMatch(key -> overlapsAny(key, earlier.keys()))) {
                blockers.add(earlier.session());
            }
        }
        blockers.remove(session);
        return blockers;
    }

    /** The keys that no lock of the session's own guards: only for those it has to mind who came earlier. */
    private List<String> withoutOwn(String session, List<String> keys) {
        Map<String, Boolean> own = new HashMap<>();
        for (String key : keys) {
            own.put(key, covering(session, List.of(key)) != null);
        }
        return keys.stream().filter(key -> !own.getOrDefault(key, false)).toList();
    }

    private @Nullable Grant firstHeldByOther(String session, Iterable<String> keys) {
        for (String key : keys) {
            List<Grant> grants = grantsByKey.get(key);
            if (grants != null && !grants.get(0).session().equals(session)) {
                return grants.get(0);
            }
        }
        return null;
    }

    private void forEachHeldNear(String key, java.util.function.BiConsumer<String, List<Grant>> action) {
        for (String near : ancestorsAndSelf(key)) {
            List<Grant> grants = grantsByKey.get(near);
            if (grants != null) {
                action.accept(near, grants);
            }
        }
        subtree(grantsByKey, key).forEach(action);
    }

    private Iterable<String> below(String key) {
        return subtree(grantsByKey, key).keySet();
    }

    /** All that lies below {@code key}, without the key itself. */
    private static <V> NavigableMap<String, V> subtree(NavigableMap<String, V> map, String key) {
        return map.subMap(key + Names.SEPARATOR, false, key + (char) (Names.SEPARATOR + 1), false);
    }

    private static boolean overlapsAny(String key, List<String> others) {
        for (String other : others) {
            if (Names.guards(key, other) || Names.guards(other, key)) {
                return true;
            }
        }
        return false;
    }

    private static boolean guardsOneOf(List<String> holders, String key) {
        for (String holder : holders) {
            if (Names.guards(holder, key)) {
                return true;
            }
        }
        return false;
    }

    /** {@code a/b/c}, {@code a/b}, {@code a}. */
    private static Iterable<String> ancestorsAndSelf(String key) {
        return () -> new Iterator<>() {
            private @Nullable String next = key;

            @Override
            public boolean hasNext() {
                return next != null;
            }

            @Override
            public String next() {
                String current = next;
                if (current == null) {
                    throw new java.util.NoSuchElementException();
                }
                int cut = current.lastIndexOf(Names.SEPARATOR);
                next = cut < 0 ? null : current.substring(0, cut);
                return current;
            }
        };
    }
}
