package dev.lockstep.hub;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import dev.lockstep.client.HubConnection;
import dev.lockstep.client.Identity;
import dev.lockstep.disk.UserSecret;
import dev.lockstep.hub.journal.Retention;
import dev.lockstep.hub.journal.SqliteJournal;
import dev.lockstep.wire.HubMessage;
import dev.lockstep.wire.HubProof;
import dev.lockstep.wire.MalformedException;
import dev.lockstep.wire.WireCodec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Which hub this is, and whom it lets in. */
class WhoMayEnterTest extends HubTest {

    private static final String CHALLENGE = "0123456789abcdefghijkl";

    @TempDir
    private Path directory;

    @Test
    @DisplayName("[ID1] [ID2] a hub proves by its signature which one it is, and to whose challenge at which address")
    void identity() throws Exception {
        Hub hub = start();

        HubMessage.Identity identity = identify(connect(hub), CHALLENGE);

        assertThat(HubProof.problemWith(identity, CHALLENGE)).isNull();
        assertThat(identity.address()).isEqualTo("127.0.0.1:" + hub.port());
        assertThat(HubProof.problemWith(identity, CHALLENGE + "x")).contains("signature");
        HubMessage.Identity moved = new HubMessage.Identity(
                identity.hub(), identity.key(), "127.0.0.1:1", identity.signature(), identity.challenge(), null);
        assertThat(HubProof.problemWith(moved, CHALLENGE)).contains("signature");
        HubMessage.Identity posing = new HubMessage.Identity(
                "another", identity.key(), identity.address(), identity.signature(), identity.challenge(), null);
        assertThat(HubProof.problemWith(posing, CHALLENGE)).contains("key");
    }

    @Test
    @DisplayName("[ID3] a hub is the same after a restart on its data, and another one on other data")
    void lasting() throws Exception {
        String first = hubIdOn(directory.resolve("one"));
        assertThat(hubIdOn(directory.resolve("one"))).isEqualTo(first);
        assertThat(hubIdOn(directory.resolve("two"))).isNotEqualTo(first);
    }

    @Test
    @DisplayName("[ID4] identify is said once, before hello, with a challenge of 16 to 200 characters")
    void onlyOnce() {
        RawClient ada = connect(start());
        ada.send("{'type':'identify','challenge':'short'}");
        assertThat(ada.next("error").text("code")).isEqualTo("malformed");
        ada.send("{'type':'identify','challenge':'" + CHALLENGE + "'}");
        ada.next("identity");
        ada.send("{'type':'identify','challenge':'" + CHALLENGE + "'}");
        assertThat(ada.next("error").text("code")).isEqualTo("malformed");
        ada.sayHello("ada");
        ada.next("welcome");
    }

    @Test
    @DisplayName("[ID5] on its own machine a hub lets in the programs of its user, by a proof or by the secret itself")
    void sameUser() throws Exception {
        Hub hub = start(options -> options.withOpen(false));
        RawClient stranger = connect(hub);
        stranger.sayHello("ada");
        assertThat(stranger.closeCode()).isEqualTo(4401);

        RawClient simple = connect(hub);
        simple.send(hello("simple", "'token':'" + UserSecret.get() + "'"));
        simple.next("welcome");

        RawClient proving = connect(hub);
        HubMessage.Identity identity = identify(proving, CHALLENGE);
        String proof = HubProof.ofClient(UserSecret.get(), CHALLENGE, identity.challenge(), identity.address());
        assertThat(identity.sameUser())
                .isEqualTo(HubProof.ofHub(UserSecret.get(), CHALLENGE, identity.challenge(), identity.address()));
        proving.send(hello("proving", "'sameUser':'" + proof + "'"));
        proving.next("welcome");

        RawClient replaying = connect(hub);
        identify(replaying, CHALLENGE);
        replaying.send(hello("replaying", "'sameUser':'" + proof + "'"));
        assertThat(replaying.closeCode()).isEqualTo(4401);

        HubConnection library = closedLater(HubConnection.open(hub.url(), Identity.named("ada")));
        await(() -> library.status().isLive());
        assertThat(library.isOfSameUser()).isTrue();
    }

    @Test
    @DisplayName(
            "[ID6] who is of the hub's user is told so in joined, and may break locks and change rules; others may not")
    void host() throws Exception {
        Hub hub = start();
        RawClient host = connect(hub);
        host.send(hello("host", "'token':'" + UserSecret.get() + "'"));
        host.next("welcome");
        host.send("{'type':'join','room':'lobby'}");
        assertThat(host.next("joined").text("role")).isEqualTo("host");
        RawClient ada = client(hub, "ada");
        ada.send("{'type':'join','room':'lobby'}");
        assertThat(ada.next("joined").text("role")).isEqualTo("editor");
        RawClient grace = member(hub, "grace", "lobby");

        ada.send(lock("lobby", 1, "a", 0));
        long fence = ada.next("granted").integer("fence");
        grace.send(unlock("lobby", 1, fence));
        assertThat(grace.next("refused").text("code")).isEqualTo("fenced");
        host.send(unlock("lobby", 1, fence));
        assertThat(host.next("applied").flag("changed")).isTrue();
        assertThat(ada.next("lost").text("reason")).isEqualTo("broken");

        ada.send(put("lobby", 2, "a", "1"));
        ada.awaitDone("lobby");
        grace.send("{'type':'rules','room':'lobby','id':2,'rules':[{'prefix':'a','who':'nobody'}]}");
        assertThat(grace.next("refused").text("code")).isEqualTo("forbidden");
        host.send("{'type':'rules','room':'lobby','id':2,'rules':[{'prefix':'a','who':'nobody'}]}");
        assertThat(host.next("applied").flag("changed")).isTrue();
    }

    @Test
    @DisplayName("a hub for other machines without a token does not start, nor does a short token protect one")
    void tokens() {
        assertThatThrownBy(() -> start(options -> options.withOpen(false).withHost("0.0.0.0")))
                .isInstanceOf(HubException.class)
                .hasMessageContaining("give a token");
        assertThatThrownBy(() -> HubOptions.defaults().withToken("1234567"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 8 characters");
    }

    @Test
    @DisplayName("[HT3] how many rooms and sessions there are is told only to this machine by a name of its own")
    void health() {
        Hub hub = start();
        assertThat(health(hub).has("rooms")).isTrue();
        assertThat(healthAs(hub, "evil.example:" + hub.port()).has("rooms")).isFalse();
        assertThat(healthAs(hub, "localhost:" + hub.port()).has("sessions")).isTrue();
        assertThat(healthAs(hub, "[::1]").has("sessions")).isTrue();
    }

    @Test
    @DisplayName(
            "the hub's key and the user's secret are readable for their owner alone, and a link in their place is refused")
    @DisabledOnOs(OS.WINDOWS)
    void privateFiles() throws IOException {
        hubIdOn(directory);
        assertThat(Files.getPosixFilePermissions(directory.resolve("hub.key"))).hasSize(2);
        assertThat(Files.getPosixFilePermissions(UserSecret.file())).hasSize(2);

        Path other = directory.resolve("other");
        Files.createDirectory(other);
        Files.createSymbolicLink(other.resolve("hub.key"), directory.resolve("hub.key"));
        assertThatThrownBy(() -> hubIdOn(other)).hasMessageContaining("symbolic link");

        Files.writeString(directory.resolve("hub.key"), "-----BEGIN PRIVATE KEY-----\n");
        assertThatThrownBy(() -> hubIdOn(directory)).hasMessageContaining("hub.key is damaged");
    }

    private static HubMessage.Identity identify(RawClient client, String challenge) {
        client.send("{'type':'identify','challenge':'" + challenge + "'}");
        try {
            return (HubMessage.Identity)
                    WireCodec.decodeHub(client.next("identity").text());
        } catch (MalformedException e) {
            throw new AssertionError(e);
        }
    }

    /** What {@code /health} says to who calls the hub by the name {@code host}. */
    private static Message healthAs(Hub hub, String host) {
        try (Socket socket = new Socket("127.0.0.1", hub.port())) {
            String request = "GET /health HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return Message.parse(answer.substring(answer.indexOf('{'), answer.lastIndexOf('}') + 1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hubIdOn(Path data) {
        try (SqliteJournal journal = SqliteJournal.open(data, "a test", Retention.DEFAULT)) {
            return journal.identity().hubId();
        }
    }
}
