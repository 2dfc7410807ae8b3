package dev.lockstep.client;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How much of what came from the hub waits for the rooms' threads. A window does what waits in one go, and stands still meanwhile; so no
 * more is read while much waits, and a stuck window slows its own socket. Safe for use by many threads.
 */
final class Backlog {

    /** A message counts one, and one more for each {@value #CHARS_PER_UNIT} characters. */
    private static final int UNITS_MAX = 1_024;

    private static final int CHARS_PER_UNIT = 256;

    private final AtomicInteger units = new AtomicInteger();
    private final Queue<Integer> waiting = new ConcurrentLinkedQueue<>(); // the units of each message

    /** Whether no more is to be read. */
    boolean isFull() {
        return units.get() >= UNITS_MAX;
    }

    /** A message waits. */
    void add(int chars) {
        int its = 1 + chars / CHARS_PER_UNIT;
        waiting.add(its);
        units.addAndGet(its);
    }

    /** The first message that waited is done; returns whether there is room again, once each time it was full. */
    boolean done() {
        Integer its = waiting.poll();
        if (its == null) {
            return false;
        }
        int left = units.addAndGet(-its);
        return left <= UNITS_MAX / 2 && left + its > UNITS_MAX / 2;
    }
}
