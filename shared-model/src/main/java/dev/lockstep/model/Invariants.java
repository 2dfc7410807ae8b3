package dev.lockstep.model;

import java.util.List;

/** The invariants of a room, checked after every command if assertions are enabled. */
final class Invariants {

    /** In rooms up to this size the bytes are counted anew. */
    private static final int COUNTED_ENTRIES = 64;

    private Invariants() {}

    /**
     * True.
     *
     * @param commits what the command did
     * @throws AssertionError where something does not hold
     */
    static boolean hold(
            Entries entries, long bytes, LockTable locks, Participants people, long seq, List<Commit> commits) {
        for (LockTable.Grant grant : locks.grants()) {
            for (String key : grant.keys()) {
                if (locks.guardAgainst(grant.session(), key) != null) {
                    throw new AssertionError("two sessions hold " + key);
                }
            }
            if (!people.has(grant.session())) {
                throw new AssertionError("a session that is gone holds " + grant.keys());
            }
            if (grant.fence() > seq) {
                throw new AssertionError("a fence from the future: " + grant.fence());
            }
        }
        if (entries.size() <= COUNTED_ENTRIES && entries.bytes() != bytes) {
            throw new AssertionError("the entries have " + entries.bytes() + " bytes, not " + bytes);
        }
        for (Commit commit : commits) {
            if (commit.isEmpty()) {
                throw new AssertionError("a commit that changes nothing: " + commit);
            }
        }
        if (locks.nextGrantable() != null) {
            throw new AssertionError("a waiter whose keys are free was not woken: " + locks.nextGrantable());
        }
        return true;
    }
}
