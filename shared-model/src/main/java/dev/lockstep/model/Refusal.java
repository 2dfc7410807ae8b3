package dev.lockstep.model;

import java.util.List;

import org.jspecify.annotations.Nullable;

/** A reason to refuse a request, not yet assigned to its client; with the checks that depend on the request only. */
record Refusal(RefusalCode code, String message, @Nullable String key) {

    static final Refusal NOT_JOINED = new Refusal(RefusalCode.NOT_JOINED, "join the room first", null);

    Answer.Refused to(String session, long id) {
        return new Answer.Refused(session, id, code, message, key);
    }

    static Refusal forgotten(long id) {
        String message = "request " + id + " is so old that its answer is forgotten; send new ids only";
        return new Refusal(RefusalCode.INVALID, message, null);
    }

    /** What is wrong with a lock request as such, null where nothing is. */
    static @Nullable Refusal ofLock(Command.Lock lock) {
        if (lock.keys().isEmpty()) {
            return new Refusal(RefusalCode.INVALID, "a lock needs at least one key", null);
        }
        for (String key : lock.keys()) {
            String problem = Names.problemWithKey(key);
            if (problem != null) {
                return new Refusal(RefusalCode.INVALID, problem, key);
            }
        }
        if (lock.waitMillis() < 0 || lock.waitMillis() > Limits.WAIT_MILLIS_MAX) {
            String message = "waitMillis is from 0 to " + Limits.WAIT_MILLIS_MAX + ", not " + lock.waitMillis();
            return new Refusal(RefusalCode.INVALID, message, null);
        }
        if (lock.keys().size() > Limits.KEYS_PER_LOCK_MAX) {
            String message = "a lock has at most " + Limits.KEYS_PER_LOCK_MAX + " keys";
            return new Refusal(RefusalCode.LIMIT, message, null);
        }
        return null;
    }

    /**
     * Why a request can't stand in line for {@code keys}, null where it can.
     *
     * @param holder the name of whoever is in its way
     */
    static @Nullable Refusal toWait(
            Command.Lock lock,
            List<String> keys,
            LockTable.Obstacle obstacle,
            String holder,
            LockTable locks,
            Limits limits) {
        String message = holder + " holds or awaits " + obstacle.key();
        if (lock.waitMillis() == 0) {
            return new Refusal(RefusalCode.LOCKED, message, obstacle.key());
        }
        if (locks.wouldCloseCircle(lock.session(), keys)) {
            return new Refusal(RefusalCode.DEADLOCK, message + " and waits for a lock of yours", obstacle.key());
        }
        long waiting = locks.line().stream()
                .filter(waiter -> waiter.session().equals(lock.session()))
                .count();
        return waiting < limits.waitingLocks()
                ? null
                : new Refusal(RefusalCode.LIMIT, "at most " + limits.waitingLocks() + " locks are waited for", null);
    }

    /** What whoever stood in line is told when it does so no longer. */
    static Refusal ofWait(LockTable.Waiter waiter, String what) {
        return new Refusal(
                RefusalCode.TIMEOUT,
                what + String.join(", ", waiter.keys()),
                waiter.keys().get(0));
    }

    /**
     * Which entry has not the version that {@code request} asks for, null where all have.
     *
     * @param done the requests that its author's client has made
     */
    static @Nullable Refusal ofVersions(CommitRequest request, RequestMemory done, Entries entries) {
        for (CommitRequest.Condition condition : request.conditions()) {
            Entry entry = entries.get(condition.key());
            long version = entry == null ? 0 : entry.version();
            if (version != condition.version() && !isByOwn(entry, condition, done)) {
                String message = condition.key() + " has version " + version + ", not " + condition.version();
                return new Refusal(RefusalCode.CONFLICT, message, condition.key());
            }
        }
        return null;
    }

    /** One that was removed since, and made again, is another entry. */
    private static boolean isByOwn(@Nullable Entry entry, CommitRequest.Condition condition, RequestMemory done) {
        return entry != null
                && (condition.version() == 0 || entry.created() <= condition.version())
                && condition.after().stream().anyMatch(id -> done.seqOf(id) == entry.version());
    }
}
