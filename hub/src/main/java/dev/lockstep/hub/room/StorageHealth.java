package dev.lockstep.hub.room;

import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Whether the journal can store, for all parts of the hub that need to know, and when a room may try again. Safe for use by many
 * threads.
 *
 * <p>A disk that is nearly full takes what is small and refuses what is large, so one success means little. The hub stores
 * again when a commit succeeded and nothing failed for as long as the last pause was; and each failure after that makes the
 * next pause twice as long, up to a bound, until all has gone well for a while. So trouble that comes and goes is told a
 * few times, not all the time.
 */
public final class StorageHealth {

    private static final long PAUSE_MILLIS_MIN = 250;
    private static final long PAUSE_MILLIS_MAX = 15_000;

    /** So long without a failure, and the next one is taken for a new trouble. */
    private static final long CALM_MILLIS = 60_000;

    private final Consumer<Boolean> onChange;
    private final LongSupplier nanoTime;
    private boolean storing = true;
    private boolean failedEver;
    private long pauseMillis = PAUSE_MILLIS_MIN;
    private long failedNanos; // the last time
    private long raisedNanos; // when the pause was last made longer

    /**
     * @param onChange notified of each change, in order; must not block
     * @param nanoTime a clock that only runs forward
     */
    public StorageHealth(Consumer<Boolean> onChange, LongSupplier nanoTime) {
        this.onChange = onChange;
        this.nanoTime = nanoTime;
    }

    public synchronized boolean isStoring() {
        return storing;
    }

    /** How long to wait until something is tried again that failed. */
    synchronized long pauseMillis() {
        return pauseMillis;
    }

    /** A commit is on the disk. */
    synchronized void succeeded() {
        if (!storing && millisSince(failedNanos) >= pauseMillis) {
            report(true);
        }
    }

    /** A commit could not be stored. */
    synchronized void failed() {
        if (!failedEver || millisSince(failedNanos) >= CALM_MILLIS) {
            pauseMillis = PAUSE_MILLIS_MIN;
            raisedNanos = nanoTime.getAsLong();
        } else if (millisSince(raisedNanos) >= pauseMillis) { // many rooms that fail at once are one failure
            pauseMillis = Math.min(PAUSE_MILLIS_MAX, 2 * pauseMillis);
            raisedNanos = nanoTime.getAsLong();
        }
        failedEver = true;
        failedNanos = nanoTime.getAsLong();
        report(false);
    }

    private long millisSince(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong() - nanos);
    }

    private void report(boolean nowStoring) {
        if (storing != nowStoring) {
            storing = nowStoring;
            onChange.accept(nowStoring);
        }
    }
}
