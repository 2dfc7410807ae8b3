package dev.lockstep.fx;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ObservableList;

import com.google.gson.Gson;
import org.jspecify.annotations.Nullable;

import dev.lockstep.client.ClientStore;
import dev.lockstep.client.ConnectionStatus;
import dev.lockstep.client.HubConnection;
import dev.lockstep.client.Identity;
import dev.lockstep.client.JsonMapper;
import dev.lockstep.client.RoomClient;

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
    private final JsonMapper mapper = new JsonMapper(new Gson());
    private final Map<String, SharedRoom> rooms = new LinkedHashMap<>();
    private final ReadOnlyObjectWrapper<ConnectionStatus> status;
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private @Nullable RoomList directory; // made when it is first asked for

    private Lockstep(String url, Identity identity, FxThread fxThread, @Nullable ClientStore store) {
        this.fxThread = fxThread;
        this.connection = HubConnection.open(url, identity, fxThread, store);
        this.status = new ReadOnlyObjectWrapper<>(this, "status", connection.status());
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
        return connect(url, identity, FxThread.platform());
    }

    /**
     * As {@link #connect(String, Identity)}, and what is changed outlives the program: what the hub has not answered when it
     * ends, however it ends, is sent when it is started again, each change exactly once. What is unsent is read from the disk
     * before this returns.
     *
     * @param store where it is kept, with the client's secret; closed with this connection
     * @throws dev.lockstep.client.ClientStoreException where what is kept can't be used
     */
    public static Lockstep connect(String url, Identity identity, ClientStore store) {
        return connect(url, identity, FxThread.platform(), store);
    }

    /** As {@link #connect(String, Identity)}, with another thread in place of JavaFX's. */
    public static Lockstep connect(String url, Identity identity, FxThread fxThread) {
        return connect(url, identity, fxThread, null);
    }

    /** As {@link #connect(String, Identity, ClientStore)}, with another thread in place of JavaFX's. */
    public static Lockstep connect(String url, Identity identity, FxThread fxThread, @Nullable ClientStore store) {
        return new Lockstep(url, identity, fxThread, store);
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
        return rooms.computeIfAbsent(name, n -> new SharedRoom(client, mapper, fxThread));
    }

    /**
     * Leaves the room called {@code name}: this program is no member of it any more, and hears nothing of it. What is on its
     * way to the hub is answered first, and {@link #room} called before that calls it off. To a {@link SharedRoom} that was
     * left nothing can be written; {@link #room} gives a new one.
     */
    public void leave(String name) {
        checkThread();
        connection.leave(name, () -> rooms.remove(name));
    }

    /**
     * The rooms that the hub has, by name. Empty until the hub has told; it stays empty with a hub that can't tell.
     */
    public ObservableList<RoomInfo> rooms() {
        checkThread();
        if (directory == null) {
            RoomList list = new RoomList();
            directory = list;
            connection.onRooms(part -> fxThread.execute(() -> list.told(part)));
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

    /** Who this program is to the hub. */
    public Identity identity() {
        return connection.identity();
    }

    /** Which hub this program works with: the hash of its public key; null before the first contact. */
    public @Nullable String hub() {
        return connection.hub();
    }

    /** How many changes are kept that the hub has not answered; 0 where there is no {@link ClientStore}, which would keep them. */
    public int unsent() {
        return connection.unsent();
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
                    closed.complete(null);
                },
                "lockstep-goodbye");
        goodbye.start();
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
