package dev.lockstep.hub.journal;

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
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.lockstep.model.RoomSnapshot;
import dev.lockstep.model.Segment;
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

    private final Path file;
    private final DirectoryLock lock;
    private final HubKey key;
    private final JournalWriter writer;
    private final GroupCommit<JournalTask> commits;

    private final Object readGuard = new Object(); // of the reader's file; never taken inside guard, nor guard in it
    private @Nullable SqliteReader reader;

    private SqliteJournal(Path directory, DirectoryLock lock, HubKey key, Retention retention) {
        this.key = key;
        this.file = directory.resolve(FILE);
        this.lock = lock;
        this.writer = new JournalWriter(directory, retention, this::forgetReader);
        this.commits = new GroupCommit<>(writer, GROUP_MAX, "lockstep-journal");
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
            journal.writer.begin();
        } catch (JournalException e) {
            lock.close();
            throw e;
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
        return writer.rooms().containsKey(room);
    }

    @Override
    public Set<String> names() {
        return Set.copyOf(writer.rooms().keySet());
    }

    @Override
    public int rooms() {
        return writer.rooms().size();
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
            writer.mend();
            return reading.get();
        }
    }

    private Optional<Journal.Past> loadOnce(String room) {
        JournalWriter.Place place = writer.place(room);
        if (place == null) {
            return Optional.empty();
        }
        boolean read = false;
        try {
            Journal.Past kept = read(room, place.snapshotLsn, place.rows);
            read = true;
            return Optional.of(kept);
        } finally {
            writer.wasRead(place, read);
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
        return writer.restored();
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
        return writer.overdue();
    }

    /** What was given before is written first. */
    @Override
    public void close() {
        if (commits.isClosed()) {
            return;
        }
        commits.close();
        writer.closeCheckpoint();
        forgetReader();
        writer.close();
        lock.close();
    }

    /** Who mends the file must not find it held. */
    private void forgetReader() {
        synchronized (readGuard) {
            closeReader();
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
        return writer.connection();
    }

    /** For tests: what SQLite has in memory of the file is read from there again. */
    void forgetPages() {
        writer.forgetPages();
    }
}
