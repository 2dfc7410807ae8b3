package dev.lockstep.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import dev.lockstep.client.HubConnection;
import dev.lockstep.client.Identity;
import dev.lockstep.client.RoomClient;
import dev.lockstep.model.CommitRequest;
import dev.lockstep.model.Json;
import dev.lockstep.model.Operation;

/** Some programs count one number up, with the library, each as often as the others; in the end all counts. */
final class Counter implements Benchmark {

    private static final int CLIENTS = 8;
    private static final int INCREMENTS = 500;
    private static final int WARM_UPS = 3; // from then on it gets no faster
    private static final String KEY = "count";
    private static final long PATIENCE_SECONDS = 120;
    private static final double NANOS_PER_SECOND = 1e9;

    /** One program's way to count once; completes when that is done. */
    private interface Step {
        CompletableFuture<Void> count(RoomClient room);
    }

    @Override
    public String name() {
        return "counter";
    }

    @Override
    public void round(Settings settings, Results.Adder results) throws IOException {
        int increments = settings.scaled(INCREMENTS);
        String clients = CLIENTS + " clients, " + increments + " each";
        for (ServerKind kind : List.of(ServerKind.HUB_MEMORY, ServerKind.HUB_SQLITE)) {
            try (ServerProcess server = ServerProcess.start(kind, settings);
                    Programs programs = new Programs(server.port())) {
                for (int i = 0; i < WARM_UPS; i++) {
                    programs.count("warm/lock/" + i, increments, Counter::byLock);
                    programs.count("warm/add/" + i, increments, Counter::byAdd);
                }
                measure(
                        "by lock, " + clients,
                        server,
                        results,
                        () -> programs.count("lock", increments, Counter::byLock));
                measure("by add, " + clients, server, results, () -> programs.count("add", increments, Counter::byAdd));
            }
        }
    }

    private interface Timed {
        double seconds() throws IOException;
    }

    private static void measure(String load, ServerProcess server, Results.Adder results, Timed work)
            throws IOException {
        double serverBefore = server.cpuSeconds();
        double ownBefore = Crowd.ownCpuSeconds();
        double seconds = work.seconds();
        String system = server.kind().label();
        results.add(load, "time", "s", system, seconds);
        results.add(load, "cores used by the server", "", system, (server.cpuSeconds() - serverBefore) / seconds);
        results.add(load, "cores used by the programs", "", system, (Crowd.ownCpuSeconds() - ownBefore) / seconds);
    }

    /** Reads and writes under a lock; only the way back of the lock itself is not waited for. */
    private static CompletableFuture<Void> byLock(RoomClient room) {
        return room.lock(List.of(KEY), Duration.ofSeconds(PATIENCE_SECONDS))
                .thenCompose(grant -> {
                    Json counted = Json.of(valueOf(room) + 1);
                    CommitRequest request = new CommitRequest(
                            List.of(new Operation.Put(KEY, counted)), List.of(), List.of(grant.fence()), false);
                    CompletableFuture<RoomClient.Receipt> written =
                            room.commit(request).toCompletableFuture();
                    room.unlock(grant.fence());
                    return written.thenAccept(receipt -> {});
                })
                .toCompletableFuture();
    }

    private static CompletableFuture<Void> byAdd(RoomClient room) {
        return room.commit(CommitRequest.of(new Operation.Add(KEY, 1)))
                .thenAccept(receipt -> {})
                .toCompletableFuture();
    }

    private static long valueOf(RoomClient room) {
        return room.get(KEY) instanceof Json.Num number ? (long) number.value() : 0;
    }

    private static final class Programs implements AutoCloseable {
        private final List<HubConnection> connections = new ArrayList<>();

        Programs(int port) {
            for (int i = 0; i < CLIENTS; i++) {
                connections.add(HubConnection.open("ws://127.0.0.1:" + port + "/live", Identity.named("program " + i)));
            }
        }

        /** How many seconds it takes until all have counted, in a room of its own. */
        double count(String roomName, int increments, Step step) throws IOException {
            List<RoomClient> rooms =
                    connections.stream().map(c -> c.room(roomName)).toList();
            all(
                    room -> room.commit(CommitRequest.of(new Operation.Put("ready", Json.of(room.session()))))
                            .thenAccept(receipt -> {})
                            .toCompletableFuture(),
                    rooms);
            long begin = System.nanoTime();
            all(room -> repeat(room, increments, step), rooms);
            double seconds = (System.nanoTime() - begin) / NANOS_PER_SECOND;
            all(Counter::byAdd, rooms); // each has seen all that was before
            long counted = CompletableFuture.supplyAsync(() -> valueOf(rooms.get(0)), connections.get(0))
                    .join();
            if (counted < (long) CLIENTS * increments + 1) {
                throw new IOException("counted to " + counted + " only");
            }
            return seconds;
        }

        private void all(Step step, List<RoomClient> rooms) {
            List<CompletableFuture<Void>> done = new ArrayList<>();
            for (int i = 0; i < rooms.size(); i++) {
                RoomClient room = rooms.get(i);
                done.add(CompletableFuture.supplyAsync(() -> step.count(room), connections.get(i))
                        .thenCompose(stage -> stage));
            }
            CompletableFuture.allOf(done.toArray(CompletableFuture<?>[]::new))
                    .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .join();
        }

        private static CompletableFuture<Void> repeat(RoomClient room, int times, Step step) {
            return times == 0
                    ? CompletableFuture.completedFuture(null)
                    : step.count(room).thenCompose(done -> repeat(room, times - 1, step));
        }

        @Override
        public void close() {
            connections.forEach(HubConnection::close);
        }
    }
}
