package dev.lockstep.client;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongFunction;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.lockstep.model.Access;
import dev.lockstep.model.Commit;
import dev.lockstep.model.CommitRequest;
import dev.lockstep.model.Entries;
import dev.lockstep.model.Entry;
import dev.lockstep.model.Json;
import dev.lockstep.model.Operation;
import dev.lockstep.model.RefusalCode;
import dev.lockstep.model.Role;
import dev.lockstep.model.Rule;
import dev.lockstep.wire.ClientMessage;
import dev.lockstep.wire.HubMessage;
import dev.lockstep.wire.MalformedException;

/**
 * One room as one client sees it: the state that the hub confirmed, and on top of it the client's own commits that
 * the hub has not answered yet.
 *
 * <p>The rules that keep a window calm:
 *
 * <ul>
 *   <li>An own commit is seen at once. It is dropped with the frame that holds its result, so nothing flickers in between.
 *   <li>Requests are sent in the order in which they were made, and sent again in that order after a connection broke.
 *   <li>Of a <em>foldable</em> put, such as a slider makes many of, one is under way for a key; what comes between is folded
 *       into the next. What was sent once is never changed: the hub may have done it.
 *   <li>Where a snapshot may or may not hold the results of commits that were sent, the seen values stand still until
 *       the hub has answered for those.
 * </ul>
 *
 * <p>Pure: no thread, socket or clock. Confined to one thread at a time.
 */
public final class Replica {

    /** What a message changed for this client. Collects over several messages. */
    public static final class Delta {
        private boolean accessChanged;

        private final Set<String> changed = new LinkedHashSet<>();
        private final Set<String> refreshing = new HashSet<>();
        private final Set<String> locks = new LinkedHashSet<>();
        private final List<Settled> settled = new ArrayList<>();

        /** The keys that look different. */
        public Set<String> changed() {
            return Collections.unmodifiableSet(changed);
        }

        /** Those of {@link #changed()} that windows refresh for: not all that changed them was quiet. */
        public boolean triggersRefresh(String key) {
            return refreshing.contains(key);
        }

        /** The keys whose locks look different. */
        public Set<String> locks() {
            return Collections.unmodifiableSet(locks);
        }

        /** Whether it may be different who has which role. */
        public boolean isAccessChanged() {
            return accessChanged;
        }

        /** The own requests that are over, in the order in which they ended. */
        public List<Settled> settled() {
            return Collections.unmodifiableList(settled);
        }
    }

    /** An own request that is over. */
    public sealed interface Settled {
        /** Of the request that it settles. */
        long id();

        /** Done; {@code changed} says whether it made a difference. */
        record Done(long id, long seq, boolean changed) implements Settled {}

        /**
         * It was refused.
         *
         * @param ops what it would have done, where it is a commit
         */
        record Refused(long id, HubMessage.Refused why, List<Operation> ops) implements Settled {}

        /** The lock is held. */
        record Granted(long id, List<String> keys, long fence) implements Settled {}
    }

    private final String room;
    private final String client;
    private Entries confirmed = new Entries();
    private @Nullable String epoch;
    private long seq;
    private final Map<String, String> names = new HashMap<>(); // by client, of those that wrote something here
    private @Nullable List<Rule> rules; // null where they are not known, or the hub keeps none
    private Access access = Access.DEFAULT;
    private boolean hostsHub;
    private boolean admitted = true;
    private @Nullable Role invitedAs;
    private final NavigableMap<String, Json> seen = new TreeMap<>();
    private final SeenLocks locks = new SeenLocks();
    private final OwnRequests own;

    private final LossWatch losses;
    private @Nullable Arriving arriving; // a snapshot that is not complete yet
    private final Set<Long> inDoubt = new HashSet<>();
    private final Set<String> standingStill = new LinkedHashSet<>();

    /**
     * @param client the client's public name, by which it knows its own commits
     */
    public Replica(String room, String client) {
        this(room, client, KeptRoom.nothing(0));
    }

    /** As {@link #Replica(String, String)}, from where an earlier run of this client stood. */
    Replica(String room, String client, KeptRoom kept) {
        this.room = room;
        this.client = client;
        this.losses = new LossWatch(client);
        this.own = new OwnRequests(room, kept.usedUpTo());
        kept.unsent().forEach((id, request) -> {
            Pending unsent = new Pending(id, request, null, false);
            unsent.everSent = true; // who knows
            own.add(unsent);
            recompute(unsent.keys(), new Delta(), true);
        });
        own.keepConditions(confirmed);
    }

    /** What the hub had confirmed to an earlier run of this client; nothing is done where it has confirmed something since. */
    void restore(KeptRoom.LastConfirmed last, Delta delta) {
        if (epoch != null || isCatchingUp()) {
            return;
        }
        epoch = last.epoch();
        seq = last.seq();
        confirmed = last.entries();
        names.putAll(last.authors());
        own.keepConditions(confirmed);
        recompute(keysOf(confirmed.all()), delta, true);
    }

    /** Whether what is seen stands still, since nobody here knows yet what became of some own commits. */
    boolean isInDoubt() {
        return !inDoubt.isEmpty();
    }

    private static Set<String> keysOf(Collection<Entry> entries) {
        Set<String> keys = new LinkedHashSet<>();
        entries.forEach(entry -> keys.add(entry.key()));
        return keys;
    }

    // ---- what is seen

    /** The value at {@code key} as this client sees it, null where there is none. */
    public @Nullable Json get(String key) {
        return seen.get(key);
    }

    /** All that is seen, by key; a view. */
    public NavigableMap<String, Json> all() {
        return Collections.unmodifiableNavigableMap(seen);
    }

    /** What the hub confirmed at {@code key}, null where there is no entry. */
    public @Nullable Entry confirmed(String key) {
        return confirmed.get(key);
    }

    /** All that the hub confirmed, in no particular order: a copy. */
    List<Entry> confirmed() {
        return confirmed.copy();
    }

    /** Whether parts of a snapshot have arrived, and not the last. */
    boolean isCatchingUp() {
        return arriving != null;
    }

    /**
     * The version of the entry at {@code key} that is seen, 0 for an absent one. While the seen values stand still and the
     * hub has another one, it is a version that the entry doesn't have: a commit on that condition is refused.
     */
    public long versionSeen(String key) {
        Entry entry = confirmed.get(key);
        boolean behind = standingStill.contains(key)
                && !own.touch(key)
                && !Objects.equals(entry == null ? null : entry.value(), seen.get(key));
        if (behind) {
            return entry == null ? 1 : 0;
        }
        return entry == null ? 0 : entry.version();
    }

    /** That nobody else changes the entry at {@code key} before a commit is done which is made now, and will not be folded. */
    public CommitRequest.Condition unchangedByOthers(String key) {
        return own.unchangedByOthers(key, versionExpected(key));
    }

    /** {@code request}, which may be folded, on that condition. */
    public CommitRequest unchangedByOthers(CommitRequest request, String key) {
        return own.unchangedByOthers(request, key, versionExpected(key));
    }

    /** Where own changes leave no entry, none is what it is to be. */
    private long versionExpected(String key) {
        return own.touch(key) && !seen.containsKey(key) ? 0 : versionSeen(key);
    }

    /**
     * The public name of the client that made the entry at {@code key}, as the hub says; this client where it is not confirmed yet.
     * Null where there is none, or it was made before hubs kept that.
     */
    public @Nullable String creatorOf(String key) {
        Entry entry = confirmed.get(key);
        return entry == null ? (seen.containsKey(key) ? client : null) : entry.createdBy();
    }

    /** As {@link #creatorOf}, of whoever changed it last. */
    public @Nullable String editorOf(String key) {
        Entry entry = confirmed.get(key);
        return own.touch(key) || entry == null ? (seen.containsKey(key) ? client : null) : entry.changedBy();
    }

    /** Whether {@code author} is this client. */
    public boolean isMe(String author) {
        return client.equals(author);
    }

    /** What people know the client {@code author} by, null where the hub has not said. */
    public @Nullable String nameOf(String author) {
        return names.get(author);
    }

    /** Who has which role, as of the last commit that is known here; as by default before the room is joined. */
    public Access access() {
        return access;
    }

    /** The role of this client, as of the last commit that is known here; {@link Role#EDITOR} before the room is joined. */
    public Role role() {
        if (!admitted) {
            return Role.NONE;
        }
        return hostsHub ? Role.HOST : access.roleOf(client, invitedAs);
    }

    /** The hub says that this client may not be in the room, or that the room is no more: its role is {@link Role#NONE} until it joins again. */
    void notAdmitted() {
        admitted = false;
    }

    /** Whether this client hosts the hub, as the hub said when it let it in. */
    public boolean hostsHub() {
        return hostsHub;
    }

    /** Who may write what, as of the last commit that is known here; null before the room is joined, and where the hub keeps no rules. */
    public @Nullable List<Rule> rules() {
        return rules;
    }

    /** What people know the clients by that the confirmed entries name. */
    Map<String, String> authors() {
        Map<String, String> authors = new HashMap<>();
        for (Entry entry : confirmed.all()) {
            Stream.of(entry.createdBy(), entry.changedBy())
                    .filter(author -> author != null && names.containsKey(author))
                    .forEach(author -> authors.put(author, names.get(author)));
        }
        return authors;
    }

    /** The last commit that is in the confirmed state. */
    public long seq() {
        return seq;
    }

    /** The history that this is a replica of, null before the first snapshot. */
    public @Nullable String epoch() {
        return epoch;
    }

    /** The locks that are held. */
    public SeenLocks locks() {
        return locks;
    }

    /** How many own requests the hub has not answered. */
    public int pendingCount() {
        return own.size();
    }

    /** The id of the last request, 0 where there was none. */
    long lastId() {
        return own.lastId();
    }

    /** The last own request that touches {@code key} and is not answered, 0 where there is none. */
    public long lastPendingId(String key) {
        return own.lastOf(key);
    }

    /** The first own request that touches {@code key} and is not answered, 0 where there is none. */
    public long firstPendingId(String key) {
        return own.firstOf(key);
    }

    // ---- own requests

    /** Those that the hub has not answered. */
    OwnRequests own() {
        return own;
    }

    /**
     * Makes a commit, which is seen at once.
     *
     * @param foldable a later put of the same key may take its place as long as it was not sent
     * @param delta takes the keys that look different
     * @return the id of the request that it is part of
     */
    public long submit(CommitRequest request, boolean foldable, Delta delta) {
        return submit(request, null, foldable, delta);
    }

    /** @param frame the message with the id {@link #idFor} it; null where it has not been encoded */
    long submit(CommitRequest request, @Nullable String frame, boolean foldable, Delta delta) {
        Pending target = own.submit(request, frame, foldable);
        recompute(target.keys(), delta, true);
        return target.id;
    }

    /** The id that {@link #submit} would give {@code request} now. */
    long idFor(CommitRequest request, boolean foldable) {
        return own.idFor(request, foldable);
    }

    /** Asks for a lock; returns the id of the request. */
    public long lock(List<String> keys, long waitMillis) {
        return request(id -> new ClientMessage.Lock(room, id, keys, waitMillis));
    }

    /** Releases a lock; returns the id of the request. */
    public long unlock(long fence) {
        return request(id -> new ClientMessage.Unlock(room, id, fence));
    }

    /** Makes another request than a commit from its id, which it returns. */
    public long request(LongFunction<ClientMessage.Request> of) {
        return own.add(of);
    }

    // ---- sending

    /** Where this replica stands, to be told at a join; null where it knows nothing. */
    public ClientMessage.@Nullable Since since() {
        return epoch == null ? null : new ClientMessage.Since(epoch, seq);
    }

    /** The connection broke: all that was under way is to be sent again, once the room is joined. */
    public void disconnected() {
        own.disconnected();
        arriving = null;
    }

    /** A request that is sent, and its JSON. */
    public record Sendable(ClientMessage.Request message, String frame) {}

    /** What may be sent now, in order; counts as sent. */
    public List<Sendable> takeSendable() {
        return own.takeSendable();
    }

    // ---- what the hub says

    /** @throws MalformedException where the hub's commits have a gap; the replica knows nothing then and has to join anew */
    public void changes(HubMessage.Changes changes, Delta delta) throws MalformedException {
        names.putAll(changes.authors());
        for (Commit commit : changes.commits()) {
            if (commit.seq() <= seq) {
                continue; // told again after a reconnect
            }
            if (commit.seq() != seq + 1) {
                String gap = "after commit " + seq + " came " + commit.seq();
                epoch = null;
                throw new MalformedException(gap);
            }
            seq = commit.seq();
            confirmed.apply(commit);
            rules = commit.rules() == null ? rules : commit.rules();
            if (commit.access() != null) {
                access = commit.access();
                delta.accessChanged = true;
            }
            delta.locks.addAll(locks.update(commit.locks()));
            Set<String> keys = new LinkedHashSet<>();
            commit.ops().forEach(op -> keys.add(op.key()));
            if (client.equals(commit.client())) {
                settleOwn(commit, keys, delta);
            }
            settleReached(keys, delta);
            recompute(keys, delta, !commit.quiet());
        }
    }

    /**
     * A part of a snapshot; with the last the confirmed state is replaced. Where nothing of the room was seen, and nothing is
     * asked of it, what has arrived is seen already: a large room shows itself while it comes.
     */
    public void snapshot(HubMessage.Snapshot part, Delta delta) {
        if (arriving == null) {
            arriving = new Arriving(epoch == null && own.isEmpty() && seen.isEmpty());
        }
        Arriving all = arriving;
        all.add(part.entries());
        names.putAll(part.authors());
        if (part.more()) {
            if (all.isSeen && own.isEmpty() && all.unseen.size() >= all.entries.size() / 2) {
                confirmed = all.entries; // by doubling: who shows it starts anew a few times, not for each part
                recompute(all.takeUnseen(), delta, true);
            }
            return;
        }
        losses.replaced(confirmed, epoch, seq, part.epoch(), part.seq());
        Set<String> keys = all.isSeen ? new LinkedHashSet<>() : new LinkedHashSet<>(seen.keySet());
        keys.addAll(all.takeUnseen());
        confirmed = all.entries;
        arriving = null;
        if (!part.epoch().equals(epoch)) {
            own.forgetAnswers(); // of another history: they are sent again
        }
        epoch = part.epoch();
        seq = part.seq();
        inDoubt.addAll(own.inDoubt());
        settleReached(keys, delta);
        recompute(keys, delta, true);
    }

    /** The hub let the session in; {@code delta} collects what is seen differently now. */
    public void joined(HubMessage.Joined joined, Delta delta) {
        delta.locks.addAll(locks.replace(joined.locks()));
        rules = joined.rules();
        access = joined.access();
        hostsHub = joined.hostsHub()
                || (joined.role().equals(Role.HOST.wireName())
                        && joined.invitedAs() == null
                        && access.roleOf(client) != Role.HOST); // as 0.1.0 says it
        invitedAs = joined.invitedAs();
        admitted = true;
        delta.accessChanged = true;
        losses.joined(joined, confirmed);
        joined.members().forEach(this::named);
    }

    /** What the hub has lost since this client last heard of it, told once; null where nothing is. */
    @Nullable
    LostHistory takeLost() {
        return losses.take();
    }

    /** What people know a member by is known after it has left, too. */
    void named(HubMessage.Member member) {
        names.put(member.client(), member.name());
    }

    /** @return whether the request is one that waits for an answer */
    public boolean applied(HubMessage.Applied applied, Delta delta) {
        Set<String> keys = new LinkedHashSet<>();
        Pending request = own.find(applied.id());
        if (request != null) {
            giveUpDeferredBefore(request, keys, delta);
        }
        Settled done = new Settled.Done(applied.id(), applied.seq(), applied.changed());
        boolean known = settleAt(applied.seq(), done, delta);
        recompute(keys, delta, true);
        return known;
    }

    /**
     * A commit that the hub could not store is not over: it stays seen, and waits for {@link #retry}, with all that was not sent
     * yet behind it.
     *
     * @return whether the request is one that waits for an answer
     */
    public boolean refused(HubMessage.Refused refused, Delta delta) {
        Pending request = own.find(refused.id());
        if (request != null && request.commit != null && refused.code() == RefusalCode.UNAVAILABLE) {
            own.defer(request, refused);
        } else if (request != null) {
            settle(request, new Settled.Refused(refused.id(), refused, List.copyOf(request.ops())), delta);
        }
        return request != null;
    }

    /** Whether some commit waits for {@link #retry}. */
    public boolean isDeferring() {
        return own.isDeferring();
    }

    /** What the hub could not store may be sent once more. */
    public void retry() {
        own.retry();
    }

    /** @return whether the request is one that waits for an answer */
    public boolean granted(HubMessage.Granted granted, Delta delta) {
        Settled grant = new Settled.Granted(granted.id(), granted.keys(), granted.fence());
        return settleAt(granted.fence(), grant, delta); // who holds a lock sees all that was done before
    }

    // ---- helpers

    private void settleOwn(Commit commit, Set<String> keys, Delta delta) {
        Pending request = own.find(commit.id());
        if (request != null && request.commit != null) {
            keys.addAll(request.keys());
            giveUpDeferredBefore(request, keys, delta);
            drop(request);
            delta.settled.add(new Settled.Done(commit.id(), commit.seq(), true));
        }
    }

    /** Where a later commit to the same keys was done, an earlier one would undo it. */
    private void giveUpDeferredBefore(Pending done, Set<String> keys, Delta delta) {
        for (Pending earlier : own.copy()) {
            if (earlier == done) {
                return;
            }
            HubMessage.Refused why = earlier.deferred;
            if (why != null && !Collections.disjoint(earlier.keys(), done.keys())) {
                keys.addAll(earlier.keys());
                drop(earlier);
                delta.settled.add(new Settled.Refused(earlier.id, why, List.copyOf(earlier.ops())));
            }
        }
    }

    /** Drops those whose results have arrived. */
    private void settleReached(Set<String> keys, Delta delta) {
        for (Pending request : own.takeReached(seq)) {
            keys.addAll(request.keys());
            inDoubt.remove(request.id);
            delta.settled.add(Objects.requireNonNull(request.answer));
        }
    }

    private boolean settleAt(long answerSeq, Settled answer, Delta delta) {
        Pending request = own.find(answer.id());
        if (request == null) {
            return false;
        }
        if (answerSeq > seq) {
            own.answer(request, answer, answerSeq);
        } else {
            settle(request, answer, delta);
        }
        return true;
    }

    private void settle(Pending request, Settled settled, Delta delta) {
        Set<String> keys = request.keys();
        drop(request);
        delta.settled.add(settled);
        recompute(keys, delta, true);
    }

    private void drop(Pending request) {
        own.remove(request);
        inDoubt.remove(request.id);
    }

    /** Recomputes what is seen at {@code keys}; while results are in doubt, what the hub says waits. */
    private void recompute(Set<String> keys, Delta delta, boolean refreshing) {
        if (!inDoubt.isEmpty()) {
            standingStill.addAll(keys);
            return;
        }
        if (!standingStill.isEmpty()) {
            Set<String> held = new LinkedHashSet<>(standingStill);
            standingStill.clear();
            recompute(held, delta, true);
        }
        for (String key : keys) {
            Json before = seen.get(key);
            Json now = predicted(key);
            if (now == null ? before == null : now.equals(before)) {
                continue;
            }
            if (now == null) {
                seen.remove(key);
            } else {
                seen.put(key, now);
            }
            delta.changed.add(key);
            if (refreshing) {
                delta.refreshing.add(key);
            }
        }
    }

    /** The confirmed value with the own operations over it; one that can't be done on it is left out. */
    private @Nullable Json predicted(String key) {
        Json value = confirmed.value(key);
        for (Pending request : own.of(key)) {
            for (Operation op : request.ops()) {
                if (op.key().equals(key) && op.problemOn(value) == null) {
                    value = op.applyTo(value);
                }
            }
        }
        return value;
    }
}
