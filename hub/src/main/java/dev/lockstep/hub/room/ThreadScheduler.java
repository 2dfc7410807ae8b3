package dev.lockstep.hub.room;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.Delayed;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** A {@link Scheduler} with a thread of its own. */
public final class ThreadScheduler implements Scheduler {

    private static final Logger LOG = System.getLogger(Scheduler.class.getName());

    private final ScheduledThreadPoolExecutor executor;

    /** @param threads makes the one thread */
    public ThreadScheduler(ThreadFactory threads) {
        executor = new ScheduledThreadPoolExecutor(1, threads);
        executor.setRemoveOnCancelPolicy(true);
    }

    @Override
    public Task after(long millis, Runnable step) {
        try {
            return task(executor.schedule(guarded(step), millis, TimeUnit.MILLISECONDS));
        } catch (RejectedExecutionException e) {
            return () -> {};
        }
    }

    @Override
    public Task every(long millis, Runnable step) {
        try {
            return task(executor.scheduleWithFixedDelay(guarded(step), millis, millis, TimeUnit.MILLISECONDS));
        } catch (RejectedExecutionException e) {
            return () -> {};
        }
    }

    /** How many steps are planned for later than in {@code millis}. */
    long waitingFor(long millis) {
        return executor.getQueue().stream()
                .filter(step -> ((Delayed) step).getDelay(TimeUnit.MILLISECONDS) > millis)
                .count();
    }

    /** Nothing runs any more. */
    public void close() {
        executor.shutdownNow();
    }

    private static Task task(Future<?> future) {
        return () -> future.cancel(false);
    }

    private static Runnable guarded(Runnable step) {
        return () -> {
            try {
                step.run();
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, "a scheduled step failed", e);
            }
        };
    }
}
