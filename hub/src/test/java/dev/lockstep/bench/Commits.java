package dev.lockstep.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Several clients write to one room, each without waiting for its answers. */
final class Commits implements Benchmark {

    private static final int WRITERS = 8;
    private static final int IN_FLIGHT = 1_000;
    private static final int BURST = 16;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final String LOAD = WRITERS + " writers in a room, " + IN_FLIGHT + " in flight each";

    @Override
    public String name() {
        return "commits";
    }

    @Override
    public void round(Settings settings, Results.Adder results) throws IOException {
        for (ServerKind kind : List.of(ServerKind.HUB_MEMORY, ServerKind.HUB_SQLITE)) {
            try (ServerProcess server = ServerProcess.start(kind, settings);
                    Writers writers = new Writers(server.port())) {
                writers.write(server.works(settings.warmUpSeconds()));
                double cpuBefore = server.cpuSeconds();
                long before = writers.done;
                long begin = System.nanoTime();
                writers.write(server.works(settings.seconds()));
                double seconds = (System.nanoTime() - begin) / NANOS_PER_SECOND;
                long count = writers.done - before;
                double cpu = server.cpuSeconds() - cpuBefore;
                results.add(LOAD, "commits", "k/s", kind.label(), count / seconds / 1_000);
                results.add(LOAD, "commits per server-CPU-second", "k/s", kind.label(), count / cpu / 1_000);
                results.add(LOAD, "cores used by the server", "", kind.label(), cpu / seconds);
            }
        }
    }

    private static final class Writers implements AutoCloseable {
        private final Swarm swarm = new Swarm();
        private final List<Peer> peers = new ArrayList<>();
        private int joined;
        private long sent;
        private long done; // of all, as the first writer has heard

        Writers(int port) throws IOException {
            for (int i = 0; i < WRITERS; i++) {
                Peer peer = swarm.connect(port, this::heard);
                peers.add(peer);
                peer.say(Frames.hello("writer " + i));
                peer.say(Frames.join(Frames.ROOM));
            }
            swarm.serveUntil("all to be in the room", () -> joined == WRITERS);
        }

        void write(BooleanSupplier going) throws IOException {
            while (going.getAsBoolean()) {
                while (sent - done < (long) WRITERS * IN_FLIGHT) {
                    for (int i = 0; i < WRITERS; i++) {
                        for (int j = 1; j <= BURST; j++) {
                            peers.get(i).say(Frames.change("w" + i, sent / WRITERS + j));
                        }
                    }
                    sent += WRITERS * BURST;
                }
                swarm.serve(1);
            }
        }

        private void heard(Peer peer, ByteBuffer frame, int from, int to) {
            if (Frames.isRefusal(frame, from)) {
                throw new IllegalStateException("the hub refused: " + Frames.text(frame, from, to));
            } else if (Frames.isJoined(frame, from)) {
                joined++;
            } else if (peer.equals(peers.get(0)) && Frames.isChanges(frame, from)) {
                done = Frames.lastSeq(frame, from, to);
            }
        }

        @Override
        public void close() throws IOException {
            swarm.close();
        }
    }
}
