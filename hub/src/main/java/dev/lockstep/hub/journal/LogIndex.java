package dev.lockstep.hub.journal;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What one scan of a journal's file finds: the rooms, and the rows of the log that belong to each. The file has no index for that, which
 * each commit would have to update.
 *
 * @param lastLsn the largest row number that was ever assigned
 */
record LogIndex(Map<String, KnownRoom> rooms, Map<String, Journal.Restored> restored, long lastLsn) {

    static LogIndex read(SqliteFile db, Map<String, Marks.Mark> marks) throws SQLException {
        Map<String, KnownRoom> rooms = new ConcurrentHashMap<>();
        Map<String, Journal.Restored> restored = new ConcurrentHashMap<>();
        long[] last = {0};
        db.forEachSnapshot((name, lsn, commands, chain, seq) -> {
            KnownRoom room = new KnownRoom();
            room.snapshotLsn = lsn;
            room.snapshotCommands = commands;
            room.snapshotChain = chain;
            room.chain = chain;
            room.seq = seq;
            rooms.put(name, room);
            last[0] = Math.max(last[0], lsn);
        });
        db.forEachLogRow((lsn, name, chain) -> {
            KnownRoom room = rooms.get(name);
            if (room != null && lsn > room.snapshotLsn) {
                room.rows.add(lsn);
                room.chain = chain;
            }
            last[0] = Math.max(last[0], lsn);
        });
        db.forEachRestored((name, known) -> {
            restored.put(name, known);
            if (!known.isOpen()) {
                rooms.putIfAbsent(name, new KnownRoom());
            }
        });
        for (Map.Entry<String, Marks.Mark> mark : marks.entrySet()) {
            KnownRoom room = rooms.get(mark.getKey());
            if (room != null) {
                room.seq = Math.max(room.seq, mark.getValue().seq());
            }
            last[0] = Math.max(last[0], mark.getValue().lsn()); // no number is given twice
        }
        return new LogIndex(rooms, restored, last[0]);
    }

    /** The rooms of which something is missing that was acknowledged. */
    List<String> missing(SqliteFile db, Map<String, Marks.Mark> marks) throws SQLException {
        List<String> missing = new ArrayList<>();
        for (Map.Entry<String, Marks.Mark> entry : marks.entrySet()) {
            Marks.Mark mark = entry.getValue();
            KnownRoom room = rooms.get(entry.getKey());
            Journal.Restored known = restored.get(entry.getKey());
            boolean isOpen = known == null || known.isOpen();
            if (isOpen && (room == null || !room.reaches(mark, chainAt(db, room, mark)))) {
                missing.add(entry.getKey());
            }
        }
        return missing;
    }

    /** The checksum that the log has where the mark is; the mark's own where that is in a snapshot by now. */
    private static long chainAt(SqliteFile db, KnownRoom room, Marks.Mark mark) throws SQLException {
        if (mark.lsn() == room.lastLsn()) {
            return room.chain;
        } else if (mark.lsn() <= room.snapshotLsn) {
            return mark.chain();
        }
        return db.chainAt(mark.lsn(), -1);
    }
}
