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
import dev.lockstep.model.Rule;
import dev.lockstep.wire.HubMessage;

/**
 * A hub has less of a room than it had sent to this client: it lost a part to damage, continues from an older copy, or starts anew.
 *
 * <p>What can be put back is what this client still knows. Where a rule says whose an entry is, only this client's own: put back by another
 * it would be that one's. Those of others are for their own programs to put back.
 *
 * @param epoch the history that this client knew
 * @param seq the last commit of it that this client knew
 * @param left the last commit of that history which the hub has still, 0 where it has none, or does not say
 * @param missing the entries, as this client last knew them, that are gone or older now and can be put back, in the order in which they
 *     were made
 * @param removed the keys of entries that had been removed, are there again, and can be removed again
 */
public record LostHistory(String epoch, long seq, long left, List<Entry> missing, List<String> removed) {

    public LostHistory {
        missing = List.copyOf(missing);
        removed = List.copyOf(removed);
    }

    /** How many commits are missing. */
    public long commits() {
        return seq - left;
    }

    /** How many entries can be put back, or removed again. */
    public int entries() {
        return missing.size() + removed.size();
    }

    /** See {@link RoomClient#putBack}. */
    CompletionStage<Integer> putBackInto(RoomClient room) {
        List<Operation> ops = new ArrayList<>();
        missing.forEach(entry -> ops.add(new Operation.Put(entry.key(), entry.value())));
        removed.forEach(key -> ops.add(new Operation.Remove(key)));
        AtomicInteger done = new AtomicInteger();
        List<CompletableFuture<?>> all = new ArrayList<>();
        for (Operation op : ops) {
            CommitRequest.Condition asNow =
                    new CommitRequest.Condition(op.key(), room.replica().versionSeen(op.key()));
            CommitRequest request = new CommitRequest(List.of(op), List.of(asNow), List.of(), false);
            all.add(room.commit(request, false, true)
                    .handle((receipt, failure) -> failure == null && receipt.changed() ? done.incrementAndGet() : 0)
                    .toCompletableFuture());
        }
        return CompletableFuture.allOf(all.toArray(CompletableFuture<?>[]::new)).thenApply(nothing -> done.get());
    }

    /**
     * What is lost of {@code before}; null where nothing is.
     *
     * @param client this client
     * @param before what the hub had confirmed, up to the commit {@code seq} of {@code epoch}
     * @param now what it has
     */
    static @Nullable LostHistory between(
            String client, Entries before, String epoch, long seq, Entries now, HubMessage.Joined joined) {
        HubMessage.Restored restored = joined.restored();
        boolean same = joined.epoch().equals(epoch);
        long left = same ? joined.seq() : restored != null && restored.epoch().equals(epoch) ? restored.seq() : 0;
        if (left >= seq) {
            return null;
        }
        List<Rule> rules = joined.rules() == null ? List.of() : joined.rules();
        List<Entry> missing = new ArrayList<>();
        for (Entry entry : before.all()) {
            Entry kept = now.get(entry.key());
            boolean older =
                    entry.version() > left && (kept == null || !kept.value().equals(entry.value()));
            if (older && isOwn(client, entry, rules)) {
                missing.add(entry);
            }
        }
        List<String> removed = new ArrayList<>();
        for (Entry entry : left == 0 ? List.<Entry>of() : now.all()) {
            if (entry.version() <= left && before.get(entry.key()) == null && isOwn(client, entry, rules)) {
                removed.add(entry.key());
            }
        }
        missing.sort(Comparator.comparingLong(Entry::created).thenComparing(Entry::key));
        removed.sort(Comparator.naturalOrder());
        return new LostHistory(epoch, seq, left, missing, removed);
    }

    /** Whether the room has no rule that says whose the entry is, or it is this client's. */
    private static boolean isOwn(String client, Entry entry, List<Rule> rules) {
        Rule rule = Rule.over(rules, entry.key());
        if (rule == null || rule.who() == Rule.Who.ANYONE || rule.who() == Rule.Who.NOBODY) {
            return true;
        }
        return rule.who() == Rule.Who.CREATOR
                ? client.equals(entry.createdBy())
                : entry.key().endsWith("/" + client);
    }
}
