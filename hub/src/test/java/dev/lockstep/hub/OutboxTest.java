package dev.lockstep.hub;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.lockstep.client.ClientStore;
import dev.lockstep.client.ClientStoreException;
import dev.lockstep.client.ConnectionStatus.Phase;
import dev.lockstep.client.HubConnection;
import dev.lockstep.client.Identity;
import dev.lockstep.client.RefusedException;
import dev.lockstep.client.Replica;
import dev.lockstep.client.RoomClient;
import dev.lockstep.client.RoomListener;
import dev.lockstep.client.TextReplica;
import dev.lockstep.hub.journal.MemoryJournal;
import dev.lockstep.model.CommitRequest;
import dev.lockstep.model.Json;
import dev.lockstep.model.Operation;
import dev.lockstep.model.TextChange;
import dev.lockstep.wire.HubMessage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Clients that end with changes unsent, and are started again. */
class OutboxTest extends HubTest {

    private static final CommitRequest ONE_MORE = CommitRequest.of(new Operation.Add("count", 1));

    @TempDir
    Path directory;

    @Test
    @DisplayName("what was changed without a connection is sent by the next run, once, and is seen at once there")
    void closedOffline() throws Exception {
        int port = freePort();
        HubConnection first = connection(port);
        begin(first, () -> first.room("lobby").commit(ONE_MORE));
        begin(first, () -> first.room("lobby").commit(ONE_MORE));
        first.close();

        HubConnection second = connection(port);
        assertThat(on(second, () -> second.room("lobby").get("count"))).isEqualTo(Json.of(2));
        Hub hub = start(options -> options.withPort(port));
        RawClient witness = member(hub, "witness", "lobby");
        await(() -> count(hub) == 2);
        second.close();

        HubConnection third = connection(port);
        begin(third, () -> third.room("lobby").commit(ONE_MORE));
        await(() -> count(hub) == 3);
        witness.awaitDone("lobby");
        assertThat(commits(witness.all()).size()).isLessThanOrEqualTo(3);
    }

    @Test
    @DisplayName("rooms that are owed something are joined, though nobody opens them")
    void nobodyOpens() throws Exception {
        int port = freePort();
        HubConnection first = connection(port);
        begin(first, () -> first.room("lobby").commit(ONE_MORE));
        first.close();
        Hub hub = start(options -> options.withPort(port));

        connection(port);

        await(() -> count(hub) == 1);
    }

    @Test
    @DisplayName(
            "a text that was edited without a connection is brought together by the next run with what others did meanwhile")
    void editedOffline() throws Exception {
        MemoryJournal journal = new MemoryJournal();
        Hub hub = start(options -> options, journal);
        int port = hub.port();
        HubConnection first = connection(port);
        TextReplica before = on(first, () -> text(first));
        begin(first, () -> edit(before, "milk, bread"));
        await(() -> on(first, before::isSaved));
        hub.close();
        begin(first, () -> edit(before, "oat milk, bread"));
        begin(first, () -> edit(before, "oat milk, bread, tea"));
        first.close();

        Hub again = start(options -> options.withPort(port), journal);
        RawClient grace = member(again, "grace", "lobby");
        grace.send(put("lobby", 1, "text", "\"milk, rye bread\""));
        grace.awaitDone("lobby");
        HubConnection second = connection(port);
        TextReplica after = on(second, () -> text(second));
        assertThat(on(second, after::text)).isEqualTo("oat milk, bread, tea");
        await(() -> on(second, () -> after.isSaved() && after.text().equals("oat milk, rye bread, tea")));
        await(() -> Json.of("oat milk, rye bread, tea")
                .equals(on(second, () -> second.room("lobby").get("text"))));
    }

    private static TextReplica text(HubConnection connection) {
        RoomClient room = connection.room("lobby");
        TextReplica text =
                new TextReplica(room, "text", request -> room.commit(request, true, true), (change, byOthers) -> {});
        room.listen(new RoomListener() {
            @Override
            public void changed(Replica.Delta delta) {
                text.update();
            }
        });
        return text;
    }

    private static CompletionStage<Void> edit(TextReplica text, String to) {
        text.edit(TextChange.between(text.text(), to));
        return CompletableFuture.completedFuture(null);
    }

    @Test
    @DisplayName("a program that is killed loses nothing that it had shown, and what had arrived is not sent twice")
    void killed() throws Exception {
        MemoryJournal journal = new MemoryJournal();
        int port = freePort();
        Hub hub = start(options -> options.withPort(port), journal);
        for (int run = 1; run <= 3; run++) {
            long before = count(hub);
            Process writer = writer(port);
            await(() -> count(hub) > before); // some have arrived, some are under way
            writer.destroyForcibly().waitFor();
            assertThat(owed()).isLessThanOrEqualTo(run * Writer.COMMITS);
        }
        HubConnection last = connection(port);
        await(() -> last.status().isLive()
                && on(last, () -> last.room("lobby").replica().pendingCount()) == 0);
        RawClient witness = client(hub, "witness");
        witness.send("{'type':'join','room':'lobby'}");
        Message snapshot = witness.next("snapshot");
        long ones = snapshot.objects("entries").stream()
                .filter(entry -> entry.text("key").startsWith("once/"))
                .peek(entry -> assertThat(entry.integer("value")).isEqualTo(1))
                .count();
        assertThat(count(hub)).isEqualTo(ones);
    }

    @Test
    @DisplayName("killed without a connection, it sends what it had changed when it is started again")
    void killedOffline() throws Exception {
        int port = freePort();
        Process writer = writer(port);
        await(() -> owed() == Writer.COMMITS);
        writer.destroyForcibly().waitFor();
        Hub hub = start(options -> options.withPort(port));

        connection(port);

        await(() -> count(hub) == Writer.COMMITS);
    }

    @Test
    @DisplayName("locks of a run that was killed are let go by the next one, after what was done under them")
    void strayLocks() throws Exception {
        Hub hub = start(options -> options.withLeaseMillis(NEVER_MILLIS));
        HubConnection first = connection(hub.port());
        on(first, () -> first.room("lobby").lock(List.of("count"), Duration.ZERO))
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
        String secret = first.identity().secret();
        first.close(); // which frees the lock; a killed one does not
        RawClient killed = connect(hub);
        killed.hello(secret);
        killed.join("lobby");
        killed.send(lock("lobby", 5_000, "count", 0)); // an id that the first one had set aside
        killed.next("granted");
        killed.close();

        HubConnection next = connection(hub.port());
        next.room("lobby");

        RawClient grace = member(hub, "grace", "lobby");
        grace.send(lock("lobby", 1, "count", NEVER_MILLIS));
        grace.next("granted");
    }

    @Test
    @DisplayName("what is refused on return is told, with the reason, and not owed any more")
    void refused() throws Exception {
        int port = freePort();
        HubConnection first = connection(port);
        begin(first, () -> first.room("lobby").commit(CommitRequest.of(new Operation.Add("text", 1))));
        first.close();
        MemoryJournal journal = new MemoryJournal();
        Hub hub = start(options -> options, journal);
        RawClient grace = member(hub, "grace", "lobby");
        grace.send(put("lobby", 1, "text", "'x'"));
        grace.next("changes");
        hub.close();

        HubConnection second = connection(port);
        CompletableFuture<RefusedException> told = new CompletableFuture<>();
        second.execute(() -> second.room("lobby").listen(new RoomListener() {
            @Override
            public void refused(RefusedException refusal) {
                told.complete(refusal);
            }
        }));
        start(options -> options.withPort(port), journal); // not before somebody listens

        assertThat(told.get(20, TimeUnit.SECONDS).code().wireName()).isEqualTo("invalid");
        second.close();
        assertThat(store().unsent()).isEmpty();
    }

    @Test
    @DisplayName("a second program on the same directory is refused until the first is gone")
    void inUse() {
        ClientStore first = ClientStore.open(directory);
        assertThatThrownBy(() -> ClientStore.open(directory))
                .isInstanceOf(ClientStoreException.class)
                .hasMessageContaining("another directory");
        assertThat(ClientStore.openUnlessInUse(directory)).isNull();
        first.close();
        ClientStore.open(directory).close();
    }

    @Test
    @DisplayName("[OP11] what the hub can't store waits, is seen meanwhile, and is stored in order when it can")
    void unavailable() throws Exception {
        FailingJournal journal = new FailingJournal();
        Hub hub = start(options -> options, journal);
        HubConnection ada = closedLater(HubConnection.open(hub.url(), Identity.named("ada")));
        RoomClient room = ada.room("lobby");
        on(ada, () -> room.commit(ONE_MORE)).toCompletableFuture().get(20, TimeUnit.SECONDS);
        journal.failing(true);
        CompletableFuture<RoomClient.Receipt> waiting = begin(ada, () -> room.commit(ONE_MORE));
        await(() -> ada.status().phase() == Phase.READ_ONLY);
        assertThat(ada.status().reason()).contains("can't store");
        CompletableFuture<RoomClient.Receipt> behind =
                begin(ada, () -> room.commit(CommitRequest.of(new Operation.Put("last", Json.of("me")))));
        assertThat(on(ada, () -> room.get("count"))).isEqualTo(Json.of(2));
        assertThat(waiting).isNotDone();

        journal.failing(false);

        assertThat(waiting.get(30, TimeUnit.SECONDS).changed()).isTrue();
        assertThat(behind.get(30, TimeUnit.SECONDS).seq())
                .isGreaterThan(waiting.get().seq());
        await(() -> ada.status().isLive());
        assertThat(count(hub)).isEqualTo(2);
    }

    @Test
    @DisplayName("[RM17] a room that can't be opened is told, keeps no other from being live, and is tried again")
    void notOpened() throws Exception {
        FailingJournal journal = new FailingJournal();
        Hub hub = start(options -> options, journal);
        HubConnection ada = closedLater(HubConnection.open(hub.url(), Identity.named("ada")));
        ada.room("good");
        await(() -> ada.status().isLive());
        journal.unreadable(true);
        CompletableFuture<String> told = new CompletableFuture<>();
        CompletableFuture<String> joined = new CompletableFuture<>();
        ada.execute(() -> ada.room("bad").listen(new RoomListener() {
            @Override
            public void notJoined(String reason) {
                told.complete(reason);
            }

            @Override
            public void joined(String session) {
                joined.complete(session);
            }
        }));
        assertThat(told.get(20, TimeUnit.SECONDS)).contains("damaged");
        await(() -> ada.status().isLive());
        journal.unreadable(false);
        joined.get(20, TimeUnit.SECONDS);
    }

    @Test
    @DisplayName("[HS1] the client asks for the past in pages, and is told where there is no connection")
    void history() throws Exception {
        Hub hub = start();
        HubConnection ada = closedLater(HubConnection.open(hub.url(), Identity.named("ada")));
        RoomClient room = ada.room("lobby");
        on(ada, () -> room.commit(ONE_MORE)).toCompletableFuture().get(20, TimeUnit.SECONDS);
        HubMessage.History page =
                on(ada, () -> room.history(1, 10)).toCompletableFuture().get(20, TimeUnit.SECONDS);
        assertThat(page.segment().commits()).hasSize(1);
        assertThat(page.segment().authors()).containsEntry(ada.identity().client(), "ada");
        hub.close();
        await(() -> ada.status().phase() == Phase.RECONNECTING);
        assertThatThrownBy(() ->
                        on(ada, () -> room.history(1, 10)).toCompletableFuture().get(20, TimeUnit.SECONDS))
                .hasStackTraceContaining("not connected");
    }

    /** A program that commits, and then waits to be killed. */
    static final class Writer {

        static final int COMMITS = 300;

        private Writer() {}

        public static void main(String[] args) throws InterruptedException {
            ClientStore store = ClientStore.open(Path.of(args[1]));
            HubConnection connection =
                    HubConnection.open("ws://127.0.0.1:" + args[0] + "/live", Identity.named("writer"), null, store);
            RoomClient room = connection.room("lobby");
            String run = Long.toString(ProcessHandle.current().pid());
            connection.execute(() -> {
                for (int i = 0; i < COMMITS; i++) {
                    room.commit(CommitRequest.of(
                            new Operation.Add("count", 1), new Operation.Add("once/" + run + "-" + i, 1)));
                }
            });
            new CountDownLatch(1).await();
        }
    }

    private Process writer(int port) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        Integer.toString(port),
                        directory.toString())
                .inheritIO()
                .start();
        closedLater(process::destroyForcibly);
        return process;
    }

    /** How many commits wait on the disk, as far as the file tells so far. */
    private int owed() {
        try (Stream<Path> files = Files.list(directory)) {
            int owed = 0;
            for (Path file : files.filter(f -> f.toString().endsWith(".outbox")).toList()) {
                List<String> lines = Files.readAllLines(file);
                owed += (int) lines.stream()
                        .filter(line -> line.contains("\"type\":\"commit\""))
                        .count();
                owed -= (int)
                        lines.stream().filter(line -> line.contains("\"done\"")).count();
            }
            return owed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HubConnection connection(int port) {
        return closedLater(
                HubConnection.open("ws://127.0.0.1:" + port + "/live", Identity.named("ada"), null, store()));
    }

    /** The directory's, as soon as who had it before is done. */
    private ClientStore store() {
        AtomicReference<ClientStore> opened = new AtomicReference<>();
        await(() -> {
            opened.set(ClientStore.openUnlessInUse(directory));
            return opened.get() != null;
        });
        return opened.get();
    }

    private long count(Hub hub) {
        try (RawClient client = RawClient.to(hub).connect()) {
            client.hello("counter" + System.nanoTime());
            client.send("{'type':'join','room':'lobby'}");
            return client.next("snapshot").objects("entries").stream()
                    .filter(entry -> entry.text("key").equals("count"))
                    .mapToLong(entry -> entry.integer("value"))
                    .findFirst()
                    .orElse(0);
        }
    }

    private static <T> T on(HubConnection connection, Supplier<T> action) {
        CompletableFuture<T> done = new CompletableFuture<>();
        connection.execute(() -> done.complete(action.get()));
        return done.orTimeout(20, TimeUnit.SECONDS).join();
    }

    private static <T> CompletableFuture<T> begin(HubConnection connection, Supplier<CompletionStage<T>> action) {
        return on(connection, action).toCompletableFuture();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
