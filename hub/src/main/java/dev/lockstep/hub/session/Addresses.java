package dev.lockstep.hub.session;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Counts the connections from each network address. Safe for use by many threads. */
final class Addresses {

    private final int perAddressMax;
    private final ConcurrentMap<String, Integer> connections = new ConcurrentHashMap<>();

    Addresses(int perAddressMax) {
        this.perAddressMax = perAddressMax;
    }

    /** Whether there are as many from {@code address} as there may be. */
    boolean isFull(String address) {
        return connections.getOrDefault(address, 0) >= perAddressMax;
    }

    void enter(String address) {
        connections.merge(address, 1, Integer::sum);
    }

    void leave(String address) {
        connections.computeIfPresent(address, (a, count) -> count > 1 ? count - 1 : null);
    }
}
