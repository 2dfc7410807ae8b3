package dev.lockstep.hub.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.lockstep.model.Command;
import dev.lockstep.model.CommitRequest;
import dev.lockstep.model.Json;
import dev.lockstep.model.Limits;
import dev.lockstep.model.Operation;
import dev.lockstep.model.RoomState;
import dev.lockstep.model.Segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

class SqliteJournalTest extends JournalContract {

    @TempDir
    Path directory;

    private int crashes;

    @Override
    Journal open(Retention retention) {
        return SqliteJournal.open(directory, "the first hub", retention);
    }

    @Override
    Journal reopen(Journal closed) {
        return open(FOREVER);
    }

    /** What is in the files now, its write-ahead log among them, is what a dead process leaves. */
    @Override
    Journal afterCrash(Journal running) {
        Path left = directory.resolve("crash" + ++crashes);
        try (Stream<Path> files = Files.list(directory)) {
            Files.createDirectories(left);
            for (Path file : files.filter(f -> f.getFileName().toString().startsWith(SqliteJournal.FILE))
                    .filter(f -> !f.toString().endsWith("-shm"))
                    .toList()) {
                Files.copy(file, left.resolve(file.getFileName()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return SqliteJournal.open(left, "the next hub", FOREVER);
    }

    private static void store(Journal journal, String room, int commands) {
        assertThat(journal.save(room, new RoomState("e1", Limits.DEFAULT, 10_000).snapshot(), Segment.EMPTY)
                        .toCompletableFuture())
                .succeedsWithin(20, TimeUnit.SECONDS);
        for (int i = 1; i <= commands; i++) {
            CommitRequest request = CommitRequest.of(new Operation.Put("count", Json.of(i)));
            assertThat(journal.append(room, List.of(new Journal.Logged(new Command.Submit("s1", i, request), i)), 0)
                            .toCompletableFuture())
                    .succeedsWithin(20, TimeUnit.SECONDS);
        }
    }

    @Test
    @DisplayName("a second hub on the same data is refused with the name of the first, until that is gone")
    void oneHubOnly(@TempDir Path other) {
        Journal first = SqliteJournal.open(other, "hub 17 on port 7171", Retention.DEFAULT);
        assertThatThrownBy(() -> SqliteJournal.open(other, "second", Retention.DEFAULT))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("hub 17 on port 7171");
        first.close();
        SqliteJournal.open(other, "second", Retention.DEFAULT).close();
    }

    @Test
    @DisplayName("every transaction is synced to the disk")
    void synced() throws SQLException {
        SqliteJournal journal = SqliteJournal.open(directory.resolve("x"), "me", Retention.DEFAULT);
        try (Statement statement = journal.connection().createStatement();
                ResultSet row = statement.executeQuery("PRAGMA synchronous")) {
            assertThat(row.getInt(1)).isEqualTo(2);
        } finally {
            journal.close();
        }
    }

    @Test
    @DisplayName("the file can be read by SQL, with values as JSON")
    void inspectable(@TempDir Path other) throws SQLException {
        Journal journal = SqliteJournal.open(other, "me", Retention.DEFAULT);
        store(journal, "lobby", 3);
        journal.close();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + other.resolve("lockstep.db"));
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT json_extract(command, '$.ops[0].value') FROM log"
                        + " WHERE room = 'lobby' AND json_extract(command, '$.type') = 'submit' ORDER BY lsn DESC")) {
            assertThat(row.getInt(1)).isEqualTo(3);
        }
    }

    @Test
    @DisplayName("a file of a newer version is refused, and left as it is")
    void newerVersion(@TempDir Path other) throws SQLException, IOException {
        SqliteJournal.open(other, "me", Retention.DEFAULT).close();
        Path file = other.resolve("lockstep.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE meta SET value = '99' WHERE name = 'schema'");
        }
        byte[] before = Files.readAllBytes(file);
        assertThatThrownBy(() -> SqliteJournal.open(other, "me", Retention.DEFAULT))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("newer version");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    @DisplayName("a file that is no database is refused, and left as it is")
    void noDatabase(@TempDir Path other) throws IOException {
        Path file = Files.createDirectories(other).resolve("lockstep.db");
        Files.writeString(file, "this is a shopping list ".repeat(200));
        byte[] before = Files.readAllBytes(file);
        assertThatThrownBy(() -> SqliteJournal.open(other, "me", Retention.DEFAULT))
                .isInstanceOf(JournalException.class);
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        Files.delete(file);
        SqliteJournal.open(other, "me", Retention.DEFAULT).close(); // and the lock is free
    }

    @Test
    @DisplayName("a file of which a table can't be read is refused, and let go of")
    void strangeTable(@TempDir Path other) throws SQLException, IOException {
        Path handles = Path.of("/proc/self/fd");
        assumeTrue(Files.exists(handles));
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + other.resolve("lockstep.db"));
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE snapshot(room TEXT)");
        }
        assertThatThrownBy(() -> SqliteJournal.open(other, "me", Retention.DEFAULT))
                .isInstanceOf(JournalException.class);
        try (Stream<Path> open = Files.list(handles)) {
            assertThat(open.map(SqliteJournalTest::target)).noneMatch(target -> target.startsWith(other.toString()));
        }
    }

    private static String target(Path handle) {
        try {
            return Files.readSymbolicLink(handle).toString();
        } catch (IOException e) {
            return "";
        }
    }

    @Test
    @DisplayName("the writer outlives what it can't do")
    void writerLives(@TempDir Path other) {
        Journal journal = SqliteJournal.open(other, "me", Retention.DEFAULT);
        store(journal, "lobby", 1);
        Command command = new Command.Leave("s1");
        assertThat(journal.append(null, List.of(new Journal.Logged(command, 1)), 0)
                        .toCompletableFuture())
                .failsWithin(20, TimeUnit.SECONDS);

        store(journal, "other", 1);
        assertThat(journal.append("lobby", List.of(new Journal.Logged(command, 2)), 0)
                        .toCompletableFuture())
                .succeedsWithin(20, TimeUnit.SECONDS);
        journal.close();
    }

    @Test
    @DisplayName("the log of large commands does not wait for many of them to be shortened, nor for a damaged room")
    void shortenedByBytes(@TempDir Path other) throws IOException, SQLException {
        Journal first = SqliteJournal.open(other, "me", Retention.DEFAULT);
        store(first, "bad", 3);
        first.close();
        damage(other.resolve("lockstep.db"), "\"value\":2", "\"value\":7");
        Journal journal = SqliteJournal.open(other, "me", Retention.DEFAULT);
        assertThatThrownBy(() -> journal.load("bad")).hasMessageContaining("damaged");
        RoomState room = new RoomState("e1", Limits.DEFAULT, 10_000);
        store(journal, "large", 0);
        Json large = Json.of("x".repeat(1_000_000));
        Command enter = new Command.Enter("s1", "c1", "Ada");
        room.apply(enter, 1);
        assertThat(journal.append("large", List.of(new Journal.Logged(enter, 1)), 0)
                        .toCompletableFuture())
                .succeedsWithin(20, TimeUnit.SECONDS);
        for (int i = 1; i <= 150; i++) {
            Command submit = new Command.Submit("s1", i, CommitRequest.of(new Operation.Add("count", 1)));
            Command logged = new Command.Submit("s1", i, CommitRequest.of(new Operation.Put("count", large)));
            room.apply(submit, i);
            assertThat(journal.append("large", List.of(new Journal.Logged(logged, i)), 0)
                            .toCompletableFuture())
                    .succeedsWithin(20, TimeUnit.SECONDS);
            if (i % 10 == 0) {
                assertThat(journal.save("large", room.snapshot(), Segment.EMPTY).toCompletableFuture())
                        .succeedsWithin(20, TimeUnit.SECONDS);
            }
        }
        assertThat(journal.overdue()).isEmpty();
        journal.close();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + other.resolve("lockstep.db"));
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT sum(room = 'large'), sum(room = 'bad') FROM log")) {
            assertThat(row.getInt(1)).isLessThan(100);
            assertThat(row.getInt(2)).isEqualTo(3);
        }
    }

    @Test
    @DisplayName("a room with a damaged row is not started, and said; the other rooms are")
    void damagedRow(@TempDir Path other) throws IOException {
        Journal journal = SqliteJournal.open(other, "me", Retention.DEFAULT);
        store(journal, "good", 20);
        store(journal, "bad", 20);
        journal.close();
        damage(other.resolve("lockstep.db"), "\"session\":\"s1\",\"id\":17", "\"session\":\"s1\",\"id\":71");
        Journal again = SqliteJournal.open(other, "me", Retention.DEFAULT);
        try {
            // the first row with that text is the good room's; the order of rooms in the file decides
            boolean goodFails = fails(again, "good");
            boolean badFails = fails(again, "bad");
            assertThat(goodFails).isNotEqualTo(badFails);
        } finally {
            again.close();
        }
    }

    private static boolean fails(Journal journal, String room) {
        try {
            return journal.load(room).isEmpty();
        } catch (JournalException e) {
            assertThat(e).hasMessageContaining(room).hasMessageContaining("damaged");
            return true;
        }
    }

    private static void damage(Path file, String from, String to) throws IOException {
        String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        int at = content.indexOf(from);
        assertThat(at).isPositive();
        try (RandomAccessFile raw = new RandomAccessFile(file.toFile(), "rw")) {
            raw.seek(at);
            raw.write(to.getBytes(StandardCharsets.ISO_8859_1));
        }
    }
}
