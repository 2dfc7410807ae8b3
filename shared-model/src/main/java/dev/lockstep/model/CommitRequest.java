package dev.lockstep.model;

import java.util.List;

/**
 * A client's request to change entries: applied completely or not at all.
 *
 * @param ops applied in order, later ones see the effects of earlier ones
 * @param conditions every named key must have its version
 * @param fences each must be a fence that the author's session holds
 * @param quiet replicas apply the change, windows don't refresh for it
 */
public record CommitRequest(List<Operation> ops, List<Condition> conditions, List<Long> fences, boolean quiet) {

    /**
     * A precondition of a commit.
     *
     * @param version the version that the entry must have, 0 for an absent one
     */
    public record Condition(String key, long version) {}

    public CommitRequest {
        ops = List.copyOf(ops);
        conditions = List.copyOf(conditions);
        fences = List.copyOf(fences);
    }

    /** Without conditions and without locks. */
    public static CommitRequest of(Operation... ops) {
        return new CommitRequest(List.of(ops), List.of(), List.of(), false);
    }
}
