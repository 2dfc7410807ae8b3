package dev.lockstep.hub.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Combines all waiting tasks into one write, one write at a time; tasks that arrive meanwhile form the next. So groups grow with
 * the load, and a single task waits for one write.
 *
 * <p>Whoever comes while nobody writes does so itself, once, and wakes no other thread for it; what is there then is the work of
 * a thread that this has for it. Safe for use by many threads.
 *
 * @param <T> what is written
 */
final class GroupCommit<T> {

    /** Where it is written to. Its methods are called by one thread at a time. */
    interface Target<T> {

        /** Writes what {@code group} has, in its order, and answers whoever waits for it. Throws nothing. */
        void write(List<T> group);

        /** Answers who came when it was too late. */
        void refuse(T late);

        /** Whether there is work beside writing, for which nobody waits. Asked by any thread. */
        boolean isTidyingDue();

        /** Does that work, on the thread for it. Throws nothing. */
        void tidy();
    }

    private final Target<T> target;
    private final int groupMax;
    private final Queue<T> queue = new ConcurrentLinkedQueue<>();
    private final Thread thread;
    private final ReentrantLock writing = new ReentrantLock();
    private volatile boolean closed;
    private boolean stopped; // belongs to writing

    /**
     * @param groupMax what one write takes at most: bounds how long the first of it waits
     * @param name of the thread
     */
    GroupCommit(Target<T> target, int groupMax, String name) {
        this.target = target;
        this.groupMax = groupMax;
        this.thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    /** From now on it is seen to that all is written. */
    void start() {
        thread.start();
    }

    boolean isClosed() {
        return closed;
    }

    /**
     * Has {@code item} written behind all that was given before: by this thread, if nobody writes now.
     *
     * @return false where this is closed; nothing is written then
     */
    boolean give(T item) {
        if (!add(item)) {
            return false;
        }
        if (writing.tryLock()) {
            try {
                writeWaiting();
            } finally {
                writing.unlock();
            }
        }
        if (!queue.isEmpty()
                || target.isTidyingDue()) { // who writes looks again when done, and sees what was added before
            LockSupport.unpark(thread);
        }
        return true;
    }

    /** As {@link #give}, but never written by the caller, who doesn't wait. */
    boolean leave(T item) {
        if (!add(item)) {
            return false;
        }
        LockSupport.unpark(thread);
        return true;
    }

    private boolean add(T item) {
        return !closed && queue.add(item);
    }

    private void run() {
        do {
            writing.lock();
            try {
                writeWaiting();
                if (target.isTidyingDue()) {
                    target.tidy();
                }
            } finally {
                writing.unlock();
            }
            if (queue.isEmpty() && !target.isTidyingDue() && !closed) {
                LockSupport.park(this);
            }
        } while (!closed || !queue.isEmpty());
    }

    /** One group of what waits. With the lock of those who write. */
    private void writeWaiting() {
        List<T> group = new ArrayList<>();
        for (T next = queue.poll(); next != null; next = group.size() < groupMax ? queue.poll() : null) {
            group.add(next);
        }
        if (stopped) {
            group.forEach(target::refuse);
        } else if (!group.isEmpty()) {
            target.write(group);
        }
    }

    /** Writes what was given before, and takes nothing more. When this returns nothing is written any more. */
    void close() {
        closed = true;
        LockSupport.unpark(thread);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        do {
            writing.lock();
            try {
                stopped = true;
                writeWaiting(); // who came too late is told so
            } finally {
                writing.unlock();
            }
        } while (!queue.isEmpty());
    }
}
