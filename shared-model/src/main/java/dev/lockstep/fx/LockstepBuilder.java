package dev.lockstep.fx;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.google.gson.Gson;
import org.jspecify.annotations.Nullable;

import dev.lockstep.client.ClientStore;
import dev.lockstep.client.ConnectionStatus;
import dev.lockstep.client.Identity;
import dev.lockstep.client.JsonMapper;
import dev.lockstep.client.RefusedException;
import dev.lockstep.discovery.EmbeddedHub;

/**
 * What a {@link Lockstep} is made with. All of it but the address may be left out.
 *
 * <pre>{@code
 * Lockstep lockstep = Lockstep.builder("ws://localhost:7171/live")
 *         .identity(Identity.named("Ada"))
 *         .store(ClientStore.open(Path.of("my-data")))
 *         .onRefused((room, refusal) -> warn(refusal.getMessage()))
 *         .connect();
 * }</pre>
 *
 * <p>Not safe for use by several threads.
 */
public final class LockstepBuilder {

    private final String url;
    private final List<Consumer<ConnectionStatus>> statusHandlers = new ArrayList<>();
    private final List<BiConsumer<SharedRoom, RefusedException>> refusalHandlers = new ArrayList<>();
    private final List<BiConsumer<SharedRoom, RuntimeException>> errorHandlers = new ArrayList<>();
    private @Nullable Identity identity;
    private @Nullable String token;
    private @Nullable ClientStore store;
    private @Nullable FxThread thread;
    private @Nullable EmbeddedHub hub;
    private JsonMapper mapper = new JsonMapper();

    LockstepBuilder(String url) {
        this.url = url;
    }

    /** Who this program is to the hub, and to the people there; by default a new one, called as the user of this machine is. */
    @CanIgnoreReturnValue
    public LockstepBuilder identity(Identity of) {
        identity = of;
        return this;
    }

    /** What the hub asks for; by default what the identity has, or nothing. */
    @CanIgnoreReturnValue
    public LockstepBuilder token(String known) {
        token = known;
        return this;
    }

    /**
     * Where changes are kept until the hub has answered them: what has no answer when the program ends, however it ends, is sent when it is
     * started again, each change exactly once. What is unsent is read from the disk by {@link #connect}. By default nothing is kept.
     *
     * @param in with the client's secret; closed with the connection. Null for none
     */
    @CanIgnoreReturnValue
    public LockstepBuilder store(@Nullable ClientStore in) {
        store = in;
        return this;
    }

    /**
     * What makes JSON of values, and values of JSON: for types that need adapters of their own. By default one that writes Java's dates,
     * times, durations, paths and decimals as text, which {@link JsonMapper#standardTypes} adds to others.
     */
    @CanIgnoreReturnValue
    public LockstepBuilder gson(Gson with) {
        mapper = new JsonMapper(with);
        return this;
    }

    /** A thread in place of JavaFX's, for programs without windows and for tests. */
    @CanIgnoreReturnValue
    public LockstepBuilder thread(FxThread in) {
        thread = in;
        return this;
    }

    /** Notifies {@code handler} of each status of the connection, on the JavaFX thread. */
    @CanIgnoreReturnValue
    public LockstepBuilder onStatus(Consumer<ConnectionStatus> handler) {
        statusHandlers.add(handler);
        return this;
    }

    /** Notifies {@code handler} of what is refused in any room that the program has opened, as {@link SharedRoom#onRefused} does for one. */
    @CanIgnoreReturnValue
    public LockstepBuilder onRefused(BiConsumer<SharedRoom, RefusedException> handler) {
        refusalHandlers.add(handler);
        return this;
    }

    /** Notifies {@code handler} of errors in any room, as {@link SharedRoom#onError} does for one. */
    @CanIgnoreReturnValue
    public LockstepBuilder onError(BiConsumer<SharedRoom, RuntimeException> handler) {
        errorHandlers.add(handler);
        return this;
    }

    /** {@code own} is closed with the connection. */
    @CanIgnoreReturnValue
    LockstepBuilder with(EmbeddedHub own) {
        hub = own;
        return this;
    }

    /**
     * Connects; returns at once, and goes on in the background.
     *
     * @throws IllegalArgumentException where the address is none of a hub
     * @throws IllegalStateException where there is neither JavaFX nor another {@link #thread}
     * @throws dev.lockstep.client.ClientStoreException where what is kept can't be used
     */
    public Lockstep connect() {
        Identity of = identity == null ? Identity.named(System.getProperty("user.name", "somebody")) : identity;
        return new Lockstep(url, token == null ? of : of.withToken(token), this);
    }

    // ---- for the connection

    @Nullable
    EmbeddedHub hub() {
        return hub;
    }

    FxThread thread() {
        return thread == null ? FxThread.platform() : thread;
    }

    JsonMapper mapper() {
        return mapper;
    }

    @Nullable
    ClientStore store() {
        return store;
    }

    List<Consumer<ConnectionStatus>> statusHandlers() {
        return List.copyOf(statusHandlers);
    }

    List<BiConsumer<SharedRoom, RefusedException>> refusalHandlers() {
        return List.copyOf(refusalHandlers);
    }

    List<BiConsumer<SharedRoom, RuntimeException>> errorHandlers() {
        return List.copyOf(errorHandlers);
    }
}
