package dev.lockstep.hub.room;

import dev.lockstep.wire.Bounds;

/** Limits how much a room sends to its members of what is not stored: one message becomes as many as there are members. */
final class FanOut {

    /** A small message costs as much as one of so many bytes: a system call and a frame for each member. */
    private static final int MESSAGE_BYTES_MIN = 1_024;

    private final TokenBucket bytes;

    FanOut(Bounds.Rate rate, long nanoTime) {
        bytes = new TokenBucket(rate, nanoTime);
    }

    /** Whether a message may be told now; it counts from now on then. */
    boolean maySpend(int size, int members, long nanoTime) {
        boolean may = nanosToNext(nanoTime) == 0;
        if (may) {
            spend(size, members, nanoTime);
        }
        return may;
    }

    void spend(int size, int members, long nanoTime) {
        bytes.spend((long) Math.max(size, MESSAGE_BYTES_MIN) * members, nanoTime);
    }

    /** How long the next message has to wait. */
    long nanosToNext(long nanoTime) {
        return bytes.nanosUntilEven(nanoTime);
    }
}
