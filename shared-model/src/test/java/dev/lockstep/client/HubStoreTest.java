package dev.lockstep.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.lockstep.model.CommitRequest;
import dev.lockstep.model.Entry;
import dev.lockstep.model.Json;
import dev.lockstep.model.Operation;
import dev.lockstep.wire.HubMessage;

import static org.assertj.core.api.Assertions.assertThat;

class HubStoreTest {

    private static final String URL = "ws://somewhere:7171/live";

    private static final CommitRequest REQUEST = CommitRequest.of(new Operation.Put("ü/\u2028", Json.of("a\nb")));

    private static final Logger STORE = Logger.getLogger(StoreProblems.class.getName());

    @TempDir
    Path directory;

    @BeforeEach
    void expectTrouble() {
        STORE.setLevel(Level.OFF);
    }

    @AfterEach
    void expectNone() {
        STORE.setLevel(null);
    }

    @Test
    @DisplayName("what is unsent is there again, as it was; what was answered is not")
    void unsent() {
        HubStore store = Stores.open(directory, URL);
        store.room("lobby");
        Stores.keepUnsent(store, "lobby", 1, REQUEST);
        Stores.keepUnsent(store, "lobby", 2, REQUEST);
        Stores.keepUnsent(store, "other", 1, REQUEST);
        store.answered("lobby", 1);
        store.close();

        HubStore next = Stores.open(directory, URL);
        assertThat(next.roomsWithUnsent()).containsExactly("lobby", "other");
        assertThat(next.room("lobby").unsent()).containsOnlyKeys(2L).containsValue(REQUEST);
        next.answered("lobby", 2);
        next.answered("other", 1);
        next.close();
        assertThat(Stores.open(directory, URL).roomsWithUnsent()).isEmpty();
    }

    @Test
    @DisplayName("a commit that became another is the other")
    void folded() {
        HubStore store = Stores.open(directory, URL);
        CommitRequest other = CommitRequest.of(new Operation.Remove("x"));
        Stores.keepUnsent(store, "lobby", 1, REQUEST);
        Stores.keepUnsent(store, "lobby", 1, other);
        store.close();
        assertThat(Stores.open(directory, URL).room("lobby").unsent()).containsEntry(1L, other);
    }

    @Test
    @DisplayName("ids that may have been used are not used again, even where nothing was written since")
    void ids() throws IOException {
        HubStore killed = Stores.open(directory, URL);
        long first = killed.room("lobby").usedUpTo() + 1;
        killed.idsKept().toCompletableFuture().join();
        Path left = Files.createDirectory(directory.resolve("left"));
        copy(left); // as a killed process leaves it: thousands of ids may have been sent
        for (long id = first; id < first + 20_000; id++) {
            killed.used("lobby", id);
        }
        killed.close();

        assertThat(Stores.open(left, URL).room("lobby").usedUpTo()).isGreaterThan(first + 5_000);
        assertThat(Stores.open(directory, URL).room("lobby").usedUpTo()).isGreaterThanOrEqualTo(first + 19_999);
    }

    @Test
    @DisplayName("a line that was being written when the machine stopped is left out, and nothing else")
    void torn() throws IOException {
        HubStore store = Stores.open(directory, URL);
        Stores.keepUnsent(store, "lobby", 1, REQUEST);
        store.close();
        Files.writeString(file(directory), "0badc0de {\"type\":\"com", StandardOpenOption.APPEND);

        assertThat(Stores.open(directory, URL).room("lobby").unsent()).containsOnlyKeys(1L);
        assertThat(Stores.setAside(directory)).isEmpty();
    }

    @Test
    @DisplayName("what was confirmed is there again; where it is damaged, nothing is")
    void confirmed() throws IOException {
        HubStore store = Stores.open(directory, URL);
        List<Entry> entries = List.of(new Entry("a", Json.of(1), 3, 2));
        store.keepConfirmed(new HubMessage.Snapshot("lobby", "e1", 7, entries, false));
        store.close();

        KeptRoom.LastConfirmed kept = Stores.lastConfirmed(Stores.open(directory, URL), "lobby");
        assertThat(kept).isNotNull();
        assertThat(kept.epoch()).isEqualTo("e1");
        assertThat(kept.seq()).isEqualTo(7);
        assertThat(kept.entries().copy()).isEqualTo(entries);
        assertThat(kept.authors()).isEmpty();
        assertThat(Stores.lastConfirmed(Stores.open(directory, URL), "other")).isNull();
        try (var files = Files.list(directory)) {
            Path told = files.filter(f -> f.toString().endsWith(".room"))
                    .findFirst()
                    .orElseThrow();
            Files.writeString(told, "{\"type\":");
        }
        assertThat(Stores.lastConfirmed(Stores.open(directory, URL), "lobby")).isNull();
    }

    @Test
    @DisplayName("the file does not grow for ever")
    void shortened() throws IOException {
        HubStore store = Stores.open(directory, URL);
        CommitRequest large = CommitRequest.of(new Operation.Put("a", Json.of("x".repeat(200_000))));
        for (int i = 1; i <= 40; i++) {
            Stores.keepUnsent(store, "lobby", i, large);
            store.room("room" + i);
            store.idsKept().toCompletableFuture().join(); // they are written, with the commit before them
            store.answered("lobby", i);
        }
        store.close();
        assertThat(Files.size(file(directory))).isLessThan(2_000_000);
    }

    @Test
    @DisplayName("a store says for which hubs something waits")
    void owedByUrl() {
        ClientStore store = ClientStore.open(directory);
        assertThat(store.unsent()).isEmpty();
        Stores.keepUnsent(store.hub(URL), "lobby", 1, REQUEST);
        store.hub("ws://elsewhere/live").room("lobby");
        store.close();
        assertThat(ClientStore.open(directory).unsent()).containsOnlyKeys(URL).containsEntry(URL, 1);
    }

    @Test
    @DisplayName("a client is the same again, and another at each URL")
    void identity() {
        Identity first = ClientStore.open(directory.resolve("a")).identity(Identity.named("Ada"), URL);
        ClientStore store = ClientStore.open(directory.resolve("b"));
        Identity ada = store.identity(Identity.named("Ada"), URL);
        Identity elsewhere = store.identity(Identity.named("Ada"), "ws://elsewhere/live");
        store.close();
        Identity again = ClientStore.open(directory.resolve("b")).identity(Identity.named("Ada Lovelace"), URL);
        assertThat(again.client()).isEqualTo(ada.client());
        assertThat(again.name()).isEqualTo("Ada Lovelace");
        assertThat(elsewhere.client()).isNotEqualTo(ada.client());
        assertThat(first.client()).isNotEqualTo(ada.client());
    }

    private void copy(Path to) throws IOException {
        Path file = file(directory);
        Files.copy(file, to.resolve(file.getFileName()));
    }

    private static Path file(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            return files.filter(file -> file.equals(HubFiles.outboxOf(file)))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
