package dev.lockstep.hub.room;

import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/** Whether requests to a room currently come from one member only, or from several. */
final class Asking {

    /** Two members that ask in turn are two for so long. */
    private static final long SHARED_NANOS = TimeUnit.SECONDS.toNanos(1);

    private @Nullable Membership last; // the loop's own
    private volatile long sharedAtNanos;

    Asking(long nanoTime) {
        sharedAtNanos = nanoTime - SHARED_NANOS;
    }

    /** On the room's loop. */
    void by(Membership membership, long nanoTime) {
        if (last != null && last != membership) {
            sharedAtNanos = nanoTime;
        }
        last = membership;
    }

    /** From any thread. */
    boolean isShared(long nanoTime) {
        return nanoTime - sharedAtNanos < SHARED_NANOS;
    }
}
