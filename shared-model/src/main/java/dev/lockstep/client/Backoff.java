package dev.lockstep.client;

import java.util.random.RandomGenerator;

/** The pauses between attempts to connect: short at first, doubling, with jitter, so that a hub's clients don't reconnect all at once. */
final class Backoff {

    private static final long FIRST_MILLIS = 100;
    private static final long LONGEST_MILLIS = 5_000;
    private static final double SPREAD = 0.3;

    private final RandomGenerator random;
    private long nextMillis = FIRST_MILLIS;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    /** How long to wait before the next attempt. */
    long next() {
        long pause = nextMillis;
        nextMillis = Math.min(LONGEST_MILLIS, nextMillis * 2);
        return Math.round(pause * (1 - SPREAD + 2 * SPREAD * random.nextDouble()));
    }

    /** An attempt succeeded. */
    void reset() {
        nextMillis = FIRST_MILLIS;
    }
}
