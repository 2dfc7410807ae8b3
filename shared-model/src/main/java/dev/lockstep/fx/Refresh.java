package dev.lockstep.fx;

import java.util.HashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.lockstep.client.Subscription;

/**
 * A block that runs again when what it read has changed. Which keys it read is found out anew at each run.
 *
 * <p>While a block runs, it is the thread's {@link #current()}; whatever reads shared state tells it so.
 */
final class Refresh implements Subscription {

    private static final ThreadLocal<@Nullable Refresh> CURRENT = new ThreadLocal<>();

    /** Something read: a key of a room, or all below a prefix. */
    record Read(RoomCore room, String key, boolean below) {}

    private final Runnable block;
    private final Set<Read> reads = new HashSet<>(); // what it is bound to
    private Set<Read> readsOfRun = new HashSet<>();
    private boolean due; // to run again
    private boolean closed;

    Refresh(Runnable block) {
        this.block = block;
    }

    /** The block that runs now on this thread, null where none does. */
    static @Nullable Refresh current() {
        return CURRENT.get();
    }

    /** Tells the running block, if there is one, that it reads. */
    static void reading(RoomCore room, String key, boolean below) {
        Refresh current = CURRENT.get();
        if (current != null && !current.closed) {
            Read read = new Read(room, key, below);
            if (current.readsOfRun.add(read) && current.reads.add(read)) {
                room.refreshes().bind(read, current); // at once: what the block itself changes counts too
            }
        }
    }

    /** Runs {@code action} so that what it reads is not noted for the block that runs now. */
    static void untracked(Runnable action) {
        Refresh outer = CURRENT.get();
        CURRENT.set(null);
        try {
            action.run();
        } finally {
            CURRENT.set(outer);
        }
    }

    /** It is to run again soon. */
    void becomesDue() {
        due = true;
    }

    /** Whether something that it read has changed since it ran. */
    boolean isDue() {
        return due;
    }

    /** What the latest run has read, or the one under way so far. */
    Set<Read> readsOfRun() {
        return readsOfRun;
    }

    /** Runs the block, then is bound to what it read and to nothing else. */
    void run() {
        if (closed) {
            return;
        }
        due = false;
        Refresh outer = CURRENT.get();
        readsOfRun = new HashSet<>();
        CURRENT.set(this);
        try {
            block.run();
        } finally {
            CURRENT.set(outer);
            forgetAllBut(closed ? Set.of() : readsOfRun);
        }
    }

    private void forgetAllBut(Set<Read> kept) {
        for (Read read : reads) {
            if (!kept.contains(read)) {
                read.room().refreshes().unbind(read, this);
            }
        }
        reads.retainAll(kept);
    }

    @Override
    public void close() {
        closed = true;
        forgetAllBut(Set.of());
    }
}
