package dev.lockstep.hub.session;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;

import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session.Listener;
import org.eclipse.jetty.websocket.common.WebSocketSession;
import org.jspecify.annotations.Nullable;

import dev.lockstep.hub.journal.HubKey;
import dev.lockstep.hub.room.Alarms;
import dev.lockstep.hub.room.Member;
import dev.lockstep.hub.room.Membership;
import dev.lockstep.hub.room.Room;
import dev.lockstep.hub.room.Rooms;
import dev.lockstep.hub.room.Share;
import dev.lockstep.model.Names;
import dev.lockstep.model.RefusalCode;
import dev.lockstep.wire.ClientId;
import dev.lockstep.wire.ClientMessage;
import dev.lockstep.wire.Decoded;
import dev.lockstep.wire.HubMessage;
import dev.lockstep.wire.HubProof;
import dev.lockstep.wire.Protocol;
import dev.lockstep.wire.WireCodec;

/**
 * One WebSocket, from the handshake to its end.
 *
 * <p>Its life is a {@link State}: {@link Opening} until {@code hello}, {@link Live} with a session, {@link Closed}. Jetty
 * calls in with one message at a time; the next is asked for only while the rooms keep up and the answers are taken, so a
 * client that floods is slowed by its own socket.
 */
public final class Connection implements Listener {

    private static final Logger LOG = System.getLogger(Connection.class.getName());

    /** So many answers may wait here before no more requests are read. */
    private static final int ANSWERS_WAITING_MAX = 8_192;

    /** So many requests may wait in a room before no more are read. */
    private static final int REQUESTS_WAITING_MAX = 1_024;

    /** The same where somebody else asks for something there too, and would wait behind them. */
    private static final int REQUESTS_WAITING_MAX_SHARED = 64;

    /** So many bytes of requests may wait in rooms before no more are read. */
    private static final long BYTES_WAITING_MAX = 4L * 1_024 * 1_024;

    /** So many bytes of answers may wait here before no more requests are read. */
    private static final long ANSWER_BYTES_WAITING_MAX = 4L * 1_024 * 1_024;

    /** What a client is told that it once asked to be told of, and doesn't take, is not kept for ever. */
    private static final long UNTAKEN_BYTES_MAX = 16L * 1_024 * 1_024;

    private sealed interface State {}

    private static final class Opening implements State {
        Alarms.@Nullable Alarm helloTimeout;
        Doorkeeper.@Nullable Asked asked;
    }

    private static final class Live implements State {
        final Session session;
        final Member self;
        final Housekeeping housekeeping;
        final Map<String, Membership> memberships = new ConcurrentHashMap<>();
        final Map<String, Membership> left = new ConcurrentHashMap<>(); // some of it may still have to be sent

        Live(Session session, Member self, Housekeeping housekeeping) {
            this.session = session;
            this.self = self;
            this.housekeeping = housekeeping;
        }
    }

    private static final class Closed implements State {}

    private final Edge edge;
    private final String address;
    private final String localAddress;
    private final AtomicBoolean pausing = new AtomicBoolean();
    private final AtomicBoolean reading = new AtomicBoolean();
    private final Patience patience = new Patience(System.nanoTime());
    private volatile State state = new Opening();
    private volatile @Nullable WebSocketSession socket;
    private volatile @Nullable FrameWriter writer;
    private volatile Alarms.@Nullable Alarm liveness;
    private volatile boolean heard;
    private final Consumer<byte[]> roomsWatcher = this::send;
    private int silentLooks; // the alarms' own

    Connection(Edge edge, String address, String localAddress) {
        this.edge = edge;
        this.address = address;
        this.localAddress = localAddress;
    }

    /** Where it comes from. */
    String address() {
        return address;
    }

    // ---- Jetty's side

    @Override
    public void onWebSocketOpen(org.eclipse.jetty.websocket.api.Session jettySession) {
        WebSocketSession session = (WebSocketSession) jettySession;
        socket = session;
        heard = true;
        writer = new FrameWriter(session.getCoreSession(), this::onWebSocketError, this::readOn);
        Edge.Rules rules = edge.rules();
        if (state instanceof Opening opening) {
            opening.helloTimeout =
                    edge.alarms().after(rules.helloMillis(), () -> close(Protocol.Close.NO_HELLO, "say hello first"));
        }
        liveness = edge.alarms().every(rules.pingMillis(), this::checkAlive);
        edge.opened(this); // before anything can end it
        readOn();
    }

    @Override
    public void onWebSocketText(String frame) {
        heard = true;
        edge.threads().readOne();
        try {
            if (state instanceof Live live) {
                live.session.allowance.took(frame.length(), System.nanoTime());
            }
            receive(frame);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "a message was left out", e);
            fault(HubMessage.ErrorCode.MALFORMED, "the hub could not handle this message", null);
        }
        readNext();
    }

    @Override
    public void onWebSocketBinary(ByteBuffer payload, Callback callback) {
        heard = true;
        edge.threads().readOne();
        callback.succeed();
        faulty("frames are text, not binary");
        readNext();
    }

    @Override
    public void onWebSocketPong(ByteBuffer payload) {
        heard = true;
        edge.threads().readOne();
        if (takesPing()) {
            readNext();
        }
    }

    @Override
    public void onWebSocketPing(ByteBuffer payload) {
        heard = true;
        edge.threads().readOne();
        WebSocketSession session = socket;
        if (session != null && takesPing()) {
            session.sendPong(payload, Callback.from(this::readNext, this::onWebSocketError));
        }
    }

    /** Each ping is answered, and pings cost a client nothing. */
    private boolean takesPing() {
        boolean taken = patience.takesPing(System.nanoTime());
        if (!taken) {
            close(Protocol.Close.FLOODING, "too many pings");
        }
        return taken;
    }

    @Override
    public void onWebSocketError(Throwable cause) {
        LOG.log(Level.DEBUG, "a connection failed", cause);
        WebSocketSession session = socket;
        if (session != null && session.isOpen()) {
            session.disconnect();
        }
        ended(false);
    }

    @Override
    public void onWebSocketClose(int code, String reason, Callback callback) {
        ended(code == Protocol.Close.DONE.code());
        callback.succeed();
    }

    private void readNext() {
        reading.set(false);
        readOn();
    }

    /** Asks Jetty for the next message, unless too much of this client waits already. */
    private void readOn() {
        WebSocketSession session = socket;
        if (reading.get()) {
            return; // as nearly always where this is called for every frame that is sent
        }
        if (session != null && session.isOpen() && !isBehind() && !pauses() && reading.compareAndSet(false, true)) {
            session.demand();
        }
    }

    /** Whether the client has spent what it may; it is read on by itself when it may spend again. */
    private boolean pauses() {
        if (!(state instanceof Live live)) {
            return false;
        }
        long nanos = live.session.allowance.pauseNanos(System.nanoTime());
        if (nanos > 0 && pausing.compareAndSet(false, true)) {
            edge.alarms().after(TimeUnit.NANOSECONDS.toMillis(nanos) + 1, () -> {
                pausing.set(false);
                edge.threads().execute(this::readOn);
            });
        }
        return nanos > 0;
    }

    private boolean isBehind() {
        FrameWriter current = writer;
        return (current != null
                        && (current.waiting() > ANSWERS_WAITING_MAX
                                || current.bytesWaiting() > ANSWER_BYTES_WAITING_MAX))
                || roomsAreBehind()
                || anyMembership(m -> m.answersWaiting() > ANSWERS_WAITING_MAX || m.isQueued());
    }

    private boolean roomsAreBehind() {
        return anyMembership(m -> m.bytesWaiting() > BYTES_WAITING_MAX || m.requestsWaiting() > requestsWaitingMax(m));
    }

    private static int requestsWaitingMax(Membership membership) {
        return membership.room().isShared() ? REQUESTS_WAITING_MAX_SHARED : REQUESTS_WAITING_MAX;
    }

    private boolean anyMembership(Predicate<Membership> condition) {
        return state instanceof Live live && live.memberships.values().stream().anyMatch(condition);
    }

    // ---- messages

    private void receive(String frame) {
        if (state instanceof Closed) {
            return;
        }
        Decoded decoded = WireCodec.decodeClient(frame);
        if (decoded instanceof Decoded.Message message) {
            receive(message.message(), frame.length());
        } else if (decoded instanceof Decoded.Malformed bad) {
            faulty(bad.reason());
        } else if (decoded instanceof Decoded.UnknownType unknown) {
            fault(HubMessage.ErrorCode.UNKNOWN_TYPE, "this hub knows no message of type " + unknown.type(), null);
        } else if (decoded instanceof Decoded.Invalid invalid) {
            HubMessage.Refused refused = new HubMessage.Refused(
                    invalid.room(), invalid.id(), RefusalCode.INVALID, invalid.reason(), invalid.key());
            inRoom(invalid.room(), (room, membership) -> room.refuse(membership, refused), invalid.id());
        }
    }

    private void receive(ClientMessage message, int size) {
        if (message instanceof ClientMessage.Identify identify) {
            if (state instanceof Opening opening && opening.asked == null) {
                identify(opening, identify);
            } else {
                faulty("identify is said once, before hello");
            }
        } else if (message instanceof ClientMessage.Hello hello) {
            if (state instanceof Opening opening) {
                greet(opening, hello);
            } else {
                faulty("hello is said once");
            }
        } else if (state instanceof Live live) {
            receive(live, message, size);
        } else {
            close(Protocol.Close.NO_HELLO, "say hello first");
        }
    }

    private void receive(Live live, ClientMessage message, int size) {
        if (message instanceof ClientMessage.Join join) {
            join(live, join);
        } else if (message instanceof ClientMessage.Leave leave) {
            leave(live, leave.room());
        } else if (message instanceof ClientMessage.Request request) {
            inRoom(request.room(), (room, membership) -> room.request(membership, request, size), request.id());
        } else if (!live.session.allowance.mayPass(size, System.nanoTime())) {
            String room = message instanceof ClientMessage.History history ? history.room() : null; // somebody waits
            tooMuch("too many messages that are not stored; the hub leaves out what is over", room);
        } else if (message instanceof ClientMessage.Delete || message instanceof ClientMessage.Usage) {
            keepHouse(live, message);
        } else if (message instanceof ClientMessage.Rooms watching) {
            watchRooms(watching.watch());
        } else if (message instanceof ClientMessage.History history) {
            inRoom(history.room(), (room, membership) -> room.history(membership, history), 0);
        } else {
            HubMessage.Fault problem = NotStored.problem(message, edge.rules().limits());
            if (problem == null) {
                pass(message);
            } else {
                fault(problem);
            }
        }
    }

    private void keepHouse(Live live, ClientMessage message) {
        if (!live.self.isHost()) {
            String room = message instanceof ClientMessage.Delete delete ? delete.room() : null;
            fault(HubMessage.ErrorCode.FORBIDDEN, "only whoever hosts the hub may do this", room);
        } else if (message instanceof ClientMessage.Delete delete) {
            live.housekeeping.delete(delete.room());
        } else {
            live.housekeeping.usage();
        }
    }

    private void pass(ClientMessage message) {
        if (message instanceof ClientMessage.Refresh refresh) {
            inRoom(refresh.room(), (room, membership) -> room.refresh(membership, refresh.keys()), 0);
        } else if (message instanceof ClientMessage.Presence presence) {
            inRoom(presence.room(), (room, membership) -> room.show(membership, presence.value()), 0);
        } else if (message instanceof ClientMessage.Signal signal) {
            inRoom(signal.room(), (room, membership) -> room.signal(membership, signal.value()), 0);
        }
    }

    /** Proves which hub this is. */
    private void identify(Opening opening, ClientMessage.Identify identify) {
        String challenge = identify.challenge();
        if (challenge.length() < Protocol.CHALLENGE_CHARS_MIN || challenge.length() > Protocol.CHALLENGE_CHARS_MAX) {
            faulty("a challenge has " + Protocol.CHALLENGE_CHARS_MIN + " to " + Protocol.CHALLENGE_CHARS_MAX
                    + " characters");
            return;
        }
        HubKey key = edge.rules().key().get();
        Doorkeeper.Asked asked = new Doorkeeper.Asked(challenge, Edge.newChallenge(), localAddress);
        opening.asked = asked;
        send(new HubMessage.Identity(
                key.hubId(),
                key.publicKey(),
                localAddress,
                key.sign(HubProof.signedText(challenge, localAddress)),
                asked.hubChallenge(),
                edge.doorkeeper().proof(address, asked)));
    }

    private void greet(Opening opening, ClientMessage.Hello hello) {
        Edge.Rules rules = edge.rules();
        if (hello.protocol() != Protocol.VERSION) {
            String message = "this hub speaks protocol " + Protocol.VERSION + ", not " + hello.protocol();
            send(new HubMessage.Fault(HubMessage.ErrorCode.MALFORMED, message, null));
            close(Protocol.Close.MALFORMED, message);
            return;
        }
        Doorkeeper.Verdict verdict = edge.doorkeeper().judge(address, opening.asked, hello);
        if (verdict == Doorkeeper.Verdict.REFUSED) {
            long pause = edge.guesses().wrong(address, System.nanoTime());
            edge.alarms().after(pause, () -> close(Protocol.Close.TOKEN_WANTED, "this hub asks for its token"));
            return;
        }
        if (!HubProof.same(ClientId.of(hello.secret()), hello.client())) {
            close(Protocol.Close.FORBIDDEN, "client does not fit secret");
            return;
        }
        if (opening.helloTimeout != null) {
            opening.helloTimeout.cancel();
        }
        String name = PersonName.of(hello.name());
        boolean isHost = verdict == Doorkeeper.Verdict.HOST;
        Sessions.Opened opened = openSession(opening, hello, name, isHost);
        if (opened == null) {
            return;
        }
        if (opened.replaced() != null) {
            opened.replaced().close(Protocol.Close.REPLACED, "this client has a newer connection");
        }
        send(new HubMessage.Welcome(
                Protocol.VERSION,
                rules.hub(),
                opened.session().id,
                opened.resumed(),
                name,
                rules.pingMillis(),
                rules.leaseMillis(),
                rules.limits(),
                rules.bounds()));
        edge.tellHealth(this);
    }

    /** Null where the connection has ended meanwhile. */
    private synchronized Sessions.@Nullable Opened openSession(
            Opening opening, ClientMessage.Hello hello, String name, boolean isHost) {
        if (state != opening) {
            return null;
        }
        Sessions.Opened opened = edge.sessions().open(hello.client(), this);
        Share share = isHost ? Share.UNBOUNDED : edge.shares().of(hello.client(), address);
        Member self = new Member(opened.session().id, hello.client(), name, color(hello.color()), isHost, share);
        state = new Live(opened.session(), self, new Housekeeping(edge.rooms(), this::send));
        return opened;
    }

    private void join(Live live, ClientMessage.Join join) {
        if (!isRoomName(join.room())) {
            return;
        }
        if (!live.session.allowance.mayJoin(System.nanoTime())) {
            tooMuch("too many joins; wait, and join again", join.room());
            return;
        }
        HubMessage.Fault problem = joinUnlessEnded(live, join);
        if (problem != null) {
            fault(problem);
        }
    }

    /**
     * Not beside {@link #ended}: a join that comes after it would take the room from the session's newer connection. Returns
     * why the room can't be begun, null where it can.
     */
    private synchronized HubMessage.@Nullable Fault joinUnlessEnded(Live live, ClientMessage.Join join) {
        if (state != live) {
            return null;
        }
        Membership left = live.left.remove(join.room());
        Membership before = live.memberships.getOrDefault(join.room(), left);
        Membership told = before == null || before.isRefused() ? null : before; // to its end first
        if (before != null && before.isRefused()) {
            live.session.rooms.remove(before.room()); // it was never opened, and is forgotten
        }
        Rooms.Admission came = edge.rooms().join(join.room(), live.self, join.since(), told, this::wake);
        Membership joined = came.membership();
        if (joined != null) {
            live.session.rooms.add(joined.room());
            live.memberships.put(join.room(), joined);
        }
        return came.problem();
    }

    /** What names no room is not repeated in answers either. */
    private boolean isRoomName(String name) {
        String problem = Names.problemWithRoom(name);
        if (problem != null) {
            faulty(problem);
        }
        return problem == null;
    }

    private void leave(Live live, String roomName) {
        Membership membership = live.memberships.remove(roomName);
        if (membership == null) {
            if (isRoomName(roomName)) {
                notJoined(roomName);
            }
            return;
        }
        live.session.rooms.remove(membership.room());
        live.left.values().removeIf(Membership::isOver);
        live.left.put(roomName, membership);
        membership.room().leave(membership);
    }

    /** @param id of the request that is refused where the room isn't joined, 0 for a message without answer */
    private void inRoom(String roomName, BiConsumer<Room, Membership> action, long id) {
        if (!(state instanceof Live live)) {
            close(Protocol.Close.NO_HELLO, "say hello first");
            return;
        }
        Membership membership = live.memberships.get(roomName);
        if (membership != null && !membership.isRefused() && !membership.isEnding()) {
            action.accept(membership.room(), membership);
        } else if (!isRoomName(roomName)) {
            return;
        } else if (id == 0) {
            notJoined(roomName);
        } else {
            send(new HubMessage.Refused(roomName, id, RefusalCode.NOT_JOINED, "join the room first", null));
        }
    }

    private void watchRooms(boolean watch) {
        if (watch) {
            edge.rooms().directory().watch(roomsWatcher);
        }
        if (!watch || state instanceof Closed) {
            edge.rooms().directory().unwatch(roomsWatcher);
        }
    }

    private void notJoined(String roomName) {
        fault(HubMessage.ErrorCode.NOT_JOINED, "join the room first: " + roomName, roomName);
    }

    private void tooMuch(String message, @Nullable String room) {
        fault(HubMessage.ErrorCode.RATE, message, room);
    }

    private void faulty(String reason) {
        fault(HubMessage.ErrorCode.MALFORMED, reason, null);
    }

    private void fault(HubMessage.ErrorCode code, String message, @Nullable String room) {
        fault(new HubMessage.Fault(code, message, room));
    }

    private void fault(HubMessage.Fault fault) {
        send(fault);
        if (fault.code() == HubMessage.ErrorCode.MALFORMED && !patience.forgivesMalformed()) {
            close(Protocol.Close.MALFORMED, "too many malformed messages");
        } else if (!patience.forgivesError(System.nanoTime())) {
            close(Protocol.Close.FLOODING, "too many messages that the hub does not take");
        }
    }

    // ---- writing

    private void send(HubMessage message) {
        send(WireCodec.encode(message).getBytes(StandardCharsets.UTF_8));
    }

    private void send(byte[] frame) {
        FrameWriter current = writer;
        if (current == null || state instanceof Closed) {
            return;
        }
        if (current.bytesWaiting() > UNTAKEN_BYTES_MAX) {
            // elsewhere, since whoever sends may hold what the end of a connection waits for
            edge.threads()
                    .execute(() -> close(Protocol.Close.FLOODING, "this client takes nothing of what it is told"));
        } else {
            current.send(ByteBuffer.wrap(frame));
        }
    }

    void tellHealth(boolean storing) {
        if (state instanceof Live) {
            send(new HubMessage.Health(storing));
        }
    }

    private void wake(Membership membership) {
        FrameWriter current = writer;
        if (current == null || state instanceof Closed) {
            return;
        }
        current.ready(membership);
        if (membership.isOpening()) {
            edge.threads().execute(current::iterate);
        } else {
            current.iterate();
        }
        readOn();
    }

    // ---- the end

    /**
     * Pings, and ends a connection that has been silent for too long though it was pinged. Counted in pings, not by a clock: a
     * hub that slept would find everybody silent when it wakes.
     */
    private void checkAlive() {
        WebSocketSession session = socket;
        if (session == null || !session.isOpen()) {
            return;
        }
        boolean listening = !roomsAreBehind() && !pausing.get(); // else the client isn't silent
        silentLooks = heard || !listening ? 0 : silentLooks + 1;
        heard = false;
        if (silentLooks > 0
                && silentLooks * edge.rules().pingMillis() >= edge.rules().silenceMillis()) {
            LOG.log(Level.DEBUG, "a connection was silent for {0} pings", silentLooks);
            session.disconnect();
            ended(false);
        } else {
            session.sendPing(ByteBuffer.allocate(0), Callback.NOOP);
        }
    }

    /** Returns what completes when the close frame is with the network, or can't be. */
    CompletionStage<Void> close(Protocol.Close code, String reason) {
        CompletableFuture<Void> sent = new CompletableFuture<>();
        WebSocketSession session = socket;
        if (session == null) {
            sent.complete(null);
        } else {
            session.close(code.code(), reason, Callback.from(() -> sent.complete(null), sent::completeExceptionally));
        }
        ended(false);
        return sent;
    }

    private void ended(boolean cleanly) {
        State last;
        synchronized (this) {
            last = state;
            state = new Closed();
        }
        edge.rooms().directory().unwatch(roomsWatcher);
        edge.closed(this);
        Alarms.Alarm pings = liveness;
        if (pings != null) {
            pings.cancel();
        }
        if (last instanceof Opening opening && opening.helloTimeout != null) {
            opening.helloTimeout.cancel();
        } else if (last instanceof Live live) {
            endLive(live, cleanly);
        }
    }

    private void endLive(Live live, boolean cleanly) {
        if (cleanly && edge.sessions().end(live.session, this)) {
            for (Membership membership : live.memberships.values()) {
                membership.room().leave(membership);
                live.session.rooms.remove(membership.room());
            }
            live.session.rooms.forEach(room -> room.endDetached(live.session.id));
        } else {
            live.memberships.values().forEach(membership -> membership.room().detach(membership));
            edge.sessions().detach(live.session, this);
        }
    }

    // ---- helpers

    /** Only {@code #rrggbb}: what others paint with comes from a stranger. */
    private static String color(String color) {
        return color.matches("#[0-9a-fA-F]{6}") ? color : "#808080";
    }
}
