package dev.lockstep.client;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;

import dev.lockstep.model.Json;
import dev.lockstep.model.Limits;
import dev.lockstep.model.LockInfo;
import dev.lockstep.wire.ClientMessage;
import dev.lockstep.wire.HubMessage;
import dev.lockstep.wire.MalformedException;
import dev.lockstep.wire.WireCodec;

/**
 * A room's protocol with the hub: loads what is stored of the room, joins it, sends what may be sent, and passes received messages to
 * the replica and to the listeners.
 *
 * <p>What the connection calls may be called on any thread; all else is for the room's executor.
 */
final class RoomChannel implements HubMessage.InRoom.RoomHandler {

    private static final Logger LOG = System.getLogger(RoomChannel.class.getName());

    /** What one wake-up may take of the executor's thread: a quarter of a frame at 60 Hz. */
    static final long DRAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(4);

    /** The pause before a commit is sent again that the hub could not store. */
    private static final long RETRY_MILLIS = 1_000;

    private record Delivery(Object socket, HubMessage.InRoom message) {}

    private record Invitation(Object socket, HubMessage.Welcome welcome) {}

    private final String name;
    private final Executor executor;
    private final RoomTransport transport;
    private final RoomKeeper keeper;
    private final long drainNanos;
    private final Replica replica;
    private final long earlierIds; // up to this one, requests may be of an earlier run
    private final OpenRequests requests;
    private final HistoryPages histories;
    private final RoomListeners listeners;
    private final Queue<Delivery> inbox = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean drainPlanned = new AtomicBoolean();
    private volatile @Nullable BooleanSupplier leaving; // lets go of the room, unless it is wanted after all

    // the executor's own
    private final Map<String, HubMessage.Member> members = new LinkedHashMap<>();
    private boolean loaded; // what is kept of the room has been read
    private boolean maySend; // the ids of requests are kept
    private @Nullable Invitation invitation; // to join, which waits until the room is loaded
    private @Nullable Object socket;
    private boolean joined;
    private boolean everJoined;
    private boolean joinIsNews;
    private boolean left;
    private String session = "";
    private @Nullable Json shown;
    private Limits limits = Limits.DEFAULT;
    private boolean retryPlanned;
    private @Nullable String ended; // why nothing will reach the hub any more
    private Replica.Delta delta = new Replica.Delta(); // what the messages of this drain changed

    /** @param drainNanos what one wake-up may take of the executor's thread */
    RoomChannel(
            String name,
            Executor executor,
            RoomTransport transport,
            RoomKeeper keeper,
            long drainNanos,
            Replica replica,
            OpenRequests requests,
            HistoryPages histories,
            RoomListeners listeners) {
        this.name = name;
        this.executor = executor;
        this.transport = transport;
        this.keeper = keeper;
        this.drainNanos = drainNanos;
        this.replica = replica;
        this.earlierIds = replica.lastId();
        this.requests = requests;
        this.histories = histories;
        this.listeners = listeners;
    }

    // ---- what is kept

    /** Reads what is kept of the room; until that is there, the room is not joined. */
    void load() {
        keeper.idsKept().whenComplete((kept, failure) -> executor.execute(this::idsAreKept));
        keeper.lastConfirmed().whenComplete((last, failure) -> executor.execute(() -> loaded(last)));
    }

    private void idsAreKept() {
        maySend = true;
        sendRequests();
    }

    private void loaded(KeptRoom.@Nullable LastConfirmed last) {
        if (last != null) {
            Replica.Delta restored = new Replica.Delta();
            replica.restore(last, restored);
            notify(restored);
        }
        loaded = true;
        Invitation waiting = invitation;
        invitation = null;
        if (waiting != null) {
            joinUnlessLeft(waiting);
        }
    }

    // ---- state

    List<HubMessage.Member> members() {
        return List.copyOf(members.values());
    }

    String session() {
        return session;
    }

    boolean isJoined() {
        return joined;
    }

    /** How large a message may be. */
    Limits limits() {
        return limits;
    }

    /** Why nothing will reach the hub any more; null where it may. */
    @Nullable
    String ended() {
        return ended;
    }

    // ---- sending

    /** Sends {@code message} now, or not at all. */
    void sendNow(ClientMessage message) {
        Object current = socket;
        if (joined && current != null) {
            transport.send(current, WireCodec.encode(message));
        }
    }

    /** Sends the requests that may be sent now. */
    void sendRequests() {
        Object current = socket;
        if (joined && maySend && current != null) {
            for (Replica.Sendable request : replica.takeSendable()) {
                transport.send(current, request.frame());
            }
        }
    }

    /** Sends {@code message}, and again after each join. */
    void show(ClientMessage.Presence message) {
        shown = message.value();
        sendNow(message);
    }

    // ---- the connection's side; any thread

    void connected(Object newSocket, HubMessage.Welcome welcome) {
        executor.execute(() -> {
            Invitation now = new Invitation(newSocket, welcome);
            if (loaded || left) {
                joinUnlessLeft(now);
            } else {
                invitation = now;
            }
        });
    }

    private void joinUnlessLeft(Invitation to) {
        if (left) {
            transport.gone(to.socket(), name);
        } else {
            join(to);
        }
    }

    private void join(Invitation to) {
        socket = to.socket();
        session = to.welcome().session();
        requests.begin(session);
        limits = to.welcome().limits();
        joined = false;
        replica.disconnected();
        transport.send(to.socket(), WireCodec.encode(new ClientMessage.Join(name, replica.since())));
    }

    void disconnected() {
        executor.execute(() -> {
            socket = null;
            invitation = null;
            joined = false;
            replica.disconnected();
            histories.fail("the connection broke");
        });
    }

    /** The hub can't let this client in, or takes no more for now. */
    void fault(HubMessage.Fault fault) {
        executor.execute(() -> {
            histories.fail(fault.message());
            boolean notAdmitted = fault.code() == HubMessage.ErrorCode.NOT_ADMITTED;
            boolean putOut = joined && (notAdmitted || fault.code() == HubMessage.ErrorCode.NOT_JOINED);
            if (!joined || putOut) {
                socket = null; // there is nothing to leave
                joined = false;
                replica.disconnected();
                if (notAdmitted || putOut) { // what is written now would wait for nobody knows what
                    replica.notAdmitted();
                    listeners.each(RoomListener::accessChanged);
                }
                listeners.each(listener -> listener.notJoined(fault.message()));
            }
        });
    }

    /** Keeps the room as the hub has it, where that is new. */
    void keep() {
        executor.execute(() -> keeper.keep(replica));
    }

    /** The connection is closed for good. */
    void ended(String reason) {
        executor.execute(() -> end(reason));
    }

    private void end(String reason) {
        if (ended == null) {
            ended = reason;
            requests.fail("the connection was closed before the hub answered: " + reason);
            listeners.each(listener -> listener.ended(reason));
        }
    }

    /** The connection is tried again after all. */
    void reopened() {
        executor.execute(() -> {
            ended = null;
            listeners.each(RoomListener::reopened);
        });
    }

    /** @param letGo says whether the room may go; see {@link HubConnection#leave} */
    void leave(BooleanSupplier letGo) {
        leaving = letGo;
        executor.execute(this::leaveIfDone);
    }

    /** The room is wanted after all. */
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
                transport.leave(socket, name);
            }
            left = true;
            socket = null;
            joined = false;
            histories.fail("the room was left");
            end("the room was left");
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

    /** Takes what has arrived, for as long as a frame allows, and notifies of it once. */
    private void drain() {
        drainPlanned.set(false);
        delta = new Replica.Delta();
        long end = transport.nanoTime() + drainNanos;
        for (Delivery next = inbox.poll(); next != null; next = inbox.poll()) {
            try {
                if (next.socket() == socket) {
                    next.message().handle(this);
                }
            } catch (RuntimeException e) { // a fault of this client's: the other messages are heard all the same
                LOG.log(Level.ERROR, "a message to room " + name + " could not be processed", e);
                fail("this program could not handle a message of the hub: " + e.getMessage());
            } finally {
                transport.messageDone();
            }
            if (transport.nanoTime() > end && !inbox.isEmpty()) {
                planDrain();
                break;
            }
        }
        sendRequests();
        retryLater();
        notify(delta);
        notifyOfJoin();
    }

    /** What the hub could not store is tried again until it can. */
    private void retryLater() {
        if (!retryPlanned && replica.isDeferring()) {
            retryPlanned = true;
            transport.later(
                    RETRY_MILLIS,
                    () -> executor.execute(() -> {
                        retryPlanned = false;
                        replica.retry();
                        sendRequests();
                    }));
        }
    }

    @Override
    public void changes(HubMessage.Changes changes) {
        try {
            replica.changes(changes, delta);
        } catch (MalformedException e) {
            fail("the hub sent what makes no sense: " + e.getMessage());
        }
    }

    /** Only a new connection helps. */
    private void fail(String why) {
        Object current = socket;
        if (current != null) {
            transport.failed(current, why);
        }
    }

    @Override
    public void left(HubMessage.Left message) {
        // the connection deals with it
    }

    @Override
    public void applied(HubMessage.Applied applied) {
        replica.applied(applied, delta);
    }

    @Override
    public void refused(HubMessage.Refused refused) {
        replica.refused(refused, delta);
    }

    /** An earlier run may have waited for the lock: nobody here does, nor would give it back. */
    @Override
    public void granted(HubMessage.Granted granted) {
        if (!replica.granted(granted, delta) && granted.id() <= earlierIds) {
            unlock(granted.fence());
        }
    }

    private void unlock(long fence) {
        keeper.used(replica.unlock(fence));
        sendRequests();
    }

    @Override
    public void snapshot(HubMessage.Snapshot part) {
        replica.snapshot(part, delta);
    }

    @Override
    public void joined(HubMessage.Joined answer) {
        replica.joined(answer, delta);
        members.clear();
        answer.members().forEach(member -> members.put(member.session(), member));
        joined = true;
        if (!everJoined) {
            everJoined = true;
            letGoOfStrayLocks(answer);
        }
        Object current = socket;
        if (current != null) {
            transport.joined(current, name);
        }
        if (shown != null) {
            sendNow(new ClientMessage.Presence(name, shown));
        }
        joinIsNews = true;
    }

    /** An earlier run of this client that ended without a word may still hold locks, which nobody here knows of. */
    private void letGoOfStrayLocks(HubMessage.Joined answer) {
        answer.locks().stream()
                .filter(lock -> session.equals(lock.session()))
                .map(LockInfo::fence)
                .distinct()
                .forEach(this::unlock);
    }

    @Override
    public void presence(HubMessage.Presence presence) {
        presence.members().forEach(member -> {
            members.put(member.session(), member);
            replica.named(member);
        });
        presence.left().forEach(members::remove);
        listeners.each(listener -> listener.members(members()));
    }

    @Override
    public void history(HubMessage.History page) {
        histories.came(page);
    }

    @Override
    public void lost(HubMessage.Lost lost) {
        listeners.each(listener -> listener.lost(lost));
    }

    @Override
    public void refresh(HubMessage.Refresh refresh) {
        listeners.each(listener -> listener.refreshed(refresh.keys()));
    }

    @Override
    public void signal(HubMessage.Signal signal) {
        listeners.each(listener -> listener.signalled(signal));
    }

    // ---- who is notified

    /** When what the hub knows is in the properties and lists too. */
    private void notifyOfJoin() {
        if (joinIsNews) {
            joinIsNews = false;
            listeners.each(listener -> listener.joined(session));
            listeners.each(listener -> listener.members(members()));
            LostHistory lost = replica.takeLost();
            if (lost != null) {
                listeners.each(listener -> listener.lostHistory(lost));
            }
        }
    }

    /** Listeners first, so that whoever waits for a stage finds everything as the stage says. */
    void notify(Replica.Delta news) {
        if (news.isAccessChanged()) {
            listeners.each(RoomListener::accessChanged);
        }
        if (!news.changed().isEmpty()
                || !news.locks().isEmpty()
                || !news.settled().isEmpty()) {
            listeners.each(listener -> listener.changed(news));
        }
        news.settled().forEach(this::settle);
        leaveIfDone();
    }

    private void settle(Replica.Settled settled) {
        keeper.answered(settled.id());
        if (settled instanceof Replica.Settled.Granted granted && requests.isTooLate(granted.id())) {
            unlock(granted.fence()); // nobody here knows of it
        }
        RefusedException refusal = requests.settle(settled);
        if (refusal != null) {
            listeners.each(listener -> listener.refused(refusal));
        }
    }
}
