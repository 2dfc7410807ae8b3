package dev.lockstep.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A hub as it comes, a room where somebody works calmly, and one more who writes as fast as the socket takes it. */
final class Flood implements Benchmark {

    private static final int RECEIVERS = 10;
    private static final int IN_FLIGHT_MAX = 4_096;
    private static final int BURST = 64;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final String LOAD = "100 changes/s, " + RECEIVERS + " receivers, one floods their room";
    private static final ServerKind KIND = ServerKind.HUB_DEFAULTS;
    private static final double NANOS_PER_SECOND = 1e9;

    @Override
    public String name() {
        return "flood";
    }

    @Override
    public void round(Settings settings, Results.Adder results) throws IOException {
        try (ServerProcess server = ServerProcess.start(KIND, settings);
                Crowd polite = new Crowd(server, RECEIVERS, IN_FLIGHT_MAX)) {
            polite.keepPace(PAUSE_NANOS / 10, settings.warmUpNanos());
            polite.drain();
            Crowd.Measured alone = polite.keepPace(PAUSE_NANOS, settings.nanos());
            polite.drain();
            polite.expectOthers();
            Flooder flooder = new Flooder(server.port());
            double floodPerSecond;
            Crowd.Measured beside;
            try {
                beside = polite.keepPace(PAUSE_NANOS, settings.nanos() * 2);
            } finally {
                floodPerSecond = flooder.stop();
            }
            results.add(LOAD, "changes of the flood", "k/s", KIND.label(), floodPerSecond / 1_000);
            results.add(LOAD, "p50 alone", "ms", KIND.label(), alone.p50Millis());
            results.add(LOAD, "p50 beside a flood", "ms", KIND.label(), beside.p50Millis());
            results.add(
                    LOAD, "p50 beside a flood, times alone", "x", KIND.label(), beside.p50Millis() / alone.p50Millis());
            results.add(LOAD, "p99 alone", "ms", KIND.label(), alone.p99Millis());
            results.add(LOAD, "p99 beside a flood", "ms", KIND.label(), beside.p99Millis());
            results.add(
                    LOAD, "p99 beside a flood, times alone", "x", KIND.label(), beside.p99Millis() / alone.p99Millis());
        }
    }

    /** In a thread of its own, so that only the hub stands between it and the others. */
    private static final class Flooder {
        private final CompletableFuture<Double> rate = new CompletableFuture<>();
        private final int port;
        private volatile boolean stopped;
        private long changes;

        Flooder(int port) {
            this.port = port;
            Thread thread = new Thread(this::run, "flooder");
            thread.setDaemon(true);
            thread.start();
        }

        private void run() {
            try (Swarm swarm = new Swarm()) {
                Peer peer = swarm.connect(port, this::heard);
                peer.say(Frames.hello("flooder"));
                peer.say(Frames.join(Frames.ROOM));
                long begin = System.nanoTime();
                long sent = 0;
                while (!stopped) {
                    for (int i = 0; i < BURST; i++) {
                        peer.say(Frames.change("flood", ++sent));
                    }
                    do {
                        swarm.serve(1);
                    } while (peer.isBehind() && !stopped);
                }
                rate.complete(changes / ((System.nanoTime() - begin) / NANOS_PER_SECOND));
            } catch (IOException | RuntimeException e) {
                rate.completeExceptionally(e);
            }
        }

        private void heard(Peer peer, ByteBuffer frame, int from, int to) {
            if (Frames.isChanges(frame, from)) {
                changes += Frames.lastSeq(frame, from, to) - Frames.firstSeq(frame, from) + 1;
            }
        }

        /** Returns how many changes a second came of it, the others' among them. */
        double stop() {
            stopped = true;
            return rate.join();
        }
    }
}
