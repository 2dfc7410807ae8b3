package dev.lockstep.hub.session;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Slows down guessing of tokens: after each wrong token the next attempt from that address has to wait longer. Safe for use by many
 * threads.
 */
final class FailedLogins {

    /** The pause after the first wrong token; each further one doubles it. */
    private static final long PAUSE_MILLIS = 125;

    private static final long PAUSE_MILLIS_MAX = 60_000;

    /** So long after the last wrong token an address begins anew. */
    private static final long FORGOTTEN_MILLIS = 600_000;

    /** Addresses that are remembered at most; beyond them the oldest is forgotten. */
    private static final int ADDRESSES_MAX = 10_000;

    private static final class Past {
        int wrong;
        long lastNanos;
        long pauseMillis;
    }

    private final Map<String, Past> byAddress = new LinkedHashMap<>();

    /** A token from {@code address} was wrong. Returns how long its answer should wait, in milliseconds. */
    synchronized long wrong(String address, long nanoTime) {
        Past past = byAddress.remove(address);
        if (past == null || nanoTime - past.lastNanos > TimeUnit.MILLISECONDS.toNanos(FORGOTTEN_MILLIS)) {
            past = new Past();
        }
        past.pauseMillis = Math.min(PAUSE_MILLIS_MAX, PAUSE_MILLIS << Math.min(past.wrong, 20));
        past.wrong++;
        past.lastNanos = nanoTime;
        byAddress.put(address, past);
        if (byAddress.size() > ADDRESSES_MAX) {
            byAddress.remove(byAddress.keySet().iterator().next());
        }
        return past.pauseMillis;
    }

    /** How long nobody from {@code address} is heard, in milliseconds; 0 where anyone is. */
    synchronized long pauseMillis(String address, long nanoTime) {
        Past past = byAddress.get(address);
        if (past == null) {
            return 0;
        }
        long since = TimeUnit.NANOSECONDS.toMillis(nanoTime - past.lastNanos);
        return Math.max(0, past.pauseMillis - since);
    }
}
