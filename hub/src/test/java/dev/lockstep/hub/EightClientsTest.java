package dev.lockstep.hub;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.lockstep.client.HubConnection;
import dev.lockstep.client.Identity;
import dev.lockstep.client.RoomClient;
import dev.lockstep.model.CommitRequest;
import dev.lockstep.model.Json;
import dev.lockstep.model.Operation;

import static org.assertj.core.api.Assertions.assertThat;

/** Eight clients of the library that count to 4,000 together, each way in which that is right. */
class EightClientsTest extends HubTest {

    private static final int CLIENTS = 8;
    private static final int TIMES = 500;

    @Test
    @DisplayName("[LK1] [CM12] eight clients that lock, read and put 500 times each lose nothing")
    void lockReadPut() throws Exception {
        assertCounted(room -> room.lock(List.of("count"), Duration.ofMinutes(1)).thenCompose(grant -> {
            double value = room.get("count") instanceof Json.Num number ? number.value() : 0;
            CommitRequest put = new CommitRequest(
                    List.of(new Operation.Put("count", Json.of(value + 1))), List.of(), List.of(grant.fence()), false);
            CompletionStage<?> committed = room.commit(put);
            CompletionStage<?> unlocked = room.unlock(grant.fence());
            return committed.thenCombine(unlocked, (a, b) -> null);
        }));
    }

    @Test
    @DisplayName("[CM7] eight clients that add 1 500 times each lose nothing")
    void add() throws Exception {
        assertCounted(room -> room.commit(CommitRequest.of(new Operation.Add("count", 1))));
    }

    @Test
    @DisplayName("[CM11] eight clients that update 500 times each lose nothing")
    void update() throws Exception {
        assertCounted(room ->
                room.update("count", value -> Json.of(value instanceof Json.Num number ? number.value() + 1 : 1)));
    }

    private void assertCounted(Function<RoomClient, CompletionStage<?>> increment) throws Exception {
        Hub hub = start();
        List<CompletableFuture<Void>> all = new ArrayList<>();
        List<HubConnection> connections = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            HubConnection connection = closedLater(HubConnection.open(hub.url(), Identity.named("client" + i)));
            connections.add(connection);
            RoomClient room = connection.room("lobby");
            CompletableFuture<Void> done = new CompletableFuture<>();
            connection.execute(() -> repeat(room, TIMES, increment, done));
            all.add(done);
        }
        CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).get(50, TimeUnit.SECONDS);

        RawClient witness = client(hub, "witness");
        witness.send("{'type':'join','room':'lobby'}");
        assertThat(witness.next("snapshot").objects("entries").get(0).integer("value"))
                .isEqualTo(CLIENTS * TIMES);
        for (HubConnection connection : connections) {
            RoomClient room = connection.room("lobby");
            await(() -> CompletableFuture.supplyAsync(() -> room.get("count"), connection)
                    .join()
                    .equals(Json.of(CLIENTS * TIMES)));
        }
    }

    private static void repeat(
            RoomClient room,
            int left,
            Function<RoomClient, CompletionStage<?>> increment,
            CompletableFuture<Void> done) {
        if (left == 0) {
            done.complete(null);
            return;
        }
        increment.apply(room).whenComplete((result, failure) -> {
            if (failure == null) {
                repeat(room, left - 1, increment, done);
            } else {
                done.completeExceptionally(failure);
            }
        });
    }
}
