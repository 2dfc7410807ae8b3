package dev.lockstep.hub.room;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.Delayed;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * Runs short steps later, on one thread: steps must not block. What fails is logged, what comes after the end is dropped.
 * Safe for use by many threads.
 */
public final class Alarms {

    private static final Logger LOG = System.getLogger(Alarms.class.getName());

    private final ScheduledThreadPoolExecutor executor;

    public Alarms(ThreadFactory threads) {
        executor = new ScheduledThreadPoolExecutor(1, threads);
        executor.setRemoveOnCancelPolicy(true);
    }

    /** A step that may still be called off. */
    public interface Alarm {
        void cancel();
    }

    /** Runs {@code step} once, {@code millis} from now. */
    public Alarm after(long millis, Runnable step) {
        try {
            return alarm(executor.schedule(guarded(step), millis, TimeUnit.MILLISECONDS));
        } catch (RejectedExecutionException e) {
            return () -> {};
        }
    }

    /** Runs {@code step} again and again, with {@code millis} in between. */
    public Alarm every(long millis, Runnable step) {
        try {
            return alarm(executor.scheduleWithFixedDelay(guarded(step), millis, millis, TimeUnit.MILLISECONDS));
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

    private static Alarm alarm(Future<?> future) {
        return () -> future.cancel(false);
    }

    private static Runnable guarded(Runnable step) {
        return () -> {
            try {
                step.run();
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, "a step planned for later failed", e);
            }
        };
    }
}
