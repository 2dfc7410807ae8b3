package dev.lockstep.hub.session;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;

/**
 * Which thread does what a message sets off. Signalling another thread costs more than a short message does, so there are two ways:
 *
 * <ul>
 *   <li>To completion, while the hub is idle: a thread that has read from a socket runs what that set off, such as a room's turn. No
 *       other thread has to be signalled for a single message.
 *   <li>For all sockets, while a room is at work: one thread reads whatever arrives, from one socket after another, and leaves the rest to
 *       the room that is at work already, or to the pool. What arrives from many clients becomes one batch, and no thread is signalled
 *       for each of them.
 * </ul>
 */
public final class ReadingThreads implements Executor {

    private static final Logger LOG = System.getLogger(ReadingThreads.class.getName());

    /** A client that sends so much at once doesn't hold up what others wait for: it is done elsewhere meanwhile. */
    private static final int MESSAGES_MAX = 32;

    private static final ThreadLocal<@Nullable Reading> CURRENT = new ThreadLocal<>();

    private final Executor pool;
    private final Executor slow;
    private final BooleanSupplier roomsAreAtWork;

    private static final class Reading {
        private final boolean forAll;
        private final List<Runnable> later = new ArrayList<>();
        private int messages;

        Reading(boolean forAll) {
            this.forAll = forAll;
        }
    }

    /**
     * @param pool runs rooms
     * @param slow runs what takes longer than a room's turn should wait: handshakes, long messages, what new members are sent
     * @param roomsAreAtWork whether a turn of a room is under way
     */
    public ReadingThreads(Executor pool, Executor slow, BooleanSupplier roomsAreAtWork) {
        this.pool = pool;
        this.slow = slow;
        this.roomsAreAtWork = roomsAreAtWork;
    }

    /** Whether what has arrived is better read by {@link #readForAll}. */
    public boolean isBusy() {
        return roomsAreAtWork.getAsBoolean();
    }

    /** Runs {@code reading}, and then what it set off. */
    public void read(Runnable reading) {
        if (CURRENT.get() != null) {
            reading.run();
            return;
        }
        Reading begun = new Reading(false);
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

    /** Runs {@code reading} on a thread that other sockets wait for. What it sets off, and what takes long, is done elsewhere. */
    public void readForAll(Runnable reading) {
        if (CURRENT.get() != null) {
            reading.run();
            return;
        }
        CURRENT.set(new Reading(true));
        try {
            reading.run();
        } finally {
            CURRENT.remove();
        }
    }

    /**
     * Handles a message, here or elsewhere; {@code handling} asks for the next one when it is done.
     *
     * @param isShort whether that takes microseconds
     */
    void handle(boolean isShort, Runnable handling) {
        Reading reading = CURRENT.get();
        if (reading == null) {
            handling.run();
            return;
        }
        boolean tooMany = ++reading.messages >= MESSAGES_MAX;
        if (reading.forAll && (tooMany || !isShort)) {
            runSlow(() -> readForAll(handling)); // which may read on, and is to let others run as well
            return;
        }
        if (tooMany) {
            reading.messages = 0;
            reading.later.forEach(this::handOver);
            reading.later.clear();
        }
        handling.run();
    }

    /** Runs {@code task}, which takes a while, beside the rooms. */
    void runSlow(Runnable task) {
        handOver(slow, task);
    }

    private void handOver(Runnable task) {
        handOver(pool, task);
    }

    private static void handOver(Executor executor, Runnable task) {
        try {
            executor.execute(task);
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

    /** @throws RejectedExecutionException where the pool takes no more */
    @Override
    public void execute(Runnable task) {
        Reading reading = CURRENT.get();
        if (reading == null || reading.forAll) {
            pool.execute(task);
        } else {
            reading.later.add(task);
        }
    }
}
