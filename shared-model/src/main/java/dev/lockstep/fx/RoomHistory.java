package dev.lockstep.fx;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import dev.lockstep.client.RoomClient;
import dev.lockstep.model.Entry;
import dev.lockstep.wire.HubMessage;

/** What entries of a room were before. On the JavaFX thread. */
public final class RoomHistory {

    private RoomHistory() {}

    /**
     * The latest commits that changed one of {@code keys} as they are known here, up to {@code latest} of each key; see
     * {@link RoomClient#history(long, long, List, int)}. Nothing is looked for before an entry was made, or of an absent one.
     *
     * @param to the last commit that is looked at
     * @return empty where there is nothing to look for; fails with {@link dev.lockstep.client.RefusedException} where it can't be
     *     told now
     */
    public static CompletionStage<Optional<HubMessage.History>> latest(
            SharedRoom room, long to, List<String> keys, int latest) {
        RoomClient client = room.core().client();
        room.core().checkThread();
        long first = Long.MAX_VALUE;
        long last = 0;
        for (String key : keys) {
            Entry entry = client.replica().confirmed(key);
            if (entry != null) {
                first = Math.min(first, entry.created());
                last = Math.max(last, entry.version());
            }
        }
        long end = Math.min(to, last);
        return first > end
                ? CompletableFuture.completedStage(Optional.empty())
                : client.history(first, end, keys, latest).thenApply(Optional::of);
    }
}
