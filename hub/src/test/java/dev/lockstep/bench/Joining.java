package dev.lockstep.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Newcomers in large rooms, while others work there; and one that opens very many rooms that are on disk only. */
final class Joining implements Benchmark {

    private static final int LARGE = 10_000;
    private static final int HUGE = 99_900; // the most that a room takes, with what the others change
    private static final int OPS = 200;
    private static final int JOINS = 30;

    private static final int ROOMS = 1_000;
    private static final int ENTRIES_A_ROOM = 100;

    private static final int OTHERS = 10;
    private static final int OTHERS_IN_FLIGHT_MAX = 4_096;
    private static final long OTHERS_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private static final ServerKind KIND = ServerKind.HUB_SQLITE;
    private static final double NANOS_PER_SECOND = 1e9;

    @Override
    public String name() {
        return "join";
    }

    @Override
    public void round(Settings settings, Results.Adder results) throws IOException {
        large(settings, results, settings.scaled(LARGE), JOINS);
        large(settings, results, settings.scaled(HUGE), JOINS / 5);
        manyRooms(settings, results);
    }

    private static void large(Settings settings, Results.Adder results, int entries, int joins) throws IOException {
        String load = entries + " entries, " + OTHERS + " others at 200 changes/s";
        try (ServerProcess server = ServerProcess.start(KIND, settings)) {
            try (Newcomer filler = new Newcomer(server.port(), "filler")) {
                filler.join(Frames.ROOM);
                filler.fill(Frames.ROOM, entries);
            }
            Histogram times = new Histogram();
            long[] bytes = new long[1];
            try (Crowd others = new Crowd(server, OTHERS, OTHERS_IN_FLIGHT_MAX)) {
                Crowd.Measured alone = others.keepPace(OTHERS_PAUSE_NANOS, settings.nanos());
                Crowd.Measured beside = alone;
                results.add(load, "longest pause of the others, nobody joins", "ms", KIND.label(), alone.maxMillis());
                for (int round = 0; round < 2; round++) { // the first to warm up
                    times.clear();
                    beside = whileTheyWork(others, () -> {
                        for (int i = 0; i < joins; i++) {
                            try (Newcomer newcomer = new Newcomer(server.port(), "newcomer " + times.count())) {
                                long begin = System.nanoTime();
                                bytes[0] = newcomer.join(Frames.ROOM);
                                times.add(System.nanoTime() - begin);
                            }
                        }
                    });
                }
                results.add(load, "longest pause of the others", "ms", KIND.label(), beside.maxMillis());
                results.add(load, "p99 of the others' changes", "ms", KIND.label(), beside.p99Millis());
            }
            results.add(load, "to the last part, p50", "ms", KIND.label(), times.quantileMillis(0.5));
            results.add(load, "to the last part, longest", "ms", KIND.label(), times.maxMillis());
            results.add(
                    load,
                    "bytes, times the entries' own",
                    "x",
                    KIND.label(),
                    (double) bytes[0] / Frames.entryBytes(entries));
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    /** Does {@code work} while the others make changes, as long as it takes. */
    private static Crowd.Measured whileTheyWork(Crowd others, Work work) throws IOException {
        CompletableFuture<Crowd.Measured> changes = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                changes.complete(others.keepPace(OTHERS_PAUSE_NANOS, Long.MAX_VALUE / 4));
            } catch (IOException | RuntimeException e) {
                changes.completeExceptionally(e);
            }
        });
        thread.start();
        work.run();
        others.stop();
        return changes.join();
    }

    private static void manyRooms(Settings settings, Results.Adder results) throws IOException {
        int rooms = settings.scaled(ROOMS);
        Path data = ServerProcess.emptyData(settings);
        try (ServerProcess server = ServerProcess.startOver(data, KIND, settings);
                Newcomer filler = new Newcomer(server.port(), "filler")) {
            for (int room = 0; room < rooms; room++) {
                filler.join("room/" + room);
                filler.fill("room/" + room, ENTRIES_A_ROOM);
            }
        }
        try (ServerProcess server = ServerProcess.startOver(data, KIND, settings);
                Newcomer newcomer = new Newcomer(server.port(), "newcomer")) {
            long begin = System.nanoTime();
            newcomer.joinAll("room/", rooms);
            double seconds = (System.nanoTime() - begin) / NANOS_PER_SECOND;
            String load = rooms + " rooms of " + ENTRIES_A_ROOM + " entries, on disk";
            results.add(load, "to the last part of the last", "s", KIND.label(), seconds);
        }
    }

    /** A client that joins and fills rooms. */
    private static final class Newcomer implements AutoCloseable {
        private final Swarm swarm = new Swarm();
        private final Peer peer;
        private boolean welcome;
        private int joined;
        private int filled;
        private long nextId;

        Newcomer(int port, String name) throws IOException {
            peer = swarm.connect(port, this::heard);
            peer.say(Frames.hello(name));
            swarm.serveUntil("a welcome", () -> welcome);
        }

        /** Returns how many bytes came. */
        long join(String room) throws IOException {
            long bytes = peer.bytesIn();
            int wanted = joined + 1;
            peer.say(Frames.join(room));
            swarm.serveUntil("a room", () -> joined == wanted);
            return peer.bytesIn() - bytes;
        }

        void joinAll(String prefix, int rooms) throws IOException {
            for (int room = 0; room < rooms; room++) {
                peer.say(Frames.join(prefix + room));
            }
            swarm.serveUntil("all rooms", () -> joined == rooms);
        }

        void fill(String room, int entries) throws IOException {
            for (int first = 0; first < entries; first += OPS) {
                peer.say(Frames.fill(room, ++nextId, first, Math.min(OPS, entries - first)));
                int wanted = filled + 1;
                swarm.serveUntil("entries", () -> filled == wanted);
            }
        }

        private void heard(Peer from, ByteBuffer frame, int begin, int end) {
            if (Frames.isRefusal(frame, begin)) {
                throw new IllegalStateException("the hub refused: " + Frames.text(frame, begin, end));
            } else if (Frames.isJoined(frame, begin)) {
                joined++;
            } else if (Frames.isChanges(frame, begin)) {
                filled++;
            }
            welcome = true;
        }

        @Override
        public void close() throws IOException {
            swarm.close();
        }
    }
}
