package dev.lockstep.hub;

import java.util.Locale;
import java.util.Set;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TransportTest extends HubTest {

    @Test
    @DisplayName("[TR1] the WebSocket is at /live and nowhere else")
    void path() {
        Hub hub = start();

        assertThat(connect(hub).status()).isEqualTo(101);
        assertThat(connect(RawClient.to(hub).path("/elsewhere")).status()).isEqualTo(404);
    }

    @Test
    @DisplayName("a WebSocket begins no HTTP session, which nobody would end")
    void noHttpSession() {
        Hub hub = start();

        assertThat(connect(hub).headers())
                .noneMatch(h -> h.toLowerCase(Locale.ROOT).startsWith("set-cookie"));
    }

    @Test
    @DisplayName("compression is not agreed on: it would be done anew for each receiver")
    void noCompression() {
        RawClient client = connect(RawClient.to(start()).offering("permessage-deflate"));

        assertThat(client.status()).isEqualTo(101);
        assertThat(client.headers()).noneMatch(h -> h.toLowerCase(Locale.ROOT).startsWith("sec-websocket-extensions"));
        client.hello("ada");
        client.join("lobby");
    }

    @Test
    @DisplayName("[TR2] [TR3] the order of members means nothing, and unknown ones are ignored")
    void membersOfMessages() {
        RawClient client = client(start(), "ada");

        client.send("{'future':[{}],'room':'lobby','type':'join'}");

        assertThat(client.next("joined").text("room")).isEqualTo("lobby");
    }

    @Test
    @DisplayName("[TR2] a message may come in fragments")
    void fragments() {
        RawClient client = client(start(), "ada");

        client.sendInFragments("{'type':'join','room':'löbby'}", 3);

        assertThat(client.next("joined").text("room")).isEqualTo("löbby");
    }

    @Test
    @DisplayName("[TR4] a message of unknown type is answered unknown-type, and the connection stays open")
    void unknownType() {
        RawClient client = client(start(), "ada");

        client.send("{'type':'dance','room':'lobby'}");

        assertThat(client.next("error").text("code")).isEqualTo("unknown-type");
        client.join("lobby");
    }

    @Test
    @DisplayName("[TR8] a web page is refused with 403")
    void origin() {
        assertThat(connect(RawClient.to(start()).origin("https://example.org")).status())
                .isEqualTo(403);
    }

    @Test
    @DisplayName("[TR8] a web page of an allowed origin comes in, one of another does not")
    void allowedOrigin() {
        Hub hub = start(options -> options.withAllowedOrigins(Set.of("https://example.org")));

        assertThat(connect(RawClient.to(hub).origin("https://example.org")).status())
                .isEqualTo(101);
        assertThat(connect(RawClient.to(hub).origin("https://example.com")).status())
                .isEqualTo(403);
        assertThat(connect(RawClient.to(hub).origin("null")).status()).isEqualTo(403);
        assertThat(connect(hub).status()).isEqualTo(101);
    }

    @Test
    @DisplayName("[TR9] the hub pings again and again, and who answers stays")
    void pings() {
        RawClient client = client(start(timings(100, 3_000, NEVER_MILLIS)), "ada");

        client.awaitPings(40); // for longer than it may be silent
        client.join("lobby");
    }

    @Test
    @DisplayName("[TR9] the hub answers pings, and goes on reading after them")
    void pingsOfTheClient() {
        RawClient client = client(start(), "ada");

        for (int i = 0; i < 10; i++) {
            client.ping();
        }
        client.join("lobby");
    }

    @Test
    @DisplayName("[TR10] a connection that leaves pings unanswered is broken off")
    void deadConnection() {
        Hub hub = start(timings(100, 2_000, NEVER_MILLIS));
        RawClient silent = connect(RawClient.to(hub).withoutPongs());
        silent.hello("ada");

        silent.awaitEnd();
    }

    @Test
    @DisplayName("[TR10] a connection that says something is not silent, even in the middle of a frame's handling")
    void busyConnection() {
        Hub hub = start(timings(100, 2_000, NEVER_MILLIS));
        RawClient talker = connect(RawClient.to(hub).withoutPongs());
        talker.hello("ada");
        talker.join("lobby");
        for (int i = 1; talker.pings() < 30; i++) { // for longer than it may be silent
            talker.send(put("lobby", i, "count", "" + i));
            talker.next("changes");
        }
    }

    @Test
    @DisplayName("[TR10] a connection that stops in the middle of a frame is broken off")
    void halfFrame() {
        Hub hub = start(timings(100, 2_000, NEVER_MILLIS));
        RawClient client = connect(RawClient.to(hub).withoutPongs());
        client.hello("ada");

        client.sendHalfFrame("{'type':'join','room':'lobby'}");

        client.awaitEnd();
    }

    @Test
    @DisplayName("[TR11] a binary frame is malformed, and the connection stays open")
    void binary() {
        RawClient client = client(start(), "ada");

        client.sendBinary(new byte[] {1, 2, 3});

        assertThat(client.next("error").text("code")).isEqualTo("malformed");
        client.join("lobby");
    }
}
