package dev.lockstep.desktop.connect;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/** What has to be tried more than once, since nobody reports when it can succeed. */
final class Attempts {

    /** One attempt; null where another is worth it. */
    interface Attempt<T> {
        @Nullable
        T make() throws InterruptedException;
    }

    private Attempts() {}

    /**
     * Makes the first attempt at once and each further one {@code pause} after the one before; blocks until one has a result.
     *
     * @param attempt not called by two threads at a time; what it throws ends all
     * @return null where there is no result and none more is begun within {@code patience}
     * @throws InterruptedException where the thread was interrupted, or an attempt was
     */
    static <T> @Nullable T repeat(Attempt<T> attempt, Duration pause, Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        T result = attempt.make();
        if (result != null) {
            return result;
        }
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "lockstep-attempts");
            thread.setDaemon(true);
            return thread;
        });
        try {
            while (result == null && System.nanoTime() < end) {
                result = clock.schedule(attempt::make, pause.toNanos(), TimeUnit.NANOSECONDS)
                        .get();
            }
            return result;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error failure) {
                throw failure;
            }
            throw (InterruptedException) new InterruptedException().initCause(e.getCause());
        } finally {
            clock.shutdownNow();
        }
    }
}
