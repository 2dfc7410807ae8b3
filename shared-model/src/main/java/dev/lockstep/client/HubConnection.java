package dev.lockstep.client;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import dev.lockstep.model.Names;
import dev.lockstep.wire.HubDecoder;
import dev.lockstep.wire.HubMessage;
import dev.lockstep.wire.MalformedException;
import dev.lockstep.wire.WireCodec;

/**
 * A client's connection to a hub, which reconnects automatically when it breaks.
 *
 * <pre>{@code
 * try (HubConnection hub = HubConnection.open("ws://localhost:7171/live", Identity.named("bot"))) {
 *     RoomClient lobby = hub.room("lobby");
 *     hub.execute(() -> lobby.commit(CommitRequest.of(new Operation.Add("visits", 1))));
 * }
 * }</pre>
 *
 * <p>One loop does all of it, a task at a time: the socket, its decoding, and by default the rooms too. It has a thread of its own,
 * but what the socket's thread brings while the loop is idle is done there. Methods may be called from any thread; the rooms' own may
 * be called only on the executor that they were opened with.
 */
public final class HubConnection implements AutoCloseable, Executor {

    private static final Logger LOG = System.getLogger(HubConnection.class.getName());

    private static final Future<?> NOTHING_PLANNED = CompletableFuture.completedFuture(null);

    /** The pause before what failed is tried again: to open a room, or to find the own hub where another one answers. */
    private static final long RETRY_MILLIS = 3_000;

    /** Once in so many checks, a second each, rooms are kept as the hub has them. */
    private static final int KEEP_CHECKS = 10;

    /** How long {@link #close()} waits for the hub's goodbye. */
    private static final long GOODBYE_MILLIS = 1_000;

    private final HubContact contact;
    private final @Nullable ClientStore store;
    private final @Nullable HubStore kept;
    private final EventLoop loop;
    private final HubTransport.Factory transports;
    private final Executor rooms;
    private final Platform platform;
    private final LivenessMonitor liveness;
    private final Backoff backoff;
    private final StatusTeller status = new StatusTeller();
    private final Backlog backlog = new Backlog();
    private final CountDownLatch over = new CountDownLatch(1);

    private final OpenRooms open = new OpenRooms();
    private final HubTools tools;

    // the loop's own
    private @Nullable HubTransport socket;
    private Future<?> nextAttempt = NOTHING_PLANNED;
    private int chars; // of the message that is being handled
    private int framesDone; // and not asked for in their place
    private boolean closing;
    private boolean storing = true;
    private int checks;
    private HubMessage.@Nullable Welcome welcome;

    private HubConnection(
            String url, Identity identity, @Nullable Executor rooms, @Nullable ClientStore store, Platform platform) {
        this.store = store;
        String key = store == null ? "" : store.keyAt(url);
        this.kept = store == null ? null : store.hub(key);
        this.contact = new HubContact(
                url, HubUrl.parse(url), key, store == null ? identity : store.identity(identity, key), store, platform);
        this.platform = platform;
        this.loop = platform.newLoop("lockstep-client");
        this.transports = platform.newTransports();
        this.backoff = new Backoff(platform.random());
        this.liveness = new LivenessMonitor(platform.wallMillis(), platform.nanoTime());
        this.rooms = rooms == null ? this : rooms;
        this.tools = new HubTools(this, this.rooms);
    }

    /**
     * Opens a connection whose rooms live on its own loop.
     *
     * @param url where the hub listens, {@code ws://host:port/live}. A hub on another machine is connected to with TLS, even if
     *     the address begins with {@code ws:}
     * @throws IllegalArgumentException where {@code url} is no such address
     */
    public static HubConnection open(String url, Identity identity) {
        return open(url, identity, null, null);
    }

    /**
     * Opens a connection; returns at once, and connects in the background. Rooms that are owed changes from an earlier run are
     * joined by themselves.
     *
     * @param rooms where the rooms live: one thread, such as JavaFX's; null for the connection's own loop
     * @param store keeps who the client is, what it was told and what it owes; it is closed with the connection. Null for
     *     nothing to be kept.
     * @throws IllegalArgumentException where {@code url} is no address of a hub
     * @throws ClientStoreException where what is kept can't be used
     */
    public static HubConnection open(
            String url, Identity identity, @Nullable Executor rooms, @Nullable ClientStore store) {
        return open(url, identity, rooms, store, new ThisMachine());
    }

    static HubConnection open(
            String url, Identity identity, @Nullable Executor rooms, @Nullable ClientStore store, Platform platform) {
        HubConnection connection = new HubConnection(url.strip(), identity, rooms, store, platform);
        if (connection.kept != null) {
            connection.kept.roomsWithUnsent().forEach(connection::room);
        }
        connection.execute(connection::connect);
        connection.loop.every(LivenessMonitor.CHECK_MILLIS, connection::watch);
        return connection;
    }

    // ---- what a program uses

    /**
     * The room called {@code name}, which is joined as soon as it can be; the same object for the same name.
     *
     * @throws IllegalArgumentException where {@code name} can't name a room
     */
    public RoomClient room(String name) {
        Names.checkRoom(name);
        return open.open(name, usedUpTo -> {
            RoomKeeper keeper = new RoomKeeper(name, kept, usedUpTo);
            RoomClient room = new RoomClient(
                    name, contact.identity().client(), rooms, new RoomLink(this), keeper, RoomChannel.DRAIN_NANOS);
            execute(() -> joinOrEnd(room));
            if (status.isClosed()) {
                room.channel().ended(status.get().reason()); // the loop may be gone
            }
            return room;
        });
    }

    /**
     * Leaves the room called {@code name} as soon as the hub has answered all that was asked of it, unless it is asked for
     * again before. Its locks are free then, and what is done with its {@link RoomClient} afterwards is refused.
     *
     * @param left runs where the rooms live, when it is left
     */
    public void leave(String name, Runnable left) {
        RoomClient room = open.get(name);
        if (room != null) {
            room.channel().leave(() -> {
                boolean gone = open.letGo(room);
                if (gone) {
                    left.run();
                }
                return gone;
            });
        }
    }

    /** What is asked of the hub itself, and what those who host it may ask. */
    public HubTools tools() {
        return tools;
    }

    /** Which hub this client works with: the hash of its public key; null before the first contact. */
    public @Nullable String hub() {
        return contact.hub();
    }

    /**
     * The hub that answers instead of the one that this client works with, null where none does. To work with it, give it to
     * {@link ClientStore#expect} and connect anew; without a store, {@link #acceptOtherHub}.
     */
    public @Nullable String otherHub() {
        return contact.otherHub();
    }

    /**
     * Works with {@link #otherHub} from now on: what is seen becomes what that one has, and what waits is sent to it. Only for a connection
     * without a store: what waits in one waits for its own hub.
     *
     * @throws IllegalStateException where there is a store
     */
    public void acceptOtherHub() {
        if (store != null) {
            throw new IllegalStateException(
                    "what is kept waits for its own hub; use ClientStore.expect, and connect anew");
        }
        execute(() -> {
            if (contact.acceptOther()) {
                connect();
            }
        });
    }

    /** Whether the hub has proven that the same user of this machine runs it. */
    public boolean isOfSameUser() {
        return contact.isOfSameUser();
    }

    /** Who this client is to the hub. Any thread. */
    public Identity identity() {
        return contact.identity();
    }

    /**
     * Comes in by another token, from the next connection on; at once where the hub has refused this client, whose rooms are joined again. Not
     * after {@link #close}. Any thread.
     *
     * @param token as in {@link Identity#token}
     */
    public void useToken(@Nullable String token) {
        execute(() -> {
            contact.useToken(token);
            if (status.isClosed() && !closing) {
                status.reopen("with another token");
                open.all().forEach(room -> room.channel().reopened());
                connect();
            }
        });
    }

    /** How the connection is now. Any thread. */
    public ConnectionStatus status() {
        return status.get();
    }

    /** How many commits the {@link ClientStore} keeps that the hub has not answered; 0 where there is no store. */
    public int unsent() {
        return kept == null ? 0 : kept.unsentCount();
    }

    /**
     * Notifies {@code listener} of every status from now on, on the loop; it must not block, and what it throws is logged.
     */
    public Subscription onStatus(Consumer<ConnectionStatus> listener) {
        return status.listen(listener);
    }

    /** Runs {@code task} on the loop, after what was given to it before. */
    @Override
    public void execute(Runnable task) {
        loop.execute(task);
    }

    /**
     * Tells the hub that this client is done, which frees its locks, and ends all threads. What waits is not sent; the
     * stages of what the hub has not answered fail with {@link java.util.concurrent.CancellationException}. Waits for the
     * hub's goodbye, at most a second; from the loop itself it doesn't wait. Closing again does nothing. What waits stays in the
     * {@link ClientStore}, where there is one.
     */
    @Override
    public void close() {
        execute(this::sayGoodbye);
        if (!loop.isCurrent()) {
            try {
                over.await(2 * GOODBYE_MILLIS, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void sayGoodbye() {
        if (closing) {
            return;
        }
        closing = true;
        open.all().forEach(room -> room.channel().keep());
        setStatus(ConnectionStatus.Phase.CLOSED, "closed");
        HubTransport current = socket;
        if (current == null || !current.isOpen()) {
            end();
        } else {
            loop.later(GOODBYE_MILLIS, this::end);
            current.sayGoodbye();
        }
    }

    /** The goodbye was answered, or won't be. The loop is the last to go: rooms may live on it. */
    private void end() {
        HubTransport current = socket;
        if (current != null) {
            current.abort();
        }
        forget();
        execute(() -> {
            loop.close();
            if (store != null) {
                store.close();
            }
            over.countDown();
        });
    }

    // ---- connecting, on the loop

    private void connect() {
        if (socket != null || status.isClosed()) {
            return;
        }
        nextAttempt.cancel(false);
        liveness.beginAnew();
        socket = transports.open(contact.uri(), new Events());
    }

    void identified(HubTransport from, HubMessage.Identity answer) {
        HubContact.Finding finding = contact.take(answer, from);
        if (finding instanceof HubContact.Finding.Unproven unproven) {
            lost(from, "the hub did not prove which one it is: " + unproven.problem());
        } else if (finding instanceof HubContact.Finding.Other) {
            from.abort(); // it is not shown in place of the own one, and is told nothing
            forget();
            setStatus(
                    ConnectionStatus.Phase.OTHER_HUB,
                    "another hub answers at " + contact.uri() + " than the one that you worked with there");
            nextAttempt = loop.later(RETRY_MILLIS, this::connect);
        } else if (finding instanceof HubContact.Finding.Own own) {
            from.send(WireCodec.encode(contact.hello(own, from.isEncrypted())));
        }
    }

    void welcomed(HubTransport from, HubMessage.Welcome message) {
        if (!contact.knowsToken(message)) {
            lost(
                    from,
                    "what answers at " + contact.uri()
                            + " does not know the token: it is not the hub that the token is for");
            return;
        }
        contact.welcomed();
        welcome = message;
        storing = true;
        setStatus(ConnectionStatus.Phase.CATCHING_UP, "");
        open.beginAnew();
        open.all().forEach(this::joinIfWelcome);
        tools.welcomed(asked -> from.send(WireCodec.encode(asked)));
        updatePhase();
    }

    private void updatePhase() {
        if (welcome != null && !open.isJoining()) {
            setStatus(
                    storing ? ConnectionStatus.Phase.LIVE : ConnectionStatus.Phase.READ_ONLY,
                    storing ? "" : "the hub can't store changes now; they wait");
        }
    }

    /** A room can't be joined, now at least. The others are no worse off. */
    void fault(HubTransport from, HubMessage.Fault fault) {
        LOG.log(Level.WARNING, "the hub reports: {0}", fault.message());
        RoomClient room = fault.room() == null ? null : open.listener(fault.room());
        tools.fault(fault, room != null);
        if (room != null) {
            room.channel().fault(fault);
            boolean isOut = fault.code() == HubMessage.ErrorCode.NOT_ADMITTED;
            if (open.joined(room.name()) || isOut) {
                updatePhase();
                loop.later(isOut ? 5 * RETRY_MILLIS : RETRY_MILLIS, () -> {
                    if (socket == from) {
                        joinIfWelcome(room);
                    }
                });
            }
        }
    }

    private void joinOrEnd(RoomClient room) {
        if (status.isClosed()) {
            room.channel().ended(status.get().reason());
        } else {
            joinIfWelcome(room);
        }
    }

    private void joinIfWelcome(RoomClient room) {
        HubTransport current = socket;
        HubMessage.Welcome known = welcome;
        if (current != null && known != null && open.mayJoin(room)) {
            room.channel().connected(current, known);
        }
    }

    /** The connection is gone; {@code forSocket} says which, since the news may be old. */
    private void lost(@Nullable Object forSocket, String reason) {
        HubTransport current = socket;
        if (current == null || current != forSocket) {
            return;
        }
        if (closing) {
            end();
            return;
        }
        current.abort();
        contact.failed();
        forget();
        long pause = backoff.next();
        if (contact.otherHub() == null) {
            setStatus(ConnectionStatus.Phase.RECONNECTING, reason);
        }
        nextAttempt = loop.later(pause, this::connect);
    }

    /** The hub said that there is no point in coming back. */
    private void refused(HubTransport from, String reason) {
        if (socket == from) {
            from.abort();
            setStatus(ConnectionStatus.Phase.CLOSED, reason);
            forget();
        }
    }

    private void forget() {
        socket = null;
        welcome = null;
        tools.lost();
        contact.beginAnew();
        liveness.beginAnew();
        framesDone = 0;
        ConnectionStatus now = status.get();
        open.beginAnew();
        for (RoomClient room : open.all()) {
            room.channel().disconnected();
            if (status.isClosed()) {
                room.channel().ended(now.reason());
            }
        }
    }

    /** The hub is to be connected to with TLS. Whoever says so without being the hub gains nothing by it. */
    private void encrypt(HubTransport plain) {
        if (socket == plain) {
            contact.encrypt();
            plain.abort();
            forget();
            connect();
        }
    }

    /** Each second: is the hub still there? Where the machine slept or moved, it is asked, and a pause is cut short. */
    void watch() {
        if (++checks % KEEP_CHECKS == 0) {
            open.all().forEach(room -> room.channel().keep());
        }
        LivenessMonitor.Finding finding =
                liveness.check(platform.wallMillis(), platform.nanoTime(), platform.addresses(), framesDone == 0);
        HubTransport current = socket;
        if (finding == LivenessMonitor.Finding.DOUBTFUL) {
            LOG.log(Level.DEBUG, "{0}: checking whether the hub is reachable", liveness.doubt());
            backoff.reset();
            if (current == null) {
                connect();
            } else {
                current.ping();
            }
        } else if (finding == LivenessMonitor.Finding.UNANSWERED) {
            lost(current, "the hub is silent since " + liveness.doubt());
        } else if (finding == LivenessMonitor.Finding.SILENT) {
            lost(current, "the hub is silent");
        }
    }

    /** Whether there is no connection, nor an attempt to make one. */
    boolean isPausing() {
        return socket == null;
    }

    // ---- messages, on the loop

    private void received(HubTransport from, HubDecoder decoder, String frame) {
        chars = frame.length();
        try {
            HubMessage message = decoder.decode(frame);
            if (message != null) { // else of a kind that came later than this version
                message.handle(new MessageDispatch(this, from));
            }
        } catch (MalformedException e) {
            lost(from, "the hub sent what is no message: " + e.getMessage());
        }
    }

    void health(HubMessage.Health health) {
        storing = health.storing();
        updatePhase();
    }

    /** The hub has let go of a room; it is joined anew where somebody wants it after all. */
    void left(HubMessage.Left left) {
        RoomClient again = open.left(left.room());
        if (again != null) {
            joinIfWelcome(again);
        }
    }

    void deliver(HubTransport from, HubMessage.InRoom message) {
        RoomClient room = open.listener(message.room());
        if (room != null) {
            backlog.add(chars);
            room.channel().deliver(from, message);
        }
    }

    private void readOn() {
        HubTransport current = socket;
        if (framesDone > 0 && current != null && !backlog.isFull()) {
            current.request(framesDone);
            framesDone = 0;
        }
    }

    // ---- the rooms' side; any thread

    /** Does {@code task} on the loop, if {@code forSocket} is the connection then. */
    void on(Object forSocket, Consumer<HubTransport> task) {
        execute(() -> {
            HubTransport current = socket;
            if (current != null && current == forSocket) {
                task.accept(current);
            }
        });
    }

    /** The room has caught up; on the loop. */
    void caughtUp(String room) {
        if (open.joined(room)) {
            updatePhase();
        }
    }

    /** The room is left, as the hub was just told; on the loop. */
    void hasLeft(String room) {
        open.leave(room);
        updatePhase();
    }

    /** The room that should join was left before it did; on the loop. */
    void gone(String room) {
        RoomClient again = open.get(room);
        if (open.joined(room)) {
            if (again != null) {
                joinIfWelcome(again);
            }
            updatePhase();
        }
    }

    void failed(Object forSocket, String reason) {
        execute(() -> lost(forSocket, reason));
    }

    void later(long millis, Runnable task) {
        loop.later(millis, task);
    }

    long nanoTime() {
        return platform.nanoTime();
    }

    /** A message is through: there is room for another. */
    void messageDone() {
        if (backlog.done()) {
            execute(this::readOn);
        }
    }

    // ---- helpers

    private void setStatus(ConnectionStatus.Phase phase, String reason) {
        if (phase == ConnectionStatus.Phase.LIVE || phase == ConnectionStatus.Phase.READ_ONLY) {
            backoff.reset(); // not at the welcome: what breaks while catching up would break again at once, for ever
        }
        status.set(new ConnectionStatus(phase, reason));
    }

    /** The socket's side. */
    private final class Events implements HubTransport.Owner {

        private final HubDecoder decoder = new HubDecoder();

        @Override
        public void execute(Runnable task) {
            loop.executeHere(task);
        }

        @Override
        public boolean isOver() {
            return loop.isClosed();
        }

        @Override
        public void opened(HubTransport opened) {
            if (socket == opened) {
                opened.send(WireCodec.encode(contact.ask()));
            } else {
                opened.abort();
            }
        }

        @Override
        public void heard() {
            liveness.heard();
        }

        @Override
        public void answered() {
            liveness.answered();
        }

        @Override
        public void received(HubTransport from, String frame) {
            if (socket == from) {
                HubConnection.this.received(from, decoder, frame);
                framesDone++;
                readOn();
            }
        }

        @Override
        public void ended(HubTransport ended, int code, String reason) {
            String refusal = closing ? null : contact.refusal(code, reason);
            if (refusal == null) {
                lost(ended, contact.reason(code, reason));
            } else {
                refused(ended, refusal);
            }
        }

        @Override
        public void lost(HubTransport lost, String reason) {
            HubConnection.this.lost(lost, reason);
        }

        @Override
        public void encryptionWanted(HubTransport plain) {
            encrypt(plain);
        }
    }
}
