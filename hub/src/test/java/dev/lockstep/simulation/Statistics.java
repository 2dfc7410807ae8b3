package dev.lockstep.simulation;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** What happened in many worlds, to be seen to have happened. */
public final class Statistics {

    private final Map<Fault, Integer> faults = new EnumMap<>(Fault.class);
    private final Map<String, Integer> events = new TreeMap<>();

    public void count(Fault fault) {
        faults.merge(fault, 1, Integer::sum);
    }

    void count(String event) {
        events.merge(event, 1, Integer::sum);
    }

    int of(Fault fault) {
        return faults.getOrDefault(fault, 0);
    }

    int of(String event) {
        return events.getOrDefault(event, 0);
    }

    @Override
    public String toString() {
        return faults + " " + events;
    }
}
