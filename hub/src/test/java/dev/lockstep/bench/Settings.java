package dev.lockstep.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * How much is measured.
 *
 * @param names of the benchmarks to run, in order
 * @param rounds how often all is done
 * @param warmUpSeconds how long a server works before it is measured
 * @param seconds how long it is measured: of its own CPU time where it is kept busy, so that others on the machine don't
 *     count, and of the clock's where it has time
 * @param scale what numbers of entries, rooms and increments are divided by
 * @param directory where data, server logs and reports go
 * @param jvm what the servers' JVMs are told beside, such as a flight recording
 */
record Settings(
        List<String> names,
        int rounds,
        double warmUpSeconds,
        double seconds,
        int scale,
        Path directory,
        List<String> jvm) {

    private static final double NANOS_PER_SECOND = 1e9;

    /** From system properties; those that are missing or empty are as it is best, or with {@code bench.quick} as it is quick. */
    static Settings ofProperties() {
        boolean quick = Boolean.getBoolean("bench.quick");
        String jvm = property("bench.jvm", "");
        return new Settings(
                List.of(property("bench", "all").toLowerCase(Locale.ROOT).split(" *, *")),
                Integer.parseInt(property("bench.rounds", quick ? "1" : "3")),
                Double.parseDouble(property("bench.warmup", quick ? "0.5" : "16")),
                Double.parseDouble(property("bench.seconds", quick ? "0.5" : "5")),
                quick ? 20 : 1,
                Path.of("target", "bench").toAbsolutePath(),
                jvm.isEmpty() ? List.of() : List.of(jvm.split(" ")));
    }

    long warmUpNanos() {
        return (long) (warmUpSeconds * NANOS_PER_SECOND);
    }

    long nanos() {
        return (long) (seconds * NANOS_PER_SECOND);
    }

    boolean wants(String name) {
        return names.contains("all") || names.contains(name);
    }

    int scaled(int size) {
        return Math.max(1, size / scale);
    }

    private static String property(String name, String missing) {
        String value = System.getProperty(name, "").strip();
        return value.isEmpty() ? missing : value;
    }
}
