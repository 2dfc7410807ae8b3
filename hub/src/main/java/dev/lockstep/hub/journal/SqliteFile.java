package dev.lockstep.hub.journal;

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

/**
 * The writing SQL of a {@link SqliteJournal}, over one connection. Not safe for use by many threads.
 *
 * <p>What is large stands last in its row, so that looking through the rest doesn't read it.
 */
final class SqliteFile implements AutoCloseable {

    private static final Logger LOG = System.getLogger(SqliteFile.class.getName());

    /** Raised when the tables change; a file of a newer one is refused. */
    static final int SCHEMA = 1;

    /** Older ones can damage the write-ahead log where two connections write. */
    private static final int[] SQLITE_MIN = {3, 51, 3};

    /** A write-ahead log that had to grow larger is cut down to this. */
    private static final long WAL_BYTES_MAX = 64L * 1_024 * 1_024;

    /** The rows of the log that are soon to be deleted again are still in memory then. */
    private static final int CACHE_KIBIBYTES = 32 * 1_024;

    /** How long a transaction waits for another program that has the file, such as one that looks into it. */
    private static final int BUSY_MILLIS = 3_000;

    interface SnapshotVisitor {
        void visit(String room, long lsn, long commands, long chain);
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
        Connection connection = config.createConnection("jdbc:sqlite:" + file);
        try {
            prepare(connection);
            return new SqliteFile(connection);
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
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
            statement.execute("INSERT OR IGNORE INTO meta VALUES ('schema', '" + SCHEMA + "')");
            statement.execute("CREATE TABLE IF NOT EXISTS log(lsn INTEGER PRIMARY KEY, room TEXT NOT NULL,"
                    + " at INTEGER NOT NULL, crc INTEGER NOT NULL, command TEXT NOT NULL)");
            statement.execute("CREATE TABLE IF NOT EXISTS snapshot(room TEXT NOT NULL, lsn INTEGER NOT NULL,"
                    + " seq INTEGER NOT NULL, at INTEGER NOT NULL, commands INTEGER NOT NULL, chain INTEGER NOT NULL,"
                    + " crc INTEGER NOT NULL, state TEXT NOT NULL, PRIMARY KEY(room, lsn)) WITHOUT ROWID");
            statement.execute("CREATE TABLE IF NOT EXISTS history(room TEXT NOT NULL, last INTEGER NOT NULL,"
                    + " first INTEGER NOT NULL, at INTEGER NOT NULL, crc INTEGER NOT NULL, commits TEXT NOT NULL,"
                    + " PRIMARY KEY(room, last)) WITHOUT ROWID");
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

    void deleteHistory(String room, long lastMax, long atBefore) throws SQLException {
        update("DELETE FROM history WHERE room = ? AND (last <= ? OR at < ?)", room, lastMax, atBefore);
    }

    /** For rooms that nobody has opened for long. */
    void deleteHistoryBefore(long at) throws SQLException {
        update("DELETE FROM history WHERE at < ?", at);
    }

    void probe(long at) throws SQLException {
        update("INSERT OR REPLACE INTO meta VALUES ('probed', ?)", String.valueOf(at));
    }

    private void update(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
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
                ResultSet rows =
                        statement.executeQuery("SELECT room, max(lsn), commands, chain FROM snapshot GROUP BY room")) {
            while (rows.next()) {
                visitor.visit(rows.getString(1), rows.getLong(2), rows.getLong(3), rows.getLong(4));
            }
        }
    }

    void forEachLogRow(LogVisitor visitor) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT lsn, room, crc FROM log ORDER BY lsn")) {
            while (rows.next()) {
                visitor.visit(rows.getLong(1), rows.getString(2), rows.getLong(3));
            }
        }
    }

    /** The checksum at a row of the log. */
    long chainAt(long lsn) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT crc FROM log WHERE lsn = ?")) {
            select.setLong(1, lsn);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    throw new SQLException("row " + lsn + " of the log is gone");
                }
                return row.getLong(1);
            }
        }
    }

    /** The oldest row of the log, 0 where there is none. */
    long firstLsn() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT min(lsn) FROM log")) {
            return row.next() ? row.getLong(1) : 0;
        }
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
            LOG.log(Level.WARNING, "the journal's file did not close: {0}", e.getMessage());
        }
    }
}
