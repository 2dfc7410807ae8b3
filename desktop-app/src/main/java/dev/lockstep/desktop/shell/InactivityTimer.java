package dev.lockstep.desktop.shell;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Notices that a person has done nothing for a while. Not by an animation, which would make the toolkit pulse sixty times a second all that
 * time; and one check is planned at a time, however often the mouse moves. On the JavaFX thread.
 */
final class InactivityTimer {

    /** Runs something later, on the JavaFX thread. */
    interface Delay {
        void after(long millis, Runnable task);
    }

    private final long nanosMax;
    private final LongSupplier nanoTime;
    private final Delay delay;
    private final Runnable inactive;
    private boolean active;
    private boolean planned;
    private long last;

    /**
     * A timer that begins with the first activity.
     *
     * @param millis without activity, after which {@code inactive} runs, once
     */
    InactivityTimer(long millis, LongSupplier nanoTime, Delay delay, Runnable inactive) {
        this.nanosMax = TimeUnit.MILLISECONDS.toNanos(millis);
        this.nanoTime = nanoTime;
        this.delay = delay;
        this.inactive = inactive;
    }

    /** The person did something. */
    void restart() {
        last = nanoTime.getAsLong();
        active = true;
        plan(nanosMax);
    }

    /** Whether there was some activity lately. */
    boolean isActive() {
        return active;
    }

    /** Nothing runs until the next activity. */
    void stop() {
        active = false;
    }

    private void plan(long nanos) {
        if (!planned) {
            planned = true;
            delay.after(TimeUnit.NANOSECONDS.toMillis(nanos) + 1, this::check);
        }
    }

    private void check() {
        planned = false;
        if (active) {
            long left = nanosMax - (nanoTime.getAsLong() - last);
            if (left > 0) {
                plan(left);
            } else {
                active = false;
                inactive.run();
            }
        }
    }
}
