package dev.lockstep.hub.room;

import java.util.concurrent.TimeUnit;

import dev.lockstep.wire.Bounds;

/**
 * A token bucket: it fills at a steady rate up to a burst, and each use takes from it. It may be overdrawn, so that something
 * larger than the burst is not impossible, only slow. Not safe for use by many threads.
 */
public final class TokenBucket {

    private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

    private final Bounds.Rate rate;
    private double level;
    private long filledAtNanos;

    public TokenBucket(Bounds.Rate rate, long nanoTime) {
        this.rate = rate;
        this.level = rate.burst();
        this.filledAtNanos = nanoTime;
    }

    /** Takes out {@code amount}, or puts back what is negative. */
    public void spend(long amount, long nanoTime) {
        fill(nanoTime);
        level -= amount;
    }

    /** Whether {@code amount} is there. */
    boolean has(long amount, long nanoTime) {
        fill(nanoTime);
        return level >= amount;
    }

    /** Spends one where there is one. */
    public boolean trySpend(long nanoTime) {
        fill(nanoTime);
        if (level < 1) {
            return false;
        }
        level--;
        return true;
    }

    /** How long it takes until nothing is owed. */
    public long nanosUntilEven(long nanoTime) {
        fill(nanoTime);
        return level >= 0 ? 0 : (long) Math.ceil(-level / rate.perSecond() * NANOS_PER_SECOND);
    }

    private void fill(long nanoTime) {
        level = Math.min(
                (double) rate.burst(), level + (nanoTime - filledAtNanos) / NANOS_PER_SECOND * rate.perSecond());
        filledAtNanos = nanoTime;
    }
}
