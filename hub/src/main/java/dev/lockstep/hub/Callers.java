package dev.lockstep.hub;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * How many sockets there are from each network address, whatever they have said so far. What becomes of them is bounded elsewhere;
 * this is for those that never become anything. Safe for use by many threads.
 */
final class Callers {

    /** So many more sockets than sessions: those that ask for something by HTTP, and those that are told that they are too many. */
    private static final int BESIDE_SESSIONS = 100;

    private final int perAddressMax;
    private final ConcurrentMap<String, Integer> sockets = new ConcurrentHashMap<>();

    Callers(int sessionsPerAddress) {
        this.perAddressMax = (int) Math.min(Integer.MAX_VALUE, (long) sessionsPerAddress + BESIDE_SESSIONS);
    }

    /** Counts one more; false where it is one too many, which has to {@link #leave} all the same. */
    boolean enter(String address) {
        return sockets.merge(address, 1, Integer::sum) <= perAddressMax;
    }

    void leave(String address) {
        sockets.computeIfPresent(address, (a, count) -> count > 1 ? count - 1 : null);
    }
}
