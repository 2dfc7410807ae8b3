package dev.lockstep.model;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * One step in the total order of a room.
 *
 * @param seq its place in the order, from 1 up without a gap
 * @param client who requested it, null where time caused it (a lease ended, a wait timed out)
 * @param id the client's own number for the request, 0 where {@code client} is null
 * @param at when, in milliseconds since 1970 by the hub's clock
 * @param ops its effects on entries: puts, merges and removes, each of which changes something
 * @param locks the locks whose visible state changed, each as it is now
 * @param quiet windows don't refresh for it
 * @param rules the rules of the room from now on, null where they stay as they are
 * @param access who has which role from now on, null where that stays as it is
 */
public record Commit(
        long seq,
        @Nullable String client,
        long id,
        long at,
        List<Operation> ops,
        List<LockInfo> locks,
        boolean quiet,
        @Nullable List<Rule> rules,
        @Nullable Access access) {
    public Commit {
        ops = List.copyOf(ops);
        locks = List.copyOf(locks);
        rules = rules == null ? null : List.copyOf(rules);
    }

    /** A commit that leaves it as it is who may do what. */
    public Commit(
            long seq,
            @Nullable String client,
            long id,
            long at,
            List<Operation> ops,
            List<LockInfo> locks,
            boolean quiet) {
        this(seq, client, id, at, ops, locks, quiet, null, null);
    }

    /** Whether it changes nothing. */
    boolean isEmpty() {
        return ops.isEmpty() && locks.isEmpty() && rules == null && access == null;
    }

    /** About how many bytes of JSON it is: right where it matters, since large values are few and asked exactly. */
    public long roughBytes() {
        long bytes = 100;
        for (Operation op : ops) {
            bytes += op.key().length() + 20L;
            if (op instanceof Operation.Put put) {
                bytes += put.value().encodedBytes();
            } else if (op instanceof Operation.Merge merge) {
                bytes += merge.value().encodedBytes();
            }
        }
        for (LockInfo lock : locks) {
            bytes +=
                    lock.key().length() + (lock.name() == null ? 0 : lock.name().length()) + 100L;
        }
        for (Rule rule : rules == null ? List.<Rule>of() : rules) {
            bytes += rule.prefix().length() + 40L;
        }
        if (access != null) {
            bytes += 100L * access.clients().size() + 250L * access.writers().size();
        }
        return bytes;
    }
}
