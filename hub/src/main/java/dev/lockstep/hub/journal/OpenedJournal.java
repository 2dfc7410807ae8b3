package dev.lockstep.hub.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.lockstep.disk.PrivateFile;

/**
 * The files of a {@link SqliteJournal}, opened and verified to be undamaged, or repaired as far as possible ({@link Salvage}).
 *
 * <p>SQLite reads a write-ahead log up to the first bad frame, and takes it away when the file is closed. So a log that is there
 * when a journal is opened, as after a crash, is checked first ({@link WalFrames}), and a copy is kept until it is known that
 * nothing is missing ({@link Marks}).
 *
 * @param firstLsn the oldest row of the log, 0 where there is none
 */
record OpenedJournal(SqliteFile file, Marks marks, LogIndex index, long firstLsn) {

    private static final String COPY = SqliteJournal.FILE + "-wal-before";

    /**
     * @param suspect whether it is known to be damaged
     * @throws JournalException where it can't be opened, with the reason
     */
    static OpenedJournal open(Path directory, boolean suspect) {
        try {
            return new Attempt(directory).open(suspect);
        } catch (SQLException | IOException e) {
            throw new JournalException(
                    "the data in " + directory.resolve(SqliteJournal.FILE) + " can't be read: " + Trouble.reason(e)
                            + "; it is left as it is. Move it aside, or give another --data",
                    e);
        }
    }

    private static final class Attempt {

        private final Path directory;
        private final Path file;
        private final Path copy;
        private final Salvage salvage;

        Attempt(Path directory) {
            this.directory = directory;
            this.file = directory.resolve(SqliteJournal.FILE);
            this.copy = directory.resolve(COPY);
            this.salvage = new Salvage(directory);
        }

        OpenedJournal open(boolean suspect) throws SQLException, IOException {
            long now = System.currentTimeMillis();
            Path unfinished = salvage.unfinished();
            if (unfinished != null && !salvage.restore(unfinished, now)) {
                Salvage.delete(unfinished);
            }
            PrivateFile.check(file);
            PrivateFile.check(Marks.in(directory));
            boolean logged = keepLog();
            boolean damaged = (suspect && unfinished == null) || logIsDamaged(logged);
            OpenedJournal sound = damaged ? null : openSound();
            if (sound == null) {
                Path folder = salvage.setAside(logged ? copy : null, now);
                if (!salvage.restore(folder, now)) {
                    Salvage.delete(folder);
                    throw new SQLException("it is no journal of Lockstep");
                }
                sound = openSound();
                if (sound == null) {
                    throw new SQLException("its contents are damaged, and could not be restored");
                }
            }
            Files.deleteIfExists(copy);
            return sound;
        }

        private boolean keepLog() throws IOException {
            Path wal = directory.resolve(SqliteJournal.FILE + "-wal");
            PrivateFile.check(wal);
            boolean logged = Files.exists(wal) && Files.size(wal) > 0;
            if (logged) {
                Files.copy(wal, copy, StandardCopyOption.REPLACE_EXISTING);
                PrivateFile.check(copy);
            }
            return logged;
        }

        private boolean logIsDamaged(boolean logged) throws IOException {
            WalFrames frames = logged ? WalFrames.read(copy) : null;
            return frames != null && frames.isDamaged();
        }

        /** Null where it is damaged, or something is missing that was acknowledged. */
        private @Nullable OpenedJournal openSound() throws SQLException, IOException {
            Map<String, Marks.Mark> known = Marks.read(Marks.in(directory));
            SqliteFile db = null;
            Marks marks = null;
            boolean open = false;
            try {
                db = SqliteFile.open(file);
                LogIndex index = LogIndex.read(db, known);
                if (!index.missing(db, known).isEmpty()) {
                    return null;
                }
                marks = Marks.open(directory);
                for (Map.Entry<String, KnownRoom> room : index.rooms().entrySet()) {
                    marks.put(room.getKey(), room.getValue().mark());
                }
                OpenedJournal opened = new OpenedJournal(db, marks, index, db.firstLsn());
                open = true;
                return opened;
            } catch (SQLException e) {
                if (Trouble.isDamage(e)) {
                    return null;
                }
                throw e;
            } finally {
                if (!open && marks != null) {
                    marks.close();
                }
                if (!open && db != null) {
                    db.close();
                }
            }
        }
    }
}
