package dev.lockstep.hub;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.lockstep.wire.ClientId;

import static org.assertj.core.api.Assertions.assertThat;

/** A hub whose journal can't store for a while. */
class JournalTroubleTest extends HubTest {

    private static final Logger ROOMS = Logger.getLogger("dev.lockstep.hub.room");

    private final FailingJournal journal = new FailingJournal();
    private long id = 1_000;

    @BeforeEach
    void expectTrouble() {
        ROOMS.setLevel(Level.OFF);
    }

    @AfterEach
    void expectNone() {
        ROOMS.setLevel(null);
    }

    @Test
    @DisplayName("[CM18] [CM24] what can't be stored is refused unavailable, told to nobody, and not done")
    void refused() {
        Hub hub = start(options -> options, journal);
        RawClient ada = member(hub, "ada", "lobby");
        RawClient grace = member(hub, "grace", "lobby");
        ada.send(put("lobby", 1, "count", "1"));
        ada.next("changes");
        journal.failing(true);

        ada.send(put("lobby", 2, "count", "2"));
        ada.send(lock("lobby", 3, "count", 0));

        assertThat(ada.next("refused").text("code")).isEqualTo("unavailable");
        assertThat(ada.next("refused").text("code")).isEqualTo("unavailable");
        journal.failing(false);
        awaitStoring(ada);
        grace.next("changes", m -> hasCommit(m, ClientId.of("ada"), id));
        assertThat(commits(grace.all())).extracting(c -> c.integer("id")).containsExactly(1L, id);
        assertThat(commits(grace.all())).extracting(c -> c.integer("seq")).containsExactly(1L, 2L);
        assertThat(client(hub, "alan").join("lobby").items("locks")).isEmpty();
    }

    @Test
    @DisplayName("[HT2] while the hub can't store, /health answers 503 and read-only, and 200 again after it")
    void health() {
        Hub hub = start(options -> options, journal);
        RawClient ada = member(hub, "ada", "lobby");
        journal.failing(true);
        ada.send(put("lobby", 1, "count", "1"));
        ada.next("refused");

        assertThat(health(hub, 503).text("status")).isEqualTo("read-only");

        journal.failing(false);
        awaitStoring(ada);
        assertThat(health(hub).text("status")).isEqualTo("up");
    }

    @Test
    @DisplayName("[CM18] [CM29] a request that was refused unavailable is done when it is sent again")
    void sentAgain() {
        Hub hub = start(options -> options, journal);
        RawClient ada = member(hub, "ada", "lobby");
        journal.failing(true);
        ada.send(put("lobby", 1, "count", "1"));
        ada.next("refused");
        journal.failing(false);
        awaitStoring(ada);

        ada.send(put("lobby", 1, "count", "1"));

        ada.next("changes", m -> hasCommit(m, ClientId.of("ada"), 1));
    }

    @Test
    @DisplayName("[CM18] [CM27] a request that was done before is told so, though nothing can be stored now")
    void doneBefore() {
        Hub hub = start(options -> options, journal);
        RawClient ada = member(hub, "ada", "lobby");
        ada.send(put("lobby", 1, "count", "1"));
        ada.next("changes");
        journal.failing(true);
        ada.send(put("lobby", 2, "count", "2"));
        ada.next("refused");
        ada.send(put("lobby", 1, "count", "1"));
        assertThat(ada.next("applied").integer("seq")).isEqualTo(1);
    }

    @Test
    @DisplayName("[CM18] locks live through the trouble, with their fences and waiters")
    void locks() {
        Hub hub = start(options -> options, journal);
        RawClient ada = member(hub, "ada", "lobby");
        RawClient grace = member(hub, "grace", "lobby");
        ada.send(lock("lobby", 1, "count", 0));
        long fence = ada.next("granted").integer("fence");
        grace.send(lock("lobby", 1, "count", NEVER_MILLIS));
        grace.awaitDone("lobby");
        journal.failing(true);
        ada.send(put("lobby", 2, "count", "1"));
        assertThat(ada.next("refused").text("code")).isEqualTo("unavailable");
        journal.failing(false);
        awaitStoring(ada);

        ada.send("{'type':'commit','room':'lobby','id':3,'ops':[{'put':'count','value':3}],'fences':[%d]}"
                .formatted(fence));
        ada.next("changes", m -> hasCommit(m, ClientId.of("ada"), 3));
        ada.send(unlock("lobby", 4, fence));
        grace.next("granted");
        assertThat(ada.all()).noneMatch(m -> m.type().equals("lost"));
        assertGapless(grace);
    }

    @Test
    @DisplayName("[CM18] [ER2] nonsense in the same breath is answered too")
    void nonsense() {
        Hub hub = start(options -> options, journal);
        RawClient ada = member(hub, "ada", "lobby");
        journal.failing(true);
        for (int i = 1; i <= 40; i += 2) {
            ada.send(put("lobby", i, "count", "" + i));
            ada.send("{'type':'commit','room':'lobby','id':%d,'ops':[{'dance':'a'}]}".formatted(i + 1));
        }
        ada.awaitAll(all -> all.stream().filter(m -> m.type().equals("refused")).count() == 40);
    }

    @Test
    @DisplayName("[CM18] who joins in the trouble is let in after it")
    void joining() {
        Hub hub = start(options -> options, journal);
        RawClient ada = member(hub, "ada", "lobby");
        ada.send(put("lobby", 1, "count", "1"));
        ada.next("changes");
        journal.failing(true);
        RawClient grace = client(hub, "grace");
        int before = journal.attempts();
        grace.send("{'type':'join','room':'lobby'}");
        await(() -> journal.attempts() > before);
        grace.send(put("lobby", 1, "count", "2"));
        grace.send("{'type':'dance'}");
        grace.next("error"); // so what it said before is read
        ada.send(put("lobby", 2, "count", "2"));
        assertThat(ada.next("refused").text("code")).isEqualTo("unavailable");

        journal.failing(false);

        assertThat(grace.next("joined").integer("seq")).isEqualTo(1);
        assertThat(grace.next("refused").text("code")).isEqualTo("unavailable");
        awaitStoring(grace);
        ada.next("changes", m -> hasCommit(m, ClientId.of("grace"), id));
    }

    @Test
    @DisplayName("[RM5] [RM7] what the journal kept though it said that it failed reaches members as a snapshot")
    void keptAllTheSame() {
        Hub hub = start(options -> options, journal);
        RawClient ada = member(hub, "ada", "lobby");
        ada.send(put("lobby", 1, "count", "1"));
        ada.next("changes");
        journal.keeping(true);
        journal.failing(true);
        ada.send(put("lobby", 2, "count", "2"));
        Message snapshot = ada.next("snapshot"); // it can be read, so it is there
        assertThat(ada.next("applied").integer("id")).isEqualTo(2);
        journal.failing(false);

        assertThat(snapshot.integer("seq")).isEqualTo(2);
        assertThat(snapshot.objects("entries").get(0).integer("value")).isEqualTo(2);
        awaitStoring(ada);
        assertThat(commits(ada.all())).extracting(c -> c.integer("seq")).containsExactly(1L, 3L);
    }

    @Test
    @DisplayName("[LK1] who was given a lock, or what stood in line, by what was kept though it failed, is told")
    void lockKeptAllTheSame() {
        Hub hub = start(options -> options, journal);
        RawClient ada = member(hub, "ada", "lobby");
        RawClient grace = member(hub, "grace", "lobby");
        RawClient alan = member(hub, "alan", "lobby");
        ada.send(lock("lobby", 1, "count", 0));
        long fence = ada.next("granted").integer("fence");
        grace.send(lock("lobby", 1, "count", NEVER_MILLIS));
        grace.awaitDone("lobby");
        journal.keeping(true);
        journal.failing(true);

        ada.send(unlock("lobby", 2, fence));

        assertThat(ada.next("applied").integer("id")).isEqualTo(2);
        assertThat(grace.next("granted").integer("id")).isEqualTo(1);
        journal.failing(false);
        journal.keeping(false);
        awaitStoring(alan);
        journal.keeping(true);
        journal.failing(true);
        alan.send(lock("lobby", 900, "other", 0));
        assertThat(alan.next("granted").integer("id")).isEqualTo(900);
        journal.failing(false);
    }

    @Test
    @DisplayName("[RM17] who joins twice while it is found that a room can't be read is told so twice, and goes on")
    void unreadableTwice() throws InterruptedException {
        Hub hub = start(options -> options, journal);
        journal.unreadable(true);
        RawClient grace = client(hub, "grace");
        journal.holdLoads(true);
        grace.send("{'type':'join','room':'bad'}");
        grace.send("{'type':'join','room':'bad'}");
        client(hub, "ada"); // by then the hub has had time to read both
        journal.holdLoads(false);

        assertThat(grace.next("error").text("room")).isEqualTo("bad");
        assertThat(grace.next("error").text("room")).isEqualTo("bad");
        journal.unreadable(false);
        grace.join("good");
    }

    @Test
    @DisplayName("[HS6] who takes no pages of history is told so, and has few of them read")
    void manyPages() {
        Hub hub = start(
                options -> options.withTimings(new HubOptions.Timings(5_000, NEVER_MILLIS, NEVER_MILLIS, 1)), journal);
        RawClient ada = member(hub, "ada", "lobby");
        ada.send(put("lobby", 1, "count", "1"));
        ada.next("changes");
        ada.sayGoodbye();
        await(() -> health(hub).integer("rooms") == 0); // what it did is history now
        RawClient grace = member(hub, "grace", "lobby");
        journal.holdLoads(true);

        for (int i = 0; i < 100; i++) {
            grace.send("{'type':'history','room':'lobby','from':1,'to':9}");
        }

        grace.awaitAll(
                all -> all.stream().filter(m -> m.type().equals("history")).count() == 84);
        journal.holdLoads(false);
        grace.awaitAll(
                all -> all.stream().filter(m -> m.type().equals("history")).count() == 100);
        grace.send("{'type':'history','room':'lobby','from':1,'to':8}");
        Message page = grace.next("history", m -> m.integer("to") == 8);
        assertThat(page.objects("commits")).hasSize(1);
    }

    @Test
    @DisplayName("[CM18] a room that can't store does not try again and again without a pause")
    void calm() {
        Hub hub = start(timings(200, NEVER_MILLIS, NEVER_MILLIS), journal);
        RawClient ada = member(hub, "ada", "lobby");
        RawClient grace = member(hub, "grace", "lobby");
        ada.send(lock("lobby", 1, "count", 0));
        ada.next("granted");
        journal.failing(true);
        RawClient alan = client(hub, "alan");
        alan.send("{'type':'join','room':'lobby'}");
        int before = journal.attempts();
        for (int i = 0; i < 50; i++) {
            ada.send(put("lobby", ++id, "count", "" + i));
            assertThat(ada.next("refused").text("code")).isEqualTo("unavailable");
        }
        grace.awaitPings(1);
        assertThat(journal.attempts() - before).isLessThan(200);
    }

    @Test
    @DisplayName("[OP11] every client is told when the hub can't store, and when it can again")
    void told() {
        Hub hub = start(options -> options, journal);
        RawClient ada = member(hub, "ada", "lobby");
        RawClient grace = client(hub, "grace");
        journal.failing(true);
        ada.send(put("lobby", 1, "count", "1"));

        assertThat(ada.next("health").text("status")).isEqualTo("read-only");
        assertThat(grace.next("health").text("status")).isEqualTo("read-only");
        RawClient alan = client(hub, "alan");
        assertThat(alan.next("health").text("status")).isEqualTo("read-only");

        journal.failing(false); // and nobody commits anything
        assertThat(ada.next("health").text("status")).isEqualTo("up");
        assertThat(alan.next("health").text("status")).isEqualTo("up");
        assertThat(health(hub).text("status")).isEqualTo("up");
        RawClient linus = client(hub, "linus");
        linus.join("lobby");
        assertThat(linus.all()).noneMatch(message -> message.type().equals("health"));
    }

    @Test
    @DisplayName("[RM17] a room that can't be read refuses who comes, keeps nobody from other rooms, and is tried anew")
    void unreadable() {
        Hub hub = start(options -> options, journal);
        member(hub, "ada", "good");
        journal.unreadable(true);
        RawClient grace = client(hub, "grace");

        grace.send("{'type':'join','room':'bad'}");
        grace.send(put("bad", 1, "count", "1"));

        grace.awaitAll(all -> all.stream().map(Message::type).toList().containsAll(List.of("error", "refused")));
        for (Message answer : grace.rest()) { // in any order
            assertThat(answer.text("code")).isEqualTo("not-joined");
            assertThat(answer.text("room")).isEqualTo("bad");
            if (answer.type().equals("error")) {
                assertThat(answer.text("message")).contains("damaged");
            } else {
                assertThat(answer.integer("id")).isEqualTo(1);
            }
        }
        grace.join("good");
        journal.unreadable(false);
        grace.join("bad");
        grace.send(put("bad", 1, "count", "1"));
        grace.next("changes", m -> hasCommit(m, ClientId.of("grace"), 1));
    }

    @Test
    @DisplayName("[HS6] a past that can't be read is said, and the room goes on")
    void noHistory() {
        Hub hub = start(
                options -> options.withTimings(new HubOptions.Timings(5_000, NEVER_MILLIS, NEVER_MILLIS, 1)), journal);
        RawClient ada = member(hub, "ada", "lobby");
        ada.send(put("lobby", 1, "count", "1"));
        ada.next("changes");
        ada.sayGoodbye();
        await(() -> health(hub).integer("rooms") == 0); // what it did is history now
        RawClient grace = member(hub, "grace", "lobby");
        journal.unreadable(true);

        grace.send("{'type':'history','room':'lobby','from':1,'to':9}");

        Message page = grace.next("history");
        assertThat(page.text("problem")).contains("damaged");
        assertThat(page.objects("commits")).isEmpty();
        grace.send(put("lobby", 1, "count", "2"));
        grace.next("changes");
    }

    /** Commits until the room can store again. */
    private void awaitStoring(RawClient client) {
        await(() -> {
            client.send(put("lobby", ++id, "again", "" + id));
            client.awaitDoneOrUnavailable("lobby");
            return commits(client.all()).stream().anyMatch(c -> c.has("id") && c.integer("id") == id);
        });
    }

    private static void assertGapless(RawClient client) {
        long expected = commits(client.all()).get(0).integer("seq");
        for (Message commit : commits(client.all())) {
            assertThat(commit.integer("seq")).isEqualTo(expected++);
        }
    }
}
