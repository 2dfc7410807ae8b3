package dev.lockstep.hub.journal;

import java.util.Arrays;

/** A queue of row numbers, eight bytes each: there may be many. */
final class RowNumbers {

    private long[] numbers = new long[4];
    private int from;
    private int to;

    void add(long number) {
        if (to == numbers.length) {
            long[] larger = new long[Math.max(4, size() * 2)];
            System.arraycopy(numbers, from, larger, 0, size());
            to = size();
            from = 0;
            numbers = larger;
        }
        numbers[to++] = number;
    }

    int size() {
        return to - from;
    }

    boolean isEmpty() {
        return from == to;
    }

    long get(int index) {
        return numbers[from + index];
    }

    void removeFirst(int count) {
        from += count;
        if (isEmpty()) {
            numbers = new long[4];
            from = 0;
            to = 0;
        }
    }

    long[] toArray() {
        return Arrays.copyOfRange(numbers, from, to);
    }
}
