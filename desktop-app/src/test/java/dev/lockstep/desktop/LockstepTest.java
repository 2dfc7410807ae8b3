package dev.lockstep.desktop;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonDeserializer;
import com.google.gson.JsonPrimitive;
import com.google.gson.JsonSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import dev.lockstep.client.ConnectionStatus;
import dev.lockstep.client.Identity;
import dev.lockstep.client.JsonMapper;
import dev.lockstep.client.WaitingChange;
import dev.lockstep.fx.Lockstep;
import dev.lockstep.fx.SharedRoom;
import dev.lockstep.hub.Hub;
import dev.lockstep.hub.HubOptions;
import dev.lockstep.hub.journal.MemoryJournal;
import dev.lockstep.model.AccessChange;
import dev.lockstep.model.Json;
import dev.lockstep.model.Role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a connection is made with, and how it ends. */
@Timeout(60)
class LockstepTest {

    private static final String TOKEN = "a token that nobody guesses";

    /** A type with a form of its own. */
    private static final class Money {
        final long cents;

        Money(long cents) {
            this.cents = cents;
        }
    }

    private final HandThread thread = new HandThread();
    private final List<Lockstep> open = new ArrayList<>();
    private final MemoryJournal journal = new MemoryJournal();
    private Hub hub;

    @BeforeEach
    void start() {
        hub = start(0);
    }

    private Hub start(int port) {
        return Hub.start(
                HubOptions.defaults()
                        .withPort(port)
                        .withToken(TOKEN)
                        .withEncryption(new HubOptions.Encryption.Proxy()), // so that nobody is known as its user
                journal);
    }

    @AfterEach
    void close() {
        open.forEach(Lockstep::close);
        hub.close();
    }

    private Lockstep connect(String token) {
        Lockstep lockstep = Lockstep.builder(hub.url())
                .identity(Identity.named("Ada"))
                .token(token)
                .thread(thread)
                .connect();
        open.add(lockstep);
        return lockstep;
    }

    private String reasonOf(CompletableFuture<?> stage) {
        thread.await("it has ended", stage::isDone);
        return stage.handle((result, failure) -> {
                    Throwable reason = failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
                    return reason == null ? "done" : String.valueOf(reason.getMessage());
                })
                .join();
    }

    @Test
    @DisplayName("with a wrong token all stages end with the reason; another one can be given, and all goes on")
    void token() {
        Lockstep lockstep = connect("guessed");
        SharedRoom room = lockstep.room("lobby");
        CompletableFuture<Void> loaded = room.whenLoaded().toCompletableFuture();
        CompletableFuture<?> put = room.put("a", 1).toCompletableFuture();
        CompletableFuture<?> lock =
                room.lock("a").acquire(Duration.ofSeconds(10)).toCompletableFuture();
        assertThat(reasonOf(loaded)).contains("token");
        assertThat(reasonOf(put)).contains("token");
        assertThat(reasonOf(lock)).contains("token");
        assertThat(reasonOf(room.whenLoaded().toCompletableFuture())).contains("token");
        assertThat(reasonOf(lockstep.room("other").whenLoaded().toCompletableFuture()))
                .contains("token");
        assertThat(reasonOf(room.put("b", 1).toCompletableFuture())).contains("token");
        assertThat(lockstep.getStatus().phase()).isEqualTo(ConnectionStatus.Phase.CLOSED);
        assertThatThrownBy(lockstep::whenStored).hasMessageContaining("ClientStore");

        lockstep.useToken(TOKEN);

        thread.await("it is live", () -> lockstep.getStatus().isLive());
        thread.await("the room is there", () -> room.loadedProperty().get());
        assertThat(reasonOf(room.whenLoaded().toCompletableFuture())).isEqualTo("done");
        assertThat(reasonOf(room.put("b", 2).toCompletableFuture())).isEqualTo("done");
        assertThat(room.get("b", Integer.class)).isEqualTo(2);
        thread.await(
                "a lock that nobody waits for any more is free",
                () -> !room.lock("a").isHeldByMe());
        assertThat(reasonOf(room.lock("a").acquire(Duration.ZERO).toCompletableFuture()))
                .isEqualTo("done");
    }

    @Test
    @DisplayName("what is asked of a connection that is closed ends with the reason")
    void closed() {
        Lockstep lockstep = connect(TOKEN);
        SharedRoom room = lockstep.room("lobby");
        thread.await("the room is there", () -> room.loadedProperty().get());
        CompletableFuture<?> waiting = lockstep.room("elsewhere").whenLoaded().toCompletableFuture();
        lockstep.close();
        lockstep.closed().toCompletableFuture().join();
        assertThat(reasonOf(waiting)).isIn("done", "closed");
        assertThat(reasonOf(room.put("a", 1).toCompletableFuture())).contains("closed");
        assertThat(reasonOf(lockstep.room("third").whenLoaded().toCompletableFuture()))
                .contains("closed");
        lockstep.useToken(TOKEN);
        assertThat(reasonOf(room.put("a", 1).toCompletableFuture())).contains("closed");
    }

    private static List<String> reasons(Lockstep of, String room) {
        return of.waiting().get(room).stream().map(WaitingChange::reason).toList();
    }

    @Test
    @DisplayName("what waits is counted and listed over all rooms, with the reason, until the hub has answered")
    void waiting() {
        int port = hub.port();
        Lockstep lockstep = connect(TOKEN);
        SharedRoom lobby = lockstep.room("lobby");
        SharedRoom other = lockstep.room("other");
        thread.await(
                "both are there",
                () -> lobby.loadedProperty().get() && other.loadedProperty().get());
        assertThat(lockstep.pendingProperty().get()).isZero();
        hub.close();
        thread.await("it is gone", () -> !lockstep.getStatus().isLive());
        lobby.put("a", 1);
        other.put("b", 1);
        other.put("c", 1);
        thread.await("all are counted", () -> lockstep.pendingProperty().get() == 3);
        assertThat(lockstep.waiting().keySet()).containsExactly("lobby", "other");
        thread.await(
                "the rooms know too",
                () -> reasons(lockstep, "other").equals(List.of("there is no connection", "there is no connection")));
        hub = start(port);
        thread.await("none waits", () -> lockstep.pendingProperty().get() == 0);
        assertThat(lockstep.waiting()).isEmpty();
    }

    @Test
    @DisplayName("the handlers and types that a connection is made with are those of all its rooms")
    void builder() {
        Lockstep host = connect(TOKEN);
        SharedRoom hosted = host.room("lobby");
        List<String> events = new ArrayList<>();
        JsonSerializer<Money> writer = (money, type, context) -> new JsonPrimitive(money.cents + " cents");
        JsonDeserializer<Money> reader = (json, type, context) ->
                new Money(Long.parseLong(json.getAsString().replace(" cents", "")));
        GsonBuilder gson = JsonMapper.standardTypes()
                .registerTypeAdapter(Money.class, writer)
                .registerTypeAdapter(Money.class, reader);
        thread.await("the room is there", () -> hosted.loadedProperty().get());
        hosted.setAccess(AccessChange.NOTHING.writers("price", Role.HOST));
        Lockstep lockstep = Lockstep.builder(hub.url())
                .token(TOKEN)
                .thread(thread)
                .gson(gson.create())
                .onStatus(status -> events.add(status.phase().name()))
                .onRefused((room, refusal) -> events.add(room.name() + " refused " + refusal.key()))
                .onError((room, error) -> events.add(room.name() + " error"))
                .connect();
        open.add(lockstep);
        SharedRoom room = lockstep.room("lobby");
        thread.await("the rules are there", () -> room.loadedProperty().get() && !room.mayWrite("price"));

        room.put("cost", new Money(7));
        thread.await("it is there", () -> hosted.get("cost", Json.class) != null);
        assertThat(hosted.get("cost", String.class)).isEqualTo("7 cents");
        assertThat(room.value("cost", Money.class, null).get().cents).isEqualTo(7);
        room.put("price", new Money(8));
        thread.await("it is refused", () -> events.contains("lobby refused price"));
        room.put("level", "high");
        assertThat(room.number("level", 3).get()).isEqualTo(3);
        assertThat(events).contains("LIVE", "lobby error");
        assertThat(lockstep.identity().name()).isEqualTo(System.getProperty("user.name"));
    }
}
