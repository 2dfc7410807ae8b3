package dev.lockstep.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;

/** A hub as it comes, a room where somebody works calmly, and one more who sends large signals as fast as the socket takes them. */
final class SignalFlood implements Benchmark {

    private static final int RECEIVERS = 10;
    private static final int IN_FLIGHT_MAX = 4_096;
    private static final int SIGNAL_CHARS = 64 * 1_024;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final String LOAD = "100 changes/s, " + RECEIVERS + " receivers, one floods them with signals";
    private static final ServerKind KIND = ServerKind.HUB_DEFAULTS;

    @Override
    public String name() {
        return "signals";
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
            Crowd.Measured beside;
            try {
                beside = polite.keepPace(PAUSE_NANOS, settings.nanos() * 2);
            } finally {
                flooder.stop();
            }
            results.add(LOAD, "p50 alone", "ms", KIND.label(), alone.p50Millis());
            results.add(LOAD, "p50 beside a flood", "ms", KIND.label(), beside.p50Millis());
            results.add(LOAD, "p99 alone", "ms", KIND.label(), alone.p99Millis());
            results.add(LOAD, "p99 beside a flood", "ms", KIND.label(), beside.p99Millis());
        }
    }

    /** In a thread of its own; one that is sent away comes back. */
    private static final class Flooder {
        private final int port;
        private final String signal =
                "{\"type\":\"signal\",\"room\":\"" + Frames.ROOM + "\",\"value\":\"" + "x".repeat(SIGNAL_CHARS) + "\"}";
        private final Thread thread;
        private volatile boolean stopped;

        Flooder(int port) {
            this.port = port;
            thread = new Thread(this::run, "flooder");
            thread.setDaemon(true);
            thread.start();
        }

        private void run() {
            while (!stopped) {
                try (Swarm swarm = new Swarm()) {
                    Peer peer = swarm.connect(port, Flooder::heard);
                    peer.say(Frames.hello("flooder"));
                    peer.say(Frames.join(Frames.ROOM));
                    while (!stopped) {
                        peer.say(signal);
                        do {
                            swarm.serve(1);
                        } while (peer.isBehind() && !stopped);
                    }
                } catch (IOException | RuntimeException e) {
                    // it was sent away
                }
            }
        }

        private static void heard(Peer peer, ByteBuffer frame, int from, int to) {
            // it is told that it sends too much
        }

        void stop() {
            stopped = true;
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
