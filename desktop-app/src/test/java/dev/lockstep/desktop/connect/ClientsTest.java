package dev.lockstep.desktop.connect;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import dev.lockstep.client.ClientStore;
import dev.lockstep.client.HubConnection;
import dev.lockstep.client.Identity;
import dev.lockstep.hub.Hub;
import dev.lockstep.hub.HubOptions;
import dev.lockstep.model.CommitRequest;
import dev.lockstep.model.Json;
import dev.lockstep.model.Operation;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class ClientsTest {

    @TempDir
    Path directory;

    @Test
    @DisplayName("who starts is the first client that nobody is, the same again when it is free")
    void take() {
        Clients clients = new Clients(directory);
        ClientStore first = clients.take();
        ClientStore second = clients.take();
        assertThat(directory.resolve("1")).isDirectory();
        assertThat(directory.resolve("2")).isDirectory();
        first.close();
        ClientStore again = clients.take();
        assertThat(directory.resolve("3")).doesNotExist();
        again.close();
        second.close();
    }

    @Test
    @DisplayName("what a window left unsent when it ended is sent by the next program, though that is another client")
    void deliver() throws Exception {
        Clients clients = new Clients(directory);
        String url;
        try (Hub gone = Hub.start(HubOptions.defaults().withPort(0))) {
            url = gone.url();
        }
        ClientStore first = clients.take();
        try (HubConnection second = HubConnection.open(url, Identity.named("Ada"), null, clients.take())) {
            CompletableFuture<Void> changed = new CompletableFuture<>();
            second.execute(() -> {
                second.room("lobby").commit(CommitRequest.of(new Operation.Add("count", 1)));
                changed.complete(null);
            });
            changed.get();
        }
        first.close();
        try (Hub hub = Hub.start(HubOptions.defaults().withPort(portOf(url)));
                ClientStore me = clients.take()) {
            clients.deliverWhatIsLeft(any -> null);
            assertThat(me.owed()).isEmpty();
            assertThat(countAt(hub)).isEqualTo(Json.of(1));
        }
    }

    private static int portOf(String url) {
        return java.net.URI.create(url).getPort();
    }

    private static Json countAt(Hub hub) throws Exception {
        try (HubConnection witness = HubConnection.open(hub.url(), Identity.named("witness"))) {
            CompletableFuture<Json> count = new CompletableFuture<>();
            witness.execute(() -> witness.room("lobby")
                    .update("seen", seen -> Json.of(true))
                    .whenComplete((done, failure) ->
                            count.complete(witness.room("lobby").get("count"))));
            return count.get();
        }
    }
}
