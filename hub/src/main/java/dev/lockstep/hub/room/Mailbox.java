package dev.lockstep.hub.room;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

/**
 * The steps that wait for a room, in order. There is one turn at a time: it begins when a step is added and no turn is running, and
 * ends with {@link #endTurn}, which may be called long after its beginning and from another thread.
 */
final class Mailbox implements Executor {

    private static final Logger LOG = System.getLogger(Mailbox.class.getName());

    private final String room;
    private final Executor executor;
    private final Runnable turn;
    private final Queue<Runnable> steps = new ConcurrentLinkedQueue<>();
    private final AtomicInteger queued = new AtomicInteger(1);
    private final AtomicInteger atWork;

    /**
     * A mailbox whose first turn is under way, and counts as one step.
     *
     * @param atWork how many mailboxes have a turn under way, of all who share it
     * @param turn what is run at the beginning of each further turn, on {@code executor}
     */
    Mailbox(String room, Executor executor, AtomicInteger atWork, Runnable turn) {
        this.room = room;
        this.executor = executor;
        this.turn = () -> {
            letOthersRead();
            turn.run();
        };
        this.atWork = atWork;
        atWork.incrementAndGet();
    }

    /**
     * Where all processors are in use, threads that have read further changes, or are about to, get their share before the turn begins
     * and not behind it: so it takes all of these in one batch, and each member is sent one frame. Where a processor is free, nothing
     * happens and nothing is delayed.
     */
    @SuppressWarnings("ThreadPriorityCheck") // a hint is all that it is
    private static void letOthersRead() {
        Thread.yield();
    }

    /** Adds a step. May be called from any thread. */
    @Override
    public void execute(Runnable step) {
        steps.add(step);
        if (queued.getAndIncrement() == 0) {
            atWork.incrementAndGet();
            goOn(turn);
        }
    }

    /** Goes on with the turn under way elsewhere. */
    void goOn(Runnable restOfTurn) {
        executeUnlessStopped(executor, restOfTurn);
    }

    /** What comes when the hub has stopped is dropped. */
    static void executeUnlessStopped(Executor executor, Runnable task) {
        try {
            executor.execute(task);
        } catch (RejectedExecutionException e) {
            LOG.log(Level.DEBUG, "the hub has stopped");
        }
    }

    static void complete(CompletableFuture<Void> done, @Nullable Throwable failure) {
        if (failure == null) {
            done.complete(null);
        } else {
            done.completeExceptionally(failure);
        }
    }

    /** Runs what waits, {@code max} steps at most; returns how many there were. What fails is logged and left out. */
    int run(int max) {
        int count = 0;
        for (Runnable step; count < max && (step = steps.poll()) != null; count++) {
            try {
                step.run();
            } catch (RuntimeException | AssertionError e) {
                LOG.log(Level.ERROR, "room " + room + ": a step failed and was dropped", e);
            }
        }
        return count;
    }

    /** Whether nothing came in beside the steps of the turn under way. */
    boolean hasOnly(int stepsOfTurn) {
        return queued.get() == stepsOfTurn;
    }

    /** The turn under way is over, with so many steps. */
    void endTurn(int stepsOfTurn) {
        if (queued.addAndGet(-stepsOfTurn) > 0) {
            goOn(turn);
        } else {
            atWork.decrementAndGet();
        }
    }
}
