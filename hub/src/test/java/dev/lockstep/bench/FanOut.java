package dev.lockstep.bench;

import java.io.IOException;
import java.util.List;

/** One client changes a room as fast as it may, many others are told: what a delivery costs the server, and how late it is. */
final class FanOut implements Benchmark {

    private record Load(int receivers, int inFlight) {
        @Override
        public String toString() {
            return receivers + " receivers, " + inFlight + " in flight";
        }
    }

    private static final List<Load> LOADS = List.of(new Load(100, 32), new Load(100, 2_000), new Load(500, 32));

    private static final String PER_CPU = "deliveries per server-CPU-second";
    private static final String PER_CPU_RATIO = PER_CPU + ", times raw Jetty";
    private static final String BYTES =
            "bytes a delivery, of a change of " + Frames.change(1_000_000).length();
    private static final double THOUSAND = 1_000;

    /** A server that is warm for one load needs so many times less for the next. */
    private static final int WARM_ALREADY = 4;

    @Override
    public String name() {
        return "fanout";
    }

    /** One server of each kind serves all loads: what it takes to get warm is spent once. */
    @Override
    public void round(Settings settings, Results.Adder results) throws IOException {
        try (ServerProcess jetty = ServerProcess.start(ServerKind.JETTY, settings);
                ServerProcess memory = ServerProcess.start(ServerKind.HUB_MEMORY, settings);
                ServerProcess sqlite = ServerProcess.start(ServerKind.HUB_SQLITE, settings)) {
            double warmUp = settings.warmUpSeconds();
            for (Load load : LOADS) {
                Figures ofJetty = measure(jetty, load, warmUp, settings, results);
                measure(memory, load, warmUp, settings, results).compare(ofJetty, results);
                measure(sqlite, load, warmUp, settings, results).compare(ofJetty, results);
                warmUp = settings.warmUpSeconds() / WARM_ALREADY;
            }
        }
    }

    private record Figures(String load, String system, double perCpuSecond, double p99) {
        void compare(Figures jetty, Results.Adder results) {
            results.add(load, PER_CPU_RATIO, "x", system, perCpuSecond / jetty.perCpuSecond);
            results.add(load, "p99, times raw Jetty", "x", system, p99 / jetty.p99);
        }
    }

    private static Figures measure(
            ServerProcess server, Load load, double warmUpSeconds, Settings settings, Results.Adder results)
            throws IOException {
        try (Crowd crowd = new Crowd(server, load.receivers(), load.inFlight())) {
            crowd.keepInFlight(load.inFlight(), warmUpSeconds);
            Crowd.Measured measured = crowd.keepInFlight(load.inFlight(), settings.seconds());
            crowd.drain();
            String what = load.toString();
            String system = server.kind().label();
            double perCpuSecond = measured.deliveries() / measured.serverCpuSeconds();
            double p99 = measured.p99Millis();
            results.add(what, PER_CPU, "k/s", system, perCpuSecond / THOUSAND);
            results.add(what, "deliveries", "k/s", system, measured.deliveries() / measured.seconds() / THOUSAND);
            results.add(what, "p50", "ms", system, measured.p50Millis());
            results.add(what, "p99", "ms", system, p99);
            results.add(what, "changes a frame", "", system, (double) measured.deliveries() / measured.frames());
            results.add(what, BYTES, "B", system, (double) measured.bytes() / measured.deliveries());
            results.add(what, "cores used by the server", "", system, measured.serverCpuSeconds() / measured.seconds());
            results.add(what, "cores used by the load", "", system, measured.ownCpuSeconds() / measured.seconds());
            return new Figures(what, system, perCpuSecond, p99);
        }
    }
}
