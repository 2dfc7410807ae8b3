package dev.lockstep.hub;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.lockstep.client.HubConnection;
import dev.lockstep.client.Identity;
import dev.lockstep.client.RoomClient;
import dev.lockstep.client.RoomListener;
import dev.lockstep.model.CommitRequest;
import dev.lockstep.model.Json;
import dev.lockstep.model.LockInfo;
import dev.lockstep.model.Operation;
import dev.lockstep.wire.HubMessage;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Kills a real hub, again and again, under eight clients that write; {@code -Dlockstep.crash.rounds=N} says how often. What was
 * acknowledged is there, once, whenever the kill came.
 */
class CrashTest {

    private static final int ROUNDS = Integer.getInteger("lockstep.crash.rounds", 3);
    private static final int CLIENTS = 8;
    private static final int UNDER_WAY = 20;

    @TempDir
    Path data;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final Set<Long> seqs = ConcurrentHashMap.newKeySet();
    private final AtomicInteger acknowledged = new AtomicInteger();
    private final Queue<String> nonsense = new ConcurrentLinkedQueue<>();
    private final List<Writer> writers = new ArrayList<>();
    private Process hub;
    private int port;
    private volatile boolean writing = true;

    /** A client that adds to a counter of its own and to one of all, and counts what was acknowledged. */
    private final class Writer implements RoomListener {
        final HubConnection connection;
        final RoomClient room;
        final String key;
        final AtomicInteger done = new AtomicInteger();
        final Set<Long> lost = ConcurrentHashMap.newKeySet();
        int underWay; // the connection's own

        Writer(int number) {
            key = "own/" + number;
            connection = HubConnection.open("ws://127.0.0.1:" + port + "/live", Identity.named("writer " + number));
            connection.onStatus(status -> {
                if (status.reason().contains("makes no sense")) {
                    nonsense.add(status.reason());
                }
            });
            room = connection.room("crash");
            connection.execute(() -> {
                room.listen(this);
                write();
            });
        }

        private void write() {
            while (writing && underWay < UNDER_WAY) {
                underWay++;
                room.commit(CommitRequest.of(new Operation.Add(key, 1), new Operation.Add("all", 1)))
                        .whenComplete((receipt, failure) -> {
                            underWay--;
                            if (failure == null) {
                                done.incrementAndGet();
                                if (!seqs.add(receipt.seq())) {
                                    nonsense.add("seq " + receipt.seq() + " twice");
                                }
                                acknowledged.incrementAndGet();
                            } else {
                                nonsense.add(String.valueOf(failure));
                            }
                            write();
                        });
            }
        }

        @Override
        public void lost(HubMessage.Lost message) {
            lost.add(message.fence());
        }
    }

    @AfterEach
    void stop() {
        writing = false;
        writers.forEach(writer -> writer.connection.close());
        if (hub != null) {
            hub.destroyForcibly();
        }
    }

    @Test
    @DisplayName(
            "[CM24] [LK23] whenever a hub is killed, nothing acknowledged is lost or done twice, and locks are their holders'")
    void killed() throws Exception {
        port = freePort();
        startHub();
        for (int i = 0; i < CLIENTS; i++) {
            writers.add(new Writer(i));
        }
        RoomClient.Grant grant = on(writers.get(0), room -> room.lock(List.of("held"), Duration.ofSeconds(20)));

        for (int round = 0; round < ROUNDS; round++) {
            int goal = acknowledged.get() + 1 + random.nextInt(400);
            Await.until(() -> acknowledged.get() >= goal);
            hub.destroyForcibly().waitFor();
            startHub();
        }
        int last = acknowledged.get() + 100;
        Await.until(() -> acknowledged.get() >= last);
        writing = false;
        Await.until(() -> writers.stream().allMatch(writer -> on(writer, room -> done(writer.underWay)) == 0));

        int sum = writers.stream().mapToInt(writer -> writer.done.get()).sum();
        try (HubConnection witness =
                HubConnection.open("ws://127.0.0.1:" + port + "/live", Identity.named("witness"))) {
            RoomClient room = witness.room("crash");
            Await.until(() -> on(witness, room, r -> done(r.isJoined())));
            for (Writer writer : writers) {
                assertThat(room.get(writer.key))
                        .as("%s, seed %s", writer.key, seed)
                        .isEqualTo(Json.of(writer.done.get()));
            }
            Json all = on(witness, room, r -> done(r.get("all")));
            assertThat(all).as("seed %s", seed).isEqualTo(Json.of(sum));
        }
        assertThat(nonsense).isEmpty();
        Writer holder = writers.get(0);
        LockInfo lock = on(holder, room -> done(room.replica().locks().over("held")));
        boolean held =
                lock != null && lock.fence() == grant.fence() && lock.session().equals(holder.room.session());
        assertThat(held || holder.lost.contains(grant.fence()))
                .as("the lock is the holder's still, or it was told that the lease had passed")
                .isTrue();
        System.out.println("killed " + ROUNDS + " times; " + sum + " commits acknowledged, each done once");
    }

    private static <T> CompletableFuture<T> done(T value) {
        return CompletableFuture.completedFuture(value);
    }

    private static <T> T on(Writer writer, Function<RoomClient, CompletionStage<T>> question) {
        return on(writer.connection, writer.room, question);
    }

    private static <T> T on(
            HubConnection connection, RoomClient room, Function<RoomClient, CompletionStage<T>> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        connection.execute(() -> question.apply(room).whenComplete((value, failure) -> {
            if (failure == null) {
                answer.complete(value);
            } else {
                answer.completeExceptionally(failure);
            }
        }));
        return answer.orTimeout(30, TimeUnit.SECONDS).join();
    }

    private void startHub() throws IOException {
        hub = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        HubMain.class.getName(),
                        "--port",
                        "" + port,
                        "--data",
                        data.toString())
                .redirectErrorStream(true)
                .start();
        BufferedReader said = new BufferedReader(new InputStreamReader(hub.getInputStream(), StandardCharsets.UTF_8));
        StringBuilder before = new StringBuilder();
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            if (line.startsWith("listening on")) {
                return;
            }
            before.append(line).append('\n');
        }
        throw new AssertionError("the hub did not start: " + before);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
