package dev.lockstep.simulation;

import java.util.Map;
import java.util.TreeMap;

/** Counts what happened, so that a world in which nothing does is noticed. */
final class Statistics {

    private final Map<String, Long> counts = new TreeMap<>();

    void count(String what) {
        counts.merge(what, 1L, Long::sum);
    }

    long of(String what) {
        return counts.getOrDefault(what, 0L);
    }

    @Override
    public String toString() {
        return counts.toString();
    }
}
