package dev.lockstep.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Very many connections on which nothing happens: what each keeps on the server's heap. */
final class Idle implements Benchmark {

    private static final int CONNECTIONS = 10_000;
    private static final int WARM = 20;
    private static final int A_ROOM = 10;
    private static final int SERVED_EACH = 100;
    private static final double BYTES_PER_KB = 1_024;

    private int welcome;
    private int joined;

    @Override
    public String name() {
        return "idle";
    }

    @Override
    public void round(Settings settings, Results.Adder results) throws IOException {
        int count = settings.scaled(CONNECTIONS);
        String load = count + " connections";
        for (ServerKind kind : List.of(ServerKind.JETTY, ServerKind.HUB_MEMORY)) {
            try (ServerProcess server = ServerProcess.start(kind, settings);
                    Swarm swarm = new Swarm()) {
                welcome = 0;
                joined = 0;
                join(
                        swarm,
                        connect(swarm, server, kind, WARM),
                        "warm/"); // what the first ones cost is not theirs alone
                double before = server.heapBytes();
                List<Peer> peers = connect(swarm, server, kind, count);
                results.add(load, "heap a connection", "KB", kind.label(), perConnection(server, before, count));
                if (kind.isHub()) {
                    join(swarm, peers, "room/");
                    double each = perConnection(server, before, count);
                    results.add(load + ", " + A_ROOM + " a room", "heap a member", "KB", kind.label(), each);
                }
            }
        }
    }

    private List<Peer> connect(Swarm swarm, ServerProcess server, ServerKind kind, int count) throws IOException {
        int wanted = welcome + count;
        List<Peer> peers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (i % SERVED_EACH == 0) {
                swarm.serve(0); // those who are there already are pinged meanwhile
            }
            Peer peer = swarm.connect(server.port(), this::heard);
            if (kind.isHub()) {
                peer.say(Frames.hello("idle " + (welcome + i)));
                peer.flush();
                peers.add(peer);
            }
        }
        if (kind.isHub()) {
            swarm.serveUntil("all welcomes", () -> welcome == wanted);
        }
        return peers;
    }

    private void join(Swarm swarm, List<Peer> peers, String prefix) throws IOException {
        int wanted = joined + peers.size();
        for (int i = 0; i < peers.size(); i++) {
            peers.get(i).say(Frames.join(prefix + i / A_ROOM));
        }
        swarm.serveUntil("all to be in their rooms", () -> joined == wanted);
    }

    private static double perConnection(ServerProcess server, double before, int count) {
        return (server.heapBytes() - before) / count / BYTES_PER_KB;
    }

    private void heard(Peer peer, ByteBuffer frame, int from, int to) {
        if (Frames.isRefusal(frame, from)) {
            throw new IllegalStateException("the hub refused: " + Frames.text(frame, from, to));
        } else if (Frames.isJoined(frame, from)) {
            joined++;
        } else if (Frames.isWelcome(frame, from)) {
            welcome++;
        }
    }
}
