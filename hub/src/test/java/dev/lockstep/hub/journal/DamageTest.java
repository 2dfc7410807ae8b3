package dev.lockstep.hub.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.lockstep.hub.Await;
import dev.lockstep.model.Entry;
import dev.lockstep.model.RoomState;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Damages a journal in many places, and opens it: nothing that was acknowledged is missing, and nothing is there that was not
 * done, without it being said. {@code -Dlockstep.damage.places=1000} tries so many places, {@code -Dlockstep.damage.seed} the
 * same again.
 */
class DamageTest {

    private static final int PLACES = Integer.getInteger("lockstep.damage.places", 60);
    private static final long SEED = Long.getLong("lockstep.damage.seed", 20_261_129L);
    private static final List<String> ROOMS = List.of("lobby", "board/one", "quiet", "large");
    private static final Logger JOURNAL = Logger.getLogger("dev.lockstep.hub.journal");
    private static final int PAGE = 4_096;

    @TempDir
    static Path work;

    private static Path sound;
    private static Path closed;
    private static final Map<String, RoomState> STATES = new HashMap<>();

    private int copies;

    @BeforeAll
    static void make() {
        Path running = work.resolve("running");
        SqliteJournal journal = SqliteJournal.open(running, "the test", Retention.DEFAULT);
        JournalFiles files = new JournalFiles(journal);
        ROOMS.forEach(files::begin);
        for (int i = 1; i <= 60; i++) {
            for (String room : List.of("lobby", "board/one")) {
                files.commit(room, "item/" + i % 9, "value " + i);
                if (i % 25 == 0) {
                    files.save(room);
                }
            }
            if (i % 20 == 0) {
                files.commit("large", "page/" + i, "x".repeat(9_000));
                files.save("large");
            }
        }
        files.commit("quiet", "a", "b");
        sound = work.resolve("sound"); // with all of the last run in the write-ahead log
        JournalFiles.copy(running, sound);
        STATES.putAll(files.states());
        journal.close();
        closed = work.resolve("closed"); // with all of it in the file
        JournalFiles.copy(running, closed);
    }

    @BeforeAll
    static void quiet() {
        JOURNAL.setLevel(Level.OFF);
    }

    @AfterAll
    static void loud() {
        JOURNAL.setLevel(null);
    }

    @AfterEach
    void tidy() throws IOException {
        try (Stream<Path> all = Files.walk(work)) {
            for (Path path : all.filter(p -> p.startsWith(work.resolve("place")))
                    .sorted((a, b) -> b.compareTo(a))
                    .toList()) {
                Files.delete(path);
            }
        }
    }

    private Path fresh(Path from) {
        Path directory = work.resolve("place").resolve("" + ++copies);
        JournalFiles.copy(from, directory);
        return directory;
    }

    private static void write(Path file, long at, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(bytes), at);
        }
    }

    private static void flip(Path file, long bit) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer one = ByteBuffer.allocate(1);
            channel.read(one, bit / 8);
            one.put(0, (byte) (one.get(0) ^ 1 << bit % 8));
            channel.write(one.flip(), bit / 8);
        }
    }

    private static void cut(Path file, long size) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(size);
        }
    }

    /** Opens it, and judges each room; how many are as they were. */
    private int judge(Path directory, String what) {
        SqliteJournal journal;
        try {
            journal = SqliteJournal.open(directory, "the test", Retention.DEFAULT);
        } catch (JournalException e) {
            assertThat(e.getMessage()).as(what).contains("lockstep.db");
            return 0;
        }
        int whole = 0;
        try {
            assertThat(ROOMS).as(what + ": nothing is invented").containsAll(journal.names());
            for (String room : ROOMS) {
                whole += judge(journal, room, what) ? 1 : 0;
            }
        } finally {
            journal.close();
        }
        return whole;
    }

    private boolean judge(SqliteJournal journal, String room, String what) {
        RoomState was = STATES.get(room);
        Journal.Restored restored = journal.restored().get(room);
        RoomState is;
        try {
            if (journal.load(room).isEmpty()) {
                throw new AssertionError(what + ": room " + room + " is gone, and nobody says so");
            }
            is = JournalFiles.loaded(journal, room);
        } catch (JournalException e) {
            assertThat(e.getMessage()).as(what).contains(room);
            return false; // and that is said
        }
        if (restored == null) {
            assertThat(is.snapshot()).as(what + ", room " + room).isEqualTo(was.snapshot());
            return true;
        }
        assertThat(restored.epoch()).as(what).isEqualTo(was.epoch());
        assertThat(is.epoch()).as(what).isNotEqualTo(was.epoch());
        assertThat(is.seq()).as(what).isEqualTo(restored.seq()).isLessThanOrEqualTo(was.seq());
        for (Entry entry : is.entries().all()) {
            assertThat(entry.version()).as(what).isLessThanOrEqualTo(is.seq());
        }
        return false;
    }

    @Test
    @DisplayName("a place anywhere in the files that is flipped, cut or zeroed costs nothing that is not said")
    void anywhere() throws IOException {
        Random random = new Random(SEED);
        int whole = 0;
        for (int i = 0; i < PLACES; i++) {
            boolean running = random.nextInt(3) > 0;
            Path directory = fresh(running ? sound : closed);
            String name = SqliteJournal.FILE
                    + (random.nextInt(8) == 0 ? "-marks" : running && random.nextInt(6) > 0 ? "-wal" : "");
            Path file = directory.resolve(name);
            long size = Files.size(file);
            int kind = random.nextInt(4);
            long place = (long) (random.nextDouble() * size);
            String what = "seed " + SEED + ", place " + i + ": " + (running ? "running " : "closed ") + name + ", kind "
                    + kind + " at " + place;
            switch (kind) {
                case 0 -> flip(file, place * 8 + random.nextInt(8));
                case 1 -> cut(file, place);
                case 2 -> write(file, place / PAGE * PAGE, new byte[PAGE]);
                default -> write(file, place, new byte[1 + random.nextInt(64)]);
            }
            whole += judge(directory, what);
            tidy();
        }
        System.out.println(
                PLACES + " places damaged; " + whole + " of " + PLACES * ROOMS.size() + " rooms lost nothing");
        assertThat(whole).as("most damage hits little").isGreaterThan(PLACES * ROOMS.size() / 2);
    }

    @Test
    @DisplayName("one flipped bit in the write-ahead log costs no commit that can be had from what lies behind it")
    void flippedInLog() throws IOException {
        Path directory = fresh(sound);
        Path wal = directory.resolve("lockstep.db-wal");
        flip(wal, Files.size(wal) / 4 * 8);

        assertThat(judge(directory, "a quarter into the log")).isEqualTo(ROOMS.size());

        assertThat(JournalFiles.setAside(directory))
                .hasSize(1)
                .first()
                .satisfies(folder -> assertThat(folder)
                        .isDirectoryContaining(file -> file.endsWith("lockstep.db-wal"))
                        .isDirectoryContaining(file -> file.endsWith("report.txt")));
    }

    @Test
    @DisplayName("a log whose end is gone is noticed, and the rooms that lost by it go on under another epoch")
    void cutLog() throws IOException {
        Path directory = fresh(sound);
        Path wal = directory.resolve("lockstep.db-wal");
        cut(wal, Files.size(wal) / 2);

        judge(directory, "half the log");

        SqliteJournal journal = SqliteJournal.open(directory, "the test", Retention.DEFAULT);
        try {
            Journal.Restored restored = journal.restored().get("lobby");
            assertThat(restored.known()).isEqualTo(60);
            assertThat(restored.seq()).isBetween(1L, 59L);
            JournalFiles files = new JournalFiles(journal);
            files.states().put("lobby", JournalFiles.loaded(journal, "lobby"));
            assertThat(JournalFiles.loaded(journal, "quiet").seq()).isZero(); // what it had was in the last frame
        } finally {
            journal.close();
        }
        assertThat(JournalFiles.setAside(directory)).as("it is mended once").hasSize(1);
    }

    @Test
    @DisplayName("a transaction that was torn by a power cut, and never acknowledged, is no damage")
    void tornTail() throws IOException {
        Path directory = fresh(sound);
        Path wal = directory.resolve("lockstep.db-wal");
        byte[] all = Files.readAllBytes(wal);
        int frame = PAGE + 24;
        byte[] torn = new byte[3 * frame]; // with the salts of this log, as far as it was written
        System.arraycopy(all, all.length - torn.length, torn, 0, torn.length);
        torn[frame + 100] ^= 1;
        write(wal, all.length, torn);

        assertThat(judge(directory, "a torn end")).isEqualTo(ROOMS.size());

        assertThat(JournalFiles.setAside(directory)).isEmpty();
    }

    @Test
    @DisplayName(
            "whatever page of the file is zeroed, the hub starts, and only the rooms that were on it lose anything")
    void zeroedPages() throws IOException {
        long pages = Files.size(closed.resolve("lockstep.db")) / PAGE;
        for (long page = 0; page < pages; page++) {
            Path directory = fresh(closed);
            write(directory.resolve("lockstep.db"), page * PAGE, new byte[PAGE]);

            assertThat(judge(directory, "page " + page))
                    .as("page %s of %s", page, pages)
                    .isGreaterThanOrEqualTo(2);
            tidy();
        }
    }

    @Test
    @DisplayName("damage that shows at work is mended without an end of the hub")
    void whileRunning() throws IOException {
        Path directory = fresh(closed);
        Path file = directory.resolve("lockstep.db");
        SqliteJournal journal = SqliteJournal.open(directory, "the test", Retention.DEFAULT);
        try {
            for (long page = 1; page < Files.size(file) / PAGE; page++) {
                write(file, page * PAGE, new byte[PAGE]);
            }
            journal.forgetPages();
            JournalFiles files = new JournalFiles(journal);
            Await.until(() -> {
                try {
                    files.begin("new");
                    return true;
                } catch (AssertionError e) {
                    return false; // the first one finds it
                }
            });
            assertThat(journal.restored()).containsKeys("lobby", "quiet");
        } finally {
            journal.close();
        }
    }

    @Test
    @DisplayName("who is killed while a journal is mended begins again from the files that were set aside")
    void killedWhileMending() throws IOException {
        Path directory = fresh(sound);
        Path wal = directory.resolve("lockstep.db-wal");
        flip(wal, Files.size(wal) / 4 * 8);
        Path folder = new Salvage(directory).setAside(wal, 1_795_000_000_000L);
        Files.delete(wal); // and then it was killed
        assertThat(folder).hasFileName("damaged-20261118T110640Z");

        assertThat(judge(directory, "killed")).isEqualTo(ROOMS.size());

        assertThat(JournalFiles.setAside(directory)).containsExactly(folder);
        assertThat(folder.resolve("report.txt")).exists();
    }
}
