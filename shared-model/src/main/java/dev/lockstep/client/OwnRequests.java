package dev.lockstep.client;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;

import org.jspecify.annotations.Nullable;

import dev.lockstep.model.CommitRequest;
import dev.lockstep.model.Entries;
import dev.lockstep.model.Entry;
import dev.lockstep.model.Json;
import dev.lockstep.model.MergePatch;
import dev.lockstep.model.Operation;
import dev.lockstep.wire.ClientMessage;
import dev.lockstep.wire.HubMessage;

/** The requests of a client that the hub has not answered, in order; and which of them may be sent. */
final class OwnRequests {

    /** So many requests are under way at once; far fewer than a hub remembers the answers of. */
    private static final int WINDOW = 4_096;

    /** The last would do, if each made a difference. */
    private static final int AFTER_MAX = 8;

    private final String room;
    private final Deque<Pending> pending = new ArrayDeque<>();
    private final Map<String, List<Pending>> byKey = new HashMap<>();
    private final Map<String, Entry> madeOver = new HashMap<>(); // see confirmedBefore
    private final long earlierIds; // up to this one, requests may be of an earlier run
    private long lastId;
    private int underWay;
    private int answered; // how many have an answer whose frame is on the way

    /** @param lastId no id up to this one is used */
    OwnRequests(String room, long lastId) {
        this.room = room;
        this.lastId = lastId;
        this.earlierIds = lastId;
    }

    int size() {
        return pending.size();
    }

    boolean isEmpty() {
        return pending.isEmpty();
    }

    /** The id of the last request, 0 where there was none. */
    long lastId() {
        return lastId;
    }

    List<Pending> copy() {
        return List.copyOf(pending);
    }

    /** Those that touch {@code key}. */
    List<Pending> of(String key) {
        return byKey.getOrDefault(key, List.of());
    }

    /** Whether some touch {@code key}. */
    boolean touch(String key) {
        return byKey.containsKey(key);
    }

    /** The id of the last that touches {@code key}, 0 where none does. */
    long lastOf(String key) {
        List<Pending> some = of(key);
        return some.isEmpty() ? 0 : some.get(some.size() - 1).id;
    }

    /** The id of the first that touches {@code key}, 0 where none does. */
    long firstOf(String key) {
        List<Pending> some = of(key);
        return some.isEmpty() ? 0 : some.get(0).id;
    }

    /** The version of the entry at {@code key} on which {@code request} is conditioned, {@code none} where it isn't. */
    long conditionOf(Pending request, String key, long none) {
        return request.conditions().stream()
                .filter(condition -> condition.key().equals(key))
                .map(CommitRequest.Condition::version)
                .findFirst()
                .orElse(none);
    }

    /** Whether an earlier run of this client made the request. */
    boolean isOfEarlierRun(long id) {
        return id <= earlierIds;
    }

    /**
     * {@code request}, which may be folded, on the condition that nobody else has changed the entry at {@code key} since it had
     * {@code version}. Own requests that are not answered have not told yet which version they give it.
     */
    CommitRequest unchangedByOthers(CommitRequest request, String key, long version) {
        List<Pending> own = of(key);
        int last = own.size() - 1;
        if (last >= 0 && isReplaceable(own.get(last))) {
            CommitRequest folded = request.with(condition(key, version, own.subList(0, last)));
            if (foldingTarget(folded) != null) {
                return folded;
            }
        }
        return request.with(unchangedByOthers(key, version));
    }

    /** That nobody else has changed the entry at {@code key} since it had {@code version}. */
    CommitRequest.Condition unchangedByOthers(String key, long version) {
        return condition(key, version, of(key));
    }

    private static CommitRequest.Condition condition(String key, long version, List<Pending> after) {
        return new CommitRequest.Condition(
                key,
                version,
                after.subList(Math.max(0, after.size() - AFTER_MAX), after.size()).stream()
                        .map(request -> request.id)
                        .toList());
    }

    private static boolean isReplaceable(Pending waiting) {
        return waiting.foldable && !waiting.everSent;
    }

    /** The hub had confirmed that when an earlier run of this client ended: what is conditioned on it was made over it. */
    void keepConditions(Entries confirmed) {
        for (Pending unsent : pending) {
            if (!isOfEarlierRun(unsent.id)) {
                return; // and so are all behind it
            }
            for (CommitRequest.Condition condition : unsent.conditions()) {
                String key = condition.key();
                Entry entry = confirmed.get(key);
                if (condition.version() == confirmed.version(key)) {
                    madeOver.putIfAbsent(key, entry == null ? new Entry(key, Json.ofNull(), 0, 0) : entry);
                }
            }
        }
    }

    /**
     * What the hub had confirmed at {@code key} when an earlier run of this client changed it on that condition; one of version 0 stands for no
     * entry. Null where that isn't known.
     */
    @Nullable
    Entry confirmedBefore(String key) {
        return madeOver.get(key);
    }

    @Nullable
    Pending find(long id) {
        for (Pending request : pending) { // answers come in order: it is among the first
            if (request.id == id) {
                return request;
            }
        }
        return null;
    }

    // ---- made

    /** Makes a commit, or has it take the place of one that was not sent. */
    Pending submit(CommitRequest request, @Nullable String frame, boolean foldable) {
        Pending target = foldable ? foldingTarget(request) : null;
        if (target == null) {
            target = new Pending(++lastId, request, null, foldable);
            add(target);
        } else {
            target.commit = request;
        }
        target.frame = frame;
        return target;
    }

    /** The id that {@link #submit} would give {@code request} now. */
    long idFor(CommitRequest request, boolean foldable) {
        Pending target = foldable ? foldingTarget(request) : null;
        return target == null ? lastId + 1 : target.id;
    }

    /** What was not sent yet of the same key, and {@code request} overwrites; nothing that was made since stands behind it. */
    private @Nullable Pending foldingTarget(CommitRequest request) {
        if (request.ops().size() != 1) {
            return null;
        }
        List<Pending> touching = of(request.ops().get(0).key());
        if (touching.isEmpty()) {
            return null;
        }
        for (int i = touching.size() - 1; i >= 0; i--) {
            Pending waiting = touching.get(i);
            if (!isReplaceable(waiting)) {
                return null;
            } else if (isAlike(waiting.commit, request)) {
                return waiting;
            } else if (!isApart(waiting.commit, request)) {
                return null;
            }
        }
        return null;
    }

    /** Whether it makes no difference which of both comes first: they set different members of an entry. */
    private static boolean isApart(@Nullable CommitRequest waiting, CommitRequest request) {
        return waiting != null
                && waiting.ops().get(0) instanceof Operation.Merge earlier
                && request.ops().get(0) instanceof Operation.Merge merge
                && MergePatch.areApart(earlier.value(), merge.value());
    }

    private static boolean isAlike(@Nullable CommitRequest waiting, CommitRequest request) {
        return waiting != null
                && isOverwritten(waiting, request)
                && waiting.conditions().equals(request.conditions());
    }

    private static boolean isOverwritten(@Nullable CommitRequest waiting, CommitRequest request) {
        return waiting != null
                && overwrites(waiting.ops().get(0), request.ops().get(0))
                && waiting.fences().equals(request.fences())
                && waiting.quiet() == request.quiet();
    }

    /** Whether nothing is seen any more of what {@code waiting} does, once {@code next} of the same entry is done. */
    private static boolean overwrites(Operation waiting, Operation next) {
        return next instanceof Operation.Put
                || (next instanceof Operation.Merge merge
                        && waiting instanceof Operation.Merge earlier
                        && MergePatch.overwrites(earlier.value(), merge.value()));
    }

    /** Makes another request than a commit from its id, which it returns. */
    long add(LongFunction<ClientMessage.Request> of) {
        long id = ++lastId;
        pending.add(new Pending(id, null, of.apply(id), false));
        return id;
    }

    void add(Pending request) {
        pending.add(request);
        for (String key : request.keys()) {
            byKey.computeIfAbsent(key, k -> new ArrayList<>(1)).add(request);
        }
    }

    // ---- sent

    /** The connection broke: all that was under way is to be sent again. */
    void disconnected() {
        pending.forEach(request -> {
            request.underWay = false;
            request.deferred = null;
        });
        underWay = 0;
    }

    /** What may be sent now, in order; counts as sent. */
    List<Replica.Sendable> takeSendable() {
        List<Replica.Sendable> sendable = new ArrayList<>();
        for (Pending next : pending) {
            if (next.underWay) {
                continue;
            }
            if (next.deferred != null
                    || underWay >= WINDOW
                    || (next.foldable && !next.everSent && waitsForItsLike(next))) {
                break; // those behind it wait too: the order of requests is the order of the hub
            }
            next.everSent = true;
            next.underWay = true;
            underWay++;
            sendable.add(next.sendable(room));
        }
        return sendable;
    }

    private boolean waitsForItsLike(Pending next) {
        for (String key : next.keys()) {
            for (Pending other : of(key)) {
                if (other == next) {
                    break;
                }
                boolean isFirst = other.foldable && other.underWay;
                if (isFirst && next.commit != null && isOverwritten(other.commit, next.commit)) {
                    return true;
                }
            }
        }
        return false;
    }

    // ---- answered

    /** The commits of which nobody here knows whether a snapshot has their results. */
    List<Long> inDoubt() {
        return pending.stream()
                .filter(request -> request.everSent && request.commit != null && request.answer == null)
                .map(request -> request.id)
                .toList();
    }

    /** {@code request} is over when the commit {@code seq} is seen. */
    void answer(Pending request, Replica.Settled answer, long seq) {
        answered += request.answer == null ? 1 : 0;
        request.answer = answer;
        request.doneAt = seq;
    }

    void forgetAnswers() {
        pending.forEach(request -> request.answer = null);
        answered = 0;
    }

    /** Takes out those that are over when the commit {@code seq} is seen. */
    List<Pending> takeReached(long seq) {
        List<Pending> reached = new ArrayList<>();
        for (Iterator<Pending> it = pending.iterator(); answered > 0 && it.hasNext(); ) {
            Pending request = it.next();
            if (request.answer != null && request.doneAt <= seq) {
                it.remove();
                forget(request);
                reached.add(request);
            }
        }
        return reached;
    }

    /** The hub could not store it: it waits for {@link #retry}, and those that were not sent yet behind it. */
    void defer(Pending request, HubMessage.Refused why) {
        underWay -= request.underWay ? 1 : 0;
        request.underWay = false;
        request.deferred = why;
    }

    boolean isDeferring() {
        return pending.stream().anyMatch(request -> request.deferred != null);
    }

    void retry() {
        pending.forEach(request -> request.deferred = null);
    }

    void remove(Pending request) {
        pending.remove(request);
        forget(request);
    }

    private void forget(Pending request) {
        underWay -= request.underWay ? 1 : 0;
        answered -= request.answer == null ? 0 : 1;
        for (String key : request.keys()) {
            List<Pending> some = byKey.get(key);
            if (some != null) {
                some.remove(request);
                if (some.isEmpty()) {
                    byKey.remove(key);
                }
            }
        }
    }
}
