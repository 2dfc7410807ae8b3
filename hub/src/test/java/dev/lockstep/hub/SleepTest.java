package dev.lockstep.hub;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.lockstep.client.ConnectionStatus;
import dev.lockstep.client.ConnectionStatus.Phase;
import dev.lockstep.client.HubConnection;
import dev.lockstep.client.Identity;
import dev.lockstep.client.Machine;
import dev.lockstep.client.RoomClient;
import dev.lockstep.model.CommitRequest;
import dev.lockstep.model.Json;
import dev.lockstep.model.Operation;

import static org.assertj.core.api.Assertions.assertThat;

/** A laptop that sleeps, moves to another network, and has its clock set, between a client and a real hub. */
class SleepTest extends HubTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration HOUR = Duration.ofHours(1);

    /** When silence alone would end a connection. */
    private static final Duration SILENCE = Duration.ofSeconds(10);

    private final Machine laptop = new Machine();
    private final List<ConnectionStatus> statuses = new CopyOnWriteArrayList<>();
    private Hub hub;
    private Tunnel tunnel;
    private RawClient grace;
    private HubConnection ada;
    private RoomClient room;
    private long fence;
    private String session;

    @BeforeEach
    void adaHoldsTheLock() throws Exception {
        hub = start(options -> options.withLeaseMillis(NEVER_MILLIS));
        tunnel = closedLater(new Tunnel(hub));
        grace = member(hub, "grace", "lobby");
        ada = closedLater(laptop.open(tunnel.url(), Identity.named("ada")));
        room = ada.room("lobby");
        fence = on(() -> room.lock(List.of("count"), Duration.ZERO)).fence();
        session = room.session();
        await(() -> ada.status().isLive());
        Machine.look(ada); // and knows where it is
        ada.onStatus(statuses::add);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName(
            "who wakes up to a dead connection is back with its session and its lock, and what waited is done once")
    void sleep(boolean answersOnly) throws Exception {
        if (answersOnly) {
            tunnel.loseAnswers();
        } else {
            tunnel.loseAll();
        }
        CompletableFuture<RoomClient.Receipt> waiting = begin(this::addUnderLock);
        if (answersOnly) {
            grace.next("changes", changes -> hasCommit(changes, ada.identity().client(), 2));
        }

        laptop.setClock(HOUR);
        lookUntilReconnecting();

        assertThat(statuses.get(0).reason()).contains("slept");
        assertThat(waiting.get(30, TimeUnit.SECONDS).changed()).isTrue();
        await(() -> ada.status().isLive());
        assertThat(room.session()).isEqualTo(session);
        assertThat(on(this::addUnderLock).changed()).isTrue();
        assertThat(count()).isEqualTo(Json.of(2));
        assertThat(tunnel.connections()).isEqualTo(2);
        assertThatNobodyIsShownTwice();
    }

    @Test
    @DisplayName("a clock that is set and an address that changes break no connection that works")
    void healthy() throws Exception {
        for (Runnable event : List.<Runnable>of(
                () -> laptop.setClock(HOUR),
                () -> laptop.setClock(HOUR.multipliedBy(-2)),
                () -> laptop.pass(HOUR),
                () -> laptop.move(2))) {
            event.run();
            Machine.look(ada);
            on(this::addUnderLock); // sent after the ping, and so answered after it
            for (int i = 0; i < 5; i++) {
                laptop.pass(SECOND);
                Machine.look(ada);
            }
        }
        assertThat(statuses).isEmpty();
        assertThat(tunnel.connections()).isEqualTo(1);
        assertThat(count()).isEqualTo(Json.of(4));
    }

    @Test
    @DisplayName("who moves to another network is back long before silence would tell")
    void move() {
        tunnel.loseAll();

        laptop.move(2);
        lookUntilReconnecting();

        assertThat(statuses.get(0).reason()).contains("addresses changed");
        assertThat(laptop.awake()).isLessThan(SILENCE);
        await(() -> ada.status().isLive());
        assertThat(room.session()).isEqualTo(session);
        assertThatNobodyIsShownTwice();
    }

    @Test
    @DisplayName("without sleep or move it is the silence that tells")
    void silence() {
        tunnel.loseAll();

        lookUntilReconnecting();

        assertThat(statuses.get(0).reason()).isEqualTo("the hub is silent");
        assertThat(laptop.awake()).isGreaterThan(SILENCE);
        await(() -> ada.status().isLive());
    }

    @Test
    @DisplayName("who wakes up without a connection tries at once, whatever pause it was in")
    void pause() {
        hub.close();
        await(() -> ada.status().phase() == Phase.RECONNECTING);
        await(() -> laptop.sleepEndsPause(ada));
    }

    // ---- helpers

    private void lookUntilReconnecting() {
        await(() -> {
            laptop.pass(SECOND);
            Machine.look(ada);
            return statuses.stream().anyMatch(status -> status.phase() == Phase.RECONNECTING);
        });
    }

    /** Neither to who was there all the time, nor to who comes new. */
    private void assertThatNobodyIsShownTwice() {
        grace.awaitDone("lobby");
        assertThat(grace.all().stream()
                        .filter(message -> message.type().equals("presence"))
                        .flatMap(message -> message.objects("members").stream())
                        .filter(member ->
                                member.text("client").equals(ada.identity().client())))
                .isNotEmpty()
                .allMatch(member -> member.text("session").equals(session));
        assertThat(member(hub, "alan", "lobby").join("lobby").objects("members"))
                .filteredOn(
                        member -> member.text("client").equals(ada.identity().client()))
                .hasSize(1);
        assertThat(CompletableFuture.supplyAsync(room::members, ada).join())
                .filteredOn(member -> member.client().equals(ada.identity().client()))
                .hasSize(1);
    }

    private CompletionStage<RoomClient.Receipt> addUnderLock() {
        List<Operation> plusOne = List.of(new Operation.Add("count", 1));
        return room.commit(new CommitRequest(plusOne, List.of(), List.of(fence), false));
    }

    private Json count() {
        return CompletableFuture.supplyAsync(() -> room.get("count"), ada).join();
    }

    private <T> CompletableFuture<T> begin(Supplier<CompletionStage<T>> request) {
        CompletableFuture<T> result = new CompletableFuture<>();
        ada.execute(() -> request.get().whenComplete((value, failure) -> {
            if (failure == null) {
                result.complete(value);
            } else {
                result.completeExceptionally(failure);
            }
        }));
        return result;
    }

    private <T> T on(Supplier<CompletionStage<T>> request) throws Exception {
        return begin(request).get(30, TimeUnit.SECONDS);
    }
}
