package dev.lockstep.hub;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.lockstep.client.ConnectionStatus.Phase;
import dev.lockstep.client.HubConnection;
import dev.lockstep.client.Identity;
import dev.lockstep.client.RefusedException;
import dev.lockstep.client.RoomClient;
import dev.lockstep.client.RoomListener;
import dev.lockstep.hub.journal.MemoryJournal;
import dev.lockstep.model.CommitRequest;
import dev.lockstep.model.Json;
import dev.lockstep.model.LockInfo;
import dev.lockstep.model.Operation;
import dev.lockstep.model.RefusalCode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The library's client against real hubs: how it comes back, and how it ends. */
class ClientTest extends HubTest {

    private static final CommitRequest COUNT = CommitRequest.of(new Operation.Add("count", 1));

    @Test
    @DisplayName("a client comes back to a restarted hub, and what it did meanwhile is done once")
    void restart() throws Exception {
        MemoryJournal journal = new MemoryJournal();
        Hub first = start(options -> options, journal);
        int port = first.port();
        HubConnection ada = connection(first, "ada");
        RoomClient room = ada.room("lobby");
        on(ada, () -> room.commit(COUNT));
        first.close();
        await(() -> ada.status().phase() == Phase.RECONNECTING);
        CompletableFuture<RoomClient.Receipt> meanwhile = begin(ada, () -> room.commit(COUNT));

        start(options -> options.withPort(port), journal);

        assertThat(meanwhile.get(30, TimeUnit.SECONDS).changed()).isTrue();
        assertThat(value(ada, room, "count")).isEqualTo(Json.of(2));
        await(() -> ada.status().isLive());
    }

    @Test
    @DisplayName("[CF1] members that read compact frames and others see the same changes, each in its form")
    void mixed() throws Exception {
        Hub hub = start();
        HubConnection grace = connection(hub, "grace");
        RoomClient room = grace.room("lobby");
        on(grace, () -> room.commit(COUNT));
        RawClient ada = member(hub, "ada", "lobby");
        ada.send(put("lobby", 1, "name", "'Ada'"));
        assertThat(ada.next("changes").items("commits")).hasSize(1);
        await(() -> value(grace, room, "name").equals(Json.of("Ada")));
        on(grace, () -> room.commit(COUNT));
        assertThat(ada.next("changes").json().toString()).contains("{\"put\":\"count\",\"value\":2}");
    }

    @Test
    @DisplayName("[RM3] who comes back gets the changes that it missed, though they were encoded for others alone")
    void missed() throws Exception {
        Hub hub = start();
        HubConnection grace = connection(hub, "grace");
        RoomClient room = grace.room("lobby");
        on(grace, () -> room.commit(COUNT));
        RawClient ada = member(hub, "ada", "lobby");
        String epoch = ada.join("lobby").text("epoch");
        ada.send("{'type':'leave','room':'lobby'}");
        ada.next("left");
        on(grace, () -> room.commit(COUNT));
        on(grace, () -> room.commit(COUNT));

        ada.send("{'type':'join','room':'lobby','since':{'epoch':'" + epoch + "','seq':1}}");
        assertThat(ada.next("changes").items("commits")).hasSize(2);
        ada.next("joined");
        on(grace, () -> room.commit(COUNT));
        assertThat(ada.next("changes").items("commits")).hasSize(1);
    }

    @Test
    @DisplayName("a lock over nothing is refused, as what the hub says of it")
    void lockOverNothing() throws Exception {
        HubConnection ada = connection(start(), "ada");
        CompletableFuture<RoomClient.Grant> grant =
                begin(ada, () -> ada.room("lobby").lock(List.of(), Duration.ZERO));
        assertThatThrownBy(() -> grant.get(30, TimeUnit.SECONDS))
                .hasRootCauseInstanceOf(RefusedException.class)
                .hasMessageContaining("at least one key");
    }

    @Test
    @DisplayName("who gives up a wait for a lock is not counted any more, and doesn't get it")
    void waitGivenUp() throws Exception {
        Hub hub = start();
        HubConnection ada = connection(hub, "ada");
        HubConnection grace = connection(hub, "grace");
        RoomClient adas = ada.room("lobby");
        RoomClient.Grant held = on(ada, () -> adas.lock(List.of("count"), Duration.ZERO));
        CompletableFuture<CompletionStage<RoomClient.Grant>> waits = new CompletableFuture<>();
        grace.execute(() -> waits.complete(grace.room("lobby").lock(List.of("count"), Duration.ofMinutes(5))));
        await(() -> waiting(ada, adas) == 1);
        waits.get(30, TimeUnit.SECONDS).toCompletableFuture().cancel(false); // on this thread
        await(() -> waiting(ada, adas) == 0);
        on(ada, () -> adas.unlock(held.fence()));
        on(ada, () -> adas.lock(List.of("count"), Duration.ZERO)); // it is free
    }

    @Test
    @DisplayName("a room is left when what was asked there is answered; its members see it, and it can be opened anew")
    void leave() throws Exception {
        Hub hub = start();
        HubConnection ada = connection(hub, "ada");
        HubConnection grace = connection(hub, "grace");
        RoomClient hers = grace.room("lobby");
        RoomClient room = ada.room("lobby");
        await(() -> members(grace, hers) == 2);
        CompletableFuture<RoomClient.Receipt> last = begin(ada, () -> room.commit(COUNT));
        CompletableFuture<Void> left = new CompletableFuture<>();

        ada.leave("lobby", () -> left.complete(null));

        left.get(30, TimeUnit.SECONDS);
        assertThat(last.get(30, TimeUnit.SECONDS).changed()).isTrue();
        await(() -> members(grace, hers) == 1);
        CompletableFuture<RoomClient.Receipt> afterwards = begin(ada, () -> room.commit(COUNT));
        assertThatThrownBy(() -> afterwards.get(30, TimeUnit.SECONDS)).hasCauseInstanceOf(RefusedException.class);
        RoomClient again = ada.room("lobby");
        assertThat(again).isNotSameAs(room);
        assertThat(begin(ada, () -> again.commit(COUNT))
                        .get(30, TimeUnit.SECONDS)
                        .changed())
                .isTrue();
        assertThat(value(ada, again, "count")).isEqualTo(Json.of(2));
        await(() -> ada.status().isLive());
    }

    @Test
    @DisplayName("a room that is asked for before it is left stays open")
    void stay() throws Exception {
        Hub hub = start();
        HubConnection ada = connection(hub, "ada");
        RoomClient room = ada.room("lobby");
        await(() -> ada.status().isLive());
        CompletableFuture<RoomClient> after = new CompletableFuture<>();
        ada.execute(
                () -> { // on the loop, where the rooms live: it can't be left in between
                    ada.leave("lobby", () -> {});
                    after.complete(ada.room("lobby"));
                });

        assertThat(after.get(30, TimeUnit.SECONDS)).isSameAs(room);
        assertThat(begin(ada, () -> room.commit(COUNT))
                        .get(30, TimeUnit.SECONDS)
                        .changed())
                .isTrue();
    }

    @Test
    @DisplayName("a listener that throws keeps no client from coming back")
    void throwingListener() throws Exception {
        MemoryJournal journal = new MemoryJournal();
        Hub first = start(options -> options, journal);
        int port = first.port();
        HubConnection ada = connection(first, "ada");
        ada.onStatus(status -> {
            throw new IllegalStateException("a listener's own fault");
        });
        on(ada, () -> ada.room("lobby").commit(COUNT));
        first.close();
        await(() -> ada.status().phase() == Phase.RECONNECTING);

        start(options -> options.withPort(port), journal);

        await(() -> ada.status().isLive());
    }

    @Test
    @DisplayName("who has no token is closed with the reason, and what it asked for is not done")
    void noToken() {
        HubOptions options = HubOptions.defaults().withPort(0).withToken("open sesame");
        Hub hub = closedLater(OtherUser.start(options, new MemoryJournal()));
        HubConnection ada = connection(hub, "ada");
        CompletableFuture<RoomClient.Receipt> waiting =
                begin(ada, () -> ada.room("lobby").commit(COUNT));

        assertThatThrownBy(() -> waiting.get(20, TimeUnit.SECONDS)).hasStackTraceContaining("asks for its token");
        assertThat(ada.status().phase()).isEqualTo(Phase.CLOSED);
        assertThat(ada.status().reason()).contains("token");
    }

    @Test
    @DisplayName("who closes frees its locks at once, on whatever thread it closes")
    void closeFreesLocks() throws Exception {
        Hub hub = start(options -> options.withLeaseMillis(NEVER_MILLIS));
        HubConnection grace = connection(hub, "grace");
        for (boolean onLoop : List.of(false, true)) {
            HubConnection ada = connection(hub, "ada");
            on(ada, () -> ada.room("lobby").lock(List.of("count"), Duration.ZERO));
            if (onLoop) {
                ada.execute(ada::close);
            } else {
                ada.close();
            }
            RoomClient.Grant grant = on(grace, () -> grace.room("lobby").lock(List.of("count"), Duration.ofMinutes(5)));
            on(grace, () -> grace.room("lobby").unlock(grant.fence()));
        }
    }

    @Test
    @DisplayName("every stage completes when the connection is closed, and what is asked for later is refused")
    void everyStageCompletes() throws Exception {
        Hub hub = start(options -> options.withLeaseMillis(NEVER_MILLIS));
        HubConnection grace = connection(hub, "grace");
        on(grace, () -> grace.room("lobby").lock(List.of("count"), Duration.ZERO));
        CompletableFuture<Void> afterwards = new CompletableFuture<>();
        HubConnection ada = connection(hub, "ada");
        RoomClient room = ada.room("lobby");
        on(ada, () -> room.commit(CommitRequest.of(new Operation.Put("other", Json.of(1)))));
        CompletableFuture<RoomClient.Grant> inLine =
                begin(ada, () -> room.lock(List.of("count"), Duration.ofMinutes(5)));
        inLine.whenComplete((grant, failure) -> room.commit(COUNT).whenComplete((done, refusal) -> {
            if (refusal instanceof RefusedException refused && refused.code() == RefusalCode.UNAVAILABLE) {
                afterwards.complete(null);
            }
        }));

        ada.close();

        assertThatThrownBy(() -> inLine.get(20, TimeUnit.SECONDS)).isInstanceOf(CancellationException.class);
        afterwards.get(20, TimeUnit.SECONDS);
        ada.close(); // again does nothing
    }

    @Test
    @DisplayName("what is closed while it connects is closed")
    void closedWhileConnecting() {
        Hub hub = start();
        HubConnection ada = connection(hub, "ada");
        ada.close();
        await(() -> ada.status().phase() == Phase.CLOSED);
        await(() -> health(hub).integer("sessions") == 0);
    }

    @Test
    @DisplayName("a commit that is larger than a frame is refused, and all else goes on")
    void tooLarge() throws Exception {
        HubConnection ada = connection(start(), "ada");
        RoomClient room = ada.room("lobby");
        on(ada, () -> room.commit(COUNT));
        CommitRequest large = CommitRequest.of(new Operation.Put("large", Json.of("x".repeat(2_000_000))));

        CompletableFuture<RoomClient.Receipt> refused = begin(ada, () -> room.commit(large));

        assertThatThrownBy(() -> refused.get(20, TimeUnit.SECONDS))
                .hasCauseInstanceOf(RefusedException.class)
                .hasMessageContaining("too large");
        assertThat(on(ada, () -> room.commit(COUNT)).changed()).isTrue();
        assertThat(value(ada, room, "large")).isEqualTo(Json.ofNull());
    }

    @Test
    @DisplayName("an update that somebody else was faster than is told to nobody, since it is made anew")
    void conflictsOfUpdates() throws Exception {
        Hub hub = start();
        List<RefusedException> told = Collections.synchronizedList(new ArrayList<>());
        List<CompletableFuture<?>> all = new ArrayList<>();
        List<HubConnection> both = List.of(connection(hub, "ada"), connection(hub, "grace"));
        for (HubConnection each : both) {
            each.room("lobby").listen(new RoomListener() {
                @Override
                public void refused(RefusedException refusal) {
                    told.add(refusal);
                }
            });
        }
        Function<Json, Json> plusOne = value -> Json.of(value instanceof Json.Num n ? n.value() + 1 : 1);
        for (int i = 0; i < 200; i++) {
            for (HubConnection each : both) {
                all.add(begin(each, () -> each.room("lobby").update("count", plusOne)));
            }
        }
        CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).get(30, TimeUnit.SECONDS);

        assertThat(told).isEmpty();
        HubConnection ada = both.get(0);
        await(() -> value(ada, ada.room("lobby"), "count").equals(Json.of(400)));
    }

    // ---- helpers

    private HubConnection connection(Hub hub, String name) {
        return closedLater(HubConnection.open(hub.url(), Identity.named(name)));
    }

    private static <T> CompletableFuture<T> begin(HubConnection connection, Supplier<CompletionStage<T>> request) {
        CompletableFuture<T> result = new CompletableFuture<>();
        connection.execute(() -> request.get().whenComplete((value, failure) -> {
            if (failure == null) {
                result.complete(value);
            } else {
                result.completeExceptionally(failure);
            }
        }));
        return result;
    }

    /** How many wait for the lock over {@code count}, as {@code connection} knows it. */
    private static int waiting(HubConnection connection, RoomClient room) {
        CompletableFuture<Integer> waiting = new CompletableFuture<>();
        connection.execute(() -> {
            LockInfo lock = room.replica().locks().over("count");
            waiting.complete(lock == null ? 0 : lock.waiting());
        });
        return waiting.join();
    }

    private static <T> T on(HubConnection connection, Supplier<CompletionStage<T>> request) throws Exception {
        return begin(connection, request).get(30, TimeUnit.SECONDS);
    }

    private static int members(HubConnection connection, RoomClient room) {
        return CompletableFuture.supplyAsync(() -> room.members().size(), connection)
                .join();
    }

    private static Json value(HubConnection connection, RoomClient room, String key) {
        return CompletableFuture.supplyAsync(() -> room.get(key), connection)
                .thenApply(value -> value == null ? Json.ofNull() : value)
                .join();
    }
}
