package dev.lockstep.fx;

import dev.lockstep.client.Subscription;

/** A lock that this program holds. Closing it gives it back; closing it again does nothing. */
public final class HeldLock implements Subscription {

    private final SharedLock lock;
    private final long fence;
    private boolean closed;

    HeldLock(SharedLock lock, long fence) {
        this.lock = lock;
        this.fence = fence;
    }

    /** The key that it is the lock of. */
    public String key() {
        return lock.key();
    }

    /** The number of the grant; grows with every grant in the room. */
    public long fence() {
        return fence;
    }

    /** Whether it is held still: not after a lease passed without a connection. */
    public boolean isHeld() {
        return !closed && lock.isHeld(fence);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            lock.release(fence);
        }
    }
}
