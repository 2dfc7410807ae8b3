package dev.lockstep.hub.journal;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The clock by which the age of history is measured. A machine's clock may be wrong by years for an hour, and history that was
 * deleted because of it is lost: so this follows a clock that is ahead no faster than a day an hour of running, and one that is
 * behind at once. A hub that was off for weeks keeps old history for a few hours longer, which costs nothing. Not safe for use by
 * many threads.
 */
final class TrustedClock {

    private static final int FASTER = 24;

    private final LongSupplier wallMillis;
    private final LongSupplier nanoTime;
    private long millis;
    private long nanos;

    /** @param start where it stood when it was last kept, or any time that is known to have passed */
    TrustedClock(long start, LongSupplier wallMillis, LongSupplier nanoTime) {
        this.wallMillis = wallMillis;
        this.nanoTime = nanoTime;
        this.millis = Math.min(start, wallMillis.getAsLong());
        this.nanos = nanoTime.getAsLong();
    }

    static TrustedClock from(long start) {
        return new TrustedClock(start, System::currentTimeMillis, System::nanoTime);
    }

    /** Milliseconds since 1970. */
    long millis() {
        long elapsed = TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong() - nanos);
        nanos += TimeUnit.MILLISECONDS.toNanos(elapsed);
        millis = Math.min(wallMillis.getAsLong(), millis + FASTER * elapsed);
        return millis;
    }
}
