package dev.lockstep.client;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

import dev.lockstep.model.CommitRequest;
import dev.lockstep.wire.HubMessage;

/** Stores one room in a {@link HubStore}; without one, nothing is stored. On the room's executor alone; nothing blocks. */
final class RoomKeeper {

    private final String room;
    private final @Nullable HubStore store;
    private final long usedUpTo;
    private long keptSeq = -1;

    /**
     * @param store where it is kept, null for nowhere
     * @param usedUpTo ids up to this one were used when the room was open before, 0 where it wasn't
     */
    RoomKeeper(String room, @Nullable HubStore store, long usedUpTo) {
        this.room = room;
        this.store = store;
        this.usedUpTo = usedUpTo;
    }

    /** The ids that an earlier run of the client used, and its commits that the hub has not answered. */
    KeptRoom kept() {
        return store == null ? KeptRoom.nothing(usedUpTo) : store.room(room);
    }

    /** The room's last confirmed state, null where none is kept; completes on any thread. */
    CompletionStage<KeptRoom.@Nullable LastConfirmed> lastConfirmed() {
        return store == null ? CompletableFuture.completedFuture(null) : store.lastConfirmed(room);
    }

    /** Completes when requests may be sent; on any thread. */
    CompletionStage<Void> idsKept() {
        return store == null ? CompletableFuture.completedFuture(null) : store.idsKept();
    }

    /** @param frame the whole message, as it is sent */
    void keepUnsent(long id, CommitRequest request, String frame) {
        if (store != null) {
            store.keepUnsent(room, id, request, frame);
        }
    }

    long used(long id) {
        if (store != null) {
            store.used(room, id);
        }
        return id;
    }

    void answered(long id) {
        if (store != null) {
            store.answered(room, id);
        }
    }

    /** Keeps the room as the hub has it, where that is new. */
    void keep(Replica replica) {
        String epoch = replica.epoch();
        if (store != null && epoch != null && replica.seq() != keptSeq && !replica.isCatchingUp()) {
            keptSeq = replica.seq();
            store.keepConfirmed(
                    new HubMessage.Snapshot(room, epoch, keptSeq, replica.confirmed(), replica.authors(), false));
        }
    }
}
