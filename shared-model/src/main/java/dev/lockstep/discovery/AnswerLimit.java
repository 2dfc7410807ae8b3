package dev.lockstep.discovery;

import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Whom a hub answers in the local network, and how often: an address in a datagram may be forged. On one thread. */
final class AnswerLimit {

    static final int PER_SECOND = 200;

    private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

    private boolean begun;
    private long secondNanos; // when the second began
    private int answers; // in it

    /**
     * Whether an answer may be sent, which is counted then.
     *
     * @param places of this machine
     * @param now in nanoseconds, of a clock that only goes on
     */
    boolean mayAnswer(InetAddress to, List<Networks.Place> places, long now) {
        if (places.stream().noneMatch(place -> place.isNear(to))) {
            return false;
        }
        if (!begun || now - secondNanos >= SECOND_NANOS) {
            begun = true;
            secondNanos = now;
            answers = 0;
        }
        if (answers >= PER_SECOND) {
            return false;
        }
        answers++;
        return true;
    }
}
