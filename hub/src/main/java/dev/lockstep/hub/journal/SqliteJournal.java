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
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import dev.lockstep.model.RoomSnapshot;
import dev.lockstep.wire.LogCodec;
import dev.lockstep.wire.MalformedException;

/**
 * Keeps the log in one SQLite file.
 *
 * <p>One thread writes. It takes all that waits, of all rooms, makes one transaction of it, and answers when that is synced to
 * the disk; what comes meanwhile makes the next. So transactions grow with the load, and a lone command waits for one sync.
 *
 * <p>The log is one table in the order of the commits with no index but its row number: a commit touches neighbouring pages
 * only. Which rows belong to a room is kept here in memory, from one scan at the start. Rows are linked by checksums; a room
 * whose chain breaks is not started, and its rows stay as they are. What lies below the oldest snapshot that is needed is
 * deleted by range.
 *
 * <p>Where a transaction fails, nobody knows what of it reached the disk: the file is closed, and read again before the next.
 */
public final class SqliteJournal implements Journal {

    private static final Logger LOG = System.getLogger(SqliteJournal.class.getName());

    static final String FILE = "lockstep.db";

    /** What one transaction takes at most: bounds how long the first of it waits. */
    private static final int GROUP_MAX = 4_096;

    /** From so many log rows below every room's snapshot on they are deleted: seldom, and in one sweep. */
    private static final long TRUNCATE_ROWS = 50_000;

    /** How many transactions pass between two looks at what can be tidied. */
    private static final int SWEEP_EVERY = 256;

    private static final long CLOSE_SECONDS = 30;

    /** Something to write, and whom to tell. */
    private record Task(
            String room, List<Logged> commands, @Nullable RoomSnapshot snapshot, CompletableFuture<Void> done) {
        boolean isStop() {
            return snapshot == null && commands.isEmpty();
        }
    }

    /** Where the kept past of a room stands: its snapshot, and the rows behind it. */
    private static final class Past {
        long snapshotLsn;
        long chain;
        final List<Long> rows = new ArrayList<>();
    }

    private static final Task STOP = new Task("", List.of(), null, new CompletableFuture<>());

    private final Path file;
    private final DirectoryLock lock;
    private final BlockingQueue<Task> queue = new LinkedBlockingQueue<>();
    private final Thread writer = new Thread(this::write, "lockstep-journal");
    private final Object guard = new Object(); // of all below

    private @Nullable SqliteFile database;
    private Map<String, Past> pasts = new HashMap<>();
    private long lastLsn;
    private int sinceSweep;
    private volatile boolean closed;

    private SqliteJournal(Path directory, DirectoryLock lock) {
        this.file = directory.resolve(FILE);
        this.lock = lock;
        writer.setDaemon(true);
    }

    /**
     * Opens the journal in {@code directory}, which is made where it is missing.
     *
     * @param owner who opens it, for people who meet it in use
     * @throws JournalException where another hub has it, where it was written by a newer version, or where it can't be read
     */
    public static SqliteJournal open(Path directory, String owner) {
        DirectoryLock lock = DirectoryLock.take(directory, owner);
        SqliteJournal journal = new SqliteJournal(directory, lock);
        try {
            synchronized (journal.guard) {
                journal.opened();
            }
        } catch (JournalException e) {
            lock.close();
            throw e;
        }
        journal.writer.start();
        return journal;
    }

    // ---- what rooms ask

    @Override
    public Optional<Journal.Past> load(String room) {
        synchronized (guard) {
            try {
                SqliteFile db = opened();
                Past past = pasts.get(room);
                return past == null ? Optional.empty() : Optional.of(read(db, room, past));
            } catch (SQLException | MalformedException e) {
                throw new JournalException("room " + room + " can't be read: " + e.getMessage(), e);
            }
        }
    }

    @Override
    public CompletionStage<Void> save(String room, RoomSnapshot snapshot) {
        return enqueue(new Task(room, List.of(), snapshot, new CompletableFuture<>()));
    }

    @Override
    public CompletionStage<Void> append(String room, List<Logged> commands) {
        return enqueue(new Task(room, List.copyOf(commands), null, new CompletableFuture<>()));
    }

    private CompletionStage<Void> enqueue(Task task) {
        if (task.isStop()) {
            task.done().complete(null); // nothing to write
        } else if (closed) {
            task.done().completeExceptionally(new JournalException("the journal is closed"));
        } else {
            queue.add(task);
        }
        return task.done();
    }

    /** What was given before is written first. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        queue.add(STOP);
        try {
            writer.join(TimeUnit.SECONDS.toMillis(CLOSE_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (guard) {
            closeFile();
        }
        lock.close();
    }

    // ---- the writer

    private void write() {
        List<Task> group = new ArrayList<>();
        try {
            while (true) {
                group.clear();
                group.add(queue.take());
                queue.drainTo(group, GROUP_MAX - 1);
                boolean stop = group.removeIf(Task::isStop);
                if (!group.isEmpty()) {
                    writeGroup(group);
                    sweepSometimes();
                }
                if (stop) {
                    queue.forEach(
                            late -> late.done().completeExceptionally(new JournalException("the journal is closed")));
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void writeGroup(List<Task> group) {
        List<Task> refused = new ArrayList<>();
        try {
            synchronized (guard) {
                writeTransaction(opened(), group, refused);
            }
        } catch (SQLException | JournalException e) {
            LOG.log(Level.WARNING, "the journal can''t store: {0}", e.getMessage());
            synchronized (guard) {
                closeFile();
            }
            group.forEach(task -> task.done().completeExceptionally(e));
            return;
        }
        for (Task task : group) {
            if (refused.contains(task)) {
                task.done()
                        .completeExceptionally(
                                new JournalException("room " + task.room() + " has no snapshot to go on from"));
            } else {
                task.done().complete(null);
            }
        }
    }

    private void writeTransaction(SqliteFile db, List<Task> group, List<Task> refused) throws SQLException {
        db.begin();
        for (Task task : group) {
            RoomSnapshot snapshot = task.snapshot();
            Past past = pasts.get(task.room());
            if (snapshot != null) {
                save(db, task.room(), snapshot);
            } else if (past == null) {
                refused.add(task);
            } else {
                append(db, task, past);
            }
        }
        db.commit(); // synced to the disk when this returns
    }

    /** Now and then, when what was written is answered: what goes wrong in here loses nothing. */
    private void sweepSometimes() {
        if (++sinceSweep < SWEEP_EVERY) {
            return;
        }
        sinceSweep = 0;
        synchronized (guard) {
            try {
                SqliteFile db = opened();
                truncate(db);
                db.checkpoint();
            } catch (SQLException | JournalException e) {
                LOG.log(Level.WARNING, "the journal could not be tidied: {0}", e.getMessage());
                closeFile();
            }
        }
    }

    private void append(SqliteFile db, Task task, Past past) throws SQLException {
        for (Logged logged : task.commands()) {
            String text = LogCodec.encode(logged.command());
            past.chain = Chain.link(past.chain, logged.at(), text);
            lastLsn++;
            db.insertLog(lastLsn, task.room(), logged.at(), text, past.chain);
            past.rows.add(lastLsn);
        }
    }

    private void save(SqliteFile db, String room, RoomSnapshot snapshot) throws SQLException {
        String text = LogCodec.encode(snapshot);
        Past past = pasts.computeIfAbsent(room, r -> new Past());
        past.chain = Chain.link(0, snapshot.now(), text);
        past.snapshotLsn = ++lastLsn;
        past.rows.clear();
        db.insertSnapshot(room, snapshot.seq(), past.snapshotLsn, snapshot.now(), text, past.chain);
    }

    /** Deletes what no room needs any more, by range. */
    private void truncate(SqliteFile db) throws SQLException {
        long needed = lastLsn;
        for (Past past : pasts.values()) {
            if (!past.rows.isEmpty()) {
                needed = Math.min(needed, past.rows.get(0));
            }
        }
        if (needed - db.firstLsn() > TRUNCATE_ROWS) {
            db.deleteLogBelow(needed);
        }
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
            pasts = new HashMap<>();
            db.forEachSnapshot((room, lsn, chain) -> {
                Past past = pasts.computeIfAbsent(room, r -> new Past());
                past.snapshotLsn = lsn;
                past.chain = chain;
                lastLsn = Math.max(lastLsn, lsn);
            });
            db.forEachLogRow((lsn, room, chain) -> {
                Past past = pasts.get(room);
                if (past != null && lsn > past.snapshotLsn) {
                    past.rows.add(lsn);
                    past.chain = chain;
                }
                lastLsn = Math.max(lastLsn, lsn);
            });
            database = db;
            return db;
        } catch (SQLException e) {
            throw new JournalException(
                    "the data in " + file + " can't be read: " + e.getMessage()
                            + "; it is left as it is. Move it aside, or give another --data",
                    e);
        }
    }

    private static Journal.Past read(SqliteFile db, String room, Past past) throws SQLException, MalformedException {
        SqliteFile.SnapshotRow row = db.snapshot(room, past.snapshotLsn);
        RoomSnapshot snapshot = LogCodec.decodeSnapshot(row.state());
        long chain = Chain.link(0, row.at(), row.state());
        if (chain != row.crc()) {
            throw new JournalException("the snapshot of room " + room + " is damaged; the room is not started");
        }
        List<Logged> since = new ArrayList<>(past.rows.size());
        for (long lsn : past.rows) {
            SqliteFile.LogRow logged = db.logRow(lsn);
            chain = Chain.link(chain, logged.at(), logged.command());
            if (chain != logged.crc()) {
                throw new JournalException(
                        "the log of room " + room + " is damaged at row " + lsn + "; the room is not" + " started");
            }
            since.add(new Logged(LogCodec.decodeCommand(logged.command()), logged.at()));
        }
        return new Journal.Past(snapshot, since);
    }

    private void closeFile() {
        SqliteFile db = database;
        database = null;
        if (db != null) {
            db.close();
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
