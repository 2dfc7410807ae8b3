package dev.lockstep.hub;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.lockstep.client.HubConnection;
import dev.lockstep.client.Identity;
import dev.lockstep.client.RoomClient;
import dev.lockstep.client.RoomClient.Receipt;
import dev.lockstep.client.RoomListener;
import dev.lockstep.disk.UserSecret;
import dev.lockstep.hub.journal.Retention;
import dev.lockstep.hub.journal.SqliteJournal;
import dev.lockstep.model.CommitRequest;
import dev.lockstep.model.Json;
import dev.lockstep.model.Operation;
import dev.lockstep.wire.ClientId;
import dev.lockstep.wire.HubMessage;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** What whoever hosts the hub sees of its rooms, and deletes. */
class HostRequestsTest extends HubTest {

    @TempDir
    Path data;

    @Test
    @DisplayName(
            "[HK1] [HK2] the host deletes a room with its parts: members are told, and it begins anew, also after a restart")
    void delete() throws IOException {
        Hub hub = start(options -> options, journal());
        RawClient ada = member(hub, "ada", "lobby");
        for (String room : new String[] {"lobby/~chat", "lobby/other", "lobby2"}) {
            ada.join(room);
            ada.send(put(room, 1, "a", "1"));
            ada.next("changes");
        }
        ada.send(put("lobby", 1, "a", "1"));
        ada.next("changes");
        ada.send("{'type':'leave','room':'lobby/~chat'}");
        String epoch = ada.join("lobby").text("epoch");
        RawClient host = host(hub);

        host.send("{'type':'delete','room':'lobby'}");

        Message deleted = host.next("deleted");
        assertThat(deleted.text("room")).isEqualTo("lobby");
        assertThat(deleted.integer("rooms")).isEqualTo(2);
        Message error = ada.next("error");
        assertThat(error.text("code")).isEqualTo("not-joined");
        assertThat(error.text("room")).isEqualTo("lobby");
        assertThat(ada.next("left").text("room")).isEqualTo("lobby");
        ada.send(put("lobby", 2, "a", "1"));
        assertThat(ada.next("refused").text("code")).isEqualTo("not-joined");
        assertThat(ada.join("lobby/other").integer("seq")).isEqualTo(1);
        Message joined = ada.join("lobby");
        assertThat(joined.integer("seq")).isZero();
        assertThat(joined.text("epoch")).isNotEqualTo(epoch);
        hub.close();

        Hub again = start(options -> options, journal());
        assertThat(client(again, "grace").join("lobby").integer("seq")).isZero();
        assertThat(client(again, "linus").join("lobby/~chat").integer("seq")).isZero();
        assertThat(client(again, "alan").join("lobby2").integer("seq")).isEqualTo(1);
    }

    @Test
    @DisplayName("[HK3] the host sees how much is in each room, and whose it is")
    void usage() throws IOException {
        Hub hub = start(options -> options, journal());
        RawClient ada = member(hub, "ada", "lobby");
        RawClient grace = member(hub, "grace", "lobby");
        ada.send(put("lobby", 1, "a", "'" + "x".repeat(1_000) + "'"));
        ada.awaitDone("lobby");
        grace.send(put("lobby", 1, "b", "1"));
        grace.awaitDone("lobby");
        ada.join("empty");
        RawClient host = host(hub);

        host.send("{'type':'usage'}");

        Message usage = host.next("usage");
        assertThat(usage.flag("more")).isFalse();
        assertThat(usage.objects("rooms")).singleElement().satisfies(room -> {
            assertThat(room.text("room")).isEqualTo("lobby");
            assertThat(room.integer("entries")).isEqualTo(2);
            assertThat(room.integer("bytes")).isEqualTo(1_005);
            assertThat(room.objects("by"))
                    .extracting(by -> by.text("client"))
                    .containsExactly(ClientId.of("ada"), ClientId.of("grace"));
            assertThat(room.objects("by").get(0).text("name")).isEqualTo("ada");
        });
    }

    @Test
    @DisplayName("[HK5] the host sees who is connected, and from where")
    void people() throws Exception {
        Hub hub = start(options -> options, journal());
        member(hub, "ada", "lobby");
        RawClient host = host(hub);
        host.send("{'type':'people'}");

        Message people = host.next("people");
        assertThat(people.flag("more")).isFalse();
        assertThat(people.objects("people"))
                .extracting(each -> each.text("client"), each -> each.text("address"), each -> each.flag("host"))
                .contains(tuple(ClientId.of("ada"), "127.0.0.1", false))
                .hasSize(2);

        HubConnection library = closedLater(HubConnection.open(hub.url(), Identity.named("Host")));
        await(() -> library.status().isLive());
        assertThat(library.tools().people().toCompletableFuture().get(30, SECONDS))
                .extracting(HubMessage.Connected::name)
                .contains("ada", "Host");
    }

    @Test
    @DisplayName("[HK4] others are answered forbidden")
    void others() {
        Hub hub = start();
        RawClient ada = member(hub, "ada", "lobby");
        ada.send("{'type':'delete','room':'lobby'}");
        assertThat(ada.next("error").text("code")).isEqualTo("forbidden");
        ada.send("{'type':'usage'}");
        assertThat(ada.next("error").text("code")).isEqualTo("forbidden");
        ada.send("{'type':'people'}");
        assertThat(ada.next("error").text("code")).isEqualTo("forbidden");
    }

    @Test
    @DisplayName("[HK2] a room that isn't there is answered not-joined")
    void unknown() throws IOException {
        RawClient host = host(start());
        host.send("{'type':'delete','room':'nowhere'}");
        assertThat(host.next("error").text("code")).isEqualTo("not-joined");
    }

    @Test
    @DisplayName(
            "[HK1] [HK3] [HK4] the library's host sees what is in the rooms and deletes one; others are refused with the reason")
    void library() throws Exception {
        Hub hub = start(options -> options, journal());
        RawClient ada = member(hub, "ada", "lobby/~chat");
        ada.send(put("lobby/~chat", 1, "a", "1"));
        ada.awaitDone("lobby/~chat");
        HubConnection host = closedLater(HubConnection.open(hub.url(), Identity.named("Host")));
        await(() -> host.status().isLive());

        assertThat(host.tools().usage().toCompletableFuture().get(30, SECONDS))
                .extracting(HubMessage.Used::room)
                .contains("lobby/~chat");
        assertThat(host.tools().deleteRoom("lobby").toCompletableFuture().get(30, SECONDS))
                .isEqualTo(1);
        assertThat(host.tools().deleteRoom("nowhere").toCompletableFuture())
                .failsWithin(Duration.ofSeconds(30))
                .withThrowableOfType(ExecutionException.class)
                .withMessageContaining("no room of that name");
    }

    @Test
    @DisplayName("[HK2] what a program writes into a room that was deleted is refused at once, and waits for nothing")
    void writtenAfterwards() throws Exception {
        Hub hub = start(options -> options, journal());
        HubConnection member = closedLater(HubConnection.open(hub.url(), Identity.named("Member")));
        RoomClient room = member.room("lobby");
        CommitRequest request = CommitRequest.of(new Operation.Put("a", Json.of(1)));
        CompletableFuture<Receipt> first = new CompletableFuture<>();
        member.execute(() -> room.commit(request).thenAccept(first::complete));
        first.get(30, SECONDS);
        CompletableFuture<String> out = new CompletableFuture<>();
        member.execute(() -> room.listen(new RoomListener() {
            @Override
            public void notJoined(String reason) {
                out.complete(reason);
            }
        }));
        host(hub).send("{'type':'delete','room':'lobby'}");
        assertThat(out.get(30, SECONDS)).contains("deleted");
        CompletableFuture<Receipt> second = new CompletableFuture<>();
        member.execute(() -> room.commit(request).whenComplete((receipt, failure) -> {
            if (failure == null) {
                second.complete(receipt);
            } else {
                second.completeExceptionally(failure);
            }
        }));
        assertThat(second).failsWithin(Duration.ofSeconds(30));
    }

    @Test
    @DisplayName("[HK4] who does not host is told so, and who has no connection too")
    void libraryOfOthers() throws Exception {
        Hub hub = start(options -> options.withToken("a long token").withEncryption(new HubOptions.Encryption.Proxy()));
        HubConnection other = closedLater(
                HubConnection.open(hub.url(), Identity.named("Other").withToken("a long token")));
        await(() -> other.status().isLive());

        assertThat(other.tools().usage().toCompletableFuture())
                .failsWithin(Duration.ofSeconds(30))
                .withThrowableOfType(ExecutionException.class)
                .withMessageContaining("hosts the hub");
        assertThat(other.tools().deleteRoom("lobby").toCompletableFuture())
                .failsWithin(Duration.ofSeconds(30))
                .withThrowableOfType(ExecutionException.class)
                .withMessageContaining("hosts the hub");
        hub.close();
        await(() -> !other.status().isLive());
        assertThat(other.tools().usage().toCompletableFuture())
                .failsWithin(Duration.ofSeconds(30))
                .withThrowableOfType(ExecutionException.class)
                .withMessageContaining("no connection");
    }

    private SqliteJournal journal() {
        return SqliteJournal.open(data, "the test", Retention.DEFAULT);
    }

    private RawClient host(Hub hub) throws IOException {
        RawClient host = connect(hub);
        host.send("{'type':'hello','protocol':1,'client':'%s','secret':'h','name':'host','color':'','token':'%s'}"
                .formatted(ClientId.of("h"), UserSecret.get()));
        host.next("welcome");
        return host;
    }
}
