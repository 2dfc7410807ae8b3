package dev.lockstep.hub.journal;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.lockstep.disk.PrivateDirectory;
import dev.lockstep.disk.PrivateFile;

/**
 * Makes a sound journal out of a damaged one: all that can be read and matches the checksums, for each room up to the first
 * gap. A room that lost commits continues under another epoch, so that its clients don't mistake new commits for those they
 * know; a room without any remaining snapshot stays closed, and is not started anew.
 *
 * <p>The damaged files are set aside first, in a folder that says so and when, and only read from then on. A report there
 * says what became of each room, for the operator; it is written last, so that a process which dies on the way begins again
 * from the same files at its next start.
 */
final class Salvage {

    private static final Logger LOG = System.getLogger(Salvage.class.getName());

    static final String PREFIX = "damaged-";
    static final String REPORT = "report.txt";
    private static final String UNFINISHED = ".unfinished";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final int ROOMS_NAMED_MAX = 100;

    private final Path directory;
    private final Path file;

    Salvage(Path directory) {
        this.directory = directory;
        this.file = directory.resolve(SqliteJournal.FILE);
    }

    /** A folder whose files were set aside by a process that died before it was done; null where there is none. */
    @Nullable
    Path unfinished() throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.filter(entry -> entry.getFileName().toString().startsWith(PREFIX))
                    .filter(Files::isDirectory)
                    .filter(folder -> !folder.getFileName().toString().endsWith(UNFINISHED))
                    .filter(folder -> Files.notExists(folder.resolve(REPORT)))
                    .findFirst()
                    .orElse(null);
        }
    }

    /**
     * Sets the files aside.
     *
     * @param wal the write-ahead log as it was before SQLite opened it; null where there was none
     * @return the folder they are in
     */
    Path setAside(@Nullable Path wal, long now) throws IOException {
        Path folder = directory.resolve(PREFIX + TIME.format(Instant.ofEpochMilli(now)));
        for (int i = 2; Files.exists(folder); i++) {
            folder = directory.resolve(PREFIX + TIME.format(Instant.ofEpochMilli(now)) + "-" + i);
        }
        Path fresh = folder.resolveSibling(folder.getFileName() + UNFINISHED);
        PrivateDirectory.create(fresh);
        try {
            copy(file, fresh.resolve(SqliteJournal.FILE));
            if (wal != null) {
                copy(wal, fresh.resolve(SqliteJournal.FILE + "-wal"));
            }
            copy(Marks.in(directory), fresh.resolve(Marks.FILE));
        } catch (IOException e) { // a full disk, and it will be tried again
            delete(fresh);
            throw e;
        }
        Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
        return folder;
    }

    /** Deletes a folder that nobody needs. */
    static void delete(Path folder) throws IOException {
        for (String name : List.of(SqliteJournal.FILE, SqliteJournal.FILE + "-wal", Marks.FILE)) {
            Files.deleteIfExists(folder.resolve(name));
        }
        Files.delete(folder);
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.deleteIfExists(to);
        if (Files.exists(from)) {
            Files.copy(from, to);
            PrivateFile.check(to);
            force(to);
        }
    }

    private static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /**
     * Puts what can be saved of the files in {@code folder} in the journal's place. The journal is closed meanwhile.
     *
     * @return false where there is nothing of a journal in them, and all was left as it was
     */
    boolean restore(Path folder, long now) throws IOException, SQLException {
        Path made = directory.resolve(SqliteJournal.FILE + "-restored");
        deleteWithLogs(made);
        Map<String, Journal.Restored> lost = build(folder, made, now);
        if (lost == null) {
            deleteWithLogs(made);
            return false;
        }
        deleteLogs(file); // a log that is left would be taken for one of the new file; what it had is in the folder
        Files.move(made, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Files.deleteIfExists(Marks.in(directory));
        report(folder, lost);
        return true;
    }

    /** The rooms that lost something; null where there is nothing of a journal in {@code folder}. */
    private static @Nullable Map<String, Journal.Restored> build(Path folder, Path made, long now)
            throws IOException, SQLException {
        Map<String, Marks.Mark> marks = Marks.read(folder.resolve(Marks.FILE));
        try (SqliteFile db = SqliteFile.open(made);
                RawPages pages = RawPages.open(
                        folder.resolve(SqliteJournal.FILE), folder.resolve(SqliteJournal.FILE + "-wal"))) {
            SalvagedRows rows = new SalvagedRows(db);
            rows.copy(new RawRows(pages));
            return marks.isEmpty() && !rows.isJournal() ? null : new SalvagedRooms(db, marks, now).assemble();
        }
    }

    private static void deleteWithLogs(Path database) throws IOException {
        Files.deleteIfExists(database);
        deleteLogs(database);
    }

    private static void deleteLogs(Path database) throws IOException {
        for (String suffix : List.of("-wal", "-shm")) {
            Files.deleteIfExists(database.resolveSibling(database.getFileName() + suffix));
        }
    }

    private void report(Path folder, Map<String, Journal.Restored> lost) throws IOException {
        StringBuilder text =
                new StringBuilder("The journal in ").append(directory).append(" was damaged. ");
        text.append("Its files as they were found are in this folder.\n");
        text.append(lost.isEmpty() ? "Nothing that was acknowledged is missing.\n" : "");
        int named = 0;
        for (Map.Entry<String, Journal.Restored> entry : lost.entrySet()) {
            String line = described(entry.getKey(), entry.getValue());
            text.append(line).append('\n');
            if (named++ < ROOMS_NAMED_MAX) {
                LOG.log(Level.ERROR, "{0}", line);
            }
        }
        LOG.log(
                Level.ERROR,
                "the journal was damaged; {0}. The damaged files are kept in {1}, with a report",
                lost.isEmpty()
                        ? "nothing that was acknowledged is missing"
                        : "rooms that lost something: " + lost.size(),
                folder);
        Path fresh = folder.resolve(REPORT + UNFINISHED);
        try (FileChannel channel = PrivateFile.open(
                fresh,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE))) {
            channel.write(StandardCharsets.UTF_8.encode(text.toString()));
            channel.force(true);
        }
        Files.move(fresh, folder.resolve(REPORT), StandardCopyOption.ATOMIC_MOVE);
    }

    private static String described(String room, Journal.Restored restored) {
        if (!restored.isOpen()) {
            return "room " + room + ": no sound snapshot is left, so it can't be opened; it is not started anew";
        }
        String known = restored.known() + (restored.known() > restored.seq() ? "" : " that are known");
        return "room " + room + ": restored as it was at commit " + restored.seq() + " of " + known
                + ", under a new epoch (before: " + restored.epoch() + ")";
    }
}
