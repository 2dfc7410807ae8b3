package dev.lockstep.hub;

import java.io.UncheckedIOException;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ErrorsTest extends HubTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not JSON",
                "[]",
                "1",
                "{'room':'lobby'}",
                "{'type':7}",
                "{'type':'join'}",
                "{'type':'join','room':7}",
                "{'type':'join','room':'a'} {}",
                "{'type':'commit','room':'lobby','id':0,'ops':[]}",
                "{'type':'presence','room':'lobby'}"
            })
    @DisplayName("[ER1] [ER3] what is no message is answered malformed, and the connection stays open")
    void malformed(String frame) {
        RawClient client = member(start(), "ada", "lobby");

        client.send(frame);

        assertThat(client.next("error").text("code")).isEqualTo("malformed");
        client.join("other");
    }

    @Test
    @DisplayName("[ER4] [ER6] after 10 malformed frames the connection is closed with 4400")
    void tenTimes() {
        RawClient client = client(start(), "ada");

        for (int i = 1; i <= 9; i++) {
            client.send("nonsense " + i);
            client.next("error");
        }
        client.join("lobby");
        client.send("nonsense 10");

        assertThat(client.closeCode()).isEqualTo(4400);
        client.awaitEnd();
    }

    @Test
    @DisplayName("[ER4] who is malformed before hello is closed too")
    void tenTimesBeforeHello() {
        RawClient client = connect(start());

        for (int i = 1; i <= 10; i++) {
            client.send("nonsense " + i);
        }

        assertThat(client.closeCode()).isEqualTo(4400);
        client.awaitEnd();
    }

    @Test
    @DisplayName("[NV14] [ER6] a frame that is too large closes the connection with 1009")
    void tooLarge() {
        RawClient client = client(start(), "ada");

        client.send(large());

        assertThat(client.closeCode()).isEqualTo(1009);
        client.awaitEnd();
    }

    @Test
    @DisplayName("[NV14] a message of fragments that is too large as a whole closes the connection with 1009")
    void tooLargeInFragments() {
        RawClient client = client(start(), "ada");

        client.sendInFragments(large(), 100_000);

        assertThat(client.closeCode()).isEqualTo(1009);
    }

    @Test
    @DisplayName("[NV14] a frame as large as may be is taken")
    void largest() {
        RawClient client = client(start(), "ada");
        String start = "{'type':'join','room':'lobby','x':'";

        client.send(start + "x".repeat(1_048_576 - start.length() - 2) + "'}");

        client.next("joined");
    }

    @Test
    @DisplayName("[ER7] a hub that stops closes its connections with 1001")
    void goingAway() {
        Hub hub = start();
        RawClient ada = member(hub, "ada", "lobby");
        RawClient unopened = connect(hub);
        unopened.send("{}");
        unopened.next("error"); // so the hub knows it

        hub.close();

        assertThat(ada.closeCode()).isEqualTo(1001);
        assertThat(unopened.closeCode()).isEqualTo(1001);
        ada.awaitEnd();
    }

    @Test
    @DisplayName("[ER7] stopping while members write heavily is no trouble, and stopping twice neither")
    void goingAwayInTheMiddle() throws InterruptedException {
        Hub hub = start();
        RawClient ada = member(hub, "ada", "lobby");
        RawClient grace = member(hub, "grace", "lobby");
        Thread writing = new Thread(() -> {
            try {
                for (int i = 1; i <= 100_000; i++) {
                    ada.send(put("lobby", i, "count", "" + i));
                }
            } catch (UncheckedIOException e) {
                // that is the point
            }
        });
        writing.start();
        grace.next("changes");

        hub.close();
        hub.close();

        grace.awaitEnd();
        writing.join();
    }

    @Test
    @DisplayName("[HT1] /health tells how the hub is")
    void health() {
        Hub hub = start();
        RawClient ada = member(hub, "ada", "one");
        ada.join("two");
        client(hub, "grace");

        Message health = health(hub);

        assertThat(health.text("status")).isEqualTo("up");
        assertThat(health.text("hub")).isNotEmpty();
        assertThat(health.integer("protocol")).isEqualTo(1);
        assertThat(health.integer("rooms")).isEqualTo(2);
        assertThat(health.integer("sessions")).isEqualTo(2);
        ada.sayGoodbye();
        await(() -> health(hub).integer("sessions") == 1);
    }

    @Test
    @DisplayName("several hubs in one process know nothing of each other")
    void severalHubs() {
        Hub one = start();
        Hub other = start();
        RawClient ada = member(one, "ada", "lobby");
        ada.send(put("lobby", 1, "count", "1"));
        ada.next("changes");

        assertThat(client(other, "ada").join("lobby").integer("seq")).isZero();
        assertThat(one.url()).isNotEqualTo(other.url());
        one.close();
        member(other, "grace", "lobby");
    }

    private static String large() {
        return "{'type':'join','room':'lobby','x':'" + "x".repeat(1_048_576) + "'}";
    }
}
