package dev.lockstep.desktop.connect;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.lockstep.client.ConnectionStatus;
import dev.lockstep.client.HubConnection;
import dev.lockstep.client.Identity;
import dev.lockstep.client.RoomClient;
import dev.lockstep.model.CommitRequest;
import dev.lockstep.model.Json;
import dev.lockstep.model.Operation;

import static org.assertj.core.api.Assertions.assertThat;

/** What happens to the others when the program that hosts the hub ends. */
class TakeoverTest {

    @TempDir
    Path data;

    private final ExecutorService background = Executors.newCachedThreadPool();
    private final List<AutoCloseable> open = new ArrayList<>();
    private final AtomicInteger hosting = new AtomicInteger();

    @AfterEach
    void close() throws Exception {
        background.shutdownNow();
        assertThat(background.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    /** A program on this machine, as far as hub and connection go. */
    private final class Program {
        final LocalHub hub;
        final HubConnection connection;
        final RoomClient room;

        Program(int port, String name) {
            this(port, name, data);
        }

        Program(int port, String name, Path directory) {
            hub = new LocalHub(port, directory);
            connection = HubConnection.open(hub.findOrHost().url(), Identity.named(name));
            room = connection.room("lobby");
            Takeover takeover = new Takeover(hub, background, hosting::incrementAndGet);
            connection.onStatus(status -> {
                if (isLost()) {
                    takeover.connectionLost(connection.hub(), this::isLost);
                }
            });
            open.add(connection);
            open.add(hub);
        }

        boolean isLost() {
            return connection.status().phase() == ConnectionStatus.Phase.RECONNECTING;
        }

        <T> T ask(Function<RoomClient, T> question) {
            return CompletableFuture.supplyAsync(() -> question.apply(room), connection)
                    .orTimeout(30, TimeUnit.SECONDS)
                    .join();
        }

        void add() {
            CompletableFuture<RoomClient.Receipt> receipt = new CompletableFuture<>();
            connection.execute(() -> room.commit(CommitRequest.of(new Operation.Add("count", 1)))
                    .whenComplete((done, failure) -> receipt.complete(done)));
            assertThat(receipt.orTimeout(30, TimeUnit.SECONDS).join()).isNotNull();
        }
    }

    @Test
    @DisplayName("when the host ends, exactly one of the others hosts on the same data, and all go on there")
    void takenOver() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        Program host = new Program(port, "Ada");
        Program grace = new Program(port, "Grace");
        Program linus = new Program(port, "Linus");
        host.add();
        grace.add();

        host.connection.close();
        host.hub.close();

        grace.add(); // waits, and is answered by the new hub
        linus.add();
        Json seenByGrace = grace.ask(room -> room.get("count"));
        Json seenByLinus = linus.ask(room -> room.get("count"));
        assertThat(seenByGrace).isIn(Json.of(3), Json.of(4));
        assertThat(seenByLinus).isEqualTo(Json.of(4));
        assertThat(hosts(grace, linus)).isEqualTo(1);
        assertThat(hosting).hasValue(1);
    }

    @Test
    @DisplayName("a program with other data hosts nothing in place of a hub that is gone: it waits for that hub")
    void otherData(@TempDir Path otherData) throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        Program host = new Program(port, "Ada");
        Program stranger = new Program(port, "Grace", otherData);
        host.add();
        stranger.add();

        host.connection.close();
        host.hub.close();
        Program sameData = new Program(port, "Linus");

        stranger.add();
        assertThat(stranger.hub.isHosting()).isFalse();
        assertThat(sameData.hub.isHosting()).isTrue();
        Json seen = stranger.ask(room -> room.get("count"));
        assertThat(seen).isEqualTo(Json.of(3));
    }

    /** How many of them host, where any does: who takes over may be answering before it knows itself. */
    private static long hosts(Program... programs) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        long hosts = 0;
        while (hosts == 0 && System.nanoTime() < end) {
            hosts = Stream.of(programs)
                    .filter(program -> program.hub.isHosting())
                    .count();
            Thread.onSpinWait();
        }
        return hosts;
    }
}
