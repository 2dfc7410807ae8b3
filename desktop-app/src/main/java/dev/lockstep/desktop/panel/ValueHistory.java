package dev.lockstep.desktop.panel;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The latest values of a number, oldest first: those that were seen here, and before them what the room's history tells. */
final class ValueHistory {

    /** As many are drawn. */
    static final int VALUES_MAX = 120;

    private record Sample(long seq, double value) {}

    private final Deque<Sample> samples = new ArrayDeque<>();

    /** @param seq the last commit that is known of where it has this value */
    void add(long seq, double value) {
        if (Double.isFinite(value)) {
            samples.addLast(new Sample(seq, value));
            if (samples.size() > VALUES_MAX) {
                samples.removeFirst();
            }
        }
    }

    /**
     * Puts what was before in place of what was seen by then.
     *
     * @param earlier all values up to the commit {@code seq}, oldest first
     */
    void tell(long seq, List<Double> earlier) {
        if (earlier.isEmpty()) {
            return;
        }
        samples.removeIf(sample -> sample.seq() <= seq);
        for (int i = earlier.size() - 1; i >= 0 && samples.size() < VALUES_MAX; i--) {
            if (Double.isFinite(earlier.get(i))) {
                samples.addFirst(new Sample(seq, earlier.get(i)));
            }
        }
    }

    List<Double> values() {
        return samples.stream().map(Sample::value).toList();
    }
}
