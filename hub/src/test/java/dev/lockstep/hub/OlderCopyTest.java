package dev.lockstep.hub;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.lockstep.client.HubConnection;
import dev.lockstep.client.Identity;
import dev.lockstep.client.LostHistory;
import dev.lockstep.client.RoomClient;
import dev.lockstep.client.RoomListener;
import dev.lockstep.hub.journal.Retention;
import dev.lockstep.hub.journal.SqliteJournal;
import dev.lockstep.model.CommitRequest;
import dev.lockstep.model.Json;
import dev.lockstep.model.Operation;

import static org.assertj.core.api.Assertions.assertThat;

/** A hub that goes on from an older copy of its data. */
class OlderCopyTest extends HubTest {

    @TempDir
    private Path directory;

    @Test
    @DisplayName("a client that knows more than the hub has left is told what is missing, and can put it back")
    void putBack() throws Exception {
        Path data = directory.resolve("data");
        Path copy = directory.resolve("copy");
        Hub first = start(options -> options, open(data));
        int port = first.port();
        HubConnection ada = closedLater(HubConnection.open(first.url(), Identity.named("ada")));
        RoomClient room = ada.room("lobby");
        AtomicReference<LostHistory> told = new AtomicReference<>();
        ada.execute(() -> room.listen(new RoomListener() {
            @Override
            public void lostHistory(LostHistory lost) {
                told.set(lost);
            }
        }));
        commit(ada, room, "kept", 1);
        first.close();
        copy(data, copy);
        Hub second = start(options -> options.withPort(port), open(data));
        commit(ada, room, "lost", 2);
        commit(ada, room, "kept", 3);
        second.close();

        Hub older = start(options -> options.withPort(port), open(copy));
        await(() -> told.get() != null);
        assertThat(told.get().missing()).extracting(entry -> entry.key()).containsExactly("kept", "lost");
        CompletableFuture<Integer> done = new CompletableFuture<>();
        ada.execute(() -> room.putBack(told.get()).thenAccept(done::complete));

        assertThat(done.get(20, TimeUnit.SECONDS)).isEqualTo(2);
        RawClient grace = member(older, "grace", "lobby");
        assertThat(grace.all().stream()
                        .filter(message -> message.type().equals("snapshot"))
                        .findFirst()
                        .orElseThrow()
                        .objects("entries"))
                .extracting(entry -> entry.text("key") + "=" + entry.integer("value"))
                .containsExactlyInAnyOrder("kept=3", "lost=2");
    }

    private SqliteJournal open(Path data) {
        return SqliteJournal.open(data, "a test", Retention.DEFAULT);
    }

    private static void commit(HubConnection client, RoomClient room, String key, int value) throws Exception {
        CompletableFuture<Object> done = new CompletableFuture<>();
        client.execute(() -> room.commit(CommitRequest.of(new Operation.Put(key, Json.of(value))))
                .thenAccept(done::complete));
        done.get(20, TimeUnit.SECONDS);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : all.toList()) {
                Files.copy(each, to.resolve(from.relativize(each)));
            }
        }
    }
}
