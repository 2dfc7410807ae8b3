package dev.lockstep.desktop.chat;

import java.util.Arrays;

/**
 * The times of messages that the hub doesn't know any more, of which only their authors' clocks say something. A clock that is far off is
 * told by the messages around, which have the right order: one that is more than an hour away from the middle of its neighbours is given
 * that. Pure.
 */
final class ClaimedTimes {

    private static final long FAR_MILLIS = 3_600_000;

    /** So many before and behind are looked at. */
    private static final int NEIGHBOURS = 3;

    private ClaimedTimes() {}

    /**
     * @param claimed in the order of the messages, in milliseconds since 1970
     * @param latest none can be later
     */
    static long[] plausible(long[] claimed, long latest) {
        long[] times = new long[claimed.length];
        for (int i = 0; i < claimed.length; i++) {
            int sides = Math.min(NEIGHBOURS, Math.min(i, claimed.length - 1 - i)); // as many before as behind
            long[] around = Arrays.copyOfRange(claimed, i - sides, i + sides + 1);
            Arrays.sort(around);
            long middle = around[around.length / 2];
            times[i] = Math.min(latest, Math.abs(claimed[i] - middle) > FAR_MILLIS ? middle : claimed[i]);
        }
        return times;
    }
}
