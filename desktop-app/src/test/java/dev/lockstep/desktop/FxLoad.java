package dev.lockstep.desktop;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;

/**
 * How long the JavaFX thread works without a break: what it used of the processor between two probes that were put into its
 * queue one after the other. Time in which it did not run, because the machine was busy, does not count.
 */
public final class FxLoad implements AutoCloseable {

    private static final int PROBE_MILLIS = 5;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private volatile long worstNanos;
    private long before = -1; // of the JavaFX thread
    private volatile boolean waiting;

    public FxLoad() {
        timer.scheduleWithFixedDelay(this::probe, 0, PROBE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void probe() {
        if (!waiting) {
            waiting = true;
            Platform.runLater(this::measure);
        }
    }

    private void measure() {
        waiting = false;
        long now = threads.getCurrentThreadCpuTime();
        if (before >= 0) {
            worstNanos = Math.max(worstNanos, now - before);
        }
        before = now;
    }

    /** The longest since the last call, in milliseconds, what is in the queue now included. */
    public long worstMillis() {
        CountDownLatch done = new CountDownLatch(1);
        Platform.runLater(() -> {
            measure();
            done.countDown();
        });
        try {
            if (!done.await(3, TimeUnit.MINUTES)) {
                throw new AssertionError("the JavaFX thread has been busy for three minutes");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        long worst = TimeUnit.NANOSECONDS.toMillis(worstNanos);
        worstNanos = 0;
        return worst;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
