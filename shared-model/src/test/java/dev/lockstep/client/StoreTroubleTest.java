package dev.lockstep.client;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import dev.lockstep.disk.Disk;
import dev.lockstep.model.CommitRequest;
import dev.lockstep.model.Json;
import dev.lockstep.model.Operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

/** A store whose files are damaged, old, in the way, or not for it. */
@Timeout(60)
class StoreTroubleTest {

    private static final String URL = "ws://127.0.0.1:7171/live";
    private static final String OTHER_URL = "ws://hub.example:7171/live";
    private static final Logger TROUBLE = Logger.getLogger("dev.lockstep");

    @TempDir
    Path directory;

    @BeforeEach
    void expectTrouble() {
        TROUBLE.setLevel(Level.OFF);
    }

    @AfterEach
    void expectNone() {
        TROUBLE.setLevel(null);
    }

    @Test
    @DisplayName("a store of version 0.1.0 opens without loss, and its clients are the same")
    void old() throws Exception {
        Stores.copy(fixture(), directory);
        for (int run = 1; run <= 2; run++) {
            try (ClientStore store = ClientStore.open(directory)) {
                assertThat(store.name()).isEqualTo("Ada");
                assertThat(store.unsent()).containsEntry(URL, 8).containsEntry(OTHER_URL, 8);
                assertThat(store.identity(Identity.named("Ada"), URL).client()).isEqualTo("y7SAPoeb8xA8nVt04eahLo");
                assertThat(store.identity(Identity.named("Ada"), OTHER_URL).client())
                        .isEqualTo("u29cDU_GRHKSP2Y-2xhlMX");
                assertOld(store.hub(URL).room("lobby"), 459_512_137_371L);
                assertOld(store.hub(URL).room("böard/ü"), 459_512_137_541L);
                assertOld(store.hub(OTHER_URL).room("lobby"), 459_512_137_671L);
                assertOld(store.hub(OTHER_URL).room("böard/ü"), 459_512_137_701L);
                assertThat(Stores.lastConfirmed(store.hub(URL), "lobby"))
                        .extracting(KeptRoom.LastConfirmed::seq)
                        .isEqualTo(7L);
                assertThat(store.problems()).isEmpty();
            }
        }
    }

    private static void assertOld(KeptRoom kept, long first) {
        assertThat(kept.unsent()).containsOnlyKeys(first, first + 2, first + 3, first + 4);
        assertThat(kept.unsent())
                .containsEntry(first, oldChange(0))
                .containsEntry(first + 2, CommitRequest.of(new Operation.Remove("key/2")))
                .containsEntry(first + 3, oldChange(3))
                .containsEntry(first + 4, oldChange(4));
        assertThat(kept.usedUpTo()).isGreaterThanOrEqualTo(first + 9_000);
    }

    private static CommitRequest oldChange(int i) {
        return CommitRequest.of(
                new Operation.Put("key/" + i, Json.of("value " + i + " ü\n")), new Operation.Add("count", 1));
    }

    @Test
    @DisplayName("a damaged line of version 0.1.0 is told with its room, a last one that was cut off is no damage")
    void oldAndDamaged() throws Exception {
        Stores.copy(fixture(), directory);
        Path outbox = new HubFiles(directory, URL).outbox();
        String text = Files.readString(outbox);
        Files.writeString(outbox, text.replace("value 3", "value 9") + "0badc0de {\"type\":\"com");

        try (ClientStore store = ClientStore.open(directory)) {
            assertThat(store.hub(URL).room("lobby").unsent()).hasSize(3);
            assertThat(store.hub(URL).room("böard/ü").unsent()).hasSize(3);
            assertThat(store.problems())
                    .extracting(StoreProblem::kind, StoreProblem::room, StoreProblem::changes)
                    .containsExactly(
                            tuple(StoreProblem.Kind.CHANGES_LOST, "böard/ü", 1),
                            tuple(StoreProblem.Kind.CHANGES_LOST, "lobby", 1));
        }
    }

    @Test
    @DisplayName(
            "an empty client.json, as a power cut left it, locks nobody out: who had it is somebody new, and is told so")
    void emptyIdentity() throws IOException {
        Files.createFile(directory.resolve("client.json"));
        List<StoreProblem> told = new ArrayList<>();
        try (ClientStore store = ClientStore.open(directory)) {
            store.onProblem(told::add);
            store.identity(Identity.named("Ada"), URL);
        }
        assertThat(told).extracting(StoreProblem::kind).containsExactly(StoreProblem.Kind.IDENTITY_LOST);
        assertThat(told.get(0).message()).contains("it is empty").contains(directory.toString());
        assertThat(told.get(0).setAside()).isNotNull().exists();
        try (ClientStore again = ClientStore.open(directory)) {
            assertThat(again.problems()).isEmpty();
            assertThat(again.name()).isEqualTo("Ada");
        }
    }

    @Test
    @DisplayName("without client.json and its copy, a client that owes something is told that it is another")
    void identityGone() throws IOException {
        owing().close();
        Files.delete(directory.resolve("client.json"));
        Files.delete(directory.resolve("client.json.copy"));
        try (ClientStore store = ClientStore.open(directory)) {
            assertThat(store.problems())
                    .extracting(StoreProblem::kind)
                    .containsExactly(StoreProblem.Kind.IDENTITY_LOST);
        }
    }

    @Test
    @DisplayName("what is damaged in both files of an outbox is told with number and room, and set aside")
    void bothDamaged() throws IOException {
        owing().close();
        HubFiles files = new HubFiles(directory, URL);
        for (Path file : List.of(files.outbox(), files.outboxCopy())) {
            Files.writeString(file, Files.readString(file).replace("first", "frist"));
        }
        try (ClientStore store = ClientStore.open(directory)) {
            assertThat(store.hub(URL).room("lobby").unsent()).hasSize(1);
            StoreProblem problem = store.problems().get(0);
            assertThat(store.problems()).hasSize(1);
            assertThat(problem.kind()).isEqualTo(StoreProblem.Kind.CHANGES_LOST);
            assertThat(problem.room()).isEqualTo("lobby");
            assertThat(problem.changes()).isEqualTo(1);
            assertThat(problem.message())
                    .contains("One unsent change in the room “lobby”")
                    .contains(URL);
            assertThat(problem.setAside()).content().contains("frist");
        }
        assertThat(Stores.setAside(directory)).hasSize(2);
    }

    @Test
    @DisplayName("both files of an outbox emptied: that changes may be lost is told, though nobody knows how many")
    void bothEmpty() throws IOException {
        owing().close();
        HubFiles files = new HubFiles(directory, URL);
        Files.writeString(files.outbox(), "");
        Files.writeString(files.outboxCopy(), "");
        try (ClientStore store = ClientStore.open(directory)) {
            assertThat(store.unsent()).isEmpty();
            assertThat(store.hub(URL).unsentCount()).isZero();
            assertThat(store.problems())
                    .isNotEmpty()
                    .extracting(StoreProblem::kind)
                    .containsOnly(StoreProblem.Kind.CHANGES_LOST);
        }
    }

    @Test
    @DisplayName("an outbox that is gone is still found by its copy")
    void outboxGone() throws IOException {
        owing().close();
        Files.delete(new HubFiles(directory, URL).outbox());
        try (ClientStore store = ClientStore.open(directory)) {
            assertThat(store.unsent()).containsEntry(URL, 2);
        }
    }

    @Test
    @DisplayName("of damaged files the newest five are kept")
    void newestFew() throws IOException {
        owing().close();
        Path outbox = new HubFiles(directory, URL).outbox();
        for (int i = 0; i < 8; i++) {
            Files.writeString(outbox, "rubbish " + i + "\n");
            try (ClientStore store = ClientStore.open(directory)) {
                assertThat(store.hub(URL).unsentCount()).isEqualTo(2);
            }
        }
        assertThat(Stores.setAside(directory)).hasSize(5);
    }

    @Test
    @DisplayName(
            "a disk that can't be written when a store is opened keeps nobody from working, is told once, and is tried again")
    void notWritable() throws IOException {
        owing().close();
        HubFiles files = new HubFiles(directory, URL);
        Path inTheWay = Files.createDirectory(directory.resolve(files.outbox().getFileName() + ".new"));
        AtomicInteger told = new AtomicInteger();
        try (ClientStore store = ClientStore.open(directory)) {
            store.onProblem(problem -> told.incrementAndGet());
            HubStore hub = store.hub(URL);
            assertThat(hub.unsentCount()).isEqualTo(2);
            Stores.keepUnsent(hub, "lobby", hub.room("lobby").usedUpTo() + 1, put("late"));
            hub.room("new"); // tries to write, in vain
            assertThat(store.problems()).extracting(StoreProblem::kind).containsExactly(StoreProblem.Kind.NOT_KEPT);
            assertThat(store.problems().get(0).message()).contains("something else has that name");
            Files.delete(inTheWay);
            hub.room("newer");
            hub.idsKept().toCompletableFuture().join();
            assertThat(Files.readString(files.outbox())).contains("late");
        }
        assertThat(told).hasValue(1);
        try (ClientStore again = ClientStore.open(directory)) {
            assertThat(again.hub(URL).unsentCount()).isEqualTo(3);
            assertThat(again.problems()).isEmpty();
        }
    }

    @Test
    @DisplayName(
            "what is said to be stored is there for whoever reads the disk then; where it can't be, that is said with the reason")
    void whenStored() throws IOException {
        HubFiles files = new HubFiles(directory, URL);
        ClientStore closed;
        try (ClientStore store = ClientStore.open(directory)) {
            HubStore hub = store.hub(URL);
            for (int i = 1; i <= 20; i++) {
                Stores.keepUnsent(hub, "lobby", hub.room("lobby").usedUpTo() + 1, put("change " + i + "."));
                store.whenStored().toCompletableFuture().join();
                assertThat(Files.readString(files.outbox())).contains("change " + i + ".");
            }
        }
        Path inTheWay = Files.createDirectory(directory.resolve(files.outbox().getFileName() + ".new"));
        try (ClientStore store = ClientStore.open(directory)) {
            HubStore hub = store.hub(URL);
            Stores.keepUnsent(hub, "lobby", hub.room("lobby").usedUpTo() + 1, put("late"));
            AtomicReference<Throwable> why = new AtomicReference<>();
            store.whenStored().whenComplete((all, failure) -> why.set(failure));
            Stores.await(hub);
            assertThat(why.get())
                    .isInstanceOf(ClientStoreException.class)
                    .hasMessageContaining("something else has that name");
            Files.delete(inTheWay);
            store.whenStored().toCompletableFuture().join();
            assertThat(Files.readString(files.outbox())).contains("late");
            closed = store;
        }
        CompletionStage<Void> afterTheEnd = closed.whenStored();
        assertThatThrownBy(() -> afterTheEnd.toCompletableFuture().join())
                .hasCauseInstanceOf(ClientStoreException.class);
    }

    @Test
    @DisplayName("an outbox without a copy goes on, and has one again soon after that is possible")
    void noCopy() throws IOException {
        OutboxLog log = OutboxLog.begin(Disk.ofThisMachine(), directory.resolve("log"), 1, List.of("first"));
        Path copy = HubFiles.copyOf(directory.resolve("log"));
        Path inTheWay = Files.createDirectories(directory.resolve("log.copy.new"));
        Files.delete(copy);
        OutboxLog without = OutboxLog.begin(Disk.ofThisMachine(), directory.resolve("log"), 2, List.of("second"));
        without.append(List.of("third"));
        without.settle();
        assertThat(copy).doesNotExist();
        Files.delete(inTheWay);
        without.settle();
        without.append(List.of("fourth"));
        assertThat(copy).hasSameBinaryContentAs(directory.resolve("log"));
        log.close();
        without.close();
    }

    @Test
    @DisplayName("an outbox that was begun anew when its copy was not yet is whole, and so is either of them alone")
    void betweenTheTwo() throws IOException {
        owing().close();
        HubFiles files = new HubFiles(directory, URL);
        byte[] copyBefore = Files.readAllBytes(files.outboxCopy());
        ClientStore.open(directory).close();
        try (ClientStore store = ClientStore.open(directory)) {
            store.hub(URL);
        }
        Files.write(files.outboxCopy(), copyBefore);
        Path second = directory.resolve("second");
        Stores.copy(directory, second);
        try (ClientStore store = ClientStore.open(directory)) {
            assertThat(store.hub(URL).unsentCount()).isEqualTo(2);
            assertThat(store.problems()).isEmpty();
        }
        Files.writeString(second.resolve(files.outbox().getFileName()), "rubbish");
        try (ClientStore store = ClientStore.open(second)) {
            assertThat(store.hub(URL).unsentCount()).isEqualTo(2);
        }
    }

    @Test
    @DisplayName("what can't be kept says why: a file where the directory should be")
    void notADirectory() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        assertThatThrownBy(() -> ClientStore.open(file))
                .isInstanceOf(ClientStoreException.class)
                .hasMessage("nothing can be kept in " + file + ": not a directory; make it a directory that"
                        + " you can write to, or choose another");
        assertThatThrownBy(() -> ClientStore.open(file.resolve("below")))
                .isInstanceOf(ClientStoreException.class)
                .hasMessageContaining("not a directory");
    }

    @Test
    @DisplayName("files are for their own user alone, whatever they were before")
    @DisabledOnOs(OS.WINDOWS)
    void permissions() throws Exception {
        Stores.copy(fixture(), directory.resolve("old"));
        for (Path place : List.of(directory.resolve("old"), directory.resolve("new"))) {
            try (ClientStore store = ClientStore.open(place)) {
                store.identity(Identity.named("Ada"), URL);
                store.hub(URL).room("lobby");
            }
            try (Stream<Path> files = Files.list(place)) {
                assertThat(files.filter(file -> file.toString().matches(".*(json|outbox|copy)"))
                                .filter(file -> !file.toString()
                                        .contains(new HubFiles(place, OTHER_URL)
                                                .outbox()
                                                .getFileName()
                                                .toString())))
                        .isNotEmpty()
                        .allSatisfy(
                                file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                                        .isEqualTo("rw-------"));
            }
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("new"))))
                .isEqualTo("rwx------");
    }

    @Test
    @DisplayName("a symbolic link in the place of a file is not followed")
    @DisabledOnOs(OS.WINDOWS)
    void links() throws IOException {
        owing().close();
        Path elsewhere = Files.writeString(Files.createTempFile("elsewhere", ".txt"), "not to be touched");
        HubFiles files = new HubFiles(directory, URL);
        List<Path> linked = List.of(
                files.outbox(),
                directory.resolve("client.json"),
                directory.resolve("client.json.new"),
                directory.resolve(files.outbox().getFileName() + ".new"));
        for (Path file : linked) {
            Files.deleteIfExists(file);
            Files.createSymbolicLink(file, elsewhere);
        }
        try (ClientStore store = ClientStore.open(directory)) {
            assertThat(store.hub(URL).unsentCount()).isEqualTo(2);
            assertThat(store.name()).isEqualTo("Ada");
        }
        assertThat(elsewhere).hasContent("not to be touched");
        assertThat(files.outbox()).isRegularFile();
        assertThat(Files.isSymbolicLink(files.outbox())).isFalse();
        assertThat(Files.isRegularFile(directory.resolve("client.json"), LinkOption.NOFOLLOW_LINKS))
                .isTrue();
        Files.delete(directory.resolve("client.lock"));
        Files.createSymbolicLink(directory.resolve("client.lock"), elsewhere);
        assertThatThrownBy(() -> ClientStore.open(directory)).hasMessageContaining("symbolic link");
        Files.delete(elsewhere);
    }

    private ClientStore owing() {
        ClientStore store = ClientStore.open(directory);
        store.identity(Identity.named("Ada"), URL);
        HubStore hub = store.hub(URL);
        long id = hub.room("lobby").usedUpTo();
        Stores.keepUnsent(hub, "lobby", id + 1, put("first"));
        Stores.keepUnsent(hub, "lobby", id + 2, put("second"));
        return store;
    }

    private static CommitRequest put(String value) {
        return CommitRequest.of(new Operation.Put("key", Json.of(value)));
    }

    /** A store as version 0.1.0 left it: two hubs, two rooms each, changes that were answered, and some that became others. */
    private static Path fixture() throws URISyntaxException {
        return Path.of(Objects.requireNonNull(StoreTroubleTest.class.getResource("store-0.1.0"))
                .toURI());
    }
}
