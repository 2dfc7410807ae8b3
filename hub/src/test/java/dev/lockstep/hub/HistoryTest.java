package dev.lockstep.hub;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.lockstep.hub.journal.Journal;
import dev.lockstep.hub.journal.MemoryJournal;
import dev.lockstep.hub.journal.Retention;
import dev.lockstep.hub.journal.SqliteJournal;
import dev.lockstep.wire.Bounds;
import dev.lockstep.wire.ClientId;

import static org.assertj.core.api.Assertions.assertThat;

/** The past of rooms, and rooms that rest while nobody is in them. */
class HistoryTest extends HubTest {

    /** A room rests as soon as nobody is in it. */
    private Hub restless(Journal journal) {
        return start(HistoryTest::restless, journal);
    }

    private static HubOptions restless(HubOptions options) {
        Bounds.Rate plenty = new Bounds.Rate(1_000_000, 1_000_000);
        return options.withBounds(
                        Bounds.DEFAULT.withRates(plenty, plenty, plenty, plenty).withQuotas(Bounds.Quotas.NONE))
                .withTimings(new HubOptions.Timings(5_000, NEVER_MILLIS, NEVER_MILLIS, 1));
    }

    @Test
    @DisplayName("[HS1] [HS4] history tells commits as changes told them, with the names of their authors")
    void asTold() {
        Hub hub = start();
        RawClient ada = member(hub, "ada", "lobby");
        RawClient grace = member(hub, "grace", "lobby");
        ada.send(put("lobby", 1, "a", "1"));
        ada.next("changes");
        grace.send("{'type':'commit','room':'lobby','id':1,'ops':[{'add':'a','by':1}],'quiet':true}");
        grace.send(lock("lobby", 2, "b", 0));
        grace.next("granted");
        grace.send(put("lobby", 3, "c", "{'x':[1,2]}"));
        grace.awaitDone("lobby");

        Message page = history(ada, "lobby", 2, 3);

        assertThat(page.integer("from")).isEqualTo(2);
        assertThat(page.integer("to")).isEqualTo(3);
        assertThat(page.flag("more")).isFalse();
        assertThat(page.objects("commits").toString())
                .isEqualTo(commits(grace.all()).subList(1, 3).toString());
        assertThat(page.object("authors").text(ClientId.of("grace"))).isEqualTo("grace");
        assertThat(history(ada, "lobby", 1, 1_000_000).objects("commits")).hasSize(4);
        assertThat(history(ada, "lobby", 5, 9).objects("commits")).isEmpty();
        assertThat(history(ada, "lobby", 3_000_000_000L, 9_007_199_254_740_991L).objects("commits"))
                .isEmpty();
    }

    @Test
    @DisplayName("[HS2] [HS5] history comes in pages, and outlives a rest of the room and a restart of the hub")
    void pages(@TempDir Path directory) {
        Journal journal = SqliteJournal.open(directory, "me", Retention.DEFAULT);
        Hub first = restless(journal);
        RawClient ada = member(first, "ada", "lobby");
        int commits = 12_000; // a snapshot comes in between
        for (int i = 1; i <= commits; i++) {
            ada.send(put("lobby", i, "count", "" + i));
        }
        ada.awaitAll(all -> commits(all).size() == commits);
        assertThat(seqs(ada, "lobby")).isEqualTo(upTo(commits));
        ada.sayGoodbye();
        await(() -> health(first).integer("rooms") == 0);

        RawClient grace = member(first, "grace", "lobby");
        assertThat(seqs(grace, "lobby")).isEqualTo(upTo(commits));
        assertThat(history(grace, "lobby", 7, 7).object("authors").text(ClientId.of("ada")))
                .isEqualTo("ada");
        grace.send(put("lobby", 1, "count", "0"));
        grace.next("changes");
        first.close();

        Hub second = restless(SqliteJournal.open(directory, "me", Retention.DEFAULT));
        assertThat(seqs(member(second, "alan", "lobby"), "lobby")).isEqualTo(upTo(commits + 1));
    }

    @Test
    @DisplayName("[HS3] commits that are not kept any more are left out")
    void kept() {
        Hub hub = restless(new MemoryJournal(new Retention(Retention.DEFAULT.time(), 5)));
        RawClient ada = member(hub, "ada", "lobby");
        for (int i = 1; i <= 20; i++) {
            ada.send(put("lobby", i, "count", "" + i));
        }
        ada.awaitAll(all -> commits(all).size() == 20);
        ada.sayGoodbye();
        await(() -> health(hub).integer("rooms") == 0);

        assertThat(seqs(member(hub, "grace", "lobby"), "lobby")).containsExactly(16L, 17L, 18L, 19L, 20L);
    }

    @Test
    @DisplayName(
            "[HS7] the past of keys is told though thousands of commits to others came since, also after a restart")
    void ofKeys(@TempDir Path directory) {
        Hub first = restless(SqliteJournal.open(directory, "me", Retention.DEFAULT));
        RawClient ada = member(first, "ada", "lobby");
        int id = 0;
        for (int i = 1; i <= 10; i++) {
            ada.send("{'type':'commit','room':'lobby','id':" + ++id + ",'ops':[{'put':'live','value':" + i
                    + "},{'put':'else','value':" + i + "}]}");
        }
        ada.send(put("lobby", ++id, "rare", "7"));
        for (int i = 1; i <= 3_000; i++) {
            ada.send(put("lobby", ++id, "stroke", "" + i));
        }
        int commits = id;
        ada.awaitAll(all -> commits(all).size() == commits);

        Message told = ofKeys(ada, 1, 1_000_000, "'live','rare','never'", 3);
        assertThat(values(told)).containsExactly("live=8", "live=9", "live=10", "rare=7");
        assertThat(told.items("keys")).hasSize(3);
        assertThat(told.object("authors").text(ClientId.of("ada"))).isEqualTo("ada");
        assertThat(values(ofKeys(ada, 3, 9, "'live'", 100)))
                .containsExactly("live=3", "live=4", "live=5", "live=6", "live=7", "live=8", "live=9");
        ada.sayGoodbye();
        await(() -> health(first).integer("rooms") == 0);
        first.close();

        Hub second = restless(SqliteJournal.open(directory, "me", Retention.DEFAULT));
        RawClient grace = member(second, "grace", "lobby");
        assertThat(values(ofKeys(grace, 1, 1_000_000, "'live','rare'", 3)))
                .containsExactly("live=8", "live=9", "live=10", "rare=7");
        String many = String.join(",", Collections.nCopies(101, "'a'"));
        assertThat(ofKeys(grace, 1, 9, many, 3).text("problem")).contains("100 keys");
    }

    @Test
    @DisplayName("[HS8] a hub looks through a part of the past at once, and tells how far back it looked")
    void ofKeysInParts() {
        Hub hub = restless(new MemoryJournal());
        RawClient ada = member(hub, "ada", "lobby");
        ada.send(put("lobby", 1, "live", "1"));
        int commits = 81;
        for (int i = 2; i <= commits; i++) { // two are larger than a page
            ada.send(put("lobby", i, "picture", "'" + i + "x".repeat(70_000) + "'"));
        }
        ada.awaitDone("lobby");

        Message told = ofKeys(ada, 1, commits, "'live'", 1);
        assertThat(told.flag("more")).isTrue();
        int asked = 1;
        while (told.flag("more")) {
            assertThat(told.objects("commits")).isEmpty();
            long since = told.integer("since");
            assertThat(since).isBetween(2L, told.integer("to"));
            told = ofKeys(ada, 1, since - 1, "'live'", 1);
            asked++;
        }
        assertThat(values(told)).containsExactly("live=1");
        assertThat(asked).isBetween(2, 10);
        assertThat(ofKeys(ada, 1, commits, "'picture'", 100).objects("commits"))
                .as("what is large comes in parts")
                .hasSize(1);
    }

    private static Message ofKeys(RawClient client, long from, long to, String keys, int latest) {
        client.send("{'type':'history','room':'lobby','from':%d,'to':%d,'keys':[%s],'latest':%d}"
                .formatted(from, to, keys, latest));
        return client.next("history");
    }

    private static List<String> values(Message history) {
        List<String> values = new ArrayList<>();
        history.objects("commits")
                .forEach(commit ->
                        commit.objects("ops").forEach(op -> values.add(op.text("put") + "=" + op.integer("value"))));
        return values;
    }

    @Test
    @DisplayName("[RM6] a room rests when nobody has been in it for a while, and is the same when it is joined again")
    void rest() {
        Hub hub = restless(new MemoryJournal());
        for (int round = 1; round <= 5; round++) {
            RawClient ada = client(hub, "ada");
            ada.send("{'type':'join','room':'lobby'}");
            Message snapshot = ada.next("snapshot");
            assertThat(snapshot.integer("seq")).isEqualTo(round - 1);
            assertThat(snapshot.objects("entries")).hasSize(round == 1 ? 0 : 1);
            ada.next("joined");
            ada.send(put("lobby", round, "count", "" + round));
            ada.next("changes");
            ada.sayGoodbye();
            await(() -> health(hub).integer("rooms") == 0);
        }
    }

    @Test
    @DisplayName("[LK19] a room does not rest while a lock waits for its holder")
    void restsNotUnderALock() {
        Hub hub = start(options -> restless(options).withLeaseMillis(NEVER_MILLIS));
        RawClient ada = member(hub, "ada", "lobby");
        ada.send(lock("lobby", 1, "count", 0));
        long fence = ada.next("granted").integer("fence");
        RawClient grace = member(hub, "grace", "lobby");
        ada.close();
        grace.next("presence", message -> !message.items("left").isEmpty()); // nothing else keeps the room now
        grace.sayGoodbye();
        member(hub, "linus", "other").sayGoodbye();
        await(() -> health(hub).integer("rooms") == 1);

        RawClient again = member(hub, "ada", "lobby");
        again.send(
                "{'type':'commit','room':'lobby','id':2,'ops':[{'put':'count','value':3}],'fences':[" + fence + "]}");
        again.next("changes");
    }

    @Test
    @DisplayName("a thousand rooms are joined, left, rest, and are all there when they are joined again")
    void manyRooms(@TempDir Path directory) {
        Hub hub = restless(SqliteJournal.open(directory, "me", Retention.DEFAULT));
        RawClient ada = client(hub, "ada");
        for (int r = 0; r < 1_000; r++) {
            ada.send("{'type':'join','room':'room" + r + "'}");
            ada.send(put("room" + r, 1, "key", "" + r));
        }
        ada.awaitAll(all -> answers(all) == 1_000);
        ada.sayGoodbye();
        await(() -> health(hub).integer("rooms") == 0);
        RawClient grace = client(hub, "grace");
        for (int r = 0; r < 1_000; r += 97) {
            grace.send("{'type':'join','room':'room" + r + "'}");
            Message entry = grace.next("snapshot").objects("entries").get(0);
            assertThat(entry.integer("value")).isEqualTo(r);
        }
    }

    /** A commit that was done together with the join is in the snapshot, and answered by itself. */
    private static long answers(List<Message> messages) {
        return commits(messages).size()
                + messages.stream().filter(m -> m.type().equals("applied")).count();
    }

    private static Message history(RawClient client, String room, long from, long to) {
        client.send("{'type':'history','room':'%s','from':%d,'to':%d}".formatted(room, from, to));
        return client.next("history");
    }

    /** The numbers of all commits that history tells, page by page. */
    private static List<Long> seqs(RawClient client, String room) {
        List<Long> seqs = new ArrayList<>();
        boolean more = true;
        for (long from = 1; more; from = seqs.get(seqs.size() - 1) + 1) {
            Message page = history(client, room, from, 1_000_000);
            page.objects("commits").forEach(commit -> seqs.add(commit.integer("seq")));
            more = page.flag("more");
        }
        return seqs;
    }

    private static List<Long> upTo(long last) {
        List<Long> numbers = new ArrayList<>();
        for (long i = 1; i <= last; i++) {
            numbers.add(i);
        }
        return numbers;
    }
}
