package dev.lockstep.hub.journal;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;

/** The SQL of a {@link SqliteJournal}: one connection, which everything goes through. Not safe for use by many threads. */
final class SqliteFile implements AutoCloseable {

    private static final Logger LOG = System.getLogger(SqliteFile.class.getName());

    /** Raised when the tables change; a file of a newer one is refused. */
    static final int SCHEMA = 1;

    /** Older ones can damage the write-ahead log where two connections write. */
    private static final int[] SQLITE_MIN = {3, 51, 3};

    /** The largest write-ahead log before it is moved into the file, by the writer, between two transactions. */
    private static final long WAL_BYTES_MAX = 64L * 1_024 * 1_024;

    record SnapshotRow(long at, String state, long crc) {}

    record LogRow(long at, String command, long crc) {}

    interface SnapshotVisitor {
        void visit(String room, long lsn, long crc);
    }

    interface LogVisitor {
        void visit(long lsn, String room, long crc);
    }

    private final Path file;
    private final Connection connection;
    private final PreparedStatement insertLog;

    private SqliteFile(Path file, Connection connection) throws SQLException {
        this.file = file;
        this.connection = connection;
        this.insertLog =
                connection.prepareStatement("INSERT INTO log(lsn, room, at, command, crc) VALUES (?, ?, ?, ?, ?)");
    }

    /** @throws SQLException where it is no such file, or one of a newer version */
    static SqliteFile open(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setLockingMode(SQLiteConfig.LockingMode.NORMAL);
        config.setPragma(SQLiteConfig.Pragma.JOURNAL_SIZE_LIMIT, String.valueOf(WAL_BYTES_MAX));
        Connection connection = config.createConnection("jdbc:sqlite:" + file);
        try {
            prepare(connection);
            return new SqliteFile(file, connection);
        } catch (SQLException e) {
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
                    + " at INTEGER NOT NULL, command TEXT NOT NULL, crc INTEGER NOT NULL)");
            statement.execute("CREATE TABLE IF NOT EXISTS snapshot(room TEXT NOT NULL, lsn INTEGER NOT NULL,"
                    + " seq INTEGER NOT NULL, at INTEGER NOT NULL, state TEXT NOT NULL, crc INTEGER NOT NULL,"
                    + " PRIMARY KEY(room, lsn)) WITHOUT ROWID");
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

    void insertLog(long lsn, String room, long at, String command, long crc) throws SQLException {
        insertLog.setLong(1, lsn);
        insertLog.setString(2, room);
        insertLog.setLong(3, at);
        insertLog.setString(4, command);
        insertLog.setLong(5, crc);
        insertLog.executeUpdate();
    }

    /** Keeps this snapshot and the one before it. */
    void insertSnapshot(String room, long seq, long lsn, long at, String state, long crc) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO snapshot(room, lsn, seq, at, state, crc) VALUES (?, ?, ?, ?, ?, ?)");
                PreparedStatement forget = connection.prepareStatement("DELETE FROM snapshot WHERE room = ? AND lsn <"
                        + " (SELECT max(lsn) FROM snapshot WHERE room = ? AND lsn < ?)")) {
            insert.setString(1, room);
            insert.setLong(2, lsn);
            insert.setLong(3, seq);
            insert.setLong(4, at);
            insert.setString(5, state);
            insert.setLong(6, crc);
            insert.executeUpdate();
            forget.setString(1, room);
            forget.setString(2, room);
            forget.setLong(3, lsn);
            forget.executeUpdate();
        }
    }

    void deleteLogBelow(long lsn) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM log WHERE lsn < ?")) {
            delete.setLong(1, lsn);
            delete.executeUpdate();
        }
    }

    /** Moves the write-ahead log into the file where it has grown large; else some of it, as far as nobody waits for that. */
    void checkpoint() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            Path wal = file.resolveSibling(file.getFileName() + "-wal");
            boolean large = Files.exists(wal) && Files.size(wal) > WAL_BYTES_MAX;
            statement.execute("PRAGMA wal_checkpoint(" + (large ? "TRUNCATE" : "PASSIVE") + ")");
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "the size of the write-ahead log is unknown", e);
        }
    }

    // ---- reading

    /** The latest snapshot of each room. */
    void forEachSnapshot(SnapshotVisitor visitor) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT room, max(lsn), crc FROM snapshot GROUP BY room")) {
            while (rows.next()) {
                visitor.visit(rows.getString(1), rows.getLong(2), rows.getLong(3));
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

    /** The oldest row of the log, 0 where there is none. */
    long firstLsn() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT min(lsn) FROM log")) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    SnapshotRow snapshot(String room, long lsn) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT at, state, crc FROM snapshot WHERE room = ? AND lsn = ?")) {
            select.setString(1, room);
            select.setLong(2, lsn);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    throw new SQLException("the snapshot of room " + room + " is gone");
                }
                return new SnapshotRow(row.getLong(1), row.getString(2), row.getLong(3));
            }
        }
    }

    LogRow logRow(long lsn) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT at, command, crc FROM log WHERE lsn = ?")) {
            select.setLong(1, lsn);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    throw new SQLException("row " + lsn + " of the log is gone");
                }
                return new LogRow(row.getLong(1), row.getString(2), row.getLong(3));
            }
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
