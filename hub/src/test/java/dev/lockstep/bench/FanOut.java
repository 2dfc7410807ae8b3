package dev.lockstep.bench;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One client changes a room as fast as it may, many others are told: what a delivery costs the server, and how late it is. */
final class FanOut implements Benchmark {

    private record Load(int receivers, int inFlight) {
        @Override
        public String toString() {
            return receivers + " receivers, " + inFlight + " in flight";
        }
    }

    private static final List<Load> LOADS = List.of(new Load(100, 32), new Load(100, 2_000), new Load(500, 32));

    private static final List<ServerKind> SYSTEMS =
            List.of(ServerKind.JETTY, ServerKind.HUB_MEMORY, ServerKind.HUB_SQLITE);

    @Override
    public String name() {
        return "fanout";
    }

    @Override
    public void round(Settings settings, Results.Adder results) throws IOException {
        for (Load load : LOADS) {
            Map<String, Double> ofJetty = new HashMap<>();
            for (ServerKind kind : SYSTEMS) {
                try (ServerProcess server = ServerProcess.start(kind, settings);
                        Crowd crowd = new Crowd(server, kind, load.receivers(), load.inFlight())) {
                    crowd.keepInFlight(load.inFlight(), settings.warmUpSeconds());
                    Crowd.Measured measured = crowd.keepInFlight(load.inFlight(), settings.seconds());
                    double perCpu = measured.deliveries() / measured.serverCpuSeconds();
                    double p99 = crowd.latency().quantileMillis(0.99);
                    String what = load.toString();
                    results.add(what, "deliveries per server-CPU-second", "k/s", kind.label(), perCpu / 1_000);
                    results.add(
                            what,
                            "deliveries",
                            "k/s",
                            kind.label(),
                            measured.deliveries() / measured.seconds() / 1_000);
                    results.add(what, "p50", "ms", kind.label(), crowd.latency().quantileMillis(0.5));
                    results.add(what, "p99", "ms", kind.label(), p99);
                    results.add(
                            what,
                            "bytes a delivery, of a change of "
                                    + Frames.change(1_000_000).length(),
                            "B",
                            kind.label(),
                            (double) measured.bytes() / measured.deliveries());
                    results.add(
                            what,
                            "cores used by the server",
                            "",
                            kind.label(),
                            measured.serverCpuSeconds() / measured.seconds());
                    results.add(
                            what,
                            "cores used by the load",
                            "",
                            kind.label(),
                            measured.ownCpuSeconds() / measured.seconds());
                    if (kind.isHub()) {
                        results.add(
                                what,
                                "deliveries per server-CPU-second, times raw Jetty",
                                "x",
                                kind.label(),
                                perCpu / ofJetty.get("perCpu"));
                        results.add(what, "p99, times raw Jetty", "x", kind.label(), p99 / ofJetty.get("p99"));
                    } else {
                        ofJetty.put("perCpu", perCpu);
                        ofJetty.put("p99", p99);
                    }
                    crowd.drain();
                }
            }
        }
    }
}
