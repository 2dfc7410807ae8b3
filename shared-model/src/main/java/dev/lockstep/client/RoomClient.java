package dev.lockstep.client;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import dev.lockstep.model.CommitRequest;
import dev.lockstep.model.Entry;
import dev.lockstep.model.Json;
import dev.lockstep.model.Limits;
import dev.lockstep.model.LockInfo;
import dev.lockstep.model.Operation;
import dev.lockstep.model.RefusalCode;
import dev.lockstep.wire.ClientMessage;
import dev.lockstep.wire.HubMessage;
import dev.lockstep.wire.MalformedException;

/**
 * One room as a program uses it: reads are at once, writes are seen at once and answered by stages.
 *
 * <p>All methods are to be called on the room's executor, and all listeners and stages run there; nothing blocks. Changes
 * made while there is no connection are kept, in order, and sent when there is one again; each is done exactly once.
 */
public final class RoomClient {

    private static final Logger LOG = System.getLogger(RoomClient.class.getName());

    /** What one wake-up may take of the executor's thread: a quarter of a frame at 60 Hz. */
    static final long DRAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(4);

    /** What became of a commit. */
    public record Receipt(long seq, boolean changed) {}

    /** Locks that this client holds now. */
    public record Grant(List<String> keys, long fence) {}

    private record Delivery(Object socket, HubMessage.InRoom message) {}

    private final String name;
    private final Executor executor;
    private final Uplink uplink;
    private final long drainNanos;
    private final Queue<Delivery> inbox = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean drainPlanned = new AtomicBoolean();
    private final CopyOnWriteArrayList<RoomListener> listeners = new CopyOnWriteArrayList<>();

    // the executor's own
    private final Replica replica;
    private final Map<Long, List<CompletableFuture<Receipt>>> receipts = new HashMap<>();
    private final Map<Long, CompletableFuture<Grant>> grants = new HashMap<>();
    private final Map<String, HubMessage.Member> members = new LinkedHashMap<>();
    private @Nullable Object socket;
    private boolean joined;
    private String session = "";
    private @Nullable Json shown;

    /** @param drainNanos what one wake-up may take of the executor's thread */
    RoomClient(String name, String client, Executor executor, Uplink uplink, long drainNanos) {
        this.drainNanos = drainNanos;
        this.name = name;
        this.executor = executor;
        this.uplink = uplink;
        this.replica = new Replica(name, client);
    }

    // ---- reading

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
        Replica.Delta delta = new Replica.Delta();
        CompletableFuture<Receipt> receipt = new CompletableFuture<>();
        long id = replica.submit(request, foldable, delta);
        receipts.computeIfAbsent(id, i -> new ArrayList<>(1)).add(receipt);
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
        CompletableFuture<Receipt> receipt = new CompletableFuture<>();
        tryUpdate(key, change, receipt);
        return receipt;
    }

    private void tryUpdate(
            String key, Function<@Nullable Json, @Nullable Json> change, CompletableFuture<Receipt> receipt) {
        long own = replica.lastPendingId(key);
        List<CompletableFuture<Receipt>> before = own == 0 ? null : receipts.get(own);
        if (before != null) { // its version is known when the hub has answered
            CompletableFuture<Receipt> answered = new CompletableFuture<>();
            before.add(answered);
            whenOver(answered, () -> tryUpdate(key, change, receipt));
            return;
        }
        try {
            Json value = change.apply(replica.get(key));
            Operation op = value == null ? new Operation.Remove(key) : new Operation.Put(key, value);
            Entry entry = replica.confirmed(key);
            CommitRequest.Condition condition = new CommitRequest.Condition(key, entry == null ? 0 : entry.version());
            CommitRequest request = new CommitRequest(List.of(op), List.of(condition), List.of(), false);
            commit(request).whenComplete((done, failure) -> {
                if (failure == null) {
                    receipt.complete(done);
                } else if (failure instanceof RefusedException refused && refused.code() == RefusalCode.CONFLICT) {
                    tryUpdate(key, change, receipt);
                } else {
                    receipt.completeExceptionally(failure);
                }
            });
        } catch (RuntimeException e) {
            receipt.completeExceptionally(e);
        }
    }

    private static void whenOver(CompletionStage<?> stage, Runnable then) {
        stage.whenComplete((result, failure) -> then.run());
    }

    /**
     * Locks {@code keys} and all below them, all or none.
     *
     * @param wait how long to stand in line, zero not to
     * @return fails with {@link RefusedException}: {@code locked}, {@code timeout} or {@code deadlock}
     */
    public CompletionStage<Grant> lock(List<String> keys, Duration wait) {
        CompletableFuture<Grant> grant = new CompletableFuture<>();
        long millis = Math.max(0, Math.min(Limits.WAIT_MILLIS_MAX, wait.toMillis()));
        grants.put(replica.lock(keys, millis), grant);
        sendWhatMay();
        return grant;
    }

    public CompletionStage<Receipt> unlock(long fence) {
        CompletableFuture<Receipt> receipt = new CompletableFuture<>();
        receipts.computeIfAbsent(replica.unlock(fence), i -> new ArrayList<>(1)).add(receipt);
        sendWhatMay();
        return receipt;
    }

    /** Makes every window that is bound to {@code keys} refresh, though nothing changed. Nothing happens while not joined. */
    public void refresh(List<String> keys) {
        sendNow(new ClientMessage.Refresh(name, keys));
    }

    /** What the other members see of this one; told again by itself after a reconnect. */
    public void show(Json value) {
        shown = value;
        sendNow(new ClientMessage.Presence(name, value));
    }

    /** Tells the other members something that is not kept. Nothing happens while not joined. */
    public void signal(Json value) {
        sendNow(new ClientMessage.Signal(name, value));
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
            socket = newSocket;
            session = welcome.session();
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
        });
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
            } finally {
                uplink.messageDone();
            }
            if (System.nanoTime() > end && !inbox.isEmpty()) {
                planDrain();
                break;
            }
        }
        sendWhatMay();
        tell(delta);
    }

    private void receive(HubMessage.InRoom message, Replica.Delta delta) throws MalformedException {
        if (message instanceof HubMessage.Changes changes) {
            replica.changes(changes, delta);
        } else if (message instanceof HubMessage.Applied applied) {
            replica.applied(applied, delta);
        } else if (message instanceof HubMessage.Refused refused) {
            replica.refused(refused, delta);
        } else if (message instanceof HubMessage.Granted granted) {
            replica.granted(granted, delta);
        } else if (message instanceof HubMessage.Snapshot part) {
            replica.snapshot(part, delta);
        } else if (message instanceof HubMessage.Joined answer) {
            joined(answer, delta);
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
        joined = true;
        Object current = socket;
        if (current != null) {
            uplink.joined(current, name);
        }
        if (shown != null) {
            sendNow(new ClientMessage.Presence(name, shown));
        }
        each(listener -> listener.joined(session));
        each(listener -> listener.members(members()));
    }

    private void presence(HubMessage.Presence presence) {
        presence.members().forEach(member -> members.put(member.session(), member));
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
    }

    private void settle(Replica.Settled settled) {
        if (settled instanceof Replica.Settled.Done done) {
            List<CompletableFuture<Receipt>> waiting = receipts.remove(done.id());
            if (waiting != null) {
                waiting.forEach(receipt -> receipt.complete(new Receipt(done.seq(), done.changed())));
            }
        } else if (settled instanceof Replica.Settled.Granted granted) {
            settleGrant(granted);
        } else if (settled instanceof Replica.Settled.Refused refused) {
            refuse(refused.id(), refused.why());
        }
    }

    /** The answer to a request that was sent again may be old: the lock may have ended since. */
    private void settleGrant(Replica.Settled.Granted granted) {
        CompletableFuture<Grant> waiting = grants.remove(granted.id());
        if (waiting == null) {
            return;
        }
        String key = granted.keys().get(0);
        LockInfo lock = replica.lockOver(key);
        if (lock != null && session.equals(lock.session())) {
            waiting.complete(new Grant(granted.keys(), granted.fence()));
        } else {
            String message = "the lock on " + key + " ended while the connection was broken";
            waiting.completeExceptionally(new RefusedException(RefusalCode.FENCED, message, key, null));
        }
    }

    private void refuse(long id, HubMessage.Refused why) {
        LockInfo lock = why.key() == null ? null : replica.lockOver(why.key());
        RefusedException refusal =
                new RefusedException(why.code(), why.message(), why.key(), lock == null ? null : lock.name());
        CompletableFuture<Grant> grant = grants.remove(id);
        if (grant != null) {
            grant.completeExceptionally(refusal);
        }
        List<CompletableFuture<Receipt>> waiting = receipts.remove(id);
        if (waiting != null) {
            waiting.forEach(receipt -> receipt.completeExceptionally(refusal));
        }
        each(listener -> listener.refused(refusal));
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
