package dev.lockstep.hub.journal;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What {@link SalvagedRooms} asks of a file that was just made. */
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
                names.add(rows.getString(1));
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
                    visitor.visit(rows.getLong(1), rows.getLong(2), rows.getLong(3), rows.getString(4));
                }
            }
        }
    }
}
