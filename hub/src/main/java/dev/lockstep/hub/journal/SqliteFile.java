package dev.lockstep.hub.journal;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

import dev.lockstep.disk.PrivateFile;

/**
 * The writing SQL of a {@link SqliteJournal}, over one connection. Not safe for use by many threads.
 *
 * <p>What is large stands last in its row, so that looking through the rest doesn't read it.
 */
final class SqliteFile implements AutoCloseable {

    private static final Logger LOG = System.getLogger(SqliteFile.class.getName());

    /** Raised when the tables change; a file of a newer one is refused. */
    static final int SCHEMA = 2;

    /** Older ones can damage the write-ahead log where two connections write. */
    private static final int[] SQLITE_MIN = {3, 51, 3};

    /** A write-ahead log that had to grow larger is cut down to this. */
    private static final long WAL_BYTES_MAX = 64L * 1_024 * 1_024;

    /** The rows of the log that are soon to be deleted again are still in memory then. */
    private static final int CACHE_KIBIBYTES = 32 * 1_024;

    /** How long a transaction waits for another program that has the file, such as one that looks into it. */
    private static final int BUSY_MILLIS = 3_000;

    interface SnapshotVisitor {
        void visit(String room, long lsn, long commands, long chain, long seq);
    }

    interface LogVisitor {
        void visit(long lsn, String room, long crc);
    }

    private final Connection connection;
    private final PreparedStatement insertLog;

    private SqliteFile(Connection connection) throws SQLException {
        this.connection = connection;
        this.insertLog =
                connection.prepareStatement("INSERT INTO log(lsn, room, at, crc, command) VALUES (?, ?, ?, ?, ?)");
    }

    /** @throws SQLException where it is no such file, or one of a newer version */
    static SqliteFile open(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setLockingMode(SQLiteConfig.LockingMode.NORMAL);
        config.setBusyTimeout(BUSY_MILLIS);
        config.setGetGeneratedKeys(false); // the driver would look for them behind every insert
        config.setCacheSize(-CACHE_KIBIBYTES);
        config.setPragma(SQLiteConfig.Pragma.JOURNAL_SIZE_LIMIT, String.valueOf(WAL_BYTES_MAX));
        prepareFiles(file);
        Connection connection = config.createConnection("jdbc:sqlite:" + file);
        try {
            prepare(connection);
            return new SqliteFile(connection);
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** SQLite gives its other files the permissions of the first, and follows links. */
    private static void prepareFiles(Path file) throws SQLException {
        try {
            PrivateFile.create(file);
            for (String suffix : List.of("-wal", "-shm")) {
                PrivateFile.check(file.resolveSibling(file.getFileName() + suffix));
            }
        } catch (IOException e) {
            throw new SQLException(Trouble.reason(e), e);
        }
    }

    private static void prepare(Connection connection) throws SQLException {
        checkVersion(text(connection, "SELECT sqlite_version()"));
        if (!"2".equals(text(connection, "PRAGMA synchronous"))) {
            throw new SQLException("SQLite does not sync every transaction");
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA wal_autocheckpoint=0");
            statement.execute(
                    "CREATE TABLE IF NOT EXISTS meta(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID");
            String schema = text(connection, "SELECT max(value) FROM meta WHERE name = 'schema'");
            if (schema != null && Integer.parseInt(schema) > SCHEMA) {
                throw new SQLException("it was written by a newer version of Lockstep (schema " + schema
                        + ", this one knows " + SCHEMA + "); use that version");
            }
            statement.execute("INSERT OR REPLACE INTO meta VALUES ('schema', '" + SCHEMA + "')");
            statement.execute("CREATE TABLE IF NOT EXISTS log(lsn INTEGER PRIMARY KEY, room TEXT NOT NULL,"
                    + " at INTEGER NOT NULL, crc INTEGER NOT NULL, command TEXT NOT NULL)");
            statement.execute("CREATE TABLE IF NOT EXISTS snapshot(room TEXT NOT NULL, lsn INTEGER NOT NULL,"
                    + " seq INTEGER NOT NULL, at INTEGER NOT NULL, commands INTEGER NOT NULL, chain INTEGER NOT NULL,"
                    + " crc INTEGER NOT NULL, state TEXT NOT NULL, PRIMARY KEY(room, lsn)) WITHOUT ROWID");
            statement.execute("CREATE TABLE IF NOT EXISTS history(room TEXT NOT NULL, last INTEGER NOT NULL,"
                    + " first INTEGER NOT NULL, at INTEGER NOT NULL, crc INTEGER NOT NULL, commits TEXT NOT NULL,"
                    + " PRIMARY KEY(room, last)) WITHOUT ROWID");
            statement.execute("CREATE TABLE IF NOT EXISTS base(room TEXT NOT NULL, seq INTEGER NOT NULL,"
                    + " at INTEGER NOT NULL, chain INTEGER NOT NULL, crc INTEGER NOT NULL, state TEXT NOT NULL,"
                    + " PRIMARY KEY(room, seq)) WITHOUT ROWID");
            statement.execute("CREATE TABLE IF NOT EXISTS restored(room TEXT PRIMARY KEY, epoch TEXT NOT NULL,"
                    + " seq INTEGER NOT NULL, known INTEGER NOT NULL, at INTEGER NOT NULL) WITHOUT ROWID");
        }
    }

    private static void checkVersion(@Nullable String version) throws SQLException {
        String[] parts = String.valueOf(version).split("\\.", -1);
        for (int i = 0; i < SQLITE_MIN.length; i++) {
            int part = Integer.parseInt(parts[i]);
            if (part != SQLITE_MIN[i]) {
                if (part < SQLITE_MIN[i]) {
                    throw new SQLException("SQLite " + version + " is too old");
                }
                return;
            }
        }
    }

    Connection connection() {
        return connection;
    }

    // ---- writing

    void begin() throws SQLException {
        connection.setAutoCommit(false);
    }

    void commit() throws SQLException {
        connection.commit();
        connection.setAutoCommit(true);
    }

    void insertLog(long lsn, String room, long at, long crc, String command) throws SQLException {
        insertLog.setLong(1, lsn);
        insertLog.setString(2, room);
        insertLog.setLong(3, at);
        insertLog.setLong(4, crc);
        insertLog.setString(5, command);
        insertLog.executeUpdate();
    }

    /** Keeps this snapshot and the one before it. */
    void insertSnapshot(String room, long lsn, SnapshotRow row) throws SQLException {
        update(
                "INSERT OR REPLACE INTO snapshot(room, lsn, seq, at, commands, chain, crc, state)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                room,
                lsn,
                row.seq(),
                row.at(),
                row.commands(),
                row.chain(),
                row.crc(),
                row.state());
        update(
                "DELETE FROM snapshot WHERE room = ? AND lsn <"
                        + " (SELECT max(lsn) FROM snapshot WHERE room = ? AND lsn < ?)",
                room,
                room,
                lsn);
    }

    /** In place of what may be there from {@code first} on: a save that seemed to fail may be done again. */
    void insertHistory(String room, List<HistoryRow> rows) throws SQLException {
        if (!rows.isEmpty()) {
            update(
                    "DELETE FROM history WHERE room = ? AND last >= ?",
                    room,
                    rows.get(0).first());
        }
        for (HistoryRow row : rows) {
            update(
                    "INSERT INTO history(room, last, first, at, crc, commits) VALUES (?, ?, ?, ?, ?, ?)",
                    room,
                    row.last(),
                    row.first(),
                    row.at(),
                    row.crc(),
                    row.commits());
        }
    }

    /**
     * Keeps the snapshot as a base for the history behind it, where that has grown long since the last one: by as much as the
     * snapshot has bytes, so that bases take no more room than what lies between them.
     */
    void insertBaseWhereDue(String room, SnapshotRow row, long commitsMax) throws SQLException {
        long last = number("SELECT max(seq) FROM base WHERE room = ?", -1, room);
        long bytes = last < 0 || row.seq() - last >= commitsMax
                ? Long.MAX_VALUE
                : number("SELECT sum(octet_length(commits)) FROM history WHERE room = ? AND last > ?", 0, room, last);
        if (row.seq() > last && bytes >= row.state().length()) {
            insertBase(room, row);
        }
    }

    void insertBase(String room, SnapshotRow row) throws SQLException {
        update(
                "INSERT OR REPLACE INTO base(room, seq, at, chain, crc, state) VALUES (?, ?, ?, ?, ?, ?)",
                room,
                row.seq(),
                row.at(),
                row.chain(),
                row.crc(),
                row.state());
    }

    /**
     * Deletes the oldest history of {@code room}, of which all is over: its commits are numbered up to {@code lastMax}, or
     * were done before {@code atBefore}. Goes up to a base, so that what stays can be rebuilt; history without any, as older
     * versions kept it, goes as it is.
     */
    void deleteHistory(String room, long lastMax, long atBefore) throws SQLException {
        long kept = number(
                "SELECT min(first) FROM history WHERE room = ? AND last > ? AND at >= ?",
                Long.MAX_VALUE,
                room,
                lastMax,
                atBefore);
        long over = number("SELECT max(last) FROM history WHERE room = ? AND last < ?", -1, room, kept);
        if (over < 0) {
            return;
        }
        long base = number(
                "SELECT max(seq) FROM (SELECT seq FROM base WHERE room = ?1 AND seq <= ?2"
                        + " UNION ALL SELECT seq FROM snapshot WHERE room = ?1 AND seq <= ?2)",
                -1,
                room,
                over);
        if (base >= 0) {
            update(
                    "INSERT OR IGNORE INTO base(room, seq, at, chain, crc, state)"
                            + " SELECT room, seq, at, chain, crc, state FROM snapshot WHERE room = ? AND seq = ?",
                    room,
                    base);
            update("DELETE FROM base WHERE room = ? AND seq < ?", room, base);
        }
        update("DELETE FROM history WHERE room = ? AND last <= ?", room, base >= 0 ? base : over);
    }

    /** For rooms that nobody has opened for long. */
    void deleteHistoryBefore(long at) throws SQLException {
        List<String> rooms = new ArrayList<>();
        try (PreparedStatement select =
                connection.prepareStatement("SELECT room FROM history GROUP BY room HAVING min(at) < ?")) {
            select.setLong(1, at);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    rooms.add(rows.getString(1));
                }
            }
        }
        for (String room : rooms) {
            deleteHistory(room, -1, at);
        }
    }

    /** What is kept under {@code name} in the table of odds and ends; {@code missing} where nothing is. */
    long meta(String name, long missing) throws SQLException {
        return number("SELECT CAST(value AS INTEGER) FROM meta WHERE name = ?", missing, name);
    }

    void setMeta(String name, long value) throws SQLException {
        update("INSERT OR REPLACE INTO meta VALUES (?, ?)", name, String.valueOf(value));
    }

    /** The time of the latest snapshot of any room. */
    long latestAt(long missing) throws SQLException {
        return number("SELECT max(at) FROM snapshot", missing);
    }

    void insertRestored(String room, Journal.Restored restored) throws SQLException {
        update(
                "INSERT OR REPLACE INTO restored(room, epoch, seq, known, at) VALUES (?, ?, ?, ?, ?)",
                room,
                restored.epoch(),
                restored.seq(),
                restored.known(),
                restored.at());
    }

    private long number(String sql, long missing, Object... values) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                select.setObject(i + 1, values[i]);
            }
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return missing;
                }
                long value = row.getLong(1);
                return row.wasNull() ? missing : value;
            }
        }
    }

    void update(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }

    /** All that is kept of {@code room}. */
    void deleteRoom(String room) throws SQLException {
        for (String table : List.of("log", "snapshot", "history", "base", "restored")) {
            update("DELETE FROM " + table + " WHERE room = ?", room);
        }
    }

    /** @param spared rooms whose rows stay */
    void deleteLog(long from, long below, List<String> spared) throws SQLException {
        List<Object> values = new ArrayList<>(List.of(from, below));
        values.addAll(spared);
        String others = spared.isEmpty() ? "" : " AND room NOT IN (?" + ", ?".repeat(spared.size() - 1) + ")";
        update("DELETE FROM log WHERE lsn >= ? AND lsn < ?" + others, values.toArray());
    }

    /**
     * Moves the rest of the write-ahead log into the file, so that the next transaction writes at its beginning again. Left
     * for another time where somebody reads from it.
     */
    void restartWriteAheadLog() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout=0");
            statement.execute("PRAGMA wal_checkpoint(RESTART)");
            statement.execute("PRAGMA busy_timeout=" + BUSY_MILLIS);
        }
    }

    // ---- reading

    /** The latest snapshot of each room. */
    void forEachSnapshot(SnapshotVisitor visitor) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT room, max(lsn), commands, chain, seq FROM snapshot GROUP BY room")) {
            while (rows.next()) {
                visitor.visit(known(rows, 1), rows.getLong(2), rows.getLong(3), rows.getLong(4), rows.getLong(5));
            }
        }
    }

    void forEachLogRow(LogVisitor visitor) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT lsn, room, crc FROM log ORDER BY lsn")) {
            while (rows.next()) {
                visitor.visit(rows.getLong(1), known(rows, 2), rows.getLong(3));
            }
        }
    }

    interface RestoredVisitor {
        void visit(String room, Journal.Restored restored);
    }

    void forEachRestored(RestoredVisitor visitor) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT room, epoch, seq, known, at FROM restored")) {
            while (rows.next()) {
                visitor.visit(
                        known(rows, 1),
                        new Journal.Restored(known(rows, 2), rows.getLong(3), rows.getLong(4), rows.getLong(5)));
            }
        }
    }

    /** The checksum at a row of the log; {@code missing} where that is gone. */
    long chainAt(long lsn, long missing) throws SQLException {
        return number("SELECT crc FROM log WHERE lsn = ?", missing, lsn);
    }

    /** The oldest row of the log, 0 where there is none. */
    long firstLsn() throws SQLException {
        return number("SELECT min(lsn) FROM log", 0);
    }

    /** A text that is in every row that was ever written. */
    static String known(ResultSet row, int column) throws SQLException {
        String text = row.getString(column);
        if (text == null) {
            throw new SQLiteException("a row without its text", SQLiteErrorCode.SQLITE_CORRUPT);
        }
        return text;
    }

    private static @Nullable String text(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? row.getString(1) : null;
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.log(Level.WARNING, "the journal's file could not be closed: {0}", e.getMessage());
        }
    }
}
