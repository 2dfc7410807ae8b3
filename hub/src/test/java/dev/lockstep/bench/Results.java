package dev.lockstep.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** What was measured: a value for each round, by what it is. */
final class Results {

    /**
     * @param bench the benchmark
     * @param load what was done
     * @param what was measured
     * @param system of what
     */
    record Key(String bench, String load, String what, String unit, String system) {}

    private final Map<Key, List<Double>> values = new LinkedHashMap<>();

    synchronized void add(Key key, double value) {
        values.computeIfAbsent(key, k -> new ArrayList<>()).add(value);
    }

    synchronized void forEach(BiConsumer<Key, List<Double>> visitor) {
        values.forEach((key, some) -> visitor.accept(key, List.copyOf(some)));
    }

    synchronized boolean isEmpty() {
        return values.isEmpty();
    }

    static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    static double min(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).min().orElse(Double.NaN);
    }

    static double max(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN);
    }

    /** What one benchmark adds. */
    Adder of(String bench) {
        return (load, what, unit, system, value) -> add(new Key(bench, load, what, unit, system), value);
    }

    /** Takes one value. */
    interface Adder {
        void add(String load, String what, String unit, String system, double value);
    }
}
