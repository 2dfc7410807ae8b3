package dev.lockstep.hub;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.lockstep.client.ClientStore;
import dev.lockstep.client.ConnectionStatus.Phase;
import dev.lockstep.client.HubConnection;
import dev.lockstep.client.Identity;
import dev.lockstep.hub.journal.Journal;
import dev.lockstep.hub.journal.MemoryJournal;
import dev.lockstep.model.CommitRequest;
import dev.lockstep.model.Json;
import dev.lockstep.model.Operation;

import static org.assertj.core.api.Assertions.assertThat;

/** Another hub at the address of the one that a client works with. */
class OtherHubTest extends HubTest {

    @TempDir
    private Path directory;

    @Test
    @DisplayName(
            "another hub at the same address is not taken for the own one, and gets nothing of what waits for that")
    void other() throws Exception {
        Journal journal = new MemoryJournal();
        Hub own = start(options -> options, journal);
        int port = own.port();
        HubConnection ada =
                closedLater(HubConnection.open(own.url(), Identity.named("ada"), null, ClientStore.open(directory)));
        commit(ada, "a").get(20, TimeUnit.SECONDS);
        own.close();
        await(() -> ada.status().phase() == Phase.RECONNECTING);

        Hub stranger = start(options -> options.withPort(port));
        commit(ada, "b");
        await(() -> ada.status().phase() == Phase.OTHER_HUB);

        assertThat(ada.otherHub()).isNotNull().isNotEqualTo(ada.hub());
        assertThat(ada.status().reason()).contains("another hub");
        assertThat(value(ada, "a")).isEqualTo(Json.of(1));
        assertThat(health(stranger).integer("sessions")).isZero();
        assertThat(ada.unsent()).isEqualTo(1);

        stranger.close();
        start(options -> options.withPort(port), journal);
        await(() -> ada.unsent() == 0);
        assertThat(ada.status().phase()).isNotEqualTo(Phase.OTHER_HUB);
        assertThat(value(ada, "b")).isEqualTo(Json.of(1));
    }

    @Test
    @DisplayName(
            "who chooses the other hub works with it; what waits for the own one waits on, and is sent when that is back")
    void choose() throws Exception {
        Journal journal = new MemoryJournal();
        Hub own = start(options -> options, journal);
        int port = own.port();
        String url = own.url();
        HubConnection before = HubConnection.open(url, Identity.named("ada"), null, ClientStore.open(directory));
        commit(before, "a").get(20, TimeUnit.SECONDS);
        String ownHub = before.hub();
        own.close();
        commit(before, "b");
        Hub stranger = start(options -> options.withPort(port));
        await(() -> before.otherHub() != null);
        String otherHub = before.otherHub();
        before.close();

        ClientStore store = ClientStore.open(directory);
        assertThat(store.hubAt(url)).isEqualTo(ownHub);
        store.expect(url, otherHub);
        HubConnection there = HubConnection.open(url, Identity.named("ada"), null, store);
        await(() -> there.status().isLive());
        assertThat(there.identity().client()).isNotEqualTo(before.identity().client());
        assertThat(value(there, "a")).isNull();
        there.close();
        stranger.close();

        start(options -> options.withPort(port), journal);
        ClientStore again = ClientStore.open(directory);
        again.expect(url, ownHub);
        HubConnection back = closedLater(HubConnection.open(url, Identity.named("ada"), null, again));
        await(() -> back.unsent() == 0 && back.status().isLive());
        assertThat(back.identity().client()).isEqualTo(before.identity().client());
        assertThat(value(back, "b")).isEqualTo(Json.of(1));
    }

    @Test
    @DisplayName("a client is the same at another address of its hub, and what waits goes there")
    void otherAddress() throws Exception {
        Journal journal = new MemoryJournal();
        Hub first = start(options -> options, journal);
        HubConnection before =
                HubConnection.open(first.url(), Identity.named("ada"), null, ClientStore.open(directory));
        commit(before, "a").get(20, TimeUnit.SECONDS);
        first.close();
        commit(before, "b");
        await(() -> before.unsent() == 1);
        before.close();

        Hub moved = start(options -> options, journal);
        ClientStore store = ClientStore.open(directory);
        store.expect(moved.url(), before.hub());
        HubConnection after = closedLater(HubConnection.open(moved.url(), Identity.named("ada"), null, store));

        await(() -> after.unsent() == 0 && after.status().isLive());
        assertThat(after.identity().client()).isEqualTo(before.identity().client());
        assertThat(value(after, "b")).isEqualTo(Json.of(1));
    }

    @Test
    @DisplayName("without a store a program may go on with the other hub")
    void accept() throws Exception {
        Hub own = start();
        int port = own.port();
        HubConnection ada = closedLater(HubConnection.open(own.url(), Identity.named("ada")));
        commit(ada, "a").get(20, TimeUnit.SECONDS);
        own.close();
        start(options -> options.withPort(port));
        await(() -> ada.status().phase() == Phase.OTHER_HUB);

        ada.acceptOtherHub();

        await(() -> ada.status().isLive());
        await(() -> value(ada, "a") == null);
    }

    private static CompletableFuture<?> commit(HubConnection client, String key) {
        CompletableFuture<Object> done = new CompletableFuture<>();
        client.execute(() -> client.room("lobby")
                .commit(CommitRequest.of(new Operation.Put(key, Json.of(1))))
                .whenComplete((receipt, failure) -> {
                    if (failure == null) {
                        done.complete(receipt);
                    } else {
                        done.completeExceptionally(failure);
                    }
                }));
        return done;
    }

    private static Json value(HubConnection client, String key) {
        CompletableFuture<Json> value = new CompletableFuture<>();
        client.execute(() -> value.complete(client.room("lobby").get(key)));
        return value.join();
    }
}
