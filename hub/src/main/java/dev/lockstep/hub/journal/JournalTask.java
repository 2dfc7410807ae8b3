package dev.lockstep.hub.journal;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

/**
 * Something to write, and the callback for its result.
 *
 * @param saved a snapshot, null where it is none
 * @param deletes whether the room is to be deleted completely
 * @param seq the room's last commit after it
 */
record JournalTask(
        String room, List<Line> lines, @Nullable Saved saved, boolean deletes, long seq, CompletableFuture<Void> done) {

    /** A command as JSON. */
    record Line(long at, String command) {}

    /** A snapshot as JSON; its checksums depend on what is before it. */
    record Saved(long seq, long at, long commands, String state, List<HistoryRow> history, List<SnapshotRow> bases) {}

    void refuse() {
        done.completeExceptionally(new JournalException("the journal is closed"));
    }
}
