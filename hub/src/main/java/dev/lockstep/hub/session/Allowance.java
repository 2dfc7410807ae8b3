package dev.lockstep.hub.session;

import dev.lockstep.hub.room.TokenBucket;
import dev.lockstep.wire.Bounds;

/**
 * The remaining rate limits of one client, as {@link Bounds} define them. They belong to the session, so reconnecting doesn't reset
 * them.
 */
final class Allowance {

    private final TokenBucket commits;
    private final TokenBucket bytes;
    private final TokenBucket presence;
    private final TokenBucket presenceBytes;
    private final TokenBucket joins;

    Allowance(Bounds bounds, long nanoTime) {
        this.commits = new TokenBucket(bounds.commits(), nanoTime);
        this.bytes = new TokenBucket(bounds.bytes(), nanoTime);
        this.presence = new TokenBucket(bounds.presence(), nanoTime);
        this.presenceBytes = new TokenBucket(bounds.quotas().presenceBytes(), nanoTime);
        this.joins = new TokenBucket(bounds.joins(), nanoTime);
    }

    /** A frame of {@code size} bytes came in. */
    synchronized void took(int size, long nanoTime) {
        commits.spend(1, nanoTime);
        bytes.spend(size, nanoTime);
    }

    /** How long the next frame has to wait. */
    synchronized long pauseNanos(long nanoTime) {
        return Math.max(commits.nanosUntilEven(nanoTime), bytes.nanosUntilEven(nanoTime));
    }

    /** Whether a message of {@code size} bytes that is not stored may be passed on. */
    synchronized boolean mayPass(int size, long nanoTime) {
        boolean may = presenceBytes.nanosUntilEven(nanoTime) == 0 && presence.trySpend(nanoTime);
        if (may) {
            presenceBytes.spend(size, nanoTime);
        }
        return may;
    }

    synchronized boolean mayJoin(long nanoTime) {
        return joins.trySpend(nanoTime);
    }
}
