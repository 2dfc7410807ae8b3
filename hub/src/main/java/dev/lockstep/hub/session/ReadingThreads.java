package dev.lockstep.hub.session;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

import org.jspecify.annotations.Nullable;

/**
 * Run to completion: a task that a thread submits while it reads messages is run by the same thread once it has read all available
 * messages. So no other thread has to be signalled for a single message, and messages that arrive together are one batch. All other
 * tasks go to a pool, as do further tasks of the same thread: rooms don't wait for each other.
 */
public final class ReadingThreads implements Executor {

    private static final Logger LOG = System.getLogger(ReadingThreads.class.getName());

    /** A client that sends so much at once doesn't hold up what others wait for: it is done elsewhere meanwhile. */
    private static final int MESSAGES_MAX = 32;

    private static final ThreadLocal<@Nullable Reading> CURRENT = new ThreadLocal<>();

    private final Executor pool;

    private static final class Reading {
        private final List<Runnable> later = new ArrayList<>();
        private int messages;
    }

    public ReadingThreads(Executor pool) {
        this.pool = pool;
    }

    /** Runs {@code reading}, and then what it set off. */
    public void read(Runnable reading) {
        if (CURRENT.get() != null) {
            reading.run();
            return;
        }
        Reading begun = new Reading();
        CURRENT.set(begun);
        try {
            reading.run();
        } finally {
            CURRENT.remove(); // what the tasks set off in their turn is the pool's: this thread is to read on
            int count = begun.later.size();
            if (count > 0) {
                begun.later.subList(1, count).forEach(this::handOver);
                runLogged(begun.later.get(0));
            }
        }
    }

    private void handOver(Runnable task) {
        try {
            pool.execute(task);
        } catch (RejectedExecutionException e) {
            LOG.log(Level.DEBUG, "the hub has stopped");
        }
    }

    private static void runLogged(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "a task failed", e);
        }
    }

    /** The calling thread has read something that a client sent, whatever it was: who sends without end holds up nobody. */
    void readOne() {
        Reading reading = CURRENT.get();
        if (reading != null && ++reading.messages == MESSAGES_MAX) {
            reading.messages = 0;
            reading.later.forEach(this::handOver);
            reading.later.clear();
        }
    }

    /** @throws RejectedExecutionException where the pool takes no more */
    @Override
    public void execute(Runnable task) {
        Reading reading = CURRENT.get();
        if (reading == null) {
            pool.execute(task);
        } else {
            reading.later.add(task);
        }
    }
}
