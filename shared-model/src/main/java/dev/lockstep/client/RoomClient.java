package dev.lockstep.client;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import dev.lockstep.model.CommitRequest;
import dev.lockstep.model.Json;
import dev.lockstep.model.Limits;
import dev.lockstep.model.LockInfo;
import dev.lockstep.model.RefusalCode;
import dev.lockstep.model.Rule;
import dev.lockstep.model.Utf8;
import dev.lockstep.wire.ClientMessage;
import dev.lockstep.wire.HubMessage;
import dev.lockstep.wire.MalformedException;
import dev.lockstep.wire.Protocol;
import dev.lockstep.wire.WireCodec;

/**
 * One room as a program uses it: reads are at once, writes are seen at once and answered by stages.
 *
 * <p>All methods are to be called on the room's executor, and all listeners and stages run there; nothing blocks. Changes
 * made while there is no connection are kept, in order, and sent when there is one again; each is done exactly once.
 *
 * <p>Every stage completes. Once the connection is closed, by this program or by the hub, those of what the hub has not
 * answered fail with {@link CancellationException}, since nobody knows what became of it; what is asked for afterwards is
 * not done, and refused {@code unavailable}.
 */
public final class RoomClient {

    private static final Logger LOG = System.getLogger(RoomClient.class.getName());

    /** What one wake-up may take of the executor's thread: a quarter of a frame at 60 Hz. */
    static final long DRAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(4);

    /** The pause before a commit is sent again that the hub could not store. */
    private static final long RETRY_MILLIS = 1_000;

    /** What became of a commit. */
    public record Receipt(long seq, boolean changed) {}

    /** Locks that this client holds now. */
    public record Grant(List<String> keys, long fence) {}

    private record Delivery(Object socket, HubMessage.InRoom message) {}

    private final String name;
    private final Executor executor;
    private final Uplink uplink;
    private final RoomKeeper keeper;
    private final long drainNanos;
    private final Queue<Delivery> inbox = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean drainPlanned = new AtomicBoolean();
    private final CopyOnWriteArrayList<RoomListener> listeners = new CopyOnWriteArrayList<>();

    // the executor's own
    private final Replica replica;
    private final long earlierIds; // up to this one, requests may be of an earlier run
    private final OpenRequests requests;
    private final HistoryPages histories = new HistoryPages();
    private final Map<String, HubMessage.Member> members = new LinkedHashMap<>();
    private @Nullable Object socket;
    private boolean joined;
    private boolean everJoined;
    private boolean joinedToTell;
    private boolean left;
    private String session = "";
    private String role = "";
    private @Nullable Json shown;
    private Limits limits = Limits.DEFAULT;
    private boolean retryPlanned;
    private volatile @Nullable BooleanSupplier leaving; // lets go of the room, unless it is wanted after all
    private @Nullable String ended; // why nothing will reach the hub any more

    /**
     * @param keeper keeps what is owed and told
     * @param drainNanos what one wake-up may take of the executor's thread
     */
    RoomClient(String name, String client, Executor executor, Uplink uplink, RoomKeeper keeper, long drainNanos) {
        this.keeper = keeper;
        this.drainNanos = drainNanos;
        this.name = name;
        this.executor = executor;
        this.uplink = uplink;
        KeptRoom kept = keeper.kept();
        this.replica = new Replica(name, client, kept);
        this.requests = new OpenRequests(replica);
        this.earlierIds = kept.usedUpTo();
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
        return List.copyOf(members.values());
    }

    /** This client's session, empty before the first join. */
    public String session() {
        return session;
    }

    /** Whether the hub's answer to the latest join has arrived, and the connection holds since. */
    public boolean isJoined() {
        return joined;
    }

    /** Tells {@code listener} from now on. Returns what ends that. */
    public Runnable listen(RoomListener listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
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
        ClientMessage.Request message = new ClientMessage.Commit(name, Limits.INTEGER_MAX, request);
        String key = request.ops().isEmpty() ? "" : request.ops().get(0).key();
        RefusedException refusal = problemWith(message, key);
        if (refusal != null) {
            return refusedHere(refusal);
        }
        Replica.Delta delta = new Replica.Delta();
        long id = replica.submit(request, foldable, delta);
        keeper.owe(id, request);
        CompletionStage<Receipt> receipt = requests.awaitReceipt(id);
        if (retried) {
            requests.isRetried(id);
        }
        sendWhatMay();
        tell(delta);
        return receipt;
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
        sendWhatMay();
        return grant;
    }

    private void endWait(long request) {
        if (requests.giveUpGrant(request)) { // it is not answered yet
            requests.giveUp(keeper.used(replica.request(id -> new ClientMessage.EndWait(name, id, request))));
            sendWhatMay();
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
     * hosts the hub in any.
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

    private CompletionStage<Receipt> awaitReceipt(long id) {
        CompletionStage<Receipt> receipt = requests.awaitReceipt(keeper.used(id));
        sendWhatMay();
        return receipt;
    }

    /** What the hub lets this client do here: {@link Protocol#HOST} for whoever hosts it; empty before the first join. */
    public String role() {
        return role;
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
        if (!joined || ended != null) {
            return CompletableFuture.failedStage(HistoryPages.refusal("not connected"));
        }
        sendNow(asked);
        return histories.await(asked.from(), asked.to(), asked.keys());
    }

    /** Makes every window that is bound to {@code keys} refresh, though nothing changed. Nothing happens while not joined. */
    public void refresh(List<String> keys) {
        sendNow(new ClientMessage.Refresh(name, keys));
    }

    /**
     * What the other members see of this one; told again by itself after a reconnect.
     *
     * @throws IllegalArgumentException where {@code value} is too large for the hub
     */
    public void show(Json value) {
        ClientMessage message = new ClientMessage.Presence(name, value);
        checkSize(message);
        shown = value;
        sendNow(message);
    }

    /**
     * Tells the other members something that is not kept. Nothing happens while not joined.
     *
     * @throws IllegalArgumentException where {@code value} is too large for the hub
     */
    public void signal(Json value) {
        ClientMessage message = new ClientMessage.Signal(name, value);
        checkSize(message);
        sendNow(message);
    }

    /**
     * Why {@code request} won't be sent; null where it will. A hub ends a connection over a frame that is too large, and
     * would again each time that it is sent again.
     */
    private @Nullable RefusedException problemWith(ClientMessage.Request request, String key) {
        if (ended != null) {
            return new RefusedException(RefusalCode.UNAVAILABLE, "not connected any more: " + ended, null, null);
        }
        String problem = problemWithSize(request);
        return problem == null ? null : new RefusedException(RefusalCode.TOO_LARGE, problem, key, null);
    }

    private @Nullable String problemWithSize(ClientMessage message) {
        int bytes = Utf8.bytes(WireCodec.encode(message));
        return bytes <= limits.frameBytes()
                ? null
                : "too large: " + bytes + " bytes, and the hub takes " + limits.frameBytes() + " at once";
    }

    private void checkSize(ClientMessage message) {
        String problem = problemWithSize(message);
        if (problem != null) {
            throw new IllegalArgumentException(problem);
        }
    }

    private <T> CompletionStage<T> refusedHere(RefusedException refusal) {
        each(listener -> listener.refused(refusal));
        return CompletableFuture.failedStage(refusal);
    }

    private void sendNow(ClientMessage message) {
        Object current = socket;
        if (joined && current != null) {
            uplink.send(current, message);
        }
    }

    private void sendWhatMay() {
        Object current = socket;
        if (joined && current != null) {
            for (ClientMessage.Request request : replica.takeSendable()) {
                uplink.send(current, request);
            }
        }
    }

    // ---- the connection's side; called on its loop

    void connected(Object newSocket, HubMessage.Welcome welcome) {
        executor.execute(() -> {
            if (left) {
                uplink.gone(newSocket, name);
                return;
            }
            socket = newSocket;
            session = welcome.session();
            requests.begin(session);
            limits = welcome.limits();
            joined = false;
            replica.disconnected();
            uplink.send(newSocket, new ClientMessage.Join(name, replica.since()));
        });
    }

    void disconnected() {
        executor.execute(() -> {
            socket = null;
            joined = false;
            replica.disconnected();
            histories.fail("the connection broke");
        });
    }

    /** The hub can't let this client in, or takes no more for now. */
    void fault(HubMessage.Fault fault) {
        executor.execute(() -> {
            histories.fail(fault.message());
            if (!joined) {
                socket = null; // there is nothing to leave
                each(listener -> listener.notJoined(fault.message()));
            }
        });
    }

    /** Keeps the room as the hub has it, where that is new. */
    void keep() {
        executor.execute(() -> keeper.keep(replica));
    }

    /** The connection is closed for good. */
    void ended(String reason) {
        executor.execute(() -> {
            if (ended != null) {
                return;
            }
            ended = reason;
            requests.fail("the connection was closed before the hub answered: " + reason);
        });
    }

    /** @param letGo says whether the room may go; see {@link HubConnection#leave} */
    void leave(BooleanSupplier letGo) {
        leaving = letGo;
        executor.execute(this::leaveIfDone);
    }

    /** The room is wanted after all. Any thread, as {@link #isLeaving}. */
    void stay() {
        leaving = null;
    }

    boolean isLeaving() {
        return leaving != null;
    }

    private void leaveIfDone() {
        BooleanSupplier letGo = leaving;
        if (letGo != null && replica.pendingCount() == 0 && letGo.getAsBoolean()) {
            keeper.keep(replica);
            if (socket != null) {
                uplink.leave(socket, name);
            }
            left = true;
            socket = null;
            joined = false;
            histories.fail("the room was left");
            ended("the room was left");
        }
    }

    void deliver(Object fromSocket, HubMessage.InRoom message) {
        inbox.add(new Delivery(fromSocket, message));
        planDrain();
    }

    private void planDrain() {
        if (drainPlanned.compareAndSet(false, true)) {
            executor.execute(this::drain);
        }
    }

    // ---- what the hub says, on the executor

    /** Takes what has arrived, for as long as a frame allows, and tells of it once. */
    private void drain() {
        drainPlanned.set(false);
        Replica.Delta delta = new Replica.Delta();
        long end = System.nanoTime() + drainNanos;
        for (Delivery next = inbox.poll(); next != null; next = inbox.poll()) {
            try {
                if (next.socket() == socket) {
                    receive(next.message(), delta);
                }
            } catch (MalformedException e) {
                uplink.failed(next.socket(), "the hub sent what makes no sense: " + e.getMessage());
            } catch (
                    RuntimeException
                            e) { // a fault of this client's; one message must not keep the rest from being heard
                LOG.log(Level.ERROR, "a message to room " + name + " was not understood", e);
                uplink.failed(next.socket(), "this program could not handle what the hub said: " + e.getMessage());
            } finally {
                uplink.messageDone();
            }
            if (System.nanoTime() > end && !inbox.isEmpty()) {
                planDrain();
                break;
            }
        }
        sendWhatMay();
        retryLater();
        tell(delta);
        tellJoined();
    }

    /** What the hub could not store is tried again until it can. */
    private void retryLater() {
        if (!retryPlanned && replica.isDeferring()) {
            retryPlanned = true;
            uplink.later(
                    RETRY_MILLIS,
                    () -> executor.execute(() -> {
                        retryPlanned = false;
                        replica.retry();
                        sendWhatMay();
                    }));
        }
    }

    private void receive(HubMessage.InRoom message, Replica.Delta delta) throws MalformedException {
        if (message instanceof HubMessage.Changes changes) {
            replica.changes(changes, delta);
        } else if (message instanceof HubMessage.Applied applied) {
            replica.applied(applied, delta);
        } else if (message instanceof HubMessage.Refused refused) {
            replica.refused(refused, delta);
        } else if (message instanceof HubMessage.Granted granted) {
            granted(granted, delta);
        } else if (message instanceof HubMessage.Snapshot part) {
            replica.snapshot(part, delta);
        } else if (message instanceof HubMessage.Joined answer) {
            joined(answer, delta);
        } else if (message instanceof HubMessage.History page) {
            histories.came(page);
        } else if (message instanceof HubMessage.Presence presence) {
            presence(presence);
        } else if (message instanceof HubMessage.Lost lost) {
            each(listener -> listener.lost(lost));
        } else if (message instanceof HubMessage.Refresh refresh) {
            each(listener -> listener.refreshed(refresh.keys()));
        } else if (message instanceof HubMessage.Signal signal) {
            each(listener -> listener.signalled(signal));
        }
    }

    private void joined(HubMessage.Joined answer, Replica.Delta delta) {
        replica.joined(answer, delta);
        members.clear();
        answer.members().forEach(member -> members.put(member.session(), member));
        role = answer.role();
        joined = true;
        if (!everJoined) {
            everJoined = true;
            letGoOfStrayLocks(answer);
        }
        Object current = socket;
        if (current != null) {
            uplink.joined(current, name);
        }
        if (shown != null) {
            sendNow(new ClientMessage.Presence(name, shown));
        }
        joinedToTell = true;
    }

    /** When what the hub knows is in the properties and lists too. */
    private void tellJoined() {
        if (joinedToTell) {
            joinedToTell = false;
            each(listener -> listener.joined(session));
            each(listener -> listener.members(members()));
            LostHistory lost = replica.takeLost();
            if (lost != null) {
                each(listener -> listener.lostHistory(lost));
            }
        }
    }

    /**
     * Puts back what the hub has lost and this client still knows, entry by entry; what somebody has put there since is left as it is.
     *
     * @return completes with how many entries were put back, when all are answered
     */
    public CompletionStage<Integer> putBack(LostHistory lost) {
        return lost.putBackInto(this);
    }

    /** An earlier run of this client that ended without a word may still hold locks, which nobody here knows of. */
    private void letGoOfStrayLocks(HubMessage.Joined answer) {
        answer.locks().stream()
                .filter(lock -> session.equals(lock.session()))
                .map(LockInfo::fence)
                .distinct()
                .forEach(this::unlock);
    }

    /** An earlier run may have stood in line: nobody here waits for its lock, nor would give it back. */
    private void granted(HubMessage.Granted granted, Replica.Delta delta) {
        if (!replica.granted(granted, delta) && granted.id() <= earlierIds) {
            unlock(granted.fence());
        }
    }

    private void presence(HubMessage.Presence presence) {
        presence.members().forEach(member -> {
            members.put(member.session(), member);
            replica.named(member);
        });
        presence.left().forEach(members::remove);
        each(listener -> listener.members(members()));
    }

    /** Listeners first, so that whoever waits for a stage finds everything as the stage says. */
    private void tell(Replica.Delta delta) {
        if (!delta.changed().isEmpty()
                || !delta.locks().isEmpty()
                || !delta.settled().isEmpty()) {
            each(listener -> listener.changed(delta));
        }
        delta.settled().forEach(this::settle);
        leaveIfDone();
    }

    private void settle(Replica.Settled settled) {
        keeper.done(settled.id());
        RefusedException refusal = requests.settle(settled);
        if (refusal != null) {
            each(listener -> listener.refused(refusal));
        }
    }

    private void each(Consumer<RoomListener> call) {
        for (RoomListener listener : listeners) {
            try {
                call.accept(listener);
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, "a listener of room " + name + " failed", e);
            }
        }
    }
}
