package dev.lockstep.client;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

import dev.lockstep.model.CommitRequest;
import dev.lockstep.model.Entries;
import dev.lockstep.model.Entry;
import dev.lockstep.model.Operation;
import dev.lockstep.wire.HubMessage;

/**
 * A hub has less of a room than it had told this client: it lost a part to damage, goes on from an older copy, or begins anew.
 *
 * @param epoch the history that this client knew
 * @param seq the last commit of it that this client knew
 * @param left the last commit of that history which the hub has still, 0 where it has none, or does not say
 * @param missing the entries, as this client last knew them, that are gone or older now, in the order of their keys
 */
public record LostHistory(String epoch, long seq, long left, List<Entry> missing) {

    public LostHistory {
        missing = List.copyOf(missing);
    }

    /** How many commits are missing. */
    public long commits() {
        return seq - left;
    }

    /** See {@link RoomClient#putBack}. */
    CompletionStage<Integer> putBackInto(RoomClient room) {
        AtomicInteger done = new AtomicInteger();
        List<CompletableFuture<?>> all = new ArrayList<>();
        for (Entry entry : missing) {
            CommitRequest.Condition asNow =
                    new CommitRequest.Condition(entry.key(), room.replica().versionSeen(entry.key()));
            CommitRequest request = new CommitRequest(
                    List.of(new Operation.Put(entry.key(), entry.value())), List.of(asNow), List.of(), false);
            all.add(room.commit(request, false, true)
                    .handle((receipt, failure) -> failure == null && receipt.changed() ? done.incrementAndGet() : 0)
                    .toCompletableFuture());
        }
        return CompletableFuture.allOf(all.toArray(CompletableFuture<?>[]::new)).thenApply(nothing -> done.get());
    }

    /**
     * What is lost of {@code before}; null where nothing is.
     *
     * @param before what the hub had confirmed, up to the commit {@code seq} of {@code epoch}
     * @param now what it has
     */
    static @Nullable LostHistory between(
            Entries before, String epoch, long seq, Entries now, HubMessage.Joined joined) {
        HubMessage.Restored restored = joined.restored();
        boolean same = joined.epoch().equals(epoch);
        long left = same ? joined.seq() : restored != null && restored.epoch().equals(epoch) ? restored.seq() : 0;
        if (left >= seq) {
            return null;
        }
        List<Entry> missing = new ArrayList<>();
        for (Entry entry : before.all()) {
            Entry kept = now.get(entry.key());
            boolean older =
                    entry.version() > left && (kept == null || !kept.value().equals(entry.value()));
            if (older) {
                missing.add(entry);
            }
        }
        missing.sort(Comparator.comparing(Entry::key));
        return new LostHistory(epoch, seq, left, missing);
    }
}
