package dev.lockstep.client;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Runs tasks one at a time, in the order in which they were submitted: on a thread of its own, or on the caller's thread of
 * {@link #executeHere} while the queue is empty, so that no other thread has to be signalled for it. Writes of one task are visible
 * to the next. Safe for use by many threads.
 */
final class ThreadLoop implements EventLoop {

    private static final Logger LOG = System.getLogger(ThreadLoop.class.getName());

    /**
     * For so long tasks are done in one go. Behind that whoever brought one goes on with its own work, such as reading a socket, and
     * what {@link #later} planned gets its turn, however much is brought.
     */
    private static final long TURN_NANOS = 2_000_000;

    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final ReentrantLock working = new ReentrantLock();
    private final AtomicBoolean woken = new AtomicBoolean();
    private final ScheduledThreadPoolExecutor thread;
    private volatile boolean closed;

    /** @param name of its thread, which is a daemon */
    ThreadLoop(String name) {
        thread = new ScheduledThreadPoolExecutor(1, task -> {
            Thread made = new Thread(task, name);
            made.setDaemon(true);
            return made;
        });
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        thread.setRemoveOnCancelPolicy(true);
    }

    @Override
    public void execute(Runnable task) {
        if (add(task) && !working.isLocked()) { // who works looks again when done, and sees what was added before
            wake();
        }
    }

    @Override
    public void executeHere(Runnable task) {
        if (add(task) && !isCurrent() && working.tryLock()) {
            workAndUnlock();
        }
    }

    @Override
    public Future<?> later(long millis, Runnable task) {
        try {
            return thread.schedule(() -> executeHere(task), millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.log(Level.DEBUG, "the loop is closed");
            return CompletableFuture.completedFuture(null);
        }
    }

    @Override
    public boolean isCurrent() {
        return working.isHeldByCurrentThread();
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
        thread.shutdown();
    }

    private boolean add(Runnable task) {
        return !closed && tasks.add(task);
    }

    private void wake() {
        if (closed) {
            if (working.tryLock()) { // the last of it
                workAndUnlock();
            }
        } else if (woken.compareAndSet(false, true)) {
            try {
                thread.execute(() -> {
                    woken.set(false);
                    working.lock();
                    workAndUnlock();
                });
            } catch (RejectedExecutionException e) { // closed just now
                wake();
            }
        }
    }

    private void workAndUnlock() {
        long begin = System.nanoTime();
        try {
            Runnable task = tasks.poll();
            while (task != null) {
                run(task);
                task = closed || System.nanoTime() - begin < TURN_NANOS ? tasks.poll() : null;
            }
        } finally {
            working.unlock();
        }
        if (!tasks.isEmpty()) {
            wake();
        }
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) { // the others are no worse off
            LOG.log(Level.ERROR, "a task of the connection failed", e);
        }
        if (Thread.interrupted()) { // which a socket's thread would take for its end
            LOG.log(Level.DEBUG, "a task left its thread interrupted");
        }
    }
}
