package dev.lockstep.hub.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;

import dev.lockstep.model.Commit;
import dev.lockstep.model.RoomSnapshot;
import dev.lockstep.model.Segment;

/**
 * Bases between two snapshots of a room that has few entries and many commits: so that an earlier state is rebuilt quickly, and its
 * history is deleted in small parts. They are stored where they have fewer bytes than the commits between them.
 */
final class Bases {

    /** At least so many commits lie between two. */
    static final int COMMITS_MIN = 1_000;

    private Bases() {}

    /**
     * @param before gives the latest base that is not after a commit
     * @param stateBytes how long the snapshot at the end is as JSON
     */
    static List<SnapshotRow> within(Segment since, long stateBytes, LongFunction<Optional<RoomSnapshot>> before) {
        List<Commit> commits = since.commits();
        long bytes = 0;
        for (Commit commit : commits) {
            bytes += commit.roughBytes();
        }
        if (commits.size() < 2 * COMMITS_MIN || bytes < 2 * stateBytes) {
            return List.of();
        }
        long first = commits.get(0).seq();
        Optional<RoomSnapshot> base = before.apply(first - 1);
        return base.isPresent() && base.get().seq() == first - 1
                ? within(commits, new Replay(base.get()))
                : List.of(); // the history before is not kept
    }

    private static List<SnapshotRow> within(List<Commit> commits, Replay replay) {
        List<SnapshotRow> rows = new ArrayList<>();
        long bytes = 0;
        long stateBytes = 0;
        int since = 0;
        for (Commit commit : commits.subList(0, commits.size() - COMMITS_MIN)) {
            replay.add(commit);
            bytes += commit.roughBytes();
            if (++since >= COMMITS_MIN && bytes >= stateBytes) {
                RoomSnapshot snapshot = replay.snapshot();
                String state = LogCodec.encode(snapshot);
                long crc = Chain.link(0, snapshot.now(), state);
                rows.add(new SnapshotRow(snapshot.seq(), snapshot.now(), snapshot.commands(), 0, crc, state));
                stateBytes = state.length();
                bytes = 0;
                since = 0;
            }
        }
        return rows;
    }
}
