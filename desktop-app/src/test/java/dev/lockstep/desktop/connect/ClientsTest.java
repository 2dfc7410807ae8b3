package dev.lockstep.desktop.connect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
    @DisplayName("one directory that can't be used keeps nobody from being the next client")
    void oneBroken() throws IOException {
        Files.createFile(directory.resolve("1"));
        Clients clients = new Clients(directory);
        try (ClientStore store = clients.take()) {
            assertThat(store).isNotNull();
            assertThat(directory.resolve("2")).isDirectory();
        }
    }

    @Test
    @DisplayName("where nothing can be kept a window works without, and is told why and what that means")
    void nothingKept() throws IOException {
        List<String> told = new ArrayList<>();
        Clients clients = new Clients(Files.createFile(directory.resolve("file")));
        clients.onProblem(told::add);
        String done = clients.with(store -> store == null ? "without" : "with");
        assertThat(done).isEqualTo("without");
        assertThat(told).hasSize(1);
        assertThat(told.get(0)).contains("not a directory").contains("what is not sent when it closes is lost");
    }

    @Test
    @DisplayName("a client that can't be used after all is let go, and the window works without")
    void notUsable() {
        List<String> told = new ArrayList<>();
        Clients clients = new Clients(directory);
        clients.onProblem(told::add);
        String done = clients.with(store -> {
            if (store != null) {
                store.close();
                return HubConnection.open("ws://127.0.0.1:1/live", Identity.named("Ada"), null, store)
                        .toString();
            }
            return "without";
        });
        assertThat(done).isEqualTo("without");
        assertThat(told).hasSize(1);
        clients.take().close();
    }

    @Test
    @DisplayName("what was damaged is told")
    void damaged() throws IOException {
        Clients clients = new Clients(directory);
        clients.take().close();
        Files.createFile(directory.resolve("1/client.json"));
        List<String> told = new ArrayList<>();
        clients.onProblem(told::add);
        clients.take().close();
        assertThat(told).hasSize(1);
        assertThat(told.get(0)).contains("it is empty");
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
            assertThat(me.unsent()).isEmpty();
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
