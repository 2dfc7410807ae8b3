package dev.lockstep.hub;

import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.lockstep.wire.ClientId;

import static org.assertj.core.api.Assertions.assertThat;

class LocksTest extends HubTest {

    @Test
    @DisplayName(
            "[LK1] [LK3] [LK27] [LK29] [RM11] a lock is granted, told to all in changes, and told to who joins later")
    void granted() {
        Hub hub = start(options -> options.withLeaseMillis(4_321));
        RawClient ada = member(hub, "ada", "lobby");
        RawClient grace = member(hub, "grace", "lobby");

        ada.send("{'type':'lock','room':'lobby','id':8,'keys':['count']}");

        Message granted = ada.next("granted");
        assertThat(granted.integer("id")).isEqualTo(8);
        assertThat(granted.get("keys")).hasToString("[\"count\"]");
        assertThat(granted.integer("leaseMillis")).isEqualTo(4_321);
        long fence = granted.integer("fence");
        String told = "[{\"key\":\"count\",\"session\":\"%s\",\"name\":\"ada\",\"fence\":%d,\"waiting\":0}]"
                .formatted(ada.session(), fence);
        Message commit = grace.next("changes").objects("commits").get(0);
        assertThat(commit.get("locks")).hasToString(told);
        assertThat(commit.integer("seq")).isEqualTo(fence);
        assertThat(commit.text("client")).isEqualTo(ClientId.of("ada"));
        assertThat(commit.integer("id")).isEqualTo(8);
        assertThat(client(hub, "alan").join("lobby").get("locks")).hasToString(told);
    }

    @Test
    @DisplayName("[LK27] the changes that tell of a grant come before the answer to it")
    void changesFirst() {
        RawClient ada = member(start(), "ada", "lobby");
        for (int i = 1; i < 100; i += 2) {
            ada.send(lock("lobby", i, "count", 0));
            long fence = ada.next("granted").integer("fence");
            assertThat(commits(ada.all())).anyMatch(c -> c.integer("seq") == fence);
            ada.send(unlock("lobby", i + 1, fence));
            long seq = ada.next("applied").integer("seq");
            assertThat(commits(ada.all())).anyMatch(c -> c.integer("seq") == seq);
        }
    }

    @Test
    @DisplayName("[LK6] without waiting a lock that another holds is refused locked")
    void locked() {
        Hub hub = start();
        RawClient ada = member(hub, "ada", "lobby");
        RawClient grace = member(hub, "grace", "lobby");
        ada.send(lock("lobby", 1, "count", 0));
        ada.next("granted");

        grace.send("{'type':'lock','room':'lobby','id':1,'keys':['free','count']}");

        Message refused = grace.next("refused");
        assertThat(refused.text("code")).isEqualTo("locked");
        assertThat(refused.text("key")).isEqualTo("count");
    }

    @Test
    @DisplayName(
            "[LK5] [LK16] [LK27] [LK28] those in line are told as waiting, and granted in order when it is unlocked")
    void line() {
        Hub hub = start();
        RawClient ada = member(hub, "ada", "lobby");
        RawClient grace = member(hub, "grace", "lobby");
        RawClient alan = member(hub, "alan", "lobby");
        ada.send(lock("lobby", 1, "count", 0));
        long fence = ada.next("granted").integer("fence");
        grace.send(lock("lobby", 1, "count", NEVER_MILLIS));
        ada.next("changes", m -> waiting(m) == 1);
        alan.send(lock("lobby", 1, "count", NEVER_MILLIS));
        ada.next("changes", m -> waiting(m) == 2);

        ada.send(unlock("lobby", 2, fence));
        ada.next("applied");
        long second = grace.next("granted").integer("fence");
        grace.awaitDone("lobby");
        alan.awaitDone("lobby");
        assertThat(alan.all()).noneMatch(m -> m.type().equals("granted"));
        grace.send(unlock("lobby", 2, second));
        long third = alan.next("granted").integer("fence");
        assertThat(List.of(fence, second, third)).isSorted().doesNotHaveDuplicates();
        alan.send(unlock("lobby", 2, third));
        alan.next("applied"); // what Ada was told of a free lock before may have been her own
        ada.next(
                "changes",
                m -> commits(List.of(m)).stream()
                        .filter(c -> c.has("locks"))
                        .anyMatch(c -> c.objects("locks").get(0).text("session").equals("null")));
        assertThat(ada.join("lobby").items("locks")).isEmpty();
    }

    @Test
    @DisplayName("[LK7] who was not granted in time is refused timeout, and told as waiting no more")
    void timeout() {
        Hub hub = start();
        RawClient ada = member(hub, "ada", "lobby");
        RawClient grace = member(hub, "grace", "lobby");
        ada.send(lock("lobby", 1, "count", 0));
        ada.next("granted");

        grace.send(lock("lobby", 1, "count", 50));

        assertThat(grace.next("refused").text("code")).isEqualTo("timeout");
        ada.awaitDone("lobby");
        assertThat(commits(ada.all()).stream()
                        .filter(c -> c.has("locks"))
                        .map(c -> c.objects("locks").get(0).integer("waiting")))
                .containsExactly(0L, 1L, 0L);
    }

    @Test
    @DisplayName("[LK8] who would close a circle of waiting is refused deadlock")
    void deadlock() {
        Hub hub = start();
        RawClient ada = member(hub, "ada", "lobby");
        RawClient grace = member(hub, "grace", "lobby");
        ada.send(lock("lobby", 1, "a", 0));
        ada.next("granted");
        grace.send(lock("lobby", 1, "b", 0));
        grace.next("granted");
        ada.send(lock("lobby", 2, "b", NEVER_MILLIS));
        ada.awaitDone("lobby");

        grace.send(lock("lobby", 2, "a", NEVER_MILLIS));

        assertThat(grace.next("refused").text("code")).isEqualTo("deadlock");
    }

    @Test
    @DisplayName("[LK17] who leaves the room frees its locks at once, and the next in line is granted")
    void leaving() {
        Hub hub = start();
        RawClient ada = member(hub, "ada", "lobby");
        RawClient grace = member(hub, "grace", "lobby");
        ada.send(lock("lobby", 1, "count", 0));
        ada.next("granted");
        grace.send(lock("lobby", 1, "count", NEVER_MILLIS));
        grace.awaitDone("lobby");

        ada.send("{'type':'leave','room':'lobby'}");

        grace.next("granted");
        ada.next("left");
    }

    @Test
    @DisplayName("[LK18] a clean close frees the session's locks in all its rooms at once")
    void goodbye() {
        Hub hub = start(options -> options.withLeaseMillis(NEVER_MILLIS));
        RawClient ada = member(hub, "ada", "one");
        ada.join("two");
        RawClient grace = member(hub, "grace", "one");
        grace.join("two");
        for (String room : List.of("one", "two")) {
            ada.send(lock(room, 1, "count", 0));
            ada.next("granted");
            grace.send(lock(room, 1, "count", NEVER_MILLIS));
            grace.awaitDone(room);
        }

        ada.sayGoodbye();

        grace.next("granted");
        grace.next("granted");
    }

    @Test
    @DisplayName(
            "[LK18] a clean close frees also what the session holds in a room that its new connection did not join")
    void goodbyeBeforeJoiningAgain() {
        Hub hub = start(options -> options.withLeaseMillis(NEVER_MILLIS));
        RawClient ada = member(hub, "ada", "lobby");
        RawClient grace = member(hub, "grace", "lobby");
        ada.send(lock("lobby", 1, "count", 0));
        ada.next("granted");
        ada.close();
        await(() -> health(hub).integer("sessions") == 1);
        grace.send(lock("lobby", 1, "count", NEVER_MILLIS));
        grace.awaitDone("lobby");

        client(hub, "ada").sayGoodbye();

        grace.next("granted");
        grace.awaitAll(all -> all.stream()
                .anyMatch(m -> m.type().equals("presence")
                        && m.items("left").toString().contains("\"" + ada.session() + "\"")));
    }

    @Test
    @DisplayName("[LK19] a connection that breaks keeps its locks, and its client has them when it returns in time")
    void lease() {
        Hub hub = start(options -> options.withLeaseMillis(NEVER_MILLIS));
        RawClient ada = member(hub, "ada", "lobby");
        RawClient grace = member(hub, "grace", "lobby");
        ada.send(lock("lobby", 1, "count", 0));
        long fence = ada.next("granted").integer("fence");
        ada.close();
        await(() -> health(hub).integer("sessions") == 1);
        grace.send(put("lobby", 1, "count", "1"));
        assertThat(grace.next("refused").text("code")).isEqualTo("locked");

        RawClient again = member(hub, "ada", "lobby");
        again.send("{'type':'commit','room':'lobby','id':2,'ops':[{'put':'count','value':2}],'fences':[%d]}"
                .formatted(fence));
        again.next("changes");
        assertThat(again.all()).noneMatch(m -> m.type().equals("lost"));
    }

    @Test
    @DisplayName(
            "[LK20] [LK21] [LK22] after the lease the next is granted, the old holder is told lost and its fence refused")
    void lost() {
        Hub hub = start(options -> options.withLeaseMillis(100));
        RawClient ada = member(hub, "ada", "lobby");
        RawClient grace = member(hub, "grace", "lobby");
        ada.send(lock("lobby", 1, "count", 0));
        long fence = ada.next("granted").integer("fence");
        grace.send(lock("lobby", 1, "count", NEVER_MILLIS));
        grace.awaitDone("lobby");
        ada.close();
        assertThat(grace.next("granted").integer("fence")).isGreaterThan(fence);

        RawClient again = member(hub, "ada", "lobby");
        Message lost = again.next("lost");
        assertThat(lost.integer("fence")).isEqualTo(fence);
        assertThat(lost.get("keys")).hasToString("[\"count\"]");
        assertThat(lost.text("reason")).isEqualTo("expired");
        again.send(
                "{'type':'commit','room':'lobby','id':2,'ops':[{'put':'x','value':2}],'fences':[%d]}".formatted(fence));
        assertThat(again.next("refused").text("code")).isEqualTo("fenced");
        again.send("{'type':'leave','room':'lobby'}");
        again.join("lobby");
        again.awaitDone("lobby");
        assertThat(again.all().stream().filter(m -> m.type().equals("lost"))).hasSize(1);
    }

    @Test
    @DisplayName("[LK24] [LK15] a place in line outlives a reconnect, and asking again takes no second")
    void placeInLine() {
        Hub hub = start(options -> options.withLeaseMillis(NEVER_MILLIS));
        RawClient ada = member(hub, "ada", "lobby");
        ada.send(lock("lobby", 1, "count", 0));
        long fence = ada.next("granted").integer("fence");
        RawClient grace = member(hub, "grace", "lobby");
        grace.send(lock("lobby", 1, "count", NEVER_MILLIS));
        grace.awaitDone("lobby");
        RawClient alan = member(hub, "alan", "lobby");
        alan.send(lock("lobby", 1, "count", NEVER_MILLIS));
        alan.awaitDone("lobby");
        grace.close();
        await(() -> health(hub).integer("sessions") == 2);
        RawClient again = member(hub, "grace", "lobby");
        again.send(lock("lobby", 1, "count", NEVER_MILLIS));
        again.awaitDone("lobby");

        ada.send(unlock("lobby", 2, fence));

        long second = again.next("granted").integer("fence");
        again.send(unlock("lobby", 2, second));
        alan.next("granted");
        assertThat(again.all().stream().filter(m -> m.type().equals("granted"))).hasSize(1);
    }

    private static long waiting(Message changes) {
        return commits(List.of(changes)).stream()
                .filter(c -> c.has("locks"))
                .mapToLong(c -> c.objects("locks").get(0).integer("waiting"))
                .reduce(-1, (a, b) -> b);
    }
}
