package dev.lockstep.hub.room;

import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.lockstep.model.Commit;
import dev.lockstep.model.Entry;
import dev.lockstep.model.RoomState;
import dev.lockstep.wire.ClientMessage;
import dev.lockstep.wire.HubMessage;

/**
 * Chooses what is sent to a member that joins or has fallen behind: the commits that it missed, if they are known, or a snapshot.
 * On the room's loop.
 */
final class CatchUps {

    private final FrameLog log;
    private final AuthorNames authors;
    private @Nullable Copy copy;

    /** A copy of the entries that all who join at one seq share. */
    private record Copy(long seq, List<Entry> entries) {}

    CatchUps(FrameLog log, AuthorNames authors) {
        this.log = log;
        this.authors = authors;
    }

    /** @param since where the member stands, null for one that knows nothing */
    CatchUp catchUp(
            HubMessage.Joined joined,
            ClientMessage.@Nullable Since since,
            RoomState state,
            @Nullable RoomHistory past) {
        if (since != null && since.epoch().equals(state.epoch()) && since.seq() <= state.seq()) {
            List<Commit> held = past == null ? null : past.commitsAfter(since.seq());
            Stream<Commit> missed = held == null
                    ? log.commitsAfter(since.seq(), state.seq()) // some are in a snapshot already
                    : held.stream();
            if (missed != null) {
                return CatchUp.changes(joined, missed, authors);
            }
        }
        Copy shared = copy;
        if (shared == null || shared.seq() != state.seq()) {
            shared = new Copy(state.seq(), state.entries().copy());
            copy = shared;
        }
        return CatchUp.snapshot(joined, shared.entries(), authors);
    }

    /** What is shared by those who join in one turn is not kept alive for nobody. */
    void turnIsOver() {
        copy = null;
    }
}
