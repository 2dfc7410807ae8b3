package dev.lockstep.hub.session;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.lockstep.hub.journal.HubIdentity;
import dev.lockstep.hub.room.Invited;
import dev.lockstep.hub.room.Member;
import dev.lockstep.hub.room.Membership;
import dev.lockstep.hub.room.Scheduler;
import dev.lockstep.hub.room.Share;
import dev.lockstep.model.RefusalCode;
import dev.lockstep.wire.ClientId;
import dev.lockstep.wire.ClientMessage;
import dev.lockstep.wire.Decoded;
import dev.lockstep.wire.HubMessage;
import dev.lockstep.wire.HubProof;
import dev.lockstep.wire.Protocol;
import dev.lockstep.wire.WireCodec;

/**
 * One client's connection, from the handshake to its end, over any {@link Transport}.
 *
 * <p>Its life is a {@link State}: {@link Handshake} until {@code hello}, {@link Live} with a session, {@link Closed}. The
 * transport calls in with one message at a time; {@link FlowControl} asks for the next.
 */
public final class Connection {

    private static final Logger LOG = System.getLogger(Connection.class.getName());

    /** What a client asked to be notified of, and doesn't take, is not kept for ever. */
    private static final long UNTAKEN_BYTES_MAX = 16L * 1_024 * 1_024;

    /** A message of a known client that is no longer is handled in microseconds. */
    private static final int SHORT_CHARS_MAX = 4_096;

    private sealed interface State {}

    private static final class Handshake implements State {
        Scheduler.@Nullable Task helloTimeout;
        AccessControl.@Nullable Asked asked;

        volatile @Nullable PairingAttempt pairing; // in place of a hello

        boolean greeted; // and not welcomed: there is one attempt a connection
        boolean isAwaited; // something else has to be known first: until then nothing more is read
    }

    private record Live(LiveSession session) implements State {}

    private static final class Closed implements State {}

    /** What there is once the transport is open. */
    private record Open(Transport transport, FrameWriter writer, FlowControl flow, Scheduler.Task pings) {}

    private final Connections connections;
    private final long number;
    private final String address;
    private final String localAddress;
    private final long helloMillis;
    private final Patience patience;
    private volatile State state = new Handshake();
    private volatile @Nullable Open open;
    private volatile boolean heard;
    private int silentChecks; // the scheduler's own

    /**
     * @param number counts the connections of a hub
     * @param address that it comes from
     * @param localAddress address and port where it came in
     * @param helloMillis how long it may take to say hello
     */
    Connection(Connections connections, long number, String address, String localAddress, long helloMillis) {
        this.connections = connections;
        this.number = number;
        this.address = address;
        this.localAddress = localAddress;
        this.helloMillis = helloMillis;
        this.patience = new Patience(connections.clock().nanos());
    }

    long number() {
        return number;
    }

    /** Where it comes from. */
    String address() {
        return address;
    }

    /** Whether it is in the name of {@code client}, which does not host the hub. */
    boolean isOf(String client) {
        return state instanceof Live live && live.session().isOf(client);
    }

    /** Who it is; null where nobody has been let in over it. */
    HubMessage.@Nullable Connected connected() {
        return state instanceof Live live ? live.session().connected() : null;
    }

    boolean isClosed() {
        return state instanceof Closed;
    }

    // ---- the transport's side

    /** The transport is open; called once, before all else. */
    public void opened(Transport transport) {
        heard = true;
        FrameWriter writer = new FrameWriter(transport, this::failed, this::readOn);
        Connections.Rules rules = connections.rules();
        if (state instanceof Handshake handshake) {
            handshake.helloTimeout =
                    connections.scheduler().after(helloMillis, () -> close(Protocol.Close.NO_HELLO, "say hello first"));
        }
        Scheduler.Task pings = connections.scheduler().every(rules.pingMillis(), this::checkAlive);
        open = new Open(transport, writer, new FlowControl(connections, transport, writer), pings);
        connections.opened(this); // before anything can end it
        readOn();
    }

    /** A message came; as all that comes, when it was asked for. */
    public void received(String frame) {
        heard = true;
        boolean isShort = state instanceof Live && frame.length() <= SHORT_CHARS_MAX;
        connections.threads().handle(isShort, () -> handle(frame));
    }

    private void handle(String frame) {
        State before = state;
        try {
            if (state instanceof Live live) {
                live.session()
                        .allowance()
                        .took(frame.length(), connections.clock().nanos());
            }
            receive(frame);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "a message failed and was dropped", e);
            fault(HubMessage.ErrorCode.MALFORMED, "the hub could not handle this message", null);
        }
        if (!(before instanceof Handshake handshake && handshake.isAwaited)) {
            readNext();
        }
    }

    public void receivedBinary() {
        heard = true;
        malformed("frames are text, not binary");
        readNext();
    }

    public void ponged() {
        heard = true;
        if (takesPing()) {
            readNext();
        }
    }

    public void pinged(ByteBuffer payload) {
        heard = true;
        Open current = open;
        if (current != null && takesPing()) {
            current.transport().pong(payload, this::readNext, this::failed);
        }
    }

    /** The transport is of no use any more. */
    public void failed(Throwable cause) {
        LOG.log(Level.DEBUG, "a connection failed", cause);
        Open current = open;
        if (current != null && current.transport().isOpen()) {
            current.transport().disconnect();
        }
        ended(false);
    }

    /** The client closed it with {@code code}, or the network did. */
    public void closed(int code) {
        ended(code == Protocol.Close.DONE.code());
    }

    /** Each ping is answered, and pings cost a client nothing. */
    private boolean takesPing() {
        boolean taken = patience.takesPing(connections.clock().nanos());
        if (!taken) {
            close(Protocol.Close.FLOODING, "too many pings");
        }
        return taken;
    }

    private void readNext() {
        Open current = open;
        if (current != null) {
            current.flow().readNext();
        }
    }

    private void readOn() {
        Open current = open;
        if (current != null) {
            current.flow().readOn();
        }
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
            malformed(bad.reason());
        } else if (decoded instanceof Decoded.UnknownType unknown) {
            fault(HubMessage.ErrorCode.UNKNOWN_TYPE, "this hub knows no message of type " + unknown.type(), null);
        } else if (decoded instanceof Decoded.Invalid invalid) {
            if (state instanceof Live live) {
                live.session()
                        .refuse(new HubMessage.Refused(
                                invalid.room(), invalid.id(), RefusalCode.INVALID, invalid.reason(), invalid.key()));
            } else {
                noHello();
            }
        }
    }

    private void receive(ClientMessage message, int size) {
        if (state instanceof Live live) {
            live.session().handle(message, size);
        } else if (state instanceof Handshake handshake && !handshake.greeted) {
            if (message instanceof ClientMessage.Identify identify) {
                identify(handshake, identify);
            } else if (message instanceof ClientMessage.Hello hello && handshake.pairing == null) {
                greet(handshake, hello);
            } else if (message instanceof ClientMessage.Pair pair) {
                pair(handshake, pair);
            } else if (message instanceof ClientMessage.PairNonce nonce) {
                takeNonce(handshake.pairing, nonce);
            } else {
                noHello();
            }
        }
    }

    private void noHello() {
        close(Protocol.Close.NO_HELLO, "say hello first");
    }

    /** Proves which hub this is. */
    private void identify(Handshake handshake, ClientMessage.Identify asking) {
        String challenge = asking.challenge();
        if (handshake.asked != null) {
            malformed("identify is said once, before hello");
            return;
        }
        if (challenge.length() < Protocol.CHALLENGE_CHARS_MIN || challenge.length() > Protocol.CHALLENGE_CHARS_MAX) {
            malformed("a challenge has " + Protocol.CHALLENGE_CHARS_MIN + " to " + Protocol.CHALLENGE_CHARS_MAX
                    + " characters");
            return;
        }
        HubIdentity identity = connections.rules().identity().get();
        AccessControl.Asked asked =
                new AccessControl.Asked(identity.hubId(), challenge, Connections.newChallenge(), localAddress);
        handshake.asked = asked;
        send(new HubMessage.Identity(
                identity.hubId(),
                identity.publicKey(),
                localAddress,
                identity.sign(HubProof.signedText(challenge, localAddress)),
                asked.hubChallenge(),
                connections.accessControl().proof(address, asked)));
    }

    /** Somebody asks to be let in who has nothing that would: this connection is for that alone. */
    private void pair(Handshake handshake, ClientMessage.Pair asking) {
        AccessControl.Asked asked = handshake.asked;
        if (asked == null || handshake.pairing != null) {
            malformed("pair is said once, after identify");
            return;
        } else if ((asking.code() == null) != (asking.proof() == null)) {
            malformed("a code is named with a proof of its words");
            return;
        }
        if (handshake.helloTimeout != null) {
            handshake.helloTimeout.cancel();
        }
        PairingAttempt attempt = PairingAttempt.begin(this, connections, asked, asking);
        handshake.pairing = attempt;
        if (attempt != null && state != handshake) {
            attempt.ended(); // it ended before it was known
        }
    }

    private void takeNonce(@Nullable PairingAttempt pairing, ClientMessage.PairNonce message) {
        int length = message.nonce().length();
        if (length < Protocol.CHALLENGE_CHARS_MIN || length > Protocol.CHALLENGE_CHARS_MAX) {
            malformed("a nonce has " + Protocol.CHALLENGE_CHARS_MIN + " to " + Protocol.CHALLENGE_CHARS_MAX
                    + " characters");
        } else if (pairing == null || !pairing.take(message)) {
            malformed("a nonce is sent once, after the hub's commitment");
        }
    }

    private void greet(Handshake handshake, ClientMessage.Hello hello) {
        if (hello.protocol() != Protocol.VERSION) {
            String message = "this hub speaks protocol " + Protocol.VERSION + ", not " + hello.protocol();
            send(new HubMessage.Fault(HubMessage.ErrorCode.MALFORMED, message, null));
            close(Protocol.Close.MALFORMED, message);
            return;
        }
        handshake.greeted = true;
        long pause = connections.pauseMillis(address);
        if (pause > 0) {
            handshake.isAwaited = true;
            connections.scheduler().after(pause, () -> goOn(handshake, () -> judge(handshake, hello)));
        } else {
            handshake.isAwaited = judge(handshake, hello);
        }
    }

    /** Whether something else has to be known first. */
    private boolean judge(Handshake handshake, ClientMessage.Hello hello) {
        AccessControl.Judgement judgement = connections.accessControl().judge(address, handshake.asked, hello);
        boolean refused = judgement.verdict() == AccessControl.Verdict.REFUSED;
        if (refused && hello.invite() == null) {
            turnAway(Protocol.Close.TOKEN_WANTED, "this hub asks for its token");
        } else if (!HubProof.same(ClientId.of(hello.secret()), hello.client())) {
            close(Protocol.Close.FORBIDDEN, "client does not fit secret");
        } else if (judgement.verdict() == AccessControl.Verdict.HOST) {
            welcome(handshake, hello, judgement, null);
        } else {
            CompletionStage<Admissions.Answer> asked =
                    connections.admissions().judge(hello.client(), PersonName.of(hello.name()), hello.invite());
            CompletableFuture<Admissions.Answer> known = asked.toCompletableFuture();
            if (known.isDone() && !known.isCompletedExceptionally()) {
                judged(handshake, hello, judgement, known.join());
            } else {
                asked.whenComplete((answer, failure) -> goOn(handshake, () -> {
                    judged(handshake, hello, judgement, answer);
                    return false;
                }));
                return true;
            }
        }
        return false;
    }

    /**
     * What was awaited is known; the next message may come then.
     *
     * @param rest says whether something else has to be known first
     */
    private void goOn(Handshake handshake, BooleanSupplier rest) {
        connections.threads().runSlow(() -> {
            boolean awaitsMore = state == handshake && rest.getAsBoolean(); // else it has ended meanwhile
            if (!awaitsMore) {
                readNext();
            }
        });
    }

    /** @param answer null where it can't be known */
    private void judged(
            Handshake handshake,
            ClientMessage.Hello hello,
            AccessControl.Judgement judgement,
            Admissions.@Nullable Answer answer) {
        if (answer == null) {
            close(Protocol.Close.GOING_AWAY, "the hub can't read whom to let in; try again later");
            return;
        }
        String refusal = answer.refusal();
        if (refusal != null && refusal.equals(Admissions.UNKNOWN)) {
            turnAway(Protocol.Close.FORBIDDEN, refusal);
        } else if (refusal != null) {
            close(Protocol.Close.FORBIDDEN, refusal);
        } else {
            welcome(handshake, hello, judgement, answer.invited());
        }
    }

    /** Who may have guessed waits for the answer, the longer the more often. */
    void turnAway(Protocol.Close code, String reason) {
        long answerAfter =
                connections.failedLogins().wrong(address, connections.clock().nanos());
        connections.scheduler().after(answerAfter, () -> close(code, reason));
    }

    private void welcome(
            Handshake handshake,
            ClientMessage.Hello hello,
            AccessControl.Judgement judgement,
            @Nullable Invited invited) {
        if (handshake.helloTimeout != null) {
            handshake.helloTimeout.cancel();
        }
        Connections.Rules rules = connections.rules();
        String name = PersonName.of(hello.name());
        boolean isHost = judgement.verdict() == AccessControl.Verdict.HOST;
        Sessions.Opened opened = openSession(handshake, hello, name, isHost, invited);
        Connection replaced = opened == null ? this : opened.replaced();
        if (replaced != null) {
            replaced.close(Protocol.Close.REPLACED, "this client has a newer connection");
        }
        if (opened == null) {
            return;
        }
        send(new HubMessage.Welcome(
                Protocol.VERSION,
                rules.hub(),
                opened.session().id,
                opened.resumed(),
                name,
                judgement.tokenProof(),
                rules.pingMillis(),
                rules.leaseMillis(),
                rules.limits(),
                rules.bounds()));
        connections.tellHealth(this);
        String refusal = isHost ? null : connections.admissions().refusalSince(hello.client(), hello.invite());
        if (refusal != null) {
            close(Protocol.Close.FORBIDDEN, refusal);
        }
    }

    /** Null where the connection has ended meanwhile, or the client has a newer one. */
    private synchronized Sessions.@Nullable Opened openSession(
            Handshake handshake, ClientMessage.Hello hello, String name, boolean isHost, @Nullable Invited invited) {
        Open current = open;
        if (state != handshake || current == null) {
            return null;
        }
        Sessions.Opened opened = connections.sessions().open(hello.client(), this);
        if (opened == null) {
            return null;
        }
        Share share = isHost
                ? Share.UNBOUNDED
                : connections
                        .shares()
                        .of(hello.client(), address, connections.clock().nanos());
        Member self = new Member(
                opened.session().id,
                hello.client(),
                name,
                color(hello.color()),
                isHost,
                invited,
                share,
                hello.compact());
        LiveSession live = new LiveSession(connections, this, opened.session(), self);
        current.flow().begin(live);
        state = new Live(live);
        return opened;
    }

    /** Only {@code #rrggbb}: what others paint with comes from a stranger. */
    static String color(String color) {
        return color.matches("#[0-9a-fA-F]{6}") ? color : "#808080";
    }

    /**
     * Does {@code step}, and not beside the end of the connection: a join that comes after it would take the room from the session's
     * newer connection. Null where it has ended.
     */
    synchronized <T> @Nullable T unlessEnded(Supplier<@Nullable T> step) {
        return state instanceof Closed ? null : step.get();
    }

    void malformed(String reason) {
        fault(HubMessage.ErrorCode.MALFORMED, reason, null);
    }

    void fault(HubMessage.ErrorCode code, String message, @Nullable String room) {
        fault(new HubMessage.Fault(code, message, room));
    }

    void fault(HubMessage.Fault fault) {
        send(fault);
        if (fault.code() == HubMessage.ErrorCode.MALFORMED && !patience.forgivesMalformed()) {
            close(Protocol.Close.MALFORMED, "too many malformed messages");
        } else if (!patience.forgivesError(connections.clock().nanos())) {
            close(Protocol.Close.FLOODING, "too many messages that the hub does not take");
        }
    }

    // ---- writing

    void send(HubMessage message) {
        send(WireCodec.encode(message).getBytes(StandardCharsets.UTF_8));
    }

    void send(byte[] frame) {
        Open current = open;
        if (current == null || state instanceof Closed) {
            return;
        }
        if (current.writer().bytesWaiting() > UNTAKEN_BYTES_MAX) {
            // elsewhere, since whoever sends may hold what the end of a connection waits for
            connections
                    .threads()
                    .execute(() -> close(Protocol.Close.FLOODING, "this client does not read what it is sent"));
        } else {
            current.writer().send(ByteBuffer.wrap(frame));
        }
    }

    void tellHealth(boolean storing) {
        if (state instanceof Live) {
            send(new HubMessage.Health(storing));
        }
    }

    /** There is something to send from {@code membership}. */
    void wake(Membership membership) {
        Open current = open;
        if (current == null || state instanceof Closed) {
            return;
        }
        FrameWriter writer = current.writer();
        writer.ready(membership);
        if (membership.isCatchUp()) {
            connections.threads().runSlow(writer::iterate);
        } else {
            writer.iterate();
        }
        readOn();
    }

    // ---- the end

    /**
     * Pings, and ends a connection that has been silent for too long though it was pinged. Counted in pings, not by a clock: a
     * hub that slept would find everybody silent when it wakes.
     */
    private void checkAlive() {
        Open current = open;
        if (current == null || !current.transport().isOpen()) {
            return;
        }
        silentChecks = heard || !current.flow().isListening() ? 0 : silentChecks + 1;
        heard = false;
        Connections.Rules rules = connections.rules();
        if (silentChecks > 0 && silentChecks * rules.pingMillis() >= rules.silenceMillis()) {
            LOG.log(Level.DEBUG, "a connection was silent for {0} pings", silentChecks);
            current.transport().disconnect();
            ended(false);
        } else {
            current.transport().ping();
        }
    }

    /** Returns what completes when the close frame is with the network, or can't be. */
    CompletionStage<Void> close(Protocol.Close code, String reason) {
        CompletableFuture<Void> sent = new CompletableFuture<>();
        Open current = open;
        if (current == null) {
            sent.complete(null);
        } else {
            current.transport().close(code.code(), reason, () -> sent.complete(null), sent::completeExceptionally);
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
        connections.closed(this);
        Open current = open;
        if (current != null) {
            current.pings().cancel();
        }
        if (last instanceof Handshake handshake) {
            if (handshake.helloTimeout != null) {
                handshake.helloTimeout.cancel();
            }
            PairingAttempt pairing = handshake.pairing;
            if (pairing != null) {
                pairing.ended();
            }
        } else if (last instanceof Live live) {
            live.session().end(cleanly);
        }
    }
}
