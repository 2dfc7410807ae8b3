package dev.lockstep.hub.journal;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * A snapshot as it is kept.
 *
 * @param commands how many commands of the room are in it
 * @param chain the checksum of the last of them
 * @param crc {@link Chain#link} behind {@code chain}
 * @param state JSON
 */
record SnapshotRow(long seq, long at, long commands, long chain, long crc, String state) {

    /** A base, whose columns are {@code seq, at, chain, crc, state}: how many commands it has is in its state. */
    static SnapshotRow ofBase(ResultSet row) throws SQLException {
        return new SnapshotRow(
                row.getLong(1), row.getLong(2), 0, row.getLong(3), row.getLong(4), SqliteFile.known(row, 5));
    }
}
