package dev.lockstep.hub;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The time of day that never stands still or runs back: where somebody sets the machine's clock back, it goes on from where it
 * was, so leases and waits end when they should. Safe for use by many threads.
 */
final class SteadyClock implements LongSupplier {

    private final LongSupplier wallMillis;
    private final LongSupplier nanoTime;
    private long lastMillis;
    private long lastNanos;

    SteadyClock() {
        this(System::currentTimeMillis, System::nanoTime);
    }

    SteadyClock(LongSupplier wallMillis, LongSupplier nanoTime) {
        this.wallMillis = wallMillis;
        this.nanoTime = nanoTime;
        this.lastMillis = wallMillis.getAsLong();
        this.lastNanos = nanoTime.getAsLong();
    }

    /** Milliseconds since 1970. */
    @Override
    public synchronized long getAsLong() {
        long elapsed = TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong() - lastNanos);
        lastNanos += TimeUnit.MILLISECONDS.toNanos(elapsed);
        lastMillis = Math.max(wallMillis.getAsLong(), lastMillis + elapsed);
        return lastMillis;
    }
}
