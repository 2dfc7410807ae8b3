package dev.lockstep.model;

import java.util.ArrayList;
import java.util.List;

/**
 * A client's request to change entries: applied completely or not at all.
 *
 * @param ops applied in order, later ones see the effects of earlier ones
 * @param conditions each must hold
 * @param fences each must be a fence that the author's session holds
 * @param quiet replicas apply the change, windows don't refresh for it
 */
public record CommitRequest(List<Operation> ops, List<Condition> conditions, List<Long> fences, boolean quiet) {

    /**
     * A precondition of a commit.
     *
     * @param version the version that the entry must have, 0 for an absent one
     * @param after it is also enough that one of these requests of the author's client gave the entry its version: one that has sent several
     *     changes can't know the versions that they will give it
     */
    public record Condition(String key, long version, List<Long> after) {

        public Condition {
            after = List.copyOf(after);
        }

        /** That the entry has {@code version}. */
        public Condition(String key, long version) {
            this(key, version, List.of());
        }
    }

    public CommitRequest {
        ops = List.copyOf(ops);
        conditions = List.copyOf(conditions);
        fences = List.copyOf(fences);
    }

    /** The same, on one more condition. */
    public CommitRequest with(Condition condition) {
        List<Condition> all = new ArrayList<>(conditions);
        all.add(condition);
        return new CommitRequest(ops, all, fences, quiet);
    }

    /** Without conditions and without locks. */
    public static CommitRequest of(Operation... ops) {
        return new CommitRequest(List.of(ops), List.of(), List.of(), false);
    }
}
