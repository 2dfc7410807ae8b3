package dev.lockstep.hub;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.lockstep.model.Limits;
import dev.lockstep.wire.Bounds;
import dev.lockstep.wire.ClientId;

import static org.assertj.core.api.Assertions.assertThat;

class OpeningOfConnectionsTest extends HubTest {

    @Test
    @DisplayName("[OP1] who says nothing is closed with 4408")
    void noHello() {
        RawClient client = connect(start(timings(NEVER_MILLIS, NEVER_MILLIS, 50)));

        assertThat(client.closeCode()).isEqualTo(4408);
        client.awaitEnd();
    }

    @Test
    @DisplayName("[OP1] who said hello in time may be quiet afterwards")
    void helloInTime() {
        RawClient client = client(start(timings(300, NEVER_MILLIS, 3_000)), "ada");

        client.awaitPings(12);
        client.join("lobby");
    }

    @Test
    @DisplayName("[OP2] another first message than hello is closed with 4408")
    void anotherFirst() {
        Hub hub = start(timings(NEVER_MILLIS, NEVER_MILLIS, NEVER_MILLIS));
        RawClient joiner = connect(hub);
        RawClient committer = connect(hub);

        joiner.send("{'type':'join','room':'lobby'}");
        committer.send("{'type':'commit','room':'lobby','id':1,'ops':[{'dance':1}]}");

        assertThat(joiner.closeCode()).isEqualTo(4408);
        assertThat(committer.closeCode()).isEqualTo(4408);
        joiner.awaitEnd();
    }

    @Test
    @DisplayName("[OP3] a hello without the token, or with another, is closed with 4401")
    void token() {
        Hub hub = start(options -> options.withToken("open sesame"));
        RawClient without = connect(hub);
        RawClient wrong = connect(hub);
        RawClient right = connect(hub);

        without.sayHello("ada");
        wrong.send(hello("ada", ClientId.of("ada"), "'token':'open sesam'"));
        right.send(hello("ada", ClientId.of("ada"), "'token':'open sesame'"));

        assertThat(without.closeCode()).isEqualTo(4401);
        assertThat(wrong.closeCode()).isEqualTo(4401);
        right.next("welcome");
        without.awaitEnd();
    }

    @Test
    @DisplayName("[OP4] [OP5] a client that does not fit its secret is closed with 4403")
    void clientAndSecret() {
        Hub hub = start();
        RawClient wrong = connect(hub);
        RawClient tooLong = connect(hub);
        RawClient right = connect(hub);

        wrong.send(hello("ada", ClientId.of("grace"), "'x':0"));
        tooLong.send(hello("ada", ClientId.of("ada") + "A", "'x':0"));
        right.send(hello("abc", "ungWv48Bz-pBQUDeXa4iI7", "'x':0")); // SHA-256 of abc, as FIPS 180 has it

        assertThat(wrong.closeCode()).isEqualTo(4403);
        assertThat(tooLong.closeCode()).isEqualTo(4403);
        right.next("welcome");
    }

    @Test
    @DisplayName("[OP6] welcome tells the limits and durations in force")
    void welcome() {
        Hub hub = start(options -> options.withLimits(new Limits(5_000, 1_000, 7, 9, 100_000, 3))
                .withLeaseMillis(1_234)
                .withBounds(new Bounds(
                        8,
                        9,
                        new Bounds.Rate(1, 20),
                        new Bounds.Rate(3, 40_000),
                        new Bounds.Rate(5, 6),
                        new Bounds.Rate(7, 8),
                        new Bounds.Quotas(
                                10,
                                new Bounds.Rate(11, 12),
                                new Bounds.Rate(13, 14),
                                new Bounds.Rate(15, 16),
                                new Bounds.Rate(17, 18),
                                new Bounds.Rate(19, 20))))
                .withTimings(new HubOptions.Timings(4_321, NEVER_MILLIS, NEVER_MILLIS, NEVER_MILLIS)));

        Message welcome = connect(hub).hello("ada");

        assertThat(welcome.integer("protocol")).isEqualTo(1);
        assertThat(welcome.text("hub")).isNotEmpty();
        assertThat(welcome.flag("resumed")).isFalse();
        assertThat(welcome.text("name")).isEqualTo("ada");
        assertThat(welcome.integer("pingMillis")).isEqualTo(4_321);
        assertThat(welcome.integer("leaseMillis")).isEqualTo(1_234);
        assertThat(welcome.get("limits"))
                .hasToString(("{'frameBytes':5000,'valueBytes':1000,'opsPerCommit':7,'keysPerRoom':9,"
                                + "'bytesPerRoom':100000,'waitingLocks':3,'roomsPerHub':8,'sessionsPerAddress':9,"
                                + "'commits':{'perSecond':1,'burst':20},'bytes':{'perSecond':3,'burst':40000},"
                                + "'presence':{'perSecond':5,'burst':6},'joins':{'perSecond':7,'burst':8},"
                                + "'roomsPerClient':10,'newRooms':{'perSecond':11,'burst':12},"
                                + "'stored':{'perSecond':13,'burst':14},'storedPerAddress':{'perSecond':15,'burst':16},"
                                + "'presenceBytes':{'perSecond':17,'burst':18},'fanOut':{'perSecond':19,'burst':20}}")
                        .replace('\'', '"'));
    }

    @Test
    @DisplayName("[OP6] [NV17] welcome tells what the hub made of a name: no control characters, not too long")
    void nameInWelcome() {
        Hub hub = start();
        RawClient client = connect(hub);

        client.send("{'type':'hello','protocol':1,'client':'%s','secret':'s','name':' \\u0007%s ','color':'red;x'}"
                .formatted(ClientId.of("s"), "ä".repeat(200)));

        assertThat(client.next("welcome").text("name")).matches("ä{98,100}");
        client.send("{'type':'join','room':'lobby'}");
        assertThat(client.next("joined").objects("members").get(0).text("color"))
                .matches("#[0-9a-f]{6}");
    }

    @Test
    @DisplayName("[OP7] a second connection of a client replaces the first, which is closed with 4409")
    void replaced() {
        Hub hub = start();
        RawClient first = member(hub, "ada", "lobby");
        RawClient second = connect(hub);

        Message welcome = second.hello("ada");

        assertThat(first.closeCode()).isEqualTo(4409);
        first.awaitEnd();
        assertThat(welcome.text("session")).isEqualTo(first.session());
        assertThat(welcome.flag("resumed")).isTrue();
    }

    @Test
    @DisplayName(
            "[OP7] what a client said on a connection that it gave up, and that is read late, doesn't end its newer one")
    void lateHello() {
        Hub hub = start();
        RawClient givenUp = connect(hub);
        RawClient newer = client(hub, "ada");

        givenUp.sayHello("ada");

        assertThat(givenUp.closeCode()).isEqualTo(4409);
        newer.join("lobby");
        newer.send(put("lobby", 1, "count", "1"));
        newer.next("changes", m -> hasCommit(m, ClientId.of("ada"), 1));
    }

    @Test
    @DisplayName("[OP8] the late close of a replaced connection changes nothing for the new one")
    void lateClose() {
        Hub hub = start();
        RawClient first = connect(RawClient.to(hub).withoutReading());
        first.sayHello("ada");
        first.send("{'type':'join','room':'lobby'}");
        RawClient watcher = member(hub, "grace", "lobby");
        awaitMember(watcher, ClientId.of("ada"));
        RawClient second = client(hub, "ada");
        second.join("lobby");
        second.send(lock("lobby", 1, "count", 0));
        long fence = second.next("granted").integer("fence");

        first.startReading(); // now it sees that it was closed, and answers
        first.awaitEnd();

        second.send("{'type':'commit','room':'lobby','id':2,'ops':[{'put':'count','value':1}],'fences':[%d]}"
                .formatted(fence));
        assertThat(commits(List.of(second.next("changes", m -> hasCommit(m, ClientId.of("ada"), 2)))))
                .hasSize(1);
        watcher.next("changes", m -> hasCommit(m, ClientId.of("ada"), 2));
        watcher.awaitDone("lobby");
        assertThat(watcher.all())
                .noneMatch(m -> m.type().equals("presence") && !m.items("left").isEmpty());
    }

    @Test
    @DisplayName("[OP8] after many connections of one client that replace each other in a hurry, the last one works")
    void replacingInAHurry() {
        Hub hub = start();
        List<RawClient> hurried = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            RawClient next = connect(hub);
            next.sayHello("ada");
            next.send("{'type':'join','room':'lobby'}");
            next.send(lock("lobby", 1, "count", 0));
            hurried.add(next);
        }
        hurried.forEach(next -> next.awaitMessageOrEnd("welcome"));
        RawClient last = client(hub, "ada");
        assertThat(last.join("lobby").items("members")).hasSize(1);
        for (int i = 2; i <= 20; i++) {
            int id = i;
            last.send(put("lobby", id, "count", "" + id));
            last.next("changes", m -> hasCommit(m, ClientId.of("ada"), id));
        }
        assertThat(health(hub).integer("sessions")).isEqualTo(1);
    }

    @Test
    @DisplayName("[OP9] a client that returns in time gets its session, its locks and its presence back")
    void resumed() {
        Hub hub = start();
        RawClient first = member(hub, "ada", "lobby");
        first.send(lock("lobby", 1, "count", 0));
        long fence = first.next("granted").integer("fence");
        first.send("{'type':'presence','room':'lobby','value':{'cursor':3}}");
        first.awaitDone("lobby");
        first.close();

        RawClient second = connect(hub);
        Message welcome = second.hello("ada");
        Message joined = second.join("lobby");

        assertThat(welcome.text("session")).isEqualTo(first.session());
        assertThat(welcome.flag("resumed")).isTrue();
        assertThat(joined.objects("locks")).singleElement().satisfies(lock -> {
            assertThat(lock.integer("fence")).isEqualTo(fence);
            assertThat(lock.text("session")).isEqualTo(first.session());
        });
        assertThat(joined.objects("members").get(0).get("value")).hasToString("{\"cursor\":3}");
    }

    @Test
    @DisplayName("[OP9] after a clean close the session is another")
    void notResumedAfterGoodbye() {
        Hub hub = start();
        RawClient first = member(hub, "ada", "lobby");
        first.sayGoodbye();
        RawClient second = connect(hub);

        assertThat(second.hello("ada").flag("resumed")).isFalse();
        assertThat(second.session()).isNotEqualTo(first.session());
        assertThat(second.join("lobby").items("members")).hasSize(1);
    }

    @Test
    @DisplayName("[OP9] after its lease the session is another")
    void notResumedAfterTheLease() {
        Hub hub = start(options -> options.withLeaseMillis(100));
        RawClient ada = member(hub, "ada", "lobby");
        RawClient witness = member(hub, "bob", "lobby");
        RawClient waiter = member(hub, "carol", "lobby");
        witness.send(lock("lobby", 1, "count", 0));
        witness.next("granted");
        waiter.send(lock("lobby", 1, "count", NEVER_MILLIS));
        waiter.awaitDone("lobby");

        ada.close();
        await(() -> health(hub).integer("sessions") == 2);
        witness.close();
        waiter.next("granted"); // its lease began later, and is over

        RawClient again = connect(hub);
        assertThat(again.hello("ada").flag("resumed")).isFalse();
        assertThat(again.session()).isNotEqualTo(ada.session());
    }

    @Test
    @DisplayName("[OP10] a second hello is malformed, and the connection stays open")
    void secondHello() {
        RawClient client = client(start(), "ada");

        client.sayHello("ada");

        assertThat(client.next("error").text("code")).isEqualTo("malformed");
        client.join("lobby");
    }

    @Test
    @DisplayName("a hello of another protocol is told so and closed with 4400")
    void otherProtocol() {
        RawClient client = connect(start());

        client.send(hello("ada", ClientId.of("ada"), "'x':0").replace("'protocol':1", "'protocol':2"));

        assertThat(client.next("error").text("code")).isEqualTo("malformed");
        assertThat(client.closeCode()).isEqualTo(4400);
    }

    private static void awaitMember(RawClient watcher, String client) {
        watcher.awaitAll(all -> all.stream()
                .filter(m -> m.has("members"))
                .flatMap(m -> m.objects("members").stream())
                .anyMatch(m -> m.text("client").equals(client)));
    }

    @Test
    @DisplayName(
            "[OP3] a connection has one attempt at a token: what it says after a wrong one is not looked at, the right one neither")
    void oneAttempt() {
        Hub hub = start(options -> options.withOpen(false).withToken("open sesame"));
        RawClient guessing = connect(hub);
        for (int i = 0; i < 50; i++) {
            guessing.send(HubTest.hello("guessing", "'token':'open sesam" + i + "'"));
        }
        guessing.send(HubTest.hello("guessing", "'token':'open sesame'"));
        assertThat(guessing.closeCode()).isEqualTo(4401);
    }

    private static String hello(String secret, String client, String more) {
        return "{'type':'hello','protocol':1,'client':'%s','secret':'%s','name':'x','color':'',%s}"
                .formatted(client, secret, more);
    }
}
