package dev.lockstep.hub.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.lockstep.model.Json;
import dev.lockstep.model.RoomState;

import static org.assertj.core.api.Assertions.assertThat;

/** A data directory that version 0.1.0 left behind, its process killed: {@code src/test/resources/data-0.1.0}. */
class OldDataTest {

    private static final Logger JOURNAL = Logger.getLogger("dev.lockstep.hub.journal");

    @TempDir
    Path directory;

    private final List<String> logged = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            logged.add(entry.getMessage());
        }

        @Override
        public void flush() {
            // nothing is held back
        }

        @Override
        public void close() {
            // nothing is open
        }
    };

    @Test
    @DisplayName("data of version 0.1.0 opens without complaint, is what it was, and is marked from then on")
    void opens() throws IOException {
        JournalFiles.copy(Path.of("src/test/resources/data-0.1.0"), directory);
        JOURNAL.addHandler(handler);
        try {
            SqliteJournal journal = SqliteJournal.open(directory, "the test", Retention.DEFAULT);
            judge(journal);
            journal.close();
            SqliteJournal again = SqliteJournal.open(directory, "the test", Retention.DEFAULT);
            judge(again);
            again.close();
        } finally {
            JOURNAL.removeHandler(handler);
        }
        assertThat(logged).isEmpty();
        assertThat(JournalFiles.setAside(directory)).isEmpty();
        assertThat(Marks.read(Marks.in(directory))).containsOnlyKeys("lobby", "board/one", "quiet");
        assertThat(Files.exists(directory.resolve("lockstep.db-wal-before"))).isFalse();
    }

    @Test
    @DisplayName(
            "where its write-ahead log is damaged, nobody knows how far its rooms went, so they go on under other epochs")
    void damaged() throws IOException {
        JournalFiles.copy(Path.of("src/test/resources/data-0.1.0"), directory);
        Path wal = directory.resolve("lockstep.db-wal");
        byte[] bytes = Files.readAllBytes(wal);
        bytes[bytes.length / 2] ^= 1;
        Files.write(wal, bytes);
        JOURNAL.setLevel(Level.OFF);
        try {
            SqliteJournal journal = SqliteJournal.open(directory, "the test", Retention.DEFAULT);
            assertThat(journal.restored()).containsOnlyKeys("lobby", "board/one", "quiet");
            assertThat(JournalFiles.loaded(journal, "lobby").seq()).isEqualTo(24); // had from behind the bad frame
            assertThat(JournalFiles.loaded(journal, "lobby").epoch()).isNotEqualTo("epoch-of-lobby");
            journal.close();
        } finally {
            JOURNAL.setLevel(null);
        }
        assertThat(JournalFiles.setAside(directory)).hasSize(1);
    }

    private static void judge(SqliteJournal journal) {
        assertThat(journal.restored()).isEmpty();
        assertThat(journal.names()).containsExactlyInAnyOrder("lobby", "board/one", "quiet");
        RoomState lobby = JournalFiles.loaded(journal, "lobby");
        assertThat(lobby.seq()).isEqualTo(24);
        assertThat(lobby.commands()).isEqualTo(25);
        assertThat(lobby.now()).isEqualTo(1_795_000_025_000L);
        assertThat(lobby.epoch()).isEqualTo("epoch-of-lobby");
        assertThat(lobby.entries().value("item/3")).isEqualTo(Json.of("value 24"));
        assertThat(JournalFiles.loaded(journal, "board/one").seq()).isEqualTo(24);
        assertThat(JournalFiles.loaded(journal, "quiet").seq()).isEqualTo(3);
        assertThat(journal.history("lobby", 1, 100).commits()).hasSize(14);
    }
}
