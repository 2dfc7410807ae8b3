package dev.lockstep.bench;

import java.util.List;
import java.util.Optional;

/** What is aimed at. A goal that is missed is said, and fails nothing: machines differ. */
record Goal(String bench, String load, String what, String system, boolean atLeast, double value) {

    private static final String MEMORY = ServerKind.HUB_MEMORY.label();
    private static final String SQLITE = ServerKind.HUB_SQLITE.label();
    private static final String PER_CPU = "deliveries per server-CPU-second";
    private static final String PER_CPU_RATIO = PER_CPU + ", times raw Jetty";

    private static final List<Goal> ALL = List.of(
            atLeast("fanout", "100 receivers, 32 in flight", PER_CPU, "hub", 2_500),
            atLeast("fanout", "100 receivers, 32 in flight", PER_CPU_RATIO, "hub", 12),
            atMost("fanout", "100 receivers, 32 in flight", "p99, times raw Jetty", "hub", 0.25),
            atLeast("fanout", "100 receivers, 2000 in flight", PER_CPU, "hub", 8_000),
            atLeast("fanout", "500 receivers, 32 in flight", PER_CPU, "hub", 2_500),
            atMost(
                    "fanout",
                    "",
                    "bytes a delivery",
                    "hub",
                    1.6 * Frames.change(1_000_000).length()),
            atMost("latency", "", "p50, times raw Jetty", MEMORY, 1.3),
            atMost("latency", "", "p50, times (1.3 raw Jetty + fsync)", SQLITE, 1),
            atLeast("commits", "", "commits", SQLITE, 50),
            atMost("counter", "by lock", "time", MEMORY, 1.1),
            atMost("counter", "by lock", "time", SQLITE, 2.6),
            atMost("counter", "by add", "time", MEMORY, 0.25),
            atMost("join", "10000 entries", "to the last part, p50", "hub", 30),
            atMost("join", "10000 entries", "bytes, times the entries' own", "hub", 1.1),
            atMost("join", "10000 entries", "longest pause of the others", "hub", 5),
            atMost("flood", "", "p50 beside a flood, times alone", "hub", 2),
            atMost("flood", "", "p99 beside a flood, times alone", "hub", 2),
            atMost("idle", "", "heap a connection", "hub", 16),
            atMost("start", "", "to listening", "hub", 500),
            atLeast("pure", "", "RoomState.apply", "one thread", 1_000));

    private static Goal atLeast(String bench, String load, String what, String system, double value) {
        return new Goal(bench, load, what, system, true, value);
    }

    private static Goal atMost(String bench, String load, String what, String system, double value) {
        return new Goal(bench, load, what, system, false, value);
    }

    static Optional<Goal> of(Results.Key key) {
        return ALL.stream()
                .filter(goal -> goal.bench.equals(key.bench())
                        && key.load().startsWith(goal.load)
                        && (key.what().equals(goal.what) || key.what().startsWith(goal.what + ", of "))
                        && key.system().startsWith(goal.system))
                .findFirst();
    }

    boolean isMet(double median) {
        return atLeast ? median >= value : median <= value;
    }

    @Override
    public String toString() {
        return (atLeast ? ">= " : "<= ") + Report.number(value);
    }
}
