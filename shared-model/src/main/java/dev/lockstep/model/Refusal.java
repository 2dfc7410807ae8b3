package dev.lockstep.model;

import org.jspecify.annotations.Nullable;

/** A reason not to do a request, before it is known whose; with the reasons that lie in the request alone. */
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

    /** Which entry has not the version that {@code request} asks for, null where all have. */
    static @Nullable Refusal ofVersions(CommitRequest request, Entries entries) {
        for (CommitRequest.Condition condition : request.conditions()) {
            long version = entries.version(condition.key());
            if (version != condition.version()) {
                String message = condition.key() + " has version " + version + ", not " + condition.version();
                return new Refusal(RefusalCode.CONFLICT, message, condition.key());
            }
        }
        return null;
    }
}
