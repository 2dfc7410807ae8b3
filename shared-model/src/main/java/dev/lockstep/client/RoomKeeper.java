package dev.lockstep.client;

import org.jspecify.annotations.Nullable;

import dev.lockstep.model.CommitRequest;
import dev.lockstep.wire.HubMessage;

/** Keeps one room in a {@link HubStore}; without one, nothing is kept. On the room's executor alone. */
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

    /** What an earlier run of the client has kept. */
    KeptRoom kept() {
        return store == null ? KeptRoom.nothing(usedUpTo) : store.room(room);
    }

    void owe(long id, CommitRequest request) {
        if (store != null) {
            store.owe(room, id, request);
        }
    }

    long used(long id) {
        if (store != null) {
            store.used(room, id);
        }
        return id;
    }

    void done(long id) {
        if (store != null) {
            store.done(room, id);
        }
    }

    /** Keeps the room as the hub has it, where that is new. */
    void keep(Replica replica) {
        String epoch = replica.epoch();
        if (store != null && epoch != null && replica.seq() != keptSeq && !replica.isCatchingUp()) {
            keptSeq = replica.seq();
            store.told(new HubMessage.Snapshot(room, epoch, keptSeq, replica.confirmed(), replica.authors(), false));
        }
    }
}
