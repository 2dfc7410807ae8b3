package dev.lockstep.hub;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.lockstep.wire.Bounds;

import static org.assertj.core.api.Assertions.assertThat;

/** What a hub takes of one client, of one address, and of all. */
class BoundsTest extends HubTest {

    private static final Bounds.Rate PLENTY = new Bounds.Rate(1_000_000, 1_000_000);

    @Test
    @DisplayName("[BD1] who sends more frames than it may is read more slowly, and loses nothing")
    void slowedAndWhole() {
        Hub hub = hub(new Bounds.Rate(200, 10), PLENTY, PLENTY, PLENTY);
        RawClient ada = member(hub, "ada", "lobby");
        for (int i = 1; i <= 100; i++) {
            ada.send(put("lobby", i, "count", "" + i));
        }
        ada.awaitAll(all -> commits(all).size() == 100);
        assertThat(commits(ada.all())).extracting(c -> c.integer("id")).isSorted();
        assertThat(ada.all()).noneMatch(m -> m.type().equals("refused"));
    }

    @Test
    @DisplayName("[BD1] who has spent what it may keeps nobody else waiting")
    void othersGoOn() {
        Hub hub = hub(new Bounds.Rate(1, 20), PLENTY, PLENTY, PLENTY);
        RawClient ada = member(hub, "ada", "lobby");
        RawClient grace = member(hub, "grace", "lobby");
        for (int i = 1; i <= 100; i++) {
            ada.send(put("lobby", i, "ada", "" + i)); // for over a minute
        }
        for (int i = 1; i <= 10; i++) {
            grace.send(put("lobby", i, "grace", "" + i));
        }
        grace.awaitAll(
                all -> commits(all).stream().filter(c -> isOf(c, "grace")).count() == 10);
        assertThat(commits(grace.all()).stream().filter(c -> isOf(c, "ada")).count())
                .isLessThan(100);
    }

    @Test
    @DisplayName("[BD1] [BD4] the same for bytes, and coming back renews nothing")
    void bytes() {
        Hub hub = hub(PLENTY, new Bounds.Rate(1, 1_000), PLENTY, PLENTY);
        RawClient ada = member(hub, "ada", "lobby");
        ada.send(put("lobby", 1, "large", "\"" + "x".repeat(200_000) + "\"")); // for two days
        ada.awaitAll(all -> commits(all).size() == 1);
        ada.close();

        RawClient again = client(hub, "ada");
        again.send("{'type':'join','room':'lobby'}");

        RawClient grace = member(hub, "grace", "lobby");
        grace.send(put("lobby", 1, "small", "1"));
        grace.next("changes");
        assertThat(again.rest()).isEmpty();
    }

    @Test
    @DisplayName("[BD2] presence, signals, refreshes and history beyond the rate are answered and left out")
    void presence() {
        Hub hub = hub(PLENTY, PLENTY, new Bounds.Rate(1, 4), PLENTY);
        RawClient ada = member(hub, "ada", "lobby");
        for (int i = 0; i < 10; i++) {
            ada.send("{'type':'presence','room':'lobby','value':1}");
            ada.send("{'type':'signal','room':'lobby','value':1}");
            ada.send("{'type':'refresh','room':'lobby','keys':['a']}");
            ada.send("{'type':'history','room':'lobby','from':1,'to':9}");
        }
        ada.awaitDone("lobby");
        assertThat(ada.all().stream().filter(m -> m.type().equals("error")).toList())
                .hasSizeBetween(1, 36)
                .allMatch(m -> m.text("code").equals("rate"))
                .anyMatch(m -> m.has("room")); // who asked for history waits for an answer
    }

    @Test
    @DisplayName("[BD9] signals of more bytes than a client may send are answered and left out")
    void presenceBytes() {
        Hub hub = quotas(Bounds.Quotas.DEFAULT.withPassing(new Bounds.Rate(1, 100_000), PLENTY));
        RawClient ada = member(hub, "ada", "lobby");
        RawClient grace = member(hub, "grace", "lobby");
        for (int i = 0; i < 5; i++) {
            ada.send("{'type':'signal','room':'lobby','value':'" + "x".repeat(60_000) + "'}");
        }
        ada.send("{'type':'presence','room':'lobby','value':'y'}");
        ada.send("{'type':'refresh','room':'lobby','keys':['a']}");
        ada.send(put("lobby", 1, "count", "1")); // which has bounds of its own
        grace.next("changes");
        ada.awaitDone("lobby");
        grace.awaitDone("lobby");

        assertThat(ada.all().stream().filter(m -> m.type().equals("error")).toList())
                .hasSize(5)
                .allMatch(m -> m.text("code").equals("rate"));
        assertThat(grace.all().stream().filter(m -> m.type().equals("signal"))).hasSize(2);
    }

    @Test
    @DisplayName(
            "[BD10] signals beyond what a room may tell its members are answered and left out, however many send them")
    void fanOut() {
        Hub hub = quotas(Bounds.Quotas.DEFAULT.withPassing(PLENTY, new Bounds.Rate(1, 30_000)));
        RawClient ada = member(hub, "ada", "lobby");
        RawClient grace = member(hub, "grace", "lobby");
        RawClient alan = member(hub, "alan", "lobby");
        for (int i = 0; i < 3; i++) {
            ada.send("{'type':'signal','room':'lobby','value':'" + "x".repeat(5_000) + "'}");
            ada.awaitDone("lobby");
            grace.send("{'type':'signal','room':'lobby','value':'" + "x".repeat(5_000) + "'}");
            grace.awaitDone("lobby");
        }
        alan.awaitDone("lobby");

        assertThat(alan.all().stream().filter(m -> m.type().equals("signal"))).hasSize(2);
        assertThat(ada.all().stream().filter(m -> m.type().equals("error")))
                .hasSize(2)
                .allMatch(m -> m.text("code").equals("rate") && m.text("room").equals("lobby"));
    }

    @Test
    @DisplayName("[BD3] joins beyond the rate are answered with the room and left out")
    void joins() {
        Hub hub = hub(PLENTY, PLENTY, PLENTY, new Bounds.Rate(1, 3));
        RawClient ada = client(hub, "ada");
        for (int i = 0; i < 100; i++) {
            ada.send("{'type':'join','room':'room" + i + "'}");
        }
        Message error = ada.next("error");
        assertThat(error.text("code")).isEqualTo("rate");
        assertThat(error.text("room")).startsWith("room");
    }

    @Test
    @DisplayName("[BD5] who does not listen to that is sent away with 4429")
    void flooding() {
        Hub hub = hub(PLENTY, PLENTY, new Bounds.Rate(1, 1), PLENTY);
        RawClient ada = member(hub, "ada", "lobby");
        try {
            for (int i = 0; i < 2_000; i++) {
                ada.send("{'type':'presence','room':'lobby','value':" + i + "}");
            }
        } catch (java.io.UncheckedIOException e) {
            // it is closed already
        }
        assertThat(ada.closeCode()).isEqualTo(4429);
    }

    @Test
    @DisplayName("[BD6] so many connections from one address and no more, until one of them ends")
    void addresses() {
        Hub hub = start(options -> options.withBounds(Bounds.DEFAULT.withSessionsPerAddress(2)));
        RawClient ada = client(hub, "ada");
        client(hub, "grace");
        assertThat(connect(hub).status()).isEqualTo(429);
        ada.close();
        await(() -> connect(hub).status() == 101);
    }

    @Test
    @DisplayName("[RM17] a hub keeps so many rooms; those that are there can be joined as ever")
    void rooms() {
        Hub hub = start(options -> options.withBounds(Bounds.DEFAULT.withRoomsPerHub(2)));
        RawClient ada = member(hub, "ada", "one");
        ada.join("two");
        ada.send("{'type':'join','room':'three'}");
        Message error = ada.next("error");
        assertThat(error.text("code")).isEqualTo("not-joined");
        assertThat(error.text("room")).isEqualTo("three");
        assertThat(error.text("message")).contains("2 rooms");
        member(hub, "grace", "two");
    }

    @Test
    @DisplayName("[BD11] [BD12] a client begins so many rooms at once, and its rooms' parts are none of them")
    void newRooms() {
        Hub hub = quotas(Bounds.Quotas.DEFAULT.withRooms(100, new Bounds.Rate(1, 2)));
        RawClient ada = member(hub, "ada", "one");
        for (String part : List.of("one/~chat", "one/~chat/picture/1", "one/~data/2", "one/~data/2/~x", "one")) {
            ada.join(part);
        }
        ada.join("two");
        for (int i = 0; i < 50; i++) {
            ada.send("{'type':'join','room':'more" + i + "'}");
        }
        Message error = ada.next("error");
        assertThat(error.text("code")).isEqualTo("rate");
        assertThat(error.text("room")).startsWith("more");
        RawClient grace = member(hub, "grace", "two");
        grace.join("hers");
    }

    @Test
    @DisplayName("[BD11] an address has as much as four clients, however many it has")
    void newRoomsOfAnAddress() {
        Hub hub = quotas(Bounds.Quotas.DEFAULT.withRooms(1_000, new Bounds.Rate(1, 1)));
        List<RawClient> clients = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            RawClient next = client(hub, "client" + i);
            next.send("{'type':'join','room':'room" + i + "'}");
            clients.add(next);
        }
        await(() -> clients.stream()
                        .filter(c -> c.all().stream()
                                .anyMatch(m ->
                                        m.type().equals("joined") || m.type().equals("error")))
                        .count()
                == 40);
        assertThat(clients.stream()
                        .filter(c -> c.all().stream().anyMatch(m -> m.type().equals("error"))))
                .isNotEmpty();
    }

    @Test
    @DisplayName("[BD12] so many rooms are one client's; one that nobody wrote into and that is at rest is none")
    void outstanding() {
        Hub hub = start(
                options -> options.withBounds(Bounds.DEFAULT.withQuotas(Bounds.Quotas.DEFAULT.withRooms(2, PLENTY)))
                        .withTimings(new HubOptions.Timings(5_000, NEVER_MILLIS, NEVER_MILLIS, 1)));
        RawClient ada = member(hub, "ada", "one");
        ada.send(put("one", 1, "a", "1"));
        ada.join("two");
        ada.send("{'type':'join','room':'three'}");
        Message error = ada.next("error");
        assertThat(error.text("code")).isEqualTo("not-joined");
        assertThat(error.text("room")).isEqualTo("three");

        ada.send("{'type':'leave','room':'one'}");
        ada.send("{'type':'leave','room':'two'}");
        await(() -> health(hub).integer("rooms") == 0);
        ada.join("three");
        ada.send("{'type':'join','room':'four'}");
        assertThat(ada.next("error").text("room")).isEqualTo("four"); // since one is kept
        ada.join("one");
    }

    @Test
    @DisplayName(
            "[BD13] who has added as much as it may is refused limit with each commit that could add more, and may remove")
    void stored() {
        Hub hub = quotas(Bounds.Quotas.DEFAULT.withStored(new Bounds.Rate(1, 10_000), PLENTY));
        RawClient ada = member(hub, "ada", "lobby");
        for (int i = 1; i <= 12; i++) {
            ada.send(put("lobby", i, "k" + i, "'" + "x".repeat(1_000) + "'"));
        }
        ada.awaitDone("lobby");
        List<Message> refused = ada.all().stream()
                .filter(m -> m.type().equals("refused") && m.integer("id") <= 12)
                .toList();
        assertThat(refused)
                .hasSizeBetween(5, 8)
                .allMatch(
                        m -> m.text("code").equals("limit") && m.text("message").contains("added"));

        ada.send("{'type':'commit','room':'lobby','id':20,'ops':[{'remove':'k1'},{'remove':'k2'},{'remove':'k3'}]}");
        ada.send(put("lobby", 21, "k1", "1"));
        ada.next("changes", m -> hasCommit(m, dev.lockstep.wire.ClientId.of("ada"), 21));

        RawClient grace = member(hub, "grace", "lobby");
        grace.send(put("lobby", 1, "hers", "1"));
        grace.next("changes");
    }

    @Test
    @DisplayName(
            "[BD13] a value that is made of thousands counts as much as it takes in memory, not as short as it is written")
    void storedInMemory() {
        Hub hub = quotas(Bounds.Quotas.DEFAULT.withStored(new Bounds.Rate(1, 100_000), PLENTY));
        RawClient ada = member(hub, "ada", "lobby");
        String many = "[" + "{'a':1},".repeat(999) + "1]"; // 8,000 bytes
        ada.send(put("lobby", 1, "first", many));
        ada.send(put("lobby", 2, "second", "1"));
        assertThat(ada.next("refused").integer("id")).isEqualTo(2);

        ada.send("{'type':'commit','room':'lobby','id':3,'ops':[{'remove':'first'}]}");
        ada.send(put("lobby", 4, "second", "1"));
        ada.next("changes", m -> hasCommit(m, dev.lockstep.wire.ClientId.of("ada"), 4));
    }

    @Test
    @DisplayName("[BD13] what is changed over and over adds nothing")
    void storedOnce() {
        Hub hub = quotas(Bounds.Quotas.DEFAULT.withStored(new Bounds.Rate(1, 10_000), PLENTY));
        RawClient ada = member(hub, "ada", "lobby");
        for (int i = 1; i <= 200; i++) {
            ada.send(put("lobby", i, "k", "'" + "x".repeat(1_000) + i + "'"));
        }
        ada.awaitAll(all -> commits(all).size() == 200);
    }

    @Test
    @DisplayName("[BD14] whoever hosts the hub may begin and add what it likes")
    void host() throws java.io.IOException {
        Hub hub = quotas(Bounds.Quotas.DEFAULT
                .withRooms(1, new Bounds.Rate(1, 1))
                .withStored(new Bounds.Rate(1, 1), new Bounds.Rate(1, 1)));
        RawClient ada = connect(hub);
        ada.send("{'type':'hello','protocol':1,'client':'%s','secret':'s','name':'x','color':'','token':'%s'}"
                .formatted(dev.lockstep.wire.ClientId.of("s"), dev.lockstep.disk.UserSecret.get()));
        for (int i = 0; i < 20; i++) {
            assertThat(ada.join("room" + i).text("role")).isEqualTo("host");
            ada.send(put("room" + i, 1, "a", "1"));
            ada.next("changes");
        }
    }

    @Test
    @DisplayName("[OP1] a crowd that never says hello is sent away, and keeps nobody from working meanwhile")
    void crowd() {
        Hub hub = start(timings(5_000, NEVER_MILLIS, 5_000));
        RawClient ada = member(hub, "ada", "lobby");
        List<RawClient> crowd = new ArrayList<>();
        for (int i = 0; i < 990; i++) {
            crowd.add(connect(RawClient.to(hub).withoutReading()));
        }
        ada.send(put("lobby", 1, "count", "1"));
        ada.next("changes");
        member(hub, "grace", "lobby");
        for (RawClient each : crowd) {
            each.startReading();
            assertThat(each.closeCode()).isEqualTo(4408);
        }
        await(() -> connect(hub).status() == 101);
    }

    @Test
    @DisplayName("[NV14] a message in very many pieces, and one that never ends, harm nobody")
    void pieces() {
        Hub hub = start();
        RawClient ada = member(hub, "ada", "lobby");
        RawClient grace = member(hub, "grace", "lobby");
        RawClient unending = client(hub, "unending");
        unending.sendHalfFrame("{'type':'join','room':'lobby'}");
        String many = put("lobby", 1, "text", "'" + "x".repeat(100_000) + "'");

        ada.sendInFragments(many, 1);
        grace.send(put("lobby", 1, "count", "1"));

        grace.awaitAll(all -> commits(all).size() == 2);
        ada.awaitAll(all -> commits(all).size() == 2);
    }

    private Hub hub(Bounds.Rate commits, Bounds.Rate bytes, Bounds.Rate presence, Bounds.Rate joins) {
        return start(options -> options.withBounds(Bounds.DEFAULT.withRates(commits, bytes, presence, joins)));
    }

    private Hub quotas(Bounds.Quotas quotas) {
        return start(options -> options.withBounds(Bounds.DEFAULT.withQuotas(quotas)));
    }

    private static boolean isOf(Message commit, String key) {
        return commit.objects("ops").get(0).text("put").equals(key);
    }
}
