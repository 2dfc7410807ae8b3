package dev.lockstep.hub.journal;

import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import dev.lockstep.model.RoomSnapshot;
import dev.lockstep.model.RoomState;
import dev.lockstep.wire.MalformedException;

/** Selects, of all rows that were recovered from a damaged journal, those that make up its rooms. */
final class SalvagedRooms {

    private static final int EPOCH_BYTES = 9;

    private final SqliteFile db;
    private final SalvageQueries queries;
    private final Map<String, Marks.Mark> marks;
    private final long now;
    private final Map<String, Journal.Restored> lost = new TreeMap<>();
    private long lastLsn;

    /** @param marks how far each room went; empty where that is not known */
    SalvagedRooms(SqliteFile db, Map<String, Marks.Mark> marks, long now) {
        this.db = db;
        this.queries = new SalvageQueries(db);
        this.marks = marks;
        this.now = now;
    }

    /** The rooms that lost something, or may have. */
    Map<String, Journal.Restored> assemble() throws SQLException {
        queries.eraseDeleted();
        Set<String> names = new TreeSet<>(marks.keySet());
        names.addAll(queries.names());
        Map<String, Journal.Restored> before = new TreeMap<>();
        db.forEachRestored(before::put);
        names.addAll(before.keySet());
        lastLsn = queries.lastLsn();
        db.begin();
        for (String name : names) {
            Journal.Restored earlier = before.get(name);
            if (earlier == null || earlier.isOpen()) {
                assemble(name);
            }
        }
        for (Map.Entry<String, Journal.Restored> entry : lost.entrySet()) {
            db.insertRestored(entry.getKey(), entry.getValue());
        }
        db.commit();
        return lost;
    }

    private void assemble(String name) throws SQLException {
        Marks.Mark mark = marks.get(name);
        boolean begun = mark != null || !queries.snapshots(name).isEmpty();
        Sound sound = fromSnapshots(name);
        if (sound == null) {
            sound = fromBase(name);
        }
        if (sound == null) {
            if (begun) {
                lost.put(name, new Journal.Restored("", Journal.Restored.NOTHING, mark == null ? 0 : mark.seq(), now));
            } // else rows of a room that was never begun: nonsense, or its beginning was never acknowledged
            db.update("DELETE FROM log WHERE room = ?", name);
            return;
        }
        boolean whole = mark != null && sound.room.reaches(mark, sound.chainAtMark);
        db.update("DELETE FROM log WHERE room = ? AND lsn <= ?", name, sound.room.snapshotLsn);
        db.update("DELETE FROM log WHERE room = ? AND lsn > ?", name, sound.room.lastLsn());
        if (whole) {
            return;
        }
        RoomSnapshot kept = sound.state.snapshot();
        long seq = kept.seq();
        lost.put(name, new Journal.Restored(kept.epoch(), seq, mark == null ? seq : Math.max(seq, mark.seq()), now));
        beginEpoch(name, kept, sound.room.chain);
    }

    private record Sound(KnownRoom room, RoomState state, long chainAtMark) {}

    /** The latest sound snapshot, and what follows it without a gap; null where there is none. */
    private @Nullable Sound fromSnapshots(String name) throws SQLException {
        Marks.Mark mark = marks.get(name);
        for (long lsn : queries.snapshots(name)) {
            SnapshotRow row = SqliteReader.snapshot(db.connection(), name, lsn);
            RoomSnapshot snapshot = decoded(row);
            if (snapshot == null) {
                db.update("DELETE FROM snapshot WHERE room = ? AND lsn = ?", name, lsn);
                continue;
            }
            KnownRoom room = new KnownRoom();
            room.snapshotLsn = lsn;
            room.snapshotCommands = row.commands();
            room.chain = row.chain();
            RoomState state = new RoomState(snapshot);
            long[] chainAtMark = {mark == null || mark.lsn() <= lsn ? chainUpTo(mark, room) : -1};
            boolean[] going = {true};
            queries.forEachLogRow(name, lsn, (number, at, crc, command) -> {
                going[0] = going[0] && Chain.link(room.chain, at, command) == crc && applies(state, command, at);
                if (going[0]) {
                    room.rows.add(number);
                    room.chain = crc;
                    chainAtMark[0] = mark != null && mark.lsn() == number ? crc : chainAtMark[0];
                }
            });
            return new Sound(room, state, chainAtMark[0]);
        }
        return null;
    }

    /**
     * Where no snapshot is left: the latest base of the history, and what follows it there; where none does, of the log. Null
     * where there is no base either.
     */
    private @Nullable Sound fromBase(String name) throws SQLException {
        SnapshotRow row = queries.base(name);
        if (row == null) {
            return null;
        }
        try {
            RoomSnapshot base = LogCodec.decodeSnapshot(row.state());
            Replay replay = new Replay(base);
            for (String commits : queries.historyAfter(name, base.seq())) {
                replay.add(LogCodec.decodeSegment(commits));
            }
            long first = queries.firstRowAfter(name, row.chain());
            if (replay.seq() == base.seq() && first > 0) {
                long crc = Chain.link(row.chain(), row.at(), row.state());
                db.insertSnapshot(
                        name,
                        first - 1,
                        new SnapshotRow(base.seq(), row.at(), base.commands(), row.chain(), crc, row.state()));
                return fromSnapshots(name);
            }
            return new Sound(new KnownRoom(), new RoomState(replay.snapshot()), -1);
        } catch (MalformedException | JournalException e) { // a gap
            return null;
        }
    }

    private static long chainUpTo(Marks.@Nullable Mark mark, KnownRoom snapshot) {
        return mark != null && mark.lsn() == snapshot.snapshotLsn ? snapshot.chain : mark == null ? -1 : mark.chain();
    }

    private static @Nullable RoomSnapshot decoded(SnapshotRow row) {
        try {
            RoomSnapshot snapshot = LogCodec.decodeSnapshot(row.state());
            return snapshot.commands() == row.commands() && snapshot.seq() == row.seq() ? snapshot : null;
        } catch (MalformedException e) {
            return null;
        }
    }

    private static boolean applies(RoomState state, String command, long at) {
        try {
            state.apply(LogCodec.decodeCommand(command), at);
            return true;
        } catch (MalformedException e) {
            return false;
        }
    }

    /** The room as it is now is where its new history begins; that of the old epoch stays as far as it led there. */
    private void beginEpoch(String name, RoomSnapshot kept, long chain) throws SQLException {
        RoomSnapshot renamed = kept.withEpoch(newEpoch());
        String state = LogCodec.encode(renamed);
        long crc = Chain.link(chain, renamed.now(), state);
        db.update("DELETE FROM snapshot WHERE room = ?", name);
        db.update("DELETE FROM history WHERE room = ? AND last > ?", name, kept.seq());
        db.update("DELETE FROM base WHERE room = ? AND seq > ?", name, kept.seq());
        db.update("DELETE FROM log WHERE room = ?", name);
        SnapshotRow row = new SnapshotRow(kept.seq(), kept.now(), kept.commands(), chain, crc, state);
        db.insertSnapshot(name, ++lastLsn, row);
        db.insertBase(name, row);
    }

    private static String newEpoch() {
        byte[] bytes = new byte[EPOCH_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().encodeToString(bytes);
    }
}
