package dev.lockstep.client;

import org.jspecify.annotations.Nullable;

import dev.lockstep.model.Entries;
import dev.lockstep.wire.HubMessage;

/** Detects that a hub continues with less of a room than a client knew. Confined to one thread at a time. */
final class LossWatch {

    private final String client;

    /** @param client whose replica it is */
    LossWatch(String client) {
        this.client = client;
    }

    private record Known(Entries entries, String epoch, long seq) {}

    private @Nullable Known before; // what was known of a history that the hub does not go on with
    private @Nullable LostHistory lost;

    /** A snapshot of {@code newEpoch} up to {@code newSeq} takes the place of what was known. */
    void replaced(Entries known, @Nullable String epoch, long seq, String newEpoch, long newSeq) {
        if (epoch != null && (!newEpoch.equals(epoch) || newSeq < seq)) {
            before = new Known(known, epoch, seq);
        }
    }

    /** The hub has said all. */
    void joined(HubMessage.Joined joined, Entries now) {
        Known known = before;
        before = null;
        lost = known == null
                ? null
                : LostHistory.between(client, known.entries(), known.epoch(), known.seq(), now, joined);
    }

    /** What is lost, told once; null where nothing is. */
    @Nullable
    LostHistory take() {
        LostHistory told = lost;
        lost = null;
        return told;
    }
}
