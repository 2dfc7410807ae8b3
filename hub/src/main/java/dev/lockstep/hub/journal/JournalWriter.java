package dev.lockstep.hub.journal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * Writes a {@link SqliteJournal}: groups of waiting tasks, each in one transaction; and keeps an index of the rows of each room, so that
 * nothing has to search for them. Queries may be made by any thread.
 */
final class JournalWriter implements GroupCommit.Target<JournalTask> {

    private static final Logger LOG = System.getLogger(JournalWriter.class.getName());

    /** A transaction deletes so many rows that nobody needs for each that it writes, so that the log gets shorter again. */
    private static final int DELETED_PER_ROW = 2;

    /** It deletes so many at least: what it costs is small beside the sync. */
    private static final int DELETED_MIN = 64;

    /** A room is overdue whose first row that is needed has so many behind it. */
    private static final long OVERDUE_ROWS = 50_000;

    /** The same where rows are large: from so many characters of commands on. */
    private static final long OVERDUE_BYTES = 64L * 1_024 * 1_024;

    /** At most so many commits lie between two bases, however large these are. */
    private static final long BASE_COMMITS_MAX = 20_000;

    /** Where {@link TrustedClock} stood. */
    private static final String CLOCK = "clock";

    /** How many transactions pass between two looks at what can be tidied. */
    private static final int SWEEP_EVERY = 256;

    /** Where in the file the past of a room is. */
    static final class Place {
        final KnownRoom known;
        final long snapshotLsn;
        final long[] rows;

        Place(KnownRoom known) {
            this.known = known;
            this.snapshotLsn = known.snapshotLsn;
            this.rows = known.rows.toArray();
        }
    }

    private final Path directory;
    private final Retention retention;
    private final Runnable forgetReader;
    private final SqliteCheckpoint checkpoint;
    private volatile boolean sweepIsDue;
    private volatile Map<String, KnownRoom> rooms = new ConcurrentHashMap<>(); // what is in them belongs to guard

    private final Object guard = new Object(); // of the file that is written, and of all below; taken inside a commit
    private @Nullable SqliteFile database;
    private @Nullable Marks marks; // open where the database is
    private volatile boolean damageWasSeen; // the next who opens the file has to mend it first
    private volatile Map<String, Journal.Restored> restored = Map.of();
    private TrustedClock clock = TrustedClock.from(0);
    private long lastLsn;
    private long logBytes; // about, of the log's rows since the start
    private long sweptBytes; // those of them that were there at the last look
    private long deletedBelow; // no row is left below, but for those that are spared
    private long neededFrom; // what is below may be deleted
    private List<String> spared = List.of(); // rooms that can't be read now
    private int sinceSweep;
    private boolean troubled; // said once, not at each attempt

    /** @param forgetReader closes what reads the file, so that it can be mended; not called by one who reads */
    JournalWriter(Path directory, Retention retention, Runnable forgetReader) {
        this.directory = directory;
        this.retention = retention;
        this.forgetReader = forgetReader;
        this.checkpoint = new SqliteCheckpoint(directory.resolve(SqliteJournal.FILE));
    }

    /**
     * Opens the file.
     *
     * @throws JournalException where it can't be read
     */
    void begin() {
        synchronized (guard) {
            SqliteFile db = opened();
            try {
                clock = TrustedClock.from(db.meta(CLOCK, db.latestAt(System.currentTimeMillis())));
                db.deleteHistoryBefore(clock.millis() - retention.time().toMillis());
            } catch (SQLException e) {
                damageWasSeen |= Trouble.isDamage(e);
                LOG.log(Level.WARNING, "the journal could not be tidied: {0}", Trouble.reason(e));
            }
        }
    }

    // ---- what is asked beside the writing

    /** What is known of each room; a view. */
    Map<String, KnownRoom> rooms() {
        return rooms;
    }

    Map<String, Journal.Restored> restored() {
        return restored;
    }

    /** Damage was met: the file is opened anew, and what can be saved is saved. */
    void mend() {
        synchronized (guard) {
            damageWasSeen = true;
            closeFile();
            opened();
        }
    }

    /**
     * Where the past of {@code room} is, null where there is none. Whoever reads it then says {@link #wasRead}.
     *
     * @throws JournalException where it was damaged and nothing sound is left
     */
    @Nullable
    Place place(String room) {
        synchronized (guard) {
            opened();
            KnownRoom past = rooms.get(room);
            if (past == null) {
                return null;
            }
            Journal.Restored lost = restored.get(room);
            if (lost != null && !lost.isOpen()) {
                throw new JournalException(
                        "room " + room + " was damaged and nothing sound is left of it; the damaged files"
                                + " are kept in folders called " + Salvage.PREFIX + "... in " + directory);
            }
            return new Place(past);
        }
    }

    void wasRead(Place place, boolean wasSound) {
        synchronized (guard) {
            place.known.unreadable = !wasSound;
            place.known.mustBeRead &= !wasSound;
        }
    }

    /** See {@link Journal#overdue}. */
    Optional<String> overdue() {
        synchronized (guard) {
            String oldest = null;
            long needed = logBytes > OVERDUE_BYTES ? lastLsn : lastLsn - OVERDUE_ROWS;
            for (Map.Entry<String, KnownRoom> known : rooms.entrySet()) {
                RowNumbers rows = known.getValue().rows;
                if (!known.getValue().unreadable && !rows.isEmpty() && rows.get(0) < needed) {
                    oldest = known.getKey();
                    needed = rows.get(0);
                }
            }
            return Optional.ofNullable(oldest);
        }
    }

    void closeCheckpoint() {
        checkpoint.close();
    }

    void close() {
        synchronized (guard) {
            closeFile();
        }
    }

    // ---- writing

    @Override
    public void write(List<JournalTask> group) {
        List<JournalTask> refused = new ArrayList<>();
        try {
            writeGroup(group, refused);
        } catch (SQLException | RuntimeException | OutOfMemoryError e) { // the next is tried, whatever it was
            LOG.log(troubled ? Level.DEBUG : Level.WARNING, "the journal can''t store: {0}", Trouble.reason(e));
            troubled = true;
            group.forEach(task -> task.done().completeExceptionally(e));
            return;
        }
        if (troubled) {
            troubled = false;
            LOG.log(Level.WARNING, "the journal can store again");
        }
        for (JournalTask task : group) {
            if (refused.contains(task)) {
                task.done()
                        .completeExceptionally(new JournalException(
                                "what was to be kept does not fit what is known of room " + task.room()));
            } else {
                task.done().complete(null);
            }
        }
    }

    @Override
    public void refuse(JournalTask late) {
        late.refuse();
    }

    @Override
    public boolean isTidyingDue() {
        return sweepIsDue;
    }

    @Override
    public void tidy() {
        sweep();
    }

    private void writeGroup(List<JournalTask> group, List<JournalTask> refused) throws SQLException {
        synchronized (guard) {
            try {
                writeTransaction(opened(), group, refused);
                sweepIsDue =
                        checkpoint.isDone() || ++sinceSweep >= SWEEP_EVERY || logBytes - sweptBytes >= OVERDUE_BYTES;
            } catch (SQLException | RuntimeException | OutOfMemoryError e) {
                damageWasSeen |= Trouble.isDamage(e);
                closeFile(); // before anyone looks at what is known of the rows
                throw e;
            }
        }
    }

    private void writeTransaction(SqliteFile db, List<JournalTask> group, List<JournalTask> refused)
            throws SQLException {
        long lsnBefore = lastLsn;
        db.begin();
        for (JournalTask task : group) {
            JournalTask.Saved saved = task.saved();
            KnownRoom past = rooms.get(task.room());
            if (task.deletes()) {
                delete(db, task.room());
            } else if (saved != null) {
                if (!save(db, task.room(), saved)) {
                    refused.add(task);
                }
            } else if (past == null || past.mustBeRead) {
                refused.add(task);
            } else {
                append(db, task, past);
            }
        }
        deleteSome(db, Math.max(DELETED_MIN, DELETED_PER_ROW * (lastLsn - lsnBefore)));
        db.commit(); // synced to the disk when this returns
        markAll(group);
    }

    private void delete(SqliteFile db, String room) throws SQLException {
        if (marks != null) {
            marks.remove(room);
        }
        db.deleteRoom(room);
        rooms.remove(room);
        Map<String, Journal.Restored> others = new HashMap<>(restored);
        others.remove(room);
        restored = Map.copyOf(others);
    }

    private void markAll(List<JournalTask> group) {
        for (JournalTask task : group) {
            KnownRoom room = rooms.get(task.room());
            if (room != null && marks != null) {
                marks.put(task.room(), room.mark());
            }
        }
    }

    private void deleteSome(SqliteFile db, long rows) throws SQLException {
        long below = Math.min(neededFrom, deletedBelow + rows);
        if (below > deletedBelow) {
            db.deleteLog(deletedBelow, below, spared);
            logBytes = (long) ((double) logBytes * (lastLsn - below) / (lastLsn - deletedBelow));
            deletedBelow = below;
        }
    }

    /** Now and then, when what was written is answered: what goes wrong in here loses nothing. */
    private void sweep() {
        sweepIsDue = false;
        synchronized (guard) {
            try {
                if (checkpoint.takeDone()) {
                    opened().restartWriteAheadLog(); // only what came meanwhile is left to move
                } else {
                    sinceSweep = 0;
                    sweptBytes = logBytes;
                    seeWhatIsNeeded();
                    checkpoint.begin();
                }
            } catch (SQLException | RuntimeException e) {
                LOG.log(Level.WARNING, "the journal could not be tidied: {0}", Trouble.reason(e));
                damageWasSeen |= Trouble.isDamage(e);
                closeFile();
            }
        }
    }

    private void append(SqliteFile db, JournalTask task, KnownRoom past) throws SQLException {
        past.seq = task.seq();
        for (JournalTask.Line line : task.lines()) {
            past.chain = Chain.link(past.chain, line.at(), line.command());
            lastLsn++;
            db.insertLog(lastLsn, task.room(), line.at(), past.chain, line.command());
            past.rows.add(lastLsn);
            logBytes += line.command().length();
        }
    }

    /** False where it is not of this log, or older than what is there. */
    private boolean save(SqliteFile db, String room, JournalTask.Saved saved) throws SQLException {
        KnownRoom past = rooms.computeIfAbsent(room, r -> {
            KnownRoom first = new KnownRoom();
            first.snapshotLsn = ++lastLsn;
            first.snapshotCommands = saved.commands();
            return first;
        });
        long commands = saved.commands() - past.snapshotCommands;
        if (past.mustBeRead || commands < 0 || commands > past.rows.size()) {
            return false;
        }
        int covered = (int) commands;
        if (covered > 0) {
            past.snapshotLsn = past.rows.get(covered - 1);
            past.snapshotChain = covered == past.rows.size() ? past.chain : db.chainAt(past.snapshotLsn, -1);
        }
        long chain = past.snapshotChain;
        long crc = Chain.link(chain, saved.at(), saved.state());
        SnapshotRow row = new SnapshotRow(saved.seq(), saved.at(), saved.commands(), chain, crc, saved.state());
        db.insertSnapshot(room, past.snapshotLsn, row);
        db.insertHistory(room, saved.history());
        for (SnapshotRow base : saved.bases()) {
            db.insertBase(room, base);
        }
        db.insertBaseWhereDue(room, row, BASE_COMMITS_MAX);
        db.deleteHistory(
                room,
                saved.seq() - retention.commits(),
                Math.min(saved.at(), clock.millis()) - retention.time().toMillis());
        db.setMeta(CLOCK, clock.millis());
        past.snapshotCommands = saved.commands();
        past.seq = Math.max(past.seq, saved.seq());
        past.rows.removeFirst(covered);
        return true;
    }

    private void seeWhatIsNeeded() {
        long needed = lastLsn;
        List<String> unreadable = new ArrayList<>();
        for (Map.Entry<String, KnownRoom> known : rooms.entrySet()) {
            RowNumbers rows = known.getValue().rows;
            if (known.getValue().unreadable) {
                unreadable.add(known.getKey());
            } else if (!rows.isEmpty()) {
                needed = Math.min(needed, rows.get(0));
            }
        }
        neededFrom = needed;
        spared = unreadable;
    }

    // ---- the file

    /** The open file; opened, and its rows looked through, where it is not. */
    private SqliteFile opened() {
        SqliteFile db = database;
        if (db != null) {
            return db;
        }
        if (damageWasSeen) { // who reads and who copies must not hold on to the file that is set aside
            checkpoint.awaitEnd();
            forgetReader.run();
        }
        OpenedJournal opened = OpenedJournal.open(directory, damageWasSeen);
        damageWasSeen = false;
        database = opened.file();
        marks = opened.marks();
        lastLsn = Math.max(lastLsn, opened.index().lastLsn());
        opened.index().restored().forEach((name, lost) -> {
            KnownRoom room = opened.index().rooms().get(name);
            if (room != null && !lost.equals(restored.get(name))) {
                room.mustBeRead = true;
            }
        });
        rooms = opened.index().rooms();
        restored = Map.copyOf(opened.index().restored());
        deletedBelow = opened.firstLsn();
        neededFrom = 0; // until the next look
        return opened.file();
    }

    private void closeFile() {
        SqliteFile db = database;
        database = null;
        if (db != null) {
            db.close();
        }
        Marks ended = marks;
        marks = null;
        if (ended != null) {
            ended.close();
        }
    }

    /** For tests: the connection under it. */
    @Nullable
    Connection connection() {
        synchronized (guard) {
            return database == null ? null : database.connection();
        }
    }

    /** For tests: what SQLite has in memory of the file is read from there again. */
    void forgetPages() {
        synchronized (guard) {
            closeFile();
        }
    }
}
