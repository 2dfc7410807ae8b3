package dev.lockstep.desktop;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
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
 *
 * <p>A machine's speed may change from one second to the next, so what was long is compared with ordinary work that is done right before and
 * right after it: milliseconds are those of the machine that the figures of README are of, or less where this one is faster.
 */
public final class FxLoad implements AutoCloseable {

    /** For a view that is new, whose classes are still being loaded: a fault of the kind that these tests are for took ten seconds and more. */
    public static final long FROZEN_MILLIS = 1_000;

    /** Longer in one go, and a window that has been used is felt to stand still. */
    public static final long FELT_MILLIS = 250;

    /** What takes less is no candidate, however slow the machine is. */
    private static final long COMPARED_NANOS = 100_000_000;

    /** What {@link #yardstick} takes on the machine that the figures of README are of. */
    private static final long YARDSTICK_NANOS = 20_000_000;

    private static final int YARDSTICK_TEXTS = 60;
    private static final int YARDSTICK_ROUNDS = 3;
    private static final long EVERY_MILLIS = 4;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "fx-load");
        thread.setDaemon(true);
        return thread;
    });
    private final AtomicBoolean waiting = new AtomicBoolean();
    private long longestNanos; // the JavaFX thread's own, as the next
    private long lastNanos = -1;
    private long before; // what ordinary work took at the beginning

    public FxLoad() {
        Fx.run(FxLoad::yardstick); // its classes are loaded
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
        long taken = lastNanos < 0 ? 0 : THREADS.getCurrentThreadCpuTime() - lastNanos;
        if (taken > longestNanos) {
            longestNanos = Math.max(longestNanos, taken < COMPARED_NANOS ? taken : compared(taken));
        }
        lastNanos = THREADS.getCurrentThreadCpuTime();
    }

    /** The longest since the last call, in milliseconds. */
    public long takeLongestMillis() {
        return Fx.get(() -> {
            probe();
            long longest = longestNanos;
            longestNanos = 0;
            before = median();
            lastNanos = THREADS.getCurrentThreadCpuTime();
            return longest / 1_000_000;
        });
    }

    /** What {@code nanos} would be on the machine of README, by what that one and this one need for the same work. */
    private long compared(long nanos) {
        return (long) (nanos * Math.min(1.0, (double) YARDSTICK_NANOS / Math.max(before, median())));
    }

    private static long median() {
        long[] rounds = new long[YARDSTICK_ROUNDS];
        Arrays.setAll(rounds, round -> yardstick());
        Arrays.sort(rounds);
        return rounds[YARDSTICK_ROUNDS / 2];
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
