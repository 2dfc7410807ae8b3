package dev.lockstep.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import dev.lockstep.disk.Disk;
import dev.lockstep.model.CommitRequest;
import dev.lockstep.model.Entry;
import dev.lockstep.model.Json;
import dev.lockstep.model.Operation;
import dev.lockstep.wire.ClientId;
import dev.lockstep.wire.HubMessage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a client keeps on a disk that is full for a while, or damaged. */
@Timeout(30)
class OutboxTroubleTest {

    private static final Logger STORE = Logger.getLogger(HubStore.class.getName());
    private static final String URL = "ws://localhost:7171/live";

    @TempDir
    Path directory;

    private final AtomicInteger warnings = new AtomicInteger();
    private final Handler counter = new Handler() {
        @Override
        public void publish(LogRecord warning) {
            warnings.incrementAndGet();
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void expectTrouble() {
        STORE.setUseParentHandlers(false);
        STORE.addHandler(counter);
    }

    @AfterEach
    void expectNone() {
        STORE.setUseParentHandlers(true);
        STORE.removeHandler(counter);
    }

    @Test
    @DisplayName("half a line that a full disk left takes no other line with it")
    void halfALine() throws IOException {
        Path file = directory.resolve("lines");
        OutboxLog lines = OutboxLog.begin(Disk.ofThisMachine(), file, 1, List.of("first"));
        Thread.currentThread().interrupt(); // which fails what is written
        assertThatThrownBy(() -> lines.append(List.of("second"))).isInstanceOf(IOException.class);
        assertThat(Thread.interrupted()).isTrue();
        Files.writeString(file, "0badf00d {\"half", StandardOpenOption.APPEND);

        lines.append(List.of("third", "fourth"));
        lines.append(List.of("fifth"));

        CheckedLines.Read read = CheckedLines.read(Disk.ofThisMachine(), file);
        assertThat(read.whole())
                .extracting(CheckedLines.Line::text)
                .containsExactly("first", "third", "fourth", "fifth");
        assertThat(read.whole()).extracting(CheckedLines.Line::number).containsExactly(0L, 1L, 2L, 3L);
        assertThat(read.damaged()).isEmpty();
        assertThat(CheckedLines.read(Disk.ofThisMachine(), HubFiles.copyOf(file)))
                .isEqualTo(read);
        lines.close();
    }

    @Test
    @DisplayName("what could not be written is tried again by itself")
    void triedAgain() throws IOException {
        HubStore store = Stores.open(directory, URL);
        fillTheDisk(store);
        Path aside = directory.resolve("aside");
        Files.move(file(), aside);
        Files.createDirectory(file()); // where nobody can write
        warnings.set(0);
        Stores.keepUnsent(store, "lobby", 200, put("late"));
        await(() -> warnings.get() > 0);

        Files.delete(file());
        Files.move(aside, file());

        await(() -> contains("late"));
        store.close();
    }

    @Test
    @DisplayName("a change that was answered is not owed again, though the log could not be shortened meanwhile")
    void notShortened() throws IOException {
        HubStore store = Stores.open(directory, URL);
        fillTheDisk(store);

        store.answered("lobby", 100);
        store.close();
        Files.delete(directory.resolve(file().getFileName() + ".new"));

        HubStore again = Stores.open(directory, URL);
        assertThat(again.unsentCount()).isZero();
        again.close();
    }

    @Test
    @DisplayName("ids are never used again, though nothing is left of what was kept of them")
    void idsWithoutAFile() throws IOException {
        HubStore store = Stores.open(directory, URL);
        long used = store.room("lobby").usedUpTo() + 1;
        store.used("lobby", used);
        store.close();
        Files.delete(file());
        Files.delete(HubFiles.copyOf(file()));
        long then = System.currentTimeMillis();
        await(() -> System.currentTimeMillis() > then);

        HubStore again = Stores.open(directory, URL);
        assertThat(again.room("lobby").usedUpTo()).isGreaterThanOrEqualTo(used);
        again.close();
    }

    @Test
    @DisplayName("a room that was kept and is damaged is asked for anew")
    void damagedRoom() throws IOException {
        HubStore store = Stores.open(directory, URL);
        store.keepConfirmed(new HubMessage.Snapshot(
                "lobby", "e1", 7, List.of(new Entry("price", Json.of("four-hundred"), 7, 7)), false));
        store.close();
        Path told = directory.resolve(ClientId.of(URL + " lobby") + ".room");
        HubStore again = Stores.open(directory, URL);
        assertThat(Stores.lastConfirmed(again, "lobby")).isNotNull();
        again.close();
        Files.writeString(told, Files.readString(told).replace("four-hundred", "nine-hundred"));

        HubStore damaged = Stores.open(directory, URL);
        assertThat(Stores.lastConfirmed(damaged, "lobby")).isNull();
        damaged.close();
    }

    @Test
    @DisplayName("a store that is closed is closed")
    void closedTwice() {
        ClientStore store = ClientStore.open(directory);
        assertThat(store.hub(URL).unsentCount()).isZero();
        store.close();
        store.close();
        ClientStore.open(directory).close();
    }

    /** A log that is due to be shortened, and can't be: the change 100 is written, and all else in it answered. */
    private void fillTheDisk(HubStore store) throws IOException {
        Stores.await(store);
        Files.createDirectories(directory.resolve(file().getFileName() + ".new"));
        String large = "x".repeat(200_000);
        for (int i = 1; i <= 10; i++) {
            Stores.keepUnsent(store, "lobby", i, put(large));
        }
        store.room("first");
        store.idsKept().toCompletableFuture().join(); // that is written, with all before it
        for (int i = 1; i <= 10; i++) {
            store.answered("lobby", i);
        }
        Stores.keepUnsent(store, "lobby", 100, put("owed"));
        store.room("second");
        store.idsKept().toCompletableFuture().join();
        assertThat(contains("owed")).isTrue();
    }

    private Path file() {
        return directory.resolve(ClientId.of(URL) + ".outbox");
    }

    private boolean contains(String text) {
        try {
            return Files.isRegularFile(file()) && Files.readString(file()).contains(text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static CommitRequest put(String value) {
        return CommitRequest.of(new Operation.Put("key", Json.of(value)));
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.onSpinWait();
        }
    }
}
