package dev.lockstep.fx;

import java.util.HashMap;
import java.util.Map;

import dev.lockstep.client.Replica;
import dev.lockstep.model.CommitRequest;
import dev.lockstep.model.Operation;

/** What becomes of changes that are made without a connection, by key. */
final class OfflineRules {

    private final Map<String, Offline> byPrefix = new HashMap<>();

    void set(String prefix, Offline rule) {
        byPrefix.put(prefix, rule);
    }

    /** Of the longest prefix. */
    Offline of(String key) {
        if (byPrefix.isEmpty()) {
            return Offline.QUEUE;
        }
        for (String prefix = key;
                !prefix.isEmpty();
                prefix = prefix.substring(0, Math.max(0, prefix.lastIndexOf('/')))) {
            Offline rule = byPrefix.get(prefix);
            if (rule != null) {
                return rule;
            }
        }
        return byPrefix.getOrDefault("", Offline.QUEUE);
    }

    /** Whether {@code request} is refused. */
    boolean refuse(CommitRequest request) {
        return request.ops().stream().anyMatch(op -> of(op.key()) == Offline.REFUSE);
    }

    /** {@code request} with the conditions that it is to wait with. */
    CommitRequest conditioned(CommitRequest request, Replica replica, boolean foldable) {
        CommitRequest conditioned = request;
        for (String key : request.ops().stream().map(Operation::key).distinct().toList()) {
            boolean isAsked = request.conditions().stream()
                    .anyMatch(condition -> condition.key().equals(key));
            if (of(key) == Offline.QUEUE_IF_UNCHANGED && !isAsked) {
                conditioned = foldable
                        ? replica.unchangedByOthers(conditioned, key)
                        : conditioned.with(replica.unchangedByOthers(key));
            }
        }
        return conditioned;
    }
}
