package dev.lockstep.hub.room;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Whose quotas a member draws on: its client's and its address's, or nobody's where it hosts the hub. Safe for use by many threads.
 */
public record Share(List<Quota> quotas) {

    /** Of whoever hosts the hub. */
    public static final Share UNBOUNDED = new Share(List.of());

    public Share {
        quotas = List.copyOf(quotas);
    }

    /** Begins a room, or says what is in the way. */
    Quota.@Nullable Problem begin(boolean isPart, long nanoTime) {
        for (Quota quota : quotas) {
            Quota.Problem problem = quota.problem(isPart, nanoTime);
            if (problem != null) {
                return problem;
            }
        }
        quotas.forEach(quota -> quota.begin(isPart, nanoTime));
        return null;
    }

    void end(boolean isPart) {
        quotas.forEach(quota -> quota.end(isPart));
    }

    boolean isSpent(long nanoTime) {
        return quotas.stream().anyMatch(quota -> quota.isSpent(nanoTime));
    }

    void grew(long bytes, long nanoTime) {
        quotas.forEach(quota -> quota.grew(bytes, nanoTime));
    }
}
