package dev.lockstep.hub.journal;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/** The queries of {@link SalvagedRooms} to a file that was just created. */
final class SalvageQueries {

    interface LogVisitor {
        void visit(long lsn, long at, long crc, String command);
    }

    private final SqliteFile db;

    SalvageQueries(SqliteFile db) {
        this.db = db;
    }

    /** What is deleted from now on leaves no trace in the file: it would be found again if that is damaged one day. */
    void eraseDeleted() throws SQLException {
        try (Statement statement = db.connection().createStatement()) {
            statement.execute("PRAGMA secure_delete=ON");
        }
    }

    /** The rooms that have a snapshot, or rows in the log. */
    Set<String> names() throws SQLException {
        Set<String> names = new TreeSet<>();
        try (Statement statement = db.connection().createStatement();
                ResultSet rows = statement.executeQuery("SELECT room FROM snapshot UNION SELECT room FROM log")) {
            while (rows.next()) {
                names.add(SqliteFile.known(rows, 1));
            }
        }
        return names;
    }

    /** The largest number of a row, 0 where there is none. */
    long lastLsn() throws SQLException {
        try (Statement statement = db.connection().createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT max((SELECT ifnull(max(lsn), 0) FROM log), (SELECT ifnull(max(lsn), 0) FROM snapshot))")) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    /** The numbers of the snapshots of {@code room}, the latest first. */
    List<Long> snapshots(String room) throws SQLException {
        List<Long> lsns = new ArrayList<>();
        try (PreparedStatement select =
                db.connection().prepareStatement("SELECT lsn FROM snapshot WHERE room = ? ORDER BY lsn DESC")) {
            select.setString(1, room);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    lsns.add(rows.getLong(1));
                }
            }
        }
        return lsns;
    }

    /** The rows of {@code room} behind {@code lsn}, in order. */
    void forEachLogRow(String room, long lsn, LogVisitor visitor) throws SQLException {
        try (PreparedStatement select = db.connection()
                .prepareStatement("SELECT lsn, at, crc, command FROM log WHERE room = ? AND lsn > ? ORDER BY lsn")) {
            select.setString(1, room);
            select.setLong(2, lsn);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    visitor.visit(rows.getLong(1), rows.getLong(2), rows.getLong(3), SqliteFile.known(rows, 4));
                }
            }
        }
    }

    /** The number of the row of {@code room} that is linked to {@code chain}; 0 where none is. */
    long firstRowAfter(String room, long chain) throws SQLException {
        long[] found = {0};
        forEachLogRow(room, 0, (lsn, at, crc, command) -> {
            if (found[0] == 0 && Chain.link(chain, at, command) == crc) {
                found[0] = lsn;
            }
        });
        return found[0];
    }

    /** The latest base of {@code room}; null where there is none. */
    @Nullable
    SnapshotRow base(String room) throws SQLException {
        try (PreparedStatement select = db.connection()
                .prepareStatement(
                        "SELECT seq, at, chain, crc, state FROM base WHERE room = ? ORDER BY seq DESC LIMIT 1")) {
            select.setString(1, room);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? SnapshotRow.ofBase(row) : null;
            }
        }
    }

    /** The commits of {@code room} after {@code seq}, as JSON, in order. */
    List<String> historyAfter(String room, long seq) throws SQLException {
        List<String> commits = new ArrayList<>();
        try (PreparedStatement select = db.connection()
                .prepareStatement("SELECT commits FROM history WHERE room = ? AND last > ? ORDER BY last")) {
            select.setString(1, room);
            select.setLong(2, seq);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    commits.add(SqliteFile.known(rows, 1));
                }
            }
        }
        return commits;
    }
}
