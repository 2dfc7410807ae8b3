package dev.lockstep.hub.session;

import dev.lockstep.hub.room.TokenBucket;
import dev.lockstep.wire.Bounds;
import dev.lockstep.wire.Protocol;

/**
 * How many errors, malformed messages and pings one connection may send before it is closed. Used by the thread that reads it, one
 * at a time.
 */
final class Patience {

    /** A client that was told so often that something is wrong doesn't listen; one error a second is forgotten. */
    private static final Bounds.Rate ERRORS = new Bounds.Rate(1, 1_000);

    private final TokenBucket errors;
    private final TokenBucket pings;
    private int malformed;

    Patience(long nanoTime) {
        errors = new TokenBucket(ERRORS, nanoTime);
        pings = new TokenBucket(new Bounds.Rate(Protocol.PINGS_PER_SECOND_MAX, Protocol.PINGS_AT_ONCE_MAX), nanoTime);
    }

    /** A message was answered {@code error}; false where that was once too often. */
    boolean forgivesError(long nanoTime) {
        return errors.trySpend(nanoTime);
    }

    /** A message was malformed; false where that was once too often. */
    boolean forgivesMalformed() {
        return ++malformed < Protocol.MALFORMED_MAX;
    }

    /** A ping came, or an answer to one; false where that was once too often. */
    boolean takesPing(long nanoTime) {
        return pings.trySpend(nanoTime);
    }
}
