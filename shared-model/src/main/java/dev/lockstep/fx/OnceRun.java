package dev.lockstep.fx;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.DoubleConsumer;

import org.jspecify.annotations.Nullable;

/** One run of the task of a {@link SharedOnce}. For the task's thread, and safe for others. */
public final class OnceRun {

    private final FxThread fxThread;
    private final DoubleConsumer show;
    private final AtomicReference<@Nullable Double> latest = new AtomicReference<>(); // and not shown yet
    private volatile boolean cancelled;

    /** @param show takes the progress, on the JavaFX thread */
    OnceRun(FxThread fxThread, DoubleConsumer show) {
        this.fxThread = fxThread;
        this.show = show;
    }

    /**
     * Shows everybody how far it is; may be called as often as one likes.
     *
     * @param done from 0 to 1
     * @throws IllegalArgumentException where it is beyond
     */
    public void progress(double done) {
        if (!(done >= 0 && done <= 1)) {
            throw new IllegalArgumentException("progress is from 0 to 1, not " + done);
        }
        if (latest.getAndSet(done) == null) {
            fxThread.execute(() -> {
                Double now = latest.getAndSet(null);
                if (now != null && !cancelled) {
                    show.accept(now);
                }
            });
        }
    }

    /** Whether nobody waits for the result any more: another window computes, or it was closed. A long task looks here. */
    public boolean isCancelled() {
        return cancelled;
    }

    void cancel() {
        cancelled = true;
    }
}
