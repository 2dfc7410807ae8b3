package dev.lockstep.desktop;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.application.Platform;
import javafx.scene.text.Text;

/**
 * How long the JavaFX thread was busy in one go, as processor time of that thread: what other programs on the machine take does
 * not count. A probe goes to the end of the thread's queue again and again; what the thread did between two of them is not less
 * than its longest task.
 */
public final class FxLoad implements AutoCloseable {

    /** For a view that is new, whose classes are still being loaded: a fault of the kind that these tests are for took ten seconds and more. */
    public static final long FROZEN_MILLIS = 1_000;

    private static final long FELT_MILLIS = 250;

    /** What {@link #yardstick} takes on the machine that the figures of README are of. */
    private static final long YARDSTICK_NANOS = 20_000_000;

    private static final int YARDSTICK_TEXTS = 60;
    private static final int YARDSTICK_ROUNDS = 5;
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

    /**
     * Longer in one go, and a window that has been used is felt to stand still: a quarter of a second, and on a slower machine as much
     * more as it needs more for ordinary work, in milliseconds of processor time.
     */
    public static long feltMillis() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < YARDSTICK_ROUNDS; i++) {
            least = Math.min(least, Fx.get(FxLoad::yardstick));
        }
        return Math.max(FELT_MILLIS, FELT_MILLIS * least / YARDSTICK_NANOS);
    }

    /** The processor time that the layout of some ordinary texts takes. */
    private static long yardstick() {
        long before = THREADS.getCurrentThreadCpuTime();
        for (int i = 0; i < YARDSTICK_TEXTS; i++) {
            Text text = new Text(("These are ordinary words of an ordinary message, number " + i + ". ").repeat(20));
            text.setWrappingWidth(300 + i);
            text.getLayoutBounds();
        }
        return THREADS.getCurrentThreadCpuTime() - before;
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
