package dev.lockstep.hub;

import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.lockstep.wire.Bounds;
import dev.lockstep.wire.ClientId;

import static org.assertj.core.api.Assertions.assertThat;

class TransientMessagesTest extends HubTest {

    @Test
    @DisplayName("[NS1] refresh goes to every member, the sender too")
    void refresh() {
        Hub hub = start();
        RawClient ada = member(hub, "ada", "lobby");
        RawClient grace = member(hub, "grace", "lobby");

        ada.send("{'type':'refresh','room':'lobby','keys':['a','b/c']}");

        String told = "{\"type\":\"refresh\",\"room\":\"lobby\",\"keys\":[\"a\",\"b/c\"],\"session\":\"%s\"}"
                .formatted(ada.session());
        assertThat(ada.next("refresh")).hasToString(told);
        assertThat(grace.next("refresh")).hasToString(told);
    }

    @Test
    @DisplayName("[NS2] presence is told with all of the member, and to who joins later")
    void presence() {
        Hub hub = start();
        RawClient ada = member(hub, "ada", "lobby");
        RawClient grace = member(hub, "grace", "lobby");

        ada.send("{'type':'presence','room':'lobby','value':{'cursor':[3,4]}}");

        Message told = grace.next("presence", m -> shows(m, ada, "{\"cursor\":[3,4]}"));
        assertThat(told.items("left")).isEmpty();
        assertThat(client(hub, "alan").join("lobby").objects("members"))
                .anyMatch(m -> m.get("value").toString().equals("{\"cursor\":[3,4]}"));
    }

    @Test
    @DisplayName("[NS3] many presences come as few frames, the last value among them")
    void gathered() {
        Bounds.Rate enough = new Bounds.Rate(100_000, 100_000);
        Hub hub = start(options ->
                options.withBounds(Bounds.DEFAULT.withRates(enough, Bounds.DEFAULT.bytes(), enough, enough)));
        RawClient ada = member(hub, "ada", "lobby");
        RawClient grace = member(hub, "grace", "lobby");
        int updates = 3_000;
        long start = System.nanoTime();

        for (int i = 1; i <= updates; i++) {
            ada.send("{'type':'presence','room':'lobby','value':" + i + "}");
            if (i % 100 == 0) {
                ada.awaitDone("lobby");
            }
        }
        grace.next("presence", m -> shows(m, ada, "" + updates));

        double seconds = (System.nanoTime() - start) / (double) TimeUnit.SECONDS.toNanos(1);
        long frames =
                grace.all().stream().filter(m -> m.type().equals("presence")).count();
        assertThat((double) frames).isLessThanOrEqualTo(3 + 30 * seconds);
        assertThat(frames).isLessThan(updates / 5);
    }

    @Test
    @DisplayName("[NS4] who closes cleanly or leaves is listed in left at once")
    void leftAtOnce() {
        Hub hub = start(options -> options.withLeaseMillis(NEVER_MILLIS));
        RawClient watcher = member(hub, "watcher", "lobby");
        RawClient ada = member(hub, "ada", "lobby");
        RawClient grace = member(hub, "grace", "lobby");

        ada.sayGoodbye();
        watcher.next("presence", m -> hasLeft(m, ada));
        grace.send("{'type':'leave','room':'lobby'}");
        watcher.next("presence", m -> hasLeft(m, grace));

        assertThat(watcher.join("lobby").items("members")).hasSize(1);
    }

    @Test
    @DisplayName("[NS5] who breaks off is shown for 5 s more, and then listed in left")
    void leftAfterGrace() {
        Hub hub = start();
        RawClient watcher = member(hub, "watcher", "lobby");
        RawClient ada = member(hub, "ada", "lobby");
        watcher.next("presence", m -> shows(m, ada, "null"));
        long start = System.nanoTime();

        ada.close();
        await(() -> health(hub).integer("sessions") == 1);
        assertThat(watcher.join("lobby").items("members")).hasSize(2);
        watcher.next("presence", m -> hasLeft(m, ada));

        assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start)).isGreaterThanOrEqualTo(5_000);
        assertThat(watcher.join("lobby").items("members")).hasSize(1);
    }

    @Test
    @DisplayName("[NS6] a signal goes to the others, not to its sender")
    void signal() {
        Hub hub = start();
        RawClient ada = member(hub, "ada", "lobby");
        RawClient grace = member(hub, "grace", "lobby");
        RawClient alan = member(hub, "alan", "lobby");

        ada.send("{'type':'signal','room':'lobby','value':{'ring':1}}");

        String told =
                "{\"type\":\"signal\",\"room\":\"lobby\",\"session\":\"%s\",\"client\":\"%s\",\"value\":{\"ring\":1}}"
                        .formatted(ada.session(), ClientId.of("ada"));
        assertThat(grace.next("signal")).hasToString(told);
        assertThat(alan.next("signal")).hasToString(told);
        ada.awaitDone("lobby");
        grace.awaitDone("lobby");
        assertThat(ada.all()).noneMatch(m -> m.type().equals("signal"));
        assertThat(grace.all().stream().filter(m -> m.type().equals("signal"))).hasSize(1);
    }

    @Test
    @DisplayName("[NS7] [ER5] a presence or signal that is too large is answered so, and goes to nobody")
    void tooLarge() {
        Hub hub = start();
        RawClient ada = member(hub, "ada", "lobby");
        RawClient grace = member(hub, "grace", "lobby");
        String large = "'" + "x".repeat(262_143) + "'";

        ada.send("{'type':'presence','room':'lobby','value':" + large + "}");
        assertThat(ada.next("error").text("code")).isEqualTo("too-large");
        ada.send("{'type':'signal','room':'lobby','value':" + large + "}");
        assertThat(ada.next("error").text("code")).isEqualTo("too-large");

        ada.awaitDone("lobby");
        grace.awaitDone("lobby");
        assertThat(grace.all()).noneMatch(m -> m.type().equals("signal"));
    }

    @Test
    @DisplayName("[NS7] a presence or signal that is too deep is answered too-large")
    void tooDeep() {
        RawClient ada = member(start(), "ada", "lobby");
        String deep = "[".repeat(65) + "]".repeat(65);

        ada.send("{'type':'presence','room':'lobby','value':" + deep + "}");
        assertThat(ada.next("error").text("code")).isEqualTo("too-large");
        ada.send("{'type':'signal','room':'lobby','value':" + deep + "}");
        assertThat(ada.next("error").text("code")).isEqualTo("too-large");
    }

    @Test
    @DisplayName("[NS8] in a room that was not joined these are answered not-joined")
    void notJoined() {
        RawClient ada = client(start(), "ada");

        for (String message : List.of(
                "{'type':'presence','room':'lobby','value':1}",
                "{'type':'signal','room':'lobby','value':1}",
                "{'type':'refresh','room':'lobby','keys':['a']}")) {
            ada.send(message);
            assertThat(ada.next("error").text("code")).isEqualTo("not-joined");
        }
    }

    private static boolean shows(Message presence, RawClient who, String value) {
        return presence.objects("members").stream()
                .anyMatch(m -> m.text("session").equals(who.session())
                        && m.get("value").toString().equals(value));
    }

    private static boolean hasLeft(Message presence, RawClient who) {
        return presence.items("left").toString().contains("\"" + who.session() + "\"");
    }
}
