package dev.lockstep.hub.journal;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

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

    /** How many transactions pass between two looks at what can be tidied. */
    private static final int SWEEP_EVERY = 256;

    /** A command as JSON. */
    private record Line(long at, String command) {}

    /** A snapshot as JSON; its checksums depend on what is before it. */
    private record Saved(long seq, long at, long commands, String state, List<HistoryRow> history) {}

    /** Something to write, and whom to tell. With neither lines nor a snapshot it is a probe. */
    private record Task(
            String room, List<Line> lines, @Nullable Saved saved, CompletableFuture<Void> done) {

        void refuse() {
            done.completeExceptionally(new JournalException("the journal is closed"));
        }
    }

    /** Where the kept past of a room stands: its snapshot, and the rows behind it. */
    private static final class Past {
        long snapshotLsn;
        long snapshotCommands;
        long snapshotChain;
        long chain;
        boolean unreadable; // when it was last tried: its rows stay as they are, and in nobody's way
        final RowNumbers rows = new RowNumbers();
    }

    private final Path file;
    private final DirectoryLock lock;
    private final HubKey key;
    private final Retention retention;
    private final GroupCommit<Task> commits = new GroupCommit<>(new Writer(), GROUP_MAX, "lockstep-journal");
    private volatile boolean sweepIsDue;
    private volatile Map<String, Past> pasts = new ConcurrentHashMap<>(); // what is in them belongs to guard

    private final Object guard = new Object(); // of the file that is written, and of all below; taken inside a commit
    private @Nullable SqliteFile database;
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
        SqliteJournal journal = new SqliteJournal(directory, lock, keyIn(directory, lock), retention);
        try {
            synchronized (journal.guard) {
                SqliteFile db = journal.opened();
                db.deleteHistoryBefore(
                        System.currentTimeMillis() - retention.time().toMillis());
            }
        } catch (JournalException e) {
            lock.close();
            throw e;
        } catch (SQLException e) {
            LOG.log(Level.WARNING, "the journal could not be tidied: {0}", e.getMessage());
        }
        journal.commits.start();
        return journal;
    }

    private static HubKey keyIn(Path directory, DirectoryLock lock) {
        try {
            return HubKey.in(directory);
        } catch (IOException e) {
            lock.close();
            throw new JournalException("can't open the rooms in " + directory + ": " + e.getMessage(), e);
        }
    }

    // ---- what rooms ask

    @Override
    public HubKey key() {
        return key;
    }

    @Override
    public boolean knows(String room) {
        return pasts.containsKey(room);
    }

    @Override
    public Set<String> names() {
        return Set.copyOf(pasts.keySet());
    }

    @Override
    public int rooms() {
        return pasts.size();
    }

    @Override
    public Optional<Journal.Past> load(String room) {
        Past past;
        long snapshotLsn;
        long[] rows;
        synchronized (guard) {
            opened();
            past = pasts.get(room);
            if (past == null) {
                return Optional.empty();
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
            return new Journal.Past(LogCodec.decodeSnapshot(snapshot.state()), since);
        });
    }

    @Override
    public Segment history(String room, long from, long to) {
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
                throw new JournalException(what + " can't be read: " + e.getMessage(), e);
            }
        }
    }

    @Override
    public CompletionStage<Void> save(String room, RoomSnapshot snapshot, Segment since) {
        Saved saved = new Saved(
                snapshot.seq(), snapshot.now(), snapshot.commands(), LogCodec.encode(snapshot), HistoryRow.of(since));
        return enqueue(new Task(room, List.of(), saved, new CompletableFuture<>()));
    }

    @Override
    public CompletionStage<Void> append(String room, List<Logged> commands) {
        if (commands.isEmpty()) {
            return CompletableFuture.completedStage(null);
        }
        List<Line> lines = commands.stream()
                .map(logged -> new Line(logged.at(), LogCodec.encode(logged.command())))
                .toList();
        return enqueue(new Task(room, lines, null, new CompletableFuture<>()));
    }

    /** Never written by who asks, who must not wait for a disk that is in trouble. */
    @Override
    public CompletionStage<Void> probe() {
        Task task = new Task("", List.of(), null, new CompletableFuture<>());
        if (!commits.leave(task)) {
            task.refuse();
        }
        return task.done();
    }

    private CompletionStage<Void> enqueue(Task task) {
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
            for (Map.Entry<String, Past> known : pasts.entrySet()) {
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

    private final class Writer implements GroupCommit.Target<Task> {

        private boolean troubled; // said once, not at each attempt

        @Override
        public void write(List<Task> group) {
            List<Task> refused = new ArrayList<>();
            try {
                writeGroup(group, refused);
            } catch (SQLException | RuntimeException | OutOfMemoryError e) { // the next is tried, whatever it was
                LOG.log(
                        troubled ? Level.DEBUG : Level.WARNING,
                        "the journal can''t store: {0}",
                        String.valueOf(e.getMessage()));
                troubled = true;
                group.forEach(task -> task.done().completeExceptionally(e));
                return;
            }
            if (troubled) {
                troubled = false;
                LOG.log(Level.WARNING, "the journal can store again");
            }
            for (Task task : group) {
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
        public void refuse(Task late) {
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

    private void writeGroup(List<Task> group, List<Task> refused) throws SQLException {
        synchronized (guard) {
            try {
                writeTransaction(opened(), group, refused);
                sweepIsDue =
                        checkpoint.isDone() || ++sinceSweep >= SWEEP_EVERY || logBytes - sweptBytes >= OVERDUE_BYTES;
            } catch (SQLException | RuntimeException | OutOfMemoryError e) {
                closeFile(); // before anyone looks at what is known of the rows
                throw e;
            }
        }
    }

    private void writeTransaction(SqliteFile db, List<Task> group, List<Task> refused) throws SQLException {
        long lsnBefore = lastLsn;
        db.begin();
        for (Task task : group) {
            Saved saved = task.saved();
            Past past = pasts.get(task.room());
            if (saved != null) {
                if (!save(db, task.room(), saved)) {
                    refused.add(task);
                }
            } else if (task.lines().isEmpty()) {
                db.probe(System.currentTimeMillis());
            } else if (past == null) {
                refused.add(task);
            } else {
                append(db, task, past);
            }
        }
        deleteSome(db, Math.max(DELETED_MIN, DELETED_PER_ROW * (lastLsn - lsnBefore)));
        db.commit(); // synced to the disk when this returns
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
                LOG.log(Level.WARNING, "the journal could not be tidied: {0}", e.getMessage());
                closeFile();
            }
        }
    }

    private void append(SqliteFile db, Task task, Past past) throws SQLException {
        for (Line line : task.lines()) {
            past.chain = Chain.link(past.chain, line.at(), line.command());
            lastLsn++;
            db.insertLog(lastLsn, task.room(), line.at(), past.chain, line.command());
            past.rows.add(lastLsn);
            logBytes += line.command().length();
        }
    }

    /** False where it is not of this log, or older than what is there. */
    private boolean save(SqliteFile db, String room, Saved saved) throws SQLException {
        Past past = pasts.computeIfAbsent(room, r -> {
            Past first = new Past();
            first.snapshotLsn = ++lastLsn;
            first.snapshotCommands = saved.commands();
            return first;
        });
        long commands = saved.commands() - past.snapshotCommands;
        if (commands < 0 || commands > past.rows.size()) {
            return false;
        }
        int covered = (int) commands;
        if (covered > 0) {
            past.snapshotLsn = past.rows.get(covered - 1);
            past.snapshotChain = covered == past.rows.size() ? past.chain : db.chainAt(past.snapshotLsn);
        }
        long chain = past.snapshotChain;
        long crc = Chain.link(chain, saved.at(), saved.state());
        SnapshotRow row = new SnapshotRow(saved.seq(), saved.at(), saved.commands(), chain, crc, saved.state());
        db.insertSnapshot(room, past.snapshotLsn, row);
        db.insertHistory(room, saved.history());
        db.deleteHistory(
                room,
                saved.seq() - retention.commits(),
                saved.at() - retention.time().toMillis());
        past.snapshotCommands = saved.commands();
        past.rows.removeFirst(covered);
        return true;
    }

    private void seeWhatIsNeeded() {
        long needed = lastLsn;
        List<String> unreadable = new ArrayList<>();
        for (Map.Entry<String, Past> known : pasts.entrySet()) {
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
        try {
            db = SqliteFile.open(file);
            lookThrough(db);
            database = db;
            return db;
        } catch (SQLException | RuntimeException e) {
            if (db != null) {
                db.close();
            }
            throw new JournalException(
                    "the data in " + file + " can't be read: " + e.getMessage()
                            + "; it is left as it is. Move it aside, or give another --data",
                    e);
        }
    }

    private void lookThrough(SqliteFile db) throws SQLException {
        Map<String, Past> found = new ConcurrentHashMap<>();
        db.forEachSnapshot((room, lsn, commands, chain) -> {
            Past past = found.computeIfAbsent(room, r -> new Past());
            past.snapshotLsn = lsn;
            past.snapshotCommands = commands;
            past.snapshotChain = chain;
            past.chain = chain;
            lastLsn = Math.max(lastLsn, lsn);
        });
        db.forEachLogRow((lsn, room, chain) -> {
            Past past = found.get(room);
            if (past != null && lsn > past.snapshotLsn) {
                past.rows.add(lsn);
                past.chain = chain;
            }
            lastLsn = Math.max(lastLsn, lsn);
        });
        pasts = found;
        deletedBelow = db.firstLsn();
        neededFrom = 0; // until the next look
    }

    private void closeFile() {
        SqliteFile db = database;
        database = null;
        if (db != null) {
            db.close();
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
}
