package dev.lockstep.desktop;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.application.Platform;

/**
 * How long the JavaFX thread was busy in one go, as processor time of that thread: what other programs on the machine take does
 * not count. A probe goes to the end of the thread's queue again and again; what the thread did between two of them is not less
 * than its longest task.
 */
public final class FxLoad implements AutoCloseable {

    /**
     * Longer in one go, and a window is felt to stand still. What is measured with these tests is below a quarter of a second; what
     * they are there to find took ten seconds and more.
     */
    public static final long FROZEN_MILLIS = 1_000;

    private static final long EVERY_MILLIS = 4;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "fx-load");
        thread.setDaemon(true);
        return thread;
    });
    private final AtomicBoolean waiting = new AtomicBoolean();
    private volatile long longestNanos;
    private long lastNanos = -1; // the JavaFX thread's own

    public FxLoad() {
        clock.scheduleAtFixedRate(
                () -> {
                    if (waiting.compareAndSet(false, true)) {
                        Platform.runLater(this::probe);
                    }
                },
                0,
                EVERY_MILLIS,
                TimeUnit.MILLISECONDS);
    }

    private void probe() {
        waiting.set(false);
        long now = THREADS.getCurrentThreadCpuTime();
        if (lastNanos >= 0) {
            longestNanos = Math.max(longestNanos, now - lastNanos);
        }
        lastNanos = now;
    }

    /** The longest since the last call, in milliseconds of processor time. */
    public long takeLongestMillis() {
        return Fx.get(() -> {
            long now = THREADS.getCurrentThreadCpuTime();
            long longest = Math.max(longestNanos, lastNanos < 0 ? 0 : now - lastNanos);
            longestNanos = 0;
            lastNanos = now;
            return longest / 1_000_000;
        });
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
