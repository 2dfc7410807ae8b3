package dev.lockstep.client;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A {@link Worker} with a thread of its own. */
final class ThreadWorker implements Worker {

    private static final long CLOSE_SECONDS = 10;

    private final ScheduledThreadPoolExecutor thread;

    /** @param name of its thread, which is a daemon */
    ThreadWorker(String name) {
        thread = new ScheduledThreadPoolExecutor(1, task -> {
            Thread made = new Thread(task, name);
            made.setDaemon(true);
            return made;
        });
        thread.setRemoveOnCancelPolicy(true);
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public void execute(Runnable task) {
        thread.execute(task);
    }

    @Override
    public Future<?> later(long millis, Runnable task) {
        return thread.schedule(task, millis, TimeUnit.MILLISECONDS);
    }

    @Override
    public boolean isClosed() {
        return thread.isShutdown();
    }

    @Override
    public boolean close() {
        thread.shutdown();
        try {
            return thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
