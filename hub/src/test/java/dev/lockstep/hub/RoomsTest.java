package dev.lockstep.hub;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.lockstep.hub.journal.MemoryJournal;
import dev.lockstep.wire.ClientId;

import static org.assertj.core.api.Assertions.assertThat;

class RoomsTest extends HubTest {

    @Test
    @DisplayName("[RM1] [RM2] a room comes to be when it is joined: an empty snapshot, then joined")
    void firstJoin() {
        RawClient client = client(start(), "ada");

        client.send("{'type':'join','room':'lobby'}");

        Message snapshot = client.next();
        Message joined = client.next();
        assertThat(snapshot.type()).isEqualTo("snapshot");
        assertThat(snapshot.items("entries")).isEmpty();
        assertThat(snapshot.flag("more")).isFalse();
        assertThat(joined.type()).isEqualTo("joined");
        assertThat(joined.text("role")).isEqualTo("editor");
        assertThat(joined.text("epoch")).isEqualTo(snapshot.text("epoch"));
        assertThat(joined.integer("seq")).isEqualTo(snapshot.integer("seq")).isZero();
    }

    @Test
    @DisplayName("[RM19] of a room in which nothing was ever written nothing is kept, whoever came and went")
    void neverWritten() {
        MemoryJournal journal = new MemoryJournal();
        Hub hub = start(options -> options, journal);
        RawClient ada = member(hub, "ada", "empty");
        for (int i = 0; i < 2_000; i++) {
            ada.send("{'type':'leave','room':'empty'}");
            ada.send("{'type':'join','room':'empty'}");
        }
        ada.awaitAll(all -> all.stream().filter(m -> m.type().equals("joined")).count() == 2_001);
        assertThat(journal.names()).isEmpty();

        ada.send(lock("empty", 1, "count", 0));
        ada.next("granted");
        assertThat(journal.names()).containsExactly("empty");
        String epoch = ada.join("empty").text("epoch");
        hub.close();

        Message joined = member(start(options -> options, journal), "grace", "empty")
                .all()
                .get(2);
        assertThat(joined.text("epoch")).isEqualTo(epoch);
        assertThat(joined.integer("seq")).isPositive();
    }

    @Test
    @DisplayName("[RM19] a room that has rules and nothing else is kept")
    void onlyRules() {
        MemoryJournal journal = new MemoryJournal();
        RawClient ada = member(start(options -> options, journal), "ada", "ruled");
        ada.send("{'type':'rules','room':'ruled','id':1,'rules':[{'prefix':'a','who':'nobody'}]}");
        ada.next("applied");
        assertThat(journal.names()).containsExactly("ruled");
    }

    @Test
    @DisplayName("[RM2] [RM9] a snapshot has all entries, each with its version and the seq that created it")
    void snapshot() {
        Hub hub = start();
        RawClient ada = member(hub, "ada", "lobby");
        ada.send(put("lobby", 1, "a", "1"));
        ada.send(put("lobby", 2, "b", "[2]"));
        ada.send(put("lobby", 3, "a", "3"));
        ada.awaitDone("lobby");

        RawClient grace = client(hub, "grace");
        grace.send("{'type':'join','room':'lobby'}");

        assertThat(grace.next("snapshot").objects("entries"))
                .extracting(Message::toString)
                .containsExactlyInAnyOrder(
                        "{\"key\":\"a\",\"value\":3,\"version\":3,\"created\":1,\"by\":\"" + ClientId.of("ada") + "\"}",
                        "{\"key\":\"b\",\"value\":[2],\"version\":2,\"created\":2,\"by\":\"" + ClientId.of("ada")
                                + "\"}");
    }

    @Test
    @DisplayName("[RM3] with since of the same epoch come the changes that were missed, not a snapshot")
    void since() {
        Hub hub = start();
        RawClient ada = member(hub, "ada", "lobby");
        for (int i = 1; i <= 5; i++) {
            ada.send(put("lobby", i, "count", "" + i));
        }
        ada.awaitDone("lobby");
        String epoch = ada.join("lobby").text("epoch");

        RawClient grace = client(hub, "grace");
        grace.send(join("lobby", epoch, 2));
        Message joined = grace.next("joined");

        assertThat(commits(grace.all())).extracting(c -> c.integer("seq")).containsExactly(3L, 4L, 5L);
        assertThat(grace.all()).noneMatch(m -> m.type().equals("snapshot"));
        assertThat(joined.integer("seq")).isEqualTo(5);
    }

    @Test
    @DisplayName("[RM3] with since of the present comes nothing but joined")
    void sinceNow() {
        Hub hub = start();
        RawClient ada = member(hub, "ada", "lobby");
        ada.send(put("lobby", 1, "count", "1"));
        ada.awaitDone("lobby");
        String epoch = ada.join("lobby").text("epoch");

        RawClient grace = client(hub, "grace");
        grace.send(join("lobby", epoch, 1));

        assertThat(grace.next().type()).isEqualTo("joined");
    }

    @Test
    @DisplayName("[RM2] [RM3] with since of another epoch, or of the future, comes a snapshot")
    void sinceOfAnotherHistory() {
        Hub hub = start();
        RawClient ada = member(hub, "ada", "lobby");
        ada.send(put("lobby", 1, "count", "1"));
        ada.awaitDone("lobby");
        String epoch = ada.join("lobby").text("epoch");

        RawClient grace = client(hub, "grace");
        grace.send(join("lobby", "another", 1));
        assertThat(grace.next().type()).isEqualTo("snapshot");
        grace.next("joined");
        grace.send(join("lobby", epoch, 99));
        assertThat(grace.next("snapshot").integer("seq")).isEqualTo(1);
    }

    @Test
    @DisplayName("[RM3] what the log of frames has lost comes as a snapshot")
    void sinceLongAgo() {
        Hub hub = start();
        RawClient ada = member(hub, "ada", "lobby");
        String big = "'" + "x".repeat(250_000) + "'";
        for (int i = 1; i <= 45; i++) { // 11 MB
            ada.send(put("lobby", i, "k" + i % 3, big.replaceFirst("x", "" + i)));
        }
        ada.awaitDone("lobby");
        String epoch = ada.join("lobby").text("epoch");

        RawClient grace = client(hub, "grace");
        grace.send(join("lobby", epoch, 1));
        assertThat(grace.next().type()).isEqualTo("snapshot");
        RawClient alan = client(hub, "alan");
        alan.send(join("lobby", epoch, 44));
        assertThat(alan.next().type()).isEqualTo("changes");
    }

    @Test
    @DisplayName("[RM4] a large room comes in parts, of which all but the last say more")
    void parts() {
        Hub hub = start();
        RawClient ada = member(hub, "ada", "lobby");
        String big = "'" + "x".repeat(100_000) + "'";
        for (int i = 1; i <= 20; i++) {
            ada.send(put("lobby", i, "k" + i, big));
        }
        ada.awaitDone("lobby");

        RawClient grace = client(hub, "grace");
        grace.send("{'type':'join','room':'lobby'}");
        grace.next("joined");

        List<Message> parts =
                grace.all().stream().filter(m -> m.type().equals("snapshot")).toList();
        assertThat(parts).hasSizeGreaterThan(3);
        assertThat(parts.subList(0, parts.size() - 1)).allMatch(m -> m.flag("more"));
        assertThat(parts.get(parts.size() - 1).flag("more")).isFalse();
        Set<String> keys = new HashSet<>();
        parts.forEach(p -> p.objects("entries").forEach(e -> keys.add(e.text("key"))));
        assertThat(keys).hasSize(20);
    }

    @Test
    @DisplayName("[RM5] [RM8] whoever joins while others write misses nothing and gets nothing twice")
    void joinWhileOthersWrite() throws InterruptedException {
        Hub hub = start();
        int commits = 3_000;
        RawClient ada = member(hub, "ada", "lobby");
        Thread writing = new Thread(() -> {
            for (int i = 1; i <= commits; i++) {
                ada.send(put("lobby", i, "k" + i % 500, "" + i));
            }
        });
        writing.start();
        for (int j = 0; j < 25; j++) {
            RawClient joiner = client(hub, "joiner" + j);
            joiner.send("{'type':'join','room':'lobby'}");
            long at = joiner.next("joined").integer("seq");
            if (j % 2 == 0 && at < commits) {
                joiner.next("changes");
            }
            assertGapless(joiner.all(), at);
        }
        RawClient last = client(hub, "last");
        long at = last.join("lobby").integer("seq");
        writing.join();
        last.awaitAll(all -> at == commits || commits(all).stream().anyMatch(c -> c.integer("seq") == commits));
        assertGapless(last.all(), at);
    }

    @Test
    @DisplayName("[RM5] a second join starts anew: nothing older follows its joined")
    void joinAgainWhileOthersWrite() throws InterruptedException {
        Hub hub = start();
        int commits = 2_000;
        RawClient ada = member(hub, "ada", "lobby");
        RawClient grace = client(hub, "grace");
        Thread writing = new Thread(() -> {
            for (int i = 1; i <= commits; i++) {
                ada.send(put("lobby", i, "k" + i % 10, "'" + "x".repeat(500) + i + "'"));
            }
        });
        writing.start();
        for (int j = 0; j < 30; j++) {
            grace.send("{'type':'join','room':'lobby'}");
        }
        writing.join();
        ada.awaitDone("lobby");
        grace.awaitDone("lobby");

        List<Message> all = grace.all();
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).type().equals("joined")) {
                int end = i + 1;
                while (end < all.size()
                        && !all.get(end).type().equals("snapshot")
                        && !all.get(end).type().equals("joined")) {
                    end++;
                }
                assertGapless(all.subList(i, end), all.get(i).integer("seq"));
            }
        }
    }

    @Test
    @DisplayName("[RM6] a hub that lost the data answers with another epoch")
    void epochs() {
        String one = client(start(), "ada").join("lobby").text("epoch");
        String other = client(start(), "ada").join("lobby").text("epoch");

        assertThat(one).isNotEqualTo(other);
    }

    @Test
    @DisplayName("[RM13] joined tells who is present, the joiner too")
    void members() {
        Hub hub = start();
        RawClient ada = member(hub, "ada", "lobby");
        RawClient grace = client(hub, "grace");

        Message joined = grace.join("lobby");

        assertThat(joined.objects("members"))
                .extracting(m -> m.text("session"))
                .containsExactlyInAnyOrder(ada.session(), grace.session());
        assertThat(joined.objects("members"))
                .filteredOn(m -> m.text("name").equals("ada"))
                .singleElement()
                .satisfies(m -> assertThat(m)
                        .hasToString(("{\"session\":\"%s\",\"client\":\"%s\",\"name\":\"ada\","
                                        + "\"color\":\"#c0392b\",\"value\":null}")
                                .formatted(ada.session(), ClientId.of("ada"))));
    }

    @Test
    @DisplayName("[RM14] leave is answered by left, and nothing follows")
    void leave() {
        Hub hub = start();
        RawClient ada = member(hub, "ada", "lobby");
        RawClient grace = member(hub, "grace", "lobby");

        grace.send("{'type':'leave','room':'lobby'}");
        grace.next("left");
        ada.send(put("lobby", 1, "count", "1"));
        ada.next("changes");
        ada.awaitDone("lobby");
        grace.join("other");
        grace.awaitDone("other");

        List<Message> all = grace.all();
        int left = all.stream().map(Message::type).toList().indexOf("left");
        assertThat(all.subList(left + 1, all.size()))
                .noneMatch(m -> m.text("room").equals("lobby"));
    }

    @Test
    @DisplayName("[RM14] [CM21] what was asked before leave is answered before left, and nothing follows")
    void leaveRightAfterCommits() {
        Hub hub = start();
        RawClient ada = member(hub, "ada", "lobby");
        for (int round = 0; round < 50; round++) {
            int id = round * 2 + 1;
            ada.send(put("lobby", id, "count", "" + id));
            ada.send(put("lobby", id + 1, "count", "" + id)); // no change: answered in person
            ada.send("{'type':'leave','room':'lobby'}");
            ada.send("{'type':'join','room':'lobby'}");

            assertThat(ada.next("changes").objects("commits").get(0).integer("id"))
                    .isEqualTo(id);
            assertThat(ada.next("applied").integer("id")).isEqualTo(id + 1);
            assertThat(ada.next("left").text("room")).isEqualTo("lobby");
            assertThat(ada.next().type()).isEqualTo("snapshot");
            assertThat(ada.next().type()).isEqualTo("joined");
        }
    }

    @Test
    @DisplayName(
            "[CM21] a commit that is in the snapshot already, since it came right behind the join, is answered too")
    void commitRightBehindTheJoin() {
        Hub hub = start();
        for (int i = 1; i <= 50; i++) {
            RawClient ada = client(hub, "ada");
            ada.send("{'type':'join','room':'lobby'}");
            ada.send(put("lobby", i, "count", "" + i));
            int id = i;
            ada.awaitAll(all -> all.stream()
                    .anyMatch(m -> (m.type().equals("changes") && hasCommit(m, ClientId.of("ada"), id))
                            || (m.type().equals("applied") && m.integer("id") == id)));
            ada.awaitDone("lobby");
            assertThat(ada.all().stream().filter(m -> m.type().equals("joined")))
                    .hasSize(1);
        }
    }

    @Test
    @DisplayName("[RM14] nothing follows left, though others write heavily")
    void leaveWhileOthersWrite() throws InterruptedException {
        Hub hub = start();
        RawClient ada = member(hub, "ada", "lobby");
        RawClient grace = member(hub, "grace", "lobby");
        Thread writing = new Thread(() -> {
            for (int i = 1; i <= 2_000; i++) {
                ada.send(put("lobby", i, "k" + i % 10, "'" + "x".repeat(2_000) + i + "'"));
            }
        });
        writing.start();
        grace.next("changes");
        grace.send("{'type':'leave','room':'lobby'}");
        grace.next("left");
        writing.join();
        ada.awaitDone("lobby");
        grace.join("other");

        assertThat(grace.rest()).noneMatch(m -> m.text("room").equals("lobby"));
        List<Message> all = grace.all();
        int left = all.stream().map(Message::type).toList().indexOf("left");
        assertThat(all.subList(left + 1, all.size()))
                .noneMatch(m -> m.text("room").equals("lobby"));
    }

    @Test
    @DisplayName("[RM15] [CM17] a request in a room that was not joined is refused not-joined")
    void notJoined() {
        RawClient client = client(start(), "ada");

        client.send(put("lobby", 3, "count", "1"));
        Message refused = client.next("refused");
        client.send(lock("lobby", 4, "count", 0));
        client.send(unlock("lobby", 5, 1));

        assertThat(refused.text("code")).isEqualTo("not-joined");
        assertThat(refused.integer("id")).isEqualTo(3);
        assertThat(client.next("refused").integer("id")).isEqualTo(4);
        assertThat(client.next("refused").integer("id")).isEqualTo(5);
        client.send("{'type':'leave','room':'lobby'}");
        assertThat(client.next("error").text("code")).isEqualTo("not-joined");
    }

    @Test
    @DisplayName("[RM16] what happens in one room is told to nobody in another")
    void roomsApart() {
        Hub hub = start();
        RawClient ada = member(hub, "ada", "one");
        RawClient grace = member(hub, "grace", "two");
        ada.send(put("one", 1, "count", "1"));
        ada.send("{'type':'signal','room':'one','value':1}");
        ada.send("{'type':'refresh','room':'one','keys':['count']}");
        ada.send(lock("one", 2, "count", 0));
        ada.next("granted");

        grace.awaitDone("two");
        assertThat(grace.all()).noneMatch(m -> m.has("room") && m.text("room").equals("one"));
        assertThat(grace.join("one").integer("seq")).isEqualTo(2);
    }

    @Test
    @DisplayName("[NV1] [NV3] [NV4] a room whose name is no name is malformed")
    void roomNames() {
        RawClient client = client(start(), "ada");

        for (String name : List.of("", "/", "a/", "/a", "a//b", "\\u0007", "x".repeat(101))) {
            client.send("{'type':'join','room':'" + name + "'}");
            assertThat(client.next("error").text("code")).isEqualTo("malformed");
        }
        client.join("x".repeat(100));
        client.join("a/b");
    }

    private static String join(String room, String epoch, long seq) {
        return "{'type':'join','room':'%s','since':{'epoch':'%s','seq':%d}}".formatted(room, epoch, seq);
    }

    /** The commits in {@code messages} go on from {@code after}, one by one. */
    private static void assertGapless(List<Message> messages, long after) {
        long expected = after;
        for (Message commit : commits(messages)) {
            assertThat(commit.integer("seq")).isEqualTo(++expected);
        }
    }
}
