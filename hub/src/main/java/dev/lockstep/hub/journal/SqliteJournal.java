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
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.lockstep.model.RoomSnapshot;
import dev.lockstep.model.Segment;
import dev.lockstep.wire.LogCodec;
import dev.lockstep.wire.MalformedException;

/**
 * Keeps the log in one SQLite file.
 *
 * <p>All that waits, of all rooms, is one transaction, answered when that is synced to the disk ({@link GroupCommit}). JSON is
 * made and read by whoever asks, before that.
 *
 * <p>The log is one table in the order of the commits with no index but its row number: a commit touches neighbouring pages
 * only. Which rows belong to a room is kept here in memory, from one scan at the start. Rows are linked by checksums; a room
 * whose chain breaks is not started, and its rows stay as they are. What lies below the oldest snapshot that is needed is
 * deleted by range, a little with each transaction. The write-ahead log is moved into the file beside the writer, so that
 * nobody's change waits for that either.
 *
 * <p>Where a transaction fails, nobody knows what of it reached the disk: the file is closed, and read again before the next.
 */
public final class SqliteJournal implements Journal {

    private static final Logger LOG = System.getLogger(SqliteJournal.class.getName());

    static final String FILE = "lockstep.db";

    /** What one transaction takes at most: bounds how long the first of it waits. */
    private static final int GROUP_MAX = 4_096;

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

    private final Path directory;
    private final Path file;
    private final DirectoryLock lock;
    private final HubKey key;
    private final Retention retention;
    private final GroupCommit<JournalTask> commits = new GroupCommit<>(new Writer(), GROUP_MAX, "lockstep-journal");
    private volatile boolean sweepIsDue;
    private volatile Map<String, KnownRoom> rooms = new ConcurrentHashMap<>(); // what is in them belongs to guard

    private final Object guard = new Object(); // of the file that is written, and of all below; taken inside a commit
    private @Nullable SqliteFile database;
    private @Nullable Marks marks; // open where the database is
    private volatile boolean damageWasSeen; // the next who opens the file has to mend it first
    private volatile Map<String, Restored> restored = Map.of();
    private TrustedClock clock = TrustedClock.from(0);
    private long lastLsn;
    private long logBytes; // about, of the log's rows since the start
    private long sweptBytes; // those of them that were there at the last look
    private long deletedBelow; // no row is left below, but for those that are spared
    private long neededFrom; // what is below may be deleted
    private List<String> spared = List.of(); // rooms that can't be read now
    private int sinceSweep;

    private final Object readGuard = new Object(); // of the reader's file; never taken inside guard, nor guard in it
    private @Nullable SqliteReader reader;

    private final SqliteCheckpoint checkpoint;

    private SqliteJournal(Path directory, DirectoryLock lock, HubKey key, Retention retention) {
        this.key = key;
        this.directory = directory;
        this.file = directory.resolve(FILE);
        this.checkpoint = new SqliteCheckpoint(file);
        this.lock = lock;
        this.retention = retention;
    }

    /**
     * Opens the journal in {@code directory}, which is made where it is missing.
     *
     * @param owner who opens it, for people who meet it in use
     * @throws JournalException where another hub has it, where it was written by a newer version, or where it can't be read
     */
    public static SqliteJournal open(Path directory, String owner, Retention retention) {
        DirectoryLock lock = DirectoryLock.take(directory, owner);
        HubKey key;
        try {
            NativeSqlite.load(directory);
            key = HubKey.in(directory);
        } catch (JournalException e) {
            lock.close();
            throw e;
        }
        SqliteJournal journal = new SqliteJournal(directory, lock, key, retention);
        try {
            synchronized (journal.guard) {
                SqliteFile db = journal.opened();
                journal.clock = TrustedClock.from(db.meta(CLOCK, db.latestAt(System.currentTimeMillis())));
                db.deleteHistoryBefore(journal.clock.millis() - retention.time().toMillis());
            }
        } catch (JournalException e) {
            lock.close();
            throw e;
        } catch (SQLException e) {
            journal.damageWasSeen |= Trouble.isDamage(e);
            LOG.log(Level.WARNING, "the journal could not be tidied: {0}", Trouble.reason(e));
        }
        journal.commits.start();
        return journal;
    }

    // ---- what rooms ask

    @Override
    public HubIdentity identity() {
        return key;
    }

    @Override
    public boolean knows(String room) {
        return rooms.containsKey(room);
    }

    @Override
    public Set<String> names() {
        return Set.copyOf(rooms.keySet());
    }

    @Override
    public int rooms() {
        return rooms.size();
    }

    @Override
    public Optional<Journal.Past> load(String room) {
        return mending(() -> loadOnce(room));
    }

    /** Does {@code reading} again where it meets damage, when what can be saved is saved. */
    private <T> T mending(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (JournalException e) {
            if (!Trouble.isDamage(e) || commits.isClosed()) {
                throw e;
            }
            synchronized (guard) {
                damageWasSeen = true;
                closeFile();
                opened();
            }
            return reading.get();
        }
    }

    private Optional<Journal.Past> loadOnce(String room) {
        KnownRoom past;
        long snapshotLsn;
        long[] rows;
        synchronized (guard) {
            opened();
            past = rooms.get(room);
            if (past == null) {
                return Optional.empty();
            }
            Restored lost = restored.get(room);
            if (lost != null && !lost.isOpen()) {
                throw new JournalException(
                        "room " + room + " was damaged and nothing sound is left of it; the damaged files"
                                + " are kept in folders called " + Salvage.PREFIX + "... in " + directory);
            }
            snapshotLsn = past.snapshotLsn;
            rows = past.rows.toArray();
        }
        boolean read = false;
        try {
            Journal.Past kept = read(room, snapshotLsn, rows);
            read = true;
            return Optional.of(kept);
        } finally {
            synchronized (guard) {
                past.unreadable = !read;
                past.mustBeRead &= !read;
            }
        }
    }

    private Journal.Past read(String room, long snapshotLsn, long[] rows) {
        return reading("room " + room, db -> {
            SnapshotRow snapshot = db.snapshot(room, snapshotLsn);
            if (Chain.link(snapshot.chain(), snapshot.at(), snapshot.state()) != snapshot.crc()) {
                throw new JournalException("the snapshot of room " + room + " is damaged; the room is not started");
            }
            long chain = snapshot.chain();
            List<Logged> since = new ArrayList<>(rows.length);
            for (SqliteReader.LogRow row : db.logRows(rows)) {
                chain = Chain.link(chain, row.at(), row.command());
                if (chain != row.crc()) {
                    throw new JournalException("the log of room " + room + " is damaged at row " + rows[since.size()]
                            + "; the room is not started");
                }
                since.add(new Logged(LogCodec.decodeCommand(row.command()), row.at()));
            }
            RoomSnapshot start = LogCodec.decodeSnapshot(snapshot.state());
            if (start.commands() != snapshot.commands()) {
                throw new JournalException("the snapshot of room " + room + " is damaged; the room is not started");
            }
            return new Journal.Past(start, since);
        });
    }

    @Override
    public Segment history(String room, long from, long to) {
        return mending(() -> historyOnce(room, from, to));
    }

    private Segment historyOnce(String room, long from, long to) {
        return reading("the history of room " + room, db -> {
            HistoryRow row = db.history(room, from);
            if (row == null || row.first() > to) {
                return Segment.EMPTY;
            }
            if (Chain.link(0, row.at(), row.commits()) != row.crc()) {
                throw new JournalException("the history of room " + room + " is damaged at commit " + row.first());
            }
            Segment segment = LogCodec.decodeSegment(row.commits());
            return new Segment(
                    segment.commits().stream()
                            .filter(commit -> commit.seq() >= from && commit.seq() <= to)
                            .toList(),
                    segment.authors());
        });
    }

    @Override
    public Optional<RoomSnapshot> base(String room, long seq) {
        return mending(() -> baseOnce(room, seq));
    }

    private Optional<RoomSnapshot> baseOnce(String room, long seq) {
        return reading("the history of room " + room, db -> {
            SnapshotRow row = db.base(room, seq);
            if (row == null) {
                return Optional.empty();
            }
            if (Chain.link(row.chain(), row.at(), row.state()) != row.crc()) {
                throw new JournalException("the history of room " + room + " is damaged at commit " + row.seq());
            }
            return Optional.of(LogCodec.decodeSnapshot(row.state()));
        });
    }

    @Override
    public Map<String, Restored> restored() {
        return restored;
    }

    private interface Reading<T> {
        T from(SqliteReader db) throws SQLException, MalformedException;
    }

    private <T> T reading(String what, Reading<T> reading) {
        synchronized (readGuard) {
            try {
                if (commits.isClosed()) {
                    throw new JournalException("the journal is closed");
                }
                SqliteReader db = reader;
                if (db == null) {
                    db = SqliteReader.open(file);
                    reader = db;
                }
                return reading.from(db);
            } catch (SQLException | MalformedException e) {
                closeReader(); // another try begins with another connection
                throw new JournalException(what + " can't be read: " + Trouble.reason(e), e);
            }
        }
    }

    @Override
    public CompletionStage<Void> save(String room, RoomSnapshot snapshot, Segment since) {
        String state = LogCodec.encode(snapshot);
        List<SnapshotRow> bases = Bases.within(since, state.length(), seq -> baseIfReadable(room, seq));
        JournalTask.Saved saved = new JournalTask.Saved(
                snapshot.seq(), snapshot.now(), snapshot.commands(), state, HistoryRow.of(since), bases);
        return enqueue(new JournalTask(room, List.of(), saved, false, snapshot.seq(), new CompletableFuture<>()));
    }

    private Optional<RoomSnapshot> baseIfReadable(String room, long seq) {
        try {
            return base(room, seq);
        } catch (JournalException e) { // the history gets no bases, and is kept all the same
            LOG.log(Level.DEBUG, "no bases for the history of room {0}: {1}", room, e.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public CompletionStage<Void> append(String room, List<Logged> commands, long seq) {
        if (commands.isEmpty()) {
            return CompletableFuture.completedStage(null);
        }
        List<JournalTask.Line> lines = commands.stream()
                .map(logged -> new JournalTask.Line(logged.at(), LogCodec.encode(logged.command())))
                .toList();
        return enqueue(new JournalTask(room, lines, null, false, seq, new CompletableFuture<>()));
    }

    @Override
    public CompletionStage<Void> delete(String room) {
        return enqueue(new JournalTask(room, List.of(), null, true, 0, new CompletableFuture<>()));
    }

    private CompletionStage<Void> enqueue(JournalTask task) {
        if (!commits.give(task)) {
            task.refuse();
        }
        return task.done();
    }

    @Override
    public Optional<String> overdue() {
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

    /** What was given before is written first. */
    @Override
    public void close() {
        if (commits.isClosed()) {
            return;
        }
        commits.close();
        checkpoint.close();
        synchronized (readGuard) {
            closeReader();
        }
        synchronized (guard) {
            closeFile();
        }
        lock.close();
    }

    // ---- what is written

    private final class Writer implements GroupCommit.Target<JournalTask> {

        private boolean troubled; // said once, not at each attempt

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
        Map<String, Restored> others = new HashMap<>(restored);
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
            synchronized (readGuard) {
                closeReader();
            }
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

    private void closeReader() {
        SqliteReader ended = reader;
        reader = null;
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
