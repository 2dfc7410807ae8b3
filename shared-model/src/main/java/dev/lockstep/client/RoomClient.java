package dev.lockstep.client;

import java.time.Duration;
import java.util.List;
import java.util.NavigableMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import dev.lockstep.model.AccessChange;
import dev.lockstep.model.CommitRequest;
import dev.lockstep.model.Json;
import dev.lockstep.model.Limits;
import dev.lockstep.model.Operation;
import dev.lockstep.model.RefusalCode;
import dev.lockstep.model.Role;
import dev.lockstep.model.Rule;
import dev.lockstep.model.Utf8;
import dev.lockstep.wire.ClientMessage;
import dev.lockstep.wire.HubMessage;
import dev.lockstep.wire.WireCodec;

/**
 * One room as a program uses it: reads are immediate, writes are visible immediately and acknowledged by stages.
 *
 * <p>All methods are to be called on the room's executor, and all listeners and stages run there; nothing blocks. Changes
 * made while there is no connection are kept, in order, and sent when there is one again; each is done exactly once.
 *
 * <p>Every stage completes. Once the connection is closed, by this program or by the hub, those of what the hub has not
 * answered fail with {@link CancellationException}, since nobody knows what became of it; what is asked for afterwards is
 * not done, and refused {@code unavailable}.
 */
public final class RoomClient {

    /** What became of a commit. */
    public record Receipt(long seq, boolean changed) {}

    /** Locks that this client holds now. */
    public record Grant(List<String> keys, long fence) {}

    private final String name;
    private final Executor executor;
    private final RoomKeeper keeper;
    private final Replica replica;
    private final OpenRequests requests;
    private final HistoryPages histories = new HistoryPages();
    private final RoomListeners listeners;
    private final RoomChannel channel;

    /**
     * @param keeper keeps what the hub has confirmed, and what it has not answered
     * @param drainNanos what one wake-up may take of the executor's thread
     */
    RoomClient(
            String name,
            String client,
            Executor executor,
            RoomTransport transport,
            RoomKeeper keeper,
            long drainNanos) {
        this.name = name;
        this.executor = executor;
        this.keeper = keeper;
        this.replica = new Replica(name, client, keeper.kept());
        this.requests = new OpenRequests(replica);
        this.listeners = new RoomListeners(name);
        this.channel =
                new RoomChannel(name, executor, transport, keeper, drainNanos, replica, requests, histories, listeners);
        channel.load();
    }

    // ---- reading

    /** The name that it was opened by. */
    public String name() {
        return name;
    }

    /** The value at {@code key} as it is seen here, own changes included; null where there is no entry. */
    public @Nullable Json get(String key) {
        return replica.get(key);
    }

    /** All that is seen, by key; a view. */
    public NavigableMap<String, Json> all() {
        return replica.all();
    }

    /** The state behind what is seen. */
    public Replica replica() {
        return replica;
    }

    /** Who is in the room, as far as the hub has said. On the loop. */
    public List<HubMessage.Member> members() {
        return channel.members();
    }

    /** This client's session, empty before the first join. */
    public String session() {
        return channel.session();
    }

    /** Whether the hub's answer to the latest join has arrived, and the connection holds since. */
    public boolean isJoined() {
        return channel.isJoined();
    }

    /** Notifies {@code listener} from now on, until the subscription is closed. */
    public Subscription listen(RoomListener listener) {
        return listeners.add(listener);
    }

    // ---- writing

    /** Commits; the stage fails with {@link RefusedException}. */
    public CompletionStage<Receipt> commit(CommitRequest request) {
        return commit(request, false);
    }

    /**
     * Commits.
     *
     * @param foldable it is one put of a key of which many may come, such as a slider's: those that can't be sent yet are
     *     folded into one
     */
    public CompletionStage<Receipt> commit(CommitRequest request, boolean foldable) {
        return commit(request, foldable, false);
    }

    /** @param retried its author tries again after a conflict, so that nobody need hear of one */
    public CompletionStage<Receipt> commit(CommitRequest request, boolean foldable, boolean retried) {
        String key = request.ops().isEmpty() ? "" : request.ops().get(0).key();
        String frame = WireCodec.encode(new ClientMessage.Commit(name, replica.idFor(request, foldable), request));
        RefusedException refusal = problemWith(frame, key, request.ops());
        if (refusal == null) {
            refusal = forbidden(request);
        }
        if (refusal != null) {
            return refusedHere(refusal);
        }
        Replica.Delta delta = new Replica.Delta();
        long id = replica.submit(request, frame, foldable, delta);
        keeper.keepUnsent(id, request, frame);
        CompletionStage<Receipt> receipt = requests.awaitReceipt(id);
        if (retried) {
            requests.isRetried(id);
        }
        channel.sendRequests();
        channel.notify(delta);
        return receipt;
    }

    /**
     * Refuses {@code unavailable} what was to be done at {@code key}, as the hub would.
     *
     * @param ops what it was, as far as that is known
     * @param reason for people
     */
    public CompletionStage<Receipt> refuse(String key, List<Operation> ops, String reason) {
        return refusedHere(new RefusedException(RefusalCode.UNAVAILABLE, reason, key, null, ops));
    }

    /** The commits that the hub has not answered, in order. */
    public List<WaitingChange> waiting() {
        return replica.own().copy().stream()
                .filter(own -> own.commit != null)
                .map(own -> new WaitingChange(List.copyOf(own.keys()), reasonFor(own)))
                .toList();
    }

    private String reasonFor(Pending own) {
        HubMessage.Refused deferred = own.deferred;
        if (deferred != null) {
            return "the hub can't store it at the moment: " + deferred.message();
        } else if (!channel.isJoined()) {
            return "there is no connection";
        }
        return own.underWay ? "the hub has not answered yet" : "others are sent first";
    }

    /**
     * Sets {@code key} to what {@code change} makes of its value, again if somebody else was faster.
     *
     * @param change gets null where there is no entry; what it returns is put, null removes. May run several times.
     */
    public CompletionStage<Receipt> update(String key, Function<@Nullable Json, @Nullable Json> change) {
        return update(key, List.of(), false, change);
    }

    /**
     * As {@link #update(String, Function)}, under locks: where one of {@code fences} guards {@code key}, nobody else can be
     * faster, and it is done at once.
     *
     * @param fences each must be held when it is done
     * @param quiet windows don't refresh for it
     */
    public CompletionStage<Receipt> update(
            String key, List<Long> fences, boolean quiet, Function<@Nullable Json, @Nullable Json> change) {
        return new EntryUpdate(this, key, fences, quiet, change).run();
    }

    /** When the last own change of {@code key} that is not answered yet is over; null where there is none. */
    @Nullable
    CompletionStage<Receipt> lastChangeOf(String key) {
        long own = replica.lastPendingId(key);
        return own == 0 ? null : requests.awaitSame(own);
    }

    /** Whoever calls this tries the request again after a conflict, so that nobody else need hear of one. */
    void tryAgain(long id) {
        requests.isRetried(id);
    }

    /** Notifies of what was refused, which nobody tries again. */
    void tellRefused(RefusedException refusal) {
        listeners.each(listener -> listener.refused(refusal));
    }

    /**
     * Locks {@code keys} and all below them, all or none.
     *
     * @param wait how long to stand in line, zero not to
     * @return fails with {@link RefusedException}: {@code locked}, {@code timeout} or {@code deadlock}. Whoever cancels it as a
     *     {@link CompletionStage#toCompletableFuture future}, on any thread, gives up the place in line, or the lock
     */
    public CompletionStage<Grant> lock(List<String> keys, Duration wait) {
        long millis = Math.max(0, Math.min(Limits.WAIT_MILLIS_MAX, wait.toMillis()));
        ClientMessage.Lock request = new ClientMessage.Lock(name, Limits.INTEGER_MAX, keys, millis);
        RefusedException refusal = problemWith(request, keys.isEmpty() ? "" : keys.get(0));
        if (refusal != null) {
            return refusedHere(refusal);
        }
        long id = keeper.used(replica.lock(keys, millis));
        CompletionStage<Grant> grant = requests.awaitGrant(id);
        grant.exceptionally(failure -> {
            executor.execute(() -> endWait(id));
            return null;
        });
        channel.sendRequests();
        return grant;
    }

    private void endWait(long request) {
        if (requests.giveUpGrant(request)) { // it is not answered yet
            requests.giveUp(keeper.used(replica.request(id -> new ClientMessage.EndWait(name, id, request))));
            channel.sendRequests();
        }
    }

    /**
     * Gives back what was granted with {@code fence}, or takes it from whoever holds it where this client hosts the hub; the stage fails
     * with {@link RefusedException}.
     */
    public CompletionStage<Receipt> unlock(long fence) {
        RefusedException refusal = problemWith(new ClientMessage.Unlock(name, Limits.INTEGER_MAX, fence), "");
        return refusal == null ? awaitReceipt(replica.unlock(fence)) : refusedHere(refusal);
    }

    /**
     * Says who may write what from now on; see {@link Rule}. Anyone may in a room that has neither entries nor rules yet, and whoever
     * has the role {@link Role#HOST} in any.
     *
     * @return fails with {@link RefusedException}, {@code invalid} where the hub keeps no rules or the room is not joined yet
     */
    public CompletionStage<Receipt> setRules(List<Rule> rules) {
        RefusedException refusal = problemWith(new ClientMessage.Rules(name, Limits.INTEGER_MAX, rules), "");
        if (refusal == null && replica.rules() == null) {
            String message = "the room is not joined yet, or its hub keeps no rules";
            refusal = new RefusedException(RefusalCode.INVALID, message, null, null);
        }
        return refusal == null
                ? awaitReceipt(replica.request(id -> new ClientMessage.Rules(name, id, rules)))
                : refusedHere(refusal);
    }

    /**
     * Changes who has which role here, and in the parts of the room. For those who have the role {@link Role#HOST}; and as long as nobody
     * has changed it, for the client that was the first in the room, which has that role then.
     *
     * @return fails with {@link RefusedException}
     */
    public CompletionStage<Receipt> setAccess(AccessChange change) {
        RefusedException refusal = problemWith(new ClientMessage.SetAccess(name, Limits.INTEGER_MAX, change), "");
        return refusal == null
                ? awaitReceipt(replica.request(id -> new ClientMessage.SetAccess(name, id, change)))
                : refusedHere(refusal);
    }

    /** Whether this client may write the entry at {@code key}, as far as the roles say that are known here. */
    public boolean mayWrite(String key) {
        return replica.role().isAtLeast(replica.access().leastToWrite(key));
    }

    /** What the hub would refuse anyway is not shown for a moment first. */
    private @Nullable RefusedException forbidden(CommitRequest request) {
        if (!channel.isJoined() && replica.role() != Role.NONE) {
            return null; // it may be different by then
        }
        for (Operation op : request.ops()) {
            String problem = replica.access().problem(replica.role(), op.key());
            if (problem != null) {
                return new RefusedException(RefusalCode.FORBIDDEN, problem, op.key(), null, request.ops());
            }
        }
        return null;
    }

    private CompletionStage<Receipt> awaitReceipt(long id) {
        CompletionStage<Receipt> receipt = requests.awaitReceipt(keeper.used(id));
        channel.sendRequests();
        return receipt;
    }

    /** What this client may do here; {@link Role#EDITOR} before the first join. */
    public Role role() {
        return replica.role();
    }

    /**
     * Asks for a page of the room's past: of the commits from {@code from} to {@code to}, both included, the first that are
     * kept. Where its {@code more} is set, the rest is asked for from the one after the last on.
     *
     * @return fails with {@link RefusedException} where it can't be told now: there is no connection, or the hub says why
     */
    public CompletionStage<HubMessage.History> history(long from, long to) {
        return history(new ClientMessage.History(name, from, to));
    }

    /**
     * Asks for the latest commits that changed one of {@code keys}, from {@code from} to {@code to}: up to {@code latest} of each key,
     * with what they did to the keys alone. Where {@code more} is set, the rest is asked for up to the one before {@code since}.
     *
     * @return fails as {@link #history(long, long)} does, and where the hub can't look for keys
     */
    public CompletionStage<HubMessage.History> history(long from, long to, List<String> keys, int latest) {
        return history(new ClientMessage.History(name, from, to, keys, latest));
    }

    private CompletionStage<HubMessage.History> history(ClientMessage.History asked) {
        if (!channel.isJoined() || channel.ended() != null) {
            return CompletableFuture.failedStage(HistoryPages.refusal("not connected"));
        }
        channel.sendNow(asked);
        return histories.await(asked.from(), asked.to(), asked.keys());
    }

    /** Makes every window that is bound to {@code keys} refresh, though nothing changed. Nothing happens while not joined. */
    public void refresh(List<String> keys) {
        channel.sendNow(new ClientMessage.Refresh(name, keys));
    }

    /**
     * What the other members see of this one; told again by itself after a reconnect.
     *
     * @throws IllegalArgumentException where {@code value} is too large for the hub
     */
    public void show(Json value) {
        ClientMessage.Presence message = new ClientMessage.Presence(name, value);
        checkSize(message);
        channel.show(message);
    }

    /**
     * Tells the other members something that is not kept. Nothing happens while not joined.
     *
     * @throws IllegalArgumentException where {@code value} is too large for the hub
     */
    public void signal(Json value) {
        ClientMessage message = new ClientMessage.Signal(name, value);
        checkSize(message);
        channel.sendNow(message);
    }

    private @Nullable RefusedException problemWith(ClientMessage.Request request, String key) {
        return problemWith(WireCodec.encode(request), key, List.of());
    }

    /**
     * Why {@code frame} won't be sent; null where it will. A hub ends a connection over a frame that is too large, and
     * would again each time that it is sent again.
     *
     * @param ops what it would do
     */
    private @Nullable RefusedException problemWith(String frame, String key, List<Operation> ops) {
        String ended = channel.ended();
        if (ended != null) {
            return new RefusedException(RefusalCode.UNAVAILABLE, "not connected any more: " + ended, key, null, ops);
        }
        String problem = problemWithSize(frame);
        return problem == null ? null : new RefusedException(RefusalCode.TOO_LARGE, problem, key, null, ops);
    }

    private @Nullable String problemWithSize(String frame) {
        int bytes = Utf8.bytes(frame);
        int most = channel.limits().frameBytes();
        return bytes <= most ? null : "too large: " + bytes + " bytes, and the hub takes " + most + " at once";
    }

    private void checkSize(ClientMessage message) {
        String problem = problemWithSize(WireCodec.encode(message));
        if (problem != null) {
            throw new IllegalArgumentException(problem);
        }
    }

    private <T> CompletionStage<T> refusedHere(RefusedException refusal) {
        tellRefused(refusal);
        return CompletableFuture.failedStage(refusal);
    }

    /**
     * Puts back what the hub has lost and this client still knows, entry by entry; what somebody has put there since is left as it is.
     *
     * @return completes with how many entries were put back, when all are answered
     */
    public CompletionStage<Integer> putBack(LostHistory lost) {
        return lost.putBackInto(this);
    }

    /** The conversation with the hub, for the connection. */
    RoomChannel channel() {
        return channel;
    }
}
