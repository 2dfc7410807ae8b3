package dev.lockstep.fx;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ObservableList;

import org.jspecify.annotations.Nullable;

import dev.lockstep.client.ClientStore;
import dev.lockstep.client.ConnectionStatus;
import dev.lockstep.client.HubConnection;
import dev.lockstep.client.HubTools;
import dev.lockstep.client.Identity;
import dev.lockstep.client.JsonMapper;
import dev.lockstep.client.RefusedException;
import dev.lockstep.client.RoomClient;
import dev.lockstep.client.WaitingChange;
import dev.lockstep.discovery.EmbeddedHub;
import dev.lockstep.wire.HubMessage;

/**
 * A connection to a hub, for programs with windows.
 *
 * <pre>{@code
 * Lockstep lockstep = Lockstep.connect("ws://localhost:7171/live", Identity.named("Ada"));
 * SharedNumber count = lockstep.room("lobby").number("count", 0);
 * label.textProperty().bind(count.asString("Count = %.0f"));
 * plus.setOnAction(e -> count.add(1));
 * }</pre>
 *
 * <p>It connects in the background and comes back by itself when the connection breaks. Changes made meanwhile are seen
 * at once, kept in order, and sent on return.
 */
public final class Lockstep implements AutoCloseable {

    private final FxThread fxThread;
    private final HubConnection connection;
    private final @Nullable ClientStore store;
    private final JsonMapper mapper;
    private final RefreshQueue refreshes;
    private final List<BiConsumer<SharedRoom, RefusedException>> refusalHandlers;
    private final List<BiConsumer<SharedRoom, RuntimeException>> errorHandlers;
    private final Map<String, SharedRoom> rooms = new LinkedHashMap<>();
    private final ReadOnlyObjectWrapper<ConnectionStatus> status;
    private final ReadOnlyIntegerWrapper pending = new ReadOnlyIntegerWrapper(this, "pending");
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private final String url;
    private final @Nullable EmbeddedHub hub; // of this connection's own
    private @Nullable RoomList directory; // made when it is first asked for

    Lockstep(String url, Identity identity, LockstepBuilder options) {
        this.url = url;
        this.hub = options.hub();
        this.fxThread = options.thread();
        this.mapper = options.mapper();
        this.refreshes = new RefreshQueue(fxThread);
        this.refusalHandlers = options.refusalHandlers();
        this.errorHandlers = options.errorHandlers();
        this.store = options.store();
        this.connection = HubConnection.open(url, identity, fxThread, store);
        this.status = new ReadOnlyObjectWrapper<>(this, "status", connection.status());
        options.statusHandlers().forEach(handler -> status.addListener((property, before, now) -> handler.accept(now)));
        connection.onStatus(next -> fxThread.execute(() -> status.set(connection.status())));
        fxThread.execute(() -> status.set(connection.status()));
    }

    /**
     * Connects; returns at once.
     *
     * @param url where the hub listens, {@code ws://host:port/live}
     * @throws IllegalArgumentException where {@code url} is no such address
     */
    public static Lockstep connect(String url, Identity identity) {
        return builder(url).identity(identity).connect();
    }

    /**
     * As {@link #connect(String, Identity)}, and what is changed outlives the program; see {@link LockstepBuilder#store}.
     *
     * @throws dev.lockstep.client.ClientStoreException where what is kept can't be used
     */
    public static Lockstep connect(String url, Identity identity, ClientStore store) {
        return builder(url).identity(identity).store(store).connect();
    }

    /**
     * Starts a hub inside this program and connects to it, as {@code name}: for trying out, for demonstrations and tests, and for programs whose
     * windows share what nobody keeps. The hub ends with the connection; other programs of this user can connect to its {@link #url}. Needs the
     * module {@code hub}, and returns when that listens.
     *
     * @throws IllegalStateException where the module {@code hub} is not on the class path
     */
    public static Lockstep local(String name) {
        EmbeddedHub hub = EmbeddedHub.start();
        try {
            return builder(hub.url()).identity(Identity.named(name)).with(hub).connect();
        } catch (RuntimeException e) {
            hub.close();
            throw e;
        }
    }

    /**
     * Begins a connection with more of one's own.
     *
     * @param url where the hub listens, {@code ws://host:port/live}
     */
    public static LockstepBuilder builder(String url) {
        return new LockstepBuilder(url);
    }

    /**
     * The room called {@code name}: segments joined by {@code /}, 100 characters at most. It is joined as soon as it can
     * be; the same object for the same name.
     *
     * @throws IllegalArgumentException where {@code name} can't name a room
     */
    public SharedRoom room(String name) {
        checkThread();
        RoomClient client = connection.room(name); // which calls off a leave
        SharedRoom room = rooms.computeIfAbsent(name, n -> open(client));
        count();
        return room;
    }

    private SharedRoom open(RoomClient client) {
        SharedRoom room = new SharedRoom(client, mapper, fxThread, refreshes);
        refusalHandlers.forEach(handler -> room.onRefused(refusal -> handler.accept(room, refusal)));
        errorHandlers.forEach(handler -> room.onError(error -> handler.accept(room, error)));
        room.pendingProperty().addListener((property, before, now) -> count());
        return room;
    }

    private void count() {
        pending.set(rooms.values().stream()
                .mapToInt(room -> room.pendingProperty().get())
                .sum());
    }

    /**
     * Leaves the room called {@code name}: this program is no member of it any more, and hears nothing of it. What is on its
     * way to the hub is answered first, and {@link #room} called before that calls it off. To a {@link SharedRoom} that was
     * left nothing can be written; {@link #room} gives a new one.
     */
    public void leave(String name) {
        checkThread();
        connection.leave(name, () -> {
            rooms.remove(name);
            count();
        });
    }

    /**
     * The rooms that the hub has, by name. Empty until the hub has told; it stays empty with a hub that can't tell.
     */
    public ObservableList<RoomInfo> rooms() {
        checkThread();
        if (directory == null) {
            RoomList list = new RoomList();
            directory = list;
            connection.tools().onRooms(new HubTools.RoomsListener() {
                @Override
                public void anew() {
                    fxThread.execute(list::anew);
                }

                @Override
                public void told(HubMessage.Rooms part) {
                    fxThread.execute(() -> list.told(part));
                }
            });
        }
        return directory.rooms();
    }

    /** How the connection is, with the reason. */
    public ReadOnlyObjectProperty<ConnectionStatus> statusProperty() {
        return status.getReadOnlyProperty();
    }

    /** See {@link #statusProperty}. */
    public ConnectionStatus getStatus() {
        return status.get();
    }

    /** Where the hub is connected to, as it was given. */
    public String url() {
        return url;
    }

    /** Who this program is to the hub. */
    public Identity identity() {
        return connection.identity();
    }

    /**
     * Comes in by another token from now on: at once where the hub has refused the one before, and at the next connection elsewhere. Returns
     * before that; {@link #statusProperty} tells when what is asked for isn't refused any more. Any thread.
     *
     * @param token what the hub asks for, null for nothing
     */
    public void useToken(@Nullable String token) {
        connection.useToken(token);
    }

    /** What those who host the hub may ask of it; its stages complete on the JavaFX thread. */
    public HubTools tools() {
        return connection.tools();
    }

    /** Which hub this program works with: the hash of its public key; null before the first contact. */
    public @Nullable String hub() {
        return connection.hub();
    }

    /**
     * How many changes the {@link ClientStore} has that the hub has not answered; 0 where there is none. The last of them may be on their way
     * to the disk still, see {@link #whenStored}.
     */
    public int unsent() {
        return connection.unsent();
    }

    /** How many changes the hub has not answered, in all rooms that this program has opened; see {@link SharedRoom#pendingProperty}. */
    public ReadOnlyIntegerProperty pendingProperty() {
        return pending.getReadOnlyProperty();
    }

    /** The changes that the hub has not answered, with the reason, by room; as of now. Rooms in which none waits are not among them. */
    public SortedMap<String, List<WaitingChange>> waiting() {
        checkThread();
        SortedMap<String, List<WaitingChange>> waiting = new TreeMap<>();
        rooms.forEach((name, room) -> {
            List<WaitingChange> its = room.waiting();
            if (!its.isEmpty()) {
                waiting.put(name, its);
            }
        });
        return waiting;
    }

    /**
     * Completes on the JavaFX thread when every change that was made before is on this machine's disk, a few hundredths of a second later as
     * a rule: only then is it true to tell a user that it is saved, and it is sent even if the program is killed. Ends with a {@link
     * dev.lockstep.client.ClientStoreException} where the disk can't be written, though that is tried again.
     *
     * @throws IllegalStateException where there is no {@link ClientStore}
     */
    public CompletionStage<Void> whenStored() {
        checkThread();
        if (store == null) {
            throw new IllegalStateException("nothing is stored: the connection was made without a ClientStore");
        }
        CompletableFuture<Void> stored = new CompletableFuture<>();
        store.whenStored()
                .whenComplete((all, failure) -> fxThread.execute(() -> {
                    if (failure == null) {
                        stored.complete(null);
                    } else {
                        stored.completeExceptionally(failure);
                    }
                }));
        return stored;
    }

    /** The hub that answers in its place, null where none does; see {@link HubConnection#otherHub}. */
    public @Nullable String otherHub() {
        return connection.otherHub();
    }

    /** Works with {@link #otherHub} from now on; see {@link HubConnection#acceptOtherHub}. */
    public void acceptOtherHub() {
        connection.acceptOtherHub();
    }

    /**
     * Says goodbye to the hub, which frees the locks. Returns at once; a thread of its own keeps the program alive until
     * the goodbye is out, a second at most. What waits to be sent is lost, unless it is kept in a {@link ClientStore}.
     */
    @Override
    public void close() {
        Thread goodbye = new Thread(
                () -> {
                    connection.close();
                    if (hub != null) {
                        hub.close();
                    }
                    closed.complete(null);
                },
                "lockstep-goodbye");
        goodbye.start();
    }

    /**
     * As {@link #close}, but not before the hub has answered all that waits in the rooms, or {@code patience} is over.
     *
     * @return whether all was answered; completes when the connection is closed, on any thread
     */
    public CompletionStage<Boolean> closeWhenSent(Duration patience) {
        checkThread();
        CompletableFuture<Boolean> sent = new CompletableFuture<>();
        Runnable look = () -> {
            if (pending.get() == 0) {
                sent.complete(true);
            }
        };
        pending.addListener((property, was, now) -> look.run());
        look.run();
        CompletableFuture.delayedExecutor(patience.toMillis(), TimeUnit.MILLISECONDS, fxThread)
                .execute(() -> sent.complete(false));
        return sent.thenCompose(all -> {
            close();
            return closed.thenApply(over -> all);
        });
    }

    /** Completes when this connection is closed and its {@link ClientStore} may be used by another; on any thread. */
    public CompletionStage<Void> closed() {
        return closed.copy();
    }

    private void checkThread() {
        if (!fxThread.isCurrent()) {
            throw new IllegalStateException("shared state is used on the JavaFX thread; see Platform.runLater");
        }
    }
}
