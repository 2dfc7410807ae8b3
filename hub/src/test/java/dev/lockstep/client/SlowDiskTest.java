package dev.lockstep.client;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import dev.lockstep.disk.Disk;
import dev.lockstep.hub.Hub;
import dev.lockstep.hub.HubTest;
import dev.lockstep.hub.journal.Journal;
import dev.lockstep.hub.journal.MemoryJournal;
import dev.lockstep.model.CommitRequest;
import dev.lockstep.model.Json;
import dev.lockstep.model.Operation;

import static org.assertj.core.api.Assertions.assertThat;

/** A disk that doesn't answer: whoever opens a room doesn't wait for it, and no other room does. */
@Timeout(60)
class SlowDiskTest extends HubTest {

    @TempDir
    private Path directory;

    @Test
    @DisplayName(
            "a room whose kept copy can't be read yet is usable, holds up nobody, and shows what was kept when it is there")
    void read() throws Exception {
        Journal journal = new MemoryJournal();
        Hub hub = start(options -> options, journal);
        String url = hub.url();
        int port = hub.port();
        HubConnection before = open(url, Disk.ofThisMachine());
        put(before, "slow", "a", 1);
        put(before, "quick", "a", 1);
        before.close(); // which keeps both rooms
        String slowFile =
                new HubFiles(directory, keyOf(url)).told("slow").getFileName().toString();
        hub.close();

        HeldDisk disk = new HeldDisk(file -> file.getFileName().toString().equals(slowFile));
        HubConnection after = open(url, disk);
        disk.hold();
        RoomClient slow = after.room("slow"); // returns, though its file can't be read
        RoomClient quick = after.room("quick");
        await(() -> Json.of(1).equals(on(after, () -> quick.get("a")))); // from its file: no hub runs
        assertThat(on(after, () -> slow.get("a"))).isNull();
        CompletableFuture<RoomClient.Receipt> written = commit(after, slow, "b", 2);
        assertThat(on(after, () -> slow.get("b"))).isEqualTo(Json.of(2));

        start(options -> options.withPort(port), journal);
        commit(after, quick, "b", 2).get(20, TimeUnit.SECONDS); // the other room goes on
        assertThat(on(after, slow::isJoined)).isFalse();

        disk.letGo();
        written.get(20, TimeUnit.SECONDS);
        assertThat(on(after, () -> slow.get("a"))).isEqualTo(Json.of(1));
    }

    @Test
    @DisplayName(
            "a disk that can't be written yet keeps requests from being sent, and nobody from reading what others do")
    void write() throws Exception {
        String url = start(options -> options).url();
        HubConnection other = closedLater(HubConnection.open(url, Identity.named("other")));
        put(other, "lobby", "a", 1);

        HeldDisk disk = new HeldDisk(file -> file.getFileName().toString().contains(".outbox"));
        HubConnection mine = open(url, disk);
        disk.hold();
        RoomClient lobby = mine.room("lobby");
        CompletableFuture<RoomClient.Receipt> written = commit(mine, lobby, "b", 2);
        await(() -> on(mine, lobby::isJoined));
        assertThat(on(mine, () -> lobby.get("a"))).isEqualTo(Json.of(1));
        put(other, "lobby", "c", 3);
        await(() -> Json.of(3).equals(on(mine, () -> lobby.get("c"))));
        assertThat(written).isNotDone(); // its id could be used again by the next run of this client

        disk.letGo();
        assertThat(written.get(20, TimeUnit.SECONDS).changed()).isTrue();
    }

    private HubConnection open(String url, Disk disk) {
        Platform machine = new ThisMachine() {
            @Override
            public Disk disk() {
                return disk;
            }
        };
        ClientStore store = ClientStore.openUnlessInUse(directory, machine);
        assertThat(store).isNotNull();
        return closedLater(HubConnection.open(url, Identity.named("ada"), null, store, machine));
    }

    private String keyOf(String url) {
        try (ClientStore store = ClientStore.open(directory)) {
            return store.keyAt(url);
        }
    }

    private static void put(HubConnection connection, String room, String key, int value) throws Exception {
        commit(connection, connection.room(room), key, value).get(20, TimeUnit.SECONDS);
    }

    private static CompletableFuture<RoomClient.Receipt> commit(
            HubConnection connection, RoomClient room, String key, int value) {
        CompletableFuture<RoomClient.Receipt> receipt = new CompletableFuture<>();
        connection.execute(() -> room.commit(
                        new CommitRequest(List.of(new Operation.Put(key, Json.of(value))), List.of(), List.of(), false))
                .whenComplete((done, failure) -> {
                    if (failure == null) {
                        receipt.complete(done);
                    } else {
                        receipt.completeExceptionally(failure);
                    }
                }));
        return receipt;
    }

    /** What {@code what} is on the connection's loop. */
    private static <T> @Nullable T on(HubConnection connection, java.util.function.Supplier<@Nullable T> what) {
        CompletableFuture<@Nullable T> found = new CompletableFuture<>();
        connection.execute(() -> found.complete(what.get()));
        return found.join();
    }
}
