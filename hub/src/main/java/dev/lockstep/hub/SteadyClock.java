package dev.lockstep.hub;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import dev.lockstep.hub.room.HubClock;

/**
 * The time of day that never stands still or runs back: where somebody sets the machine's clock back, it goes on from where it
 * was, so leases and waits end when they should. Where the clock is set forward, or the machine slept and a clock that counts
 * only waking time stood still, it follows, and says by how much. How far it is ahead of the machine's clock it says too, so
 * that what is shown to people can be right.
 */
final class SteadyClock implements HubClock {

    /** A smaller step is the clock being kept right. */
    private static final long STEP_MILLIS = 1_000;

    private final LongSupplier wallMillis;
    private final LongSupplier nanoTime;
    private long lastMillis;
    private long lastNanos;
    private long skippedMillis;
    private long aheadMillis;

    SteadyClock() {
        this(System::currentTimeMillis, System::nanoTime);
    }

    SteadyClock(LongSupplier wallMillis, LongSupplier nanoTime) {
        this.wallMillis = wallMillis;
        this.nanoTime = nanoTime;
        this.lastMillis = wallMillis.getAsLong();
        this.lastNanos = nanoTime.getAsLong();
    }

    @Override
    public synchronized long millis() {
        long elapsed = TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong() - lastNanos);
        lastNanos += TimeUnit.MILLISECONDS.toNanos(elapsed);
        long expected = lastMillis + elapsed;
        long wall = wallMillis.getAsLong();
        lastMillis = Math.max(wall, expected);
        if (lastMillis - expected > STEP_MILLIS) {
            skippedMillis += lastMillis - expected;
        }
        if (Math.abs(lastMillis - wall - aheadMillis) > STEP_MILLIS) {
            aheadMillis = lastMillis - wall;
        }
        return lastMillis;
    }

    @Override
    public long nanos() {
        return nanoTime.getAsLong();
    }

    @Override
    public synchronized long skippedMillis() {
        return skippedMillis;
    }

    @Override
    public synchronized long aheadMillis() {
        return aheadMillis;
    }
}
