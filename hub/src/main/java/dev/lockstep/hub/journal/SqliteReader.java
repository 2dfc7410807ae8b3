package dev.lockstep.hub.journal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;

/**
 * The reading SQL of a {@link SqliteJournal}, over a connection of its own: reading a large room does not block
 * writing. Not safe for use by many threads.
 */
final class SqliteReader implements AutoCloseable {

    private static final Logger LOG = System.getLogger(SqliteReader.class.getName());

    record LogRow(long at, long crc, String command) {}

    private final Connection connection;

    private SqliteReader(Connection connection) {
        this.connection = connection;
    }

    static SqliteReader open(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        return new SqliteReader(config.createConnection("jdbc:sqlite:" + file));
    }

    SnapshotRow snapshot(String room, long lsn) throws SQLException {
        return snapshot(connection, room, lsn);
    }

    static SnapshotRow snapshot(Connection connection, String room, long lsn) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT seq, at, commands, chain, crc, state FROM snapshot WHERE room = ? AND lsn = ?")) {
            select.setString(1, room);
            select.setLong(2, lsn);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    throw new SQLException("the snapshot of room " + room + " is gone");
                }
                return new SnapshotRow(
                        row.getLong(1),
                        row.getLong(2),
                        row.getLong(3),
                        row.getLong(4),
                        row.getLong(5),
                        SqliteFile.known(row, 6));
            }
        }
    }

    /** The rows of the log with these numbers, in order. */
    LogRow[] logRows(long[] lsns) throws SQLException {
        LogRow[] found = new LogRow[lsns.length];
        try (PreparedStatement select = connection.prepareStatement("SELECT at, crc, command FROM log WHERE lsn = ?")) {
            for (int i = 0; i < lsns.length; i++) {
                select.setLong(1, lsns[i]);
                try (ResultSet row = select.executeQuery()) {
                    if (!row.next()) {
                        throw new SQLException("row " + lsns[i] + " of the log is gone");
                    }
                    found[i] = new LogRow(row.getLong(1), row.getLong(2), SqliteFile.known(row, 3));
                }
            }
        }
        return found;
    }

    /** The latest base, or snapshot, that is not later than commit {@code seq}; null where there is none. */
    @Nullable
    SnapshotRow base(String room, long seq) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT * FROM (SELECT seq, at, chain, crc, state FROM base WHERE room = ?1 AND seq <= ?2"
                        + " UNION ALL SELECT seq, at, chain, crc, state FROM snapshot WHERE room = ?1 AND seq <= ?2)"
                        + " ORDER BY seq DESC LIMIT 1")) {
            select.setString(1, room);
            select.setLong(2, seq);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? SnapshotRow.ofBase(row) : null;
            }
        }
    }

    /** The first row of history that has a commit from {@code from} on; null where there is none. */
    @Nullable
    HistoryRow history(String room, long from) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT first, last, at, crc, commits FROM history"
                + " WHERE room = ? AND last >= ? ORDER BY last LIMIT 1")) {
            select.setString(1, room);
            select.setLong(2, from);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? new HistoryRow(
                                row.getLong(1),
                                row.getLong(2),
                                row.getLong(3),
                                row.getLong(4),
                                SqliteFile.known(row, 5))
                        : null;
            }
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.log(Level.DEBUG, "the reader of the journal could not be closed", e);
        }
    }
}
