package dev.lockstep.hub;

import java.io.UncheckedIOException;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.lockstep.hub.journal.MemoryJournal;
import dev.lockstep.wire.ClientId;

import static org.assertj.core.api.Assertions.assertThat;

/** A hub that is stopped, and another that goes on with its journal. */
class RestartTest extends HubTest {

    private final MemoryJournal journal = new MemoryJournal();

    @Test
    @DisplayName("[RM6] [CM24] entries, seq and epoch outlive a restart")
    void entries() {
        String epoch = hundredCommits();

        Hub second = start(options -> options, journal);
        RawClient grace = client(second, "grace");
        grace.send("{'type':'join','room':'lobby','since':{'epoch':'%s','seq':100}}".formatted(epoch));
        Message joined = grace.next("joined");
        assertThat(joined.integer("seq")).isEqualTo(100);
        assertThat(joined.text("epoch")).isEqualTo(epoch);
        RawClient alan = client(second, "alan");
        alan.send("{'type':'join','room':'lobby'}");
        assertThat(alan.next("snapshot").objects("entries"))
                .hasSize(10)
                .allMatch(e -> e.integer("version") > 90 && e.integer("created") <= 10);
    }

    @Test
    @DisplayName("[RM3] who was here before a restart gets what it missed, and not all there is")
    void missed() {
        String epoch = hundredCommits();

        RawClient grace = client(start(options -> options, journal), "grace");
        grace.send("{'type':'join','room':'lobby','since':{'epoch':'%s','seq':97}}".formatted(epoch));
        grace.next("joined");

        assertThat(grace.all()).noneMatch(m -> m.type().equals("snapshot"));
        assertThat(commits(grace.all())).extracting(c -> c.integer("seq")).containsExactly(98L, 99L, 100L);
    }

    @Test
    @DisplayName("[CM28] a request that took a seq before a restart is not done again after it")
    void requests() {
        Hub first = start(options -> options, journal);
        RawClient ada = member(first, "ada", "lobby");
        ada.send("{'type':'commit','room':'lobby','id':5,'ops':[{'add':'count','by':1}]}");
        ada.next("changes");
        first.close();

        RawClient again = member(start(options -> options, journal), "ada", "lobby");
        again.send("{'type':'commit','room':'lobby','id':5,'ops':[{'add':'count','by':1}]}");

        assertThat(again.next("applied").integer("seq")).isEqualTo(1);
    }

    @Test
    @DisplayName("[LK23] a lock outlives a restart, for its client and nobody else")
    void locks() {
        Hub first = start(options -> options.withLeaseMillis(NEVER_MILLIS), journal);
        RawClient ada = member(first, "ada", "lobby");
        ada.send(lock("lobby", 1, "count", 0));
        long fence = ada.next("granted").integer("fence");
        first.close();

        Hub second = start(options -> options.withLeaseMillis(NEVER_MILLIS), journal);
        RawClient grace = member(second, "grace", "lobby");
        grace.send(put("lobby", 1, "count", "1"));
        assertThat(grace.next("refused").text("code")).isEqualTo("locked");
        RawClient again = member(second, "ada", "lobby");
        again.send("{'type':'commit','room':'lobby','id':2,'ops':[{'put':'count','value':2}],'fences':[%d]}"
                .formatted(fence));
        again.next("changes", m -> hasCommit(m, ClientId.of("ada"), 2));
        assertThat(again.all()).noneMatch(m -> m.type().equals("lost"));
    }

    @Test
    @DisplayName(
            "[LK23] [LK20] [LK21] the lease of who doesn't come back after a restart ends, and it is told lost later")
    void leases() {
        Hub first = start(options -> options.withLeaseMillis(100), journal);
        RawClient ada = member(first, "ada", "lobby");
        ada.send(lock("lobby", 1, "count", 0));
        long fence = ada.next("granted").integer("fence");
        first.close();

        Hub second = start(options -> options.withLeaseMillis(100), journal);
        RawClient grace = member(second, "grace", "lobby");
        grace.send(lock("lobby", 1, "count", NEVER_MILLIS));
        grace.next("granted");
        RawClient again = member(second, "ada", "lobby");

        assertThat(again.next("lost").integer("fence")).isEqualTo(fence);
    }

    @Test
    @DisplayName("[LK25] a place in line does not outlive a restart")
    void line() {
        Hub first = start(options -> options.withLeaseMillis(NEVER_MILLIS), journal);
        RawClient ada = member(first, "ada", "lobby");
        ada.send(lock("lobby", 1, "count", 0));
        long fence = ada.next("granted").integer("fence");
        RawClient grace = member(first, "grace", "lobby");
        grace.send(lock("lobby", 1, "count", NEVER_MILLIS));
        grace.awaitDone("lobby");
        first.close();

        Hub second = start(options -> options.withLeaseMillis(NEVER_MILLIS), journal);
        RawClient graceAgain = member(second, "grace", "lobby");
        RawClient adaAgain = member(second, "ada", "lobby");
        adaAgain.send(unlock("lobby", 2, fence));
        adaAgain.next("applied");
        graceAgain.awaitDone("lobby");

        assertThat(graceAgain.all()).noneMatch(m -> m.type().equals("granted"));
    }

    @Test
    @DisplayName("[CM24] [CM28] whatever was told before a hub stopped in the middle of writing is there after it")
    void stoppedInTheMiddle() throws InterruptedException {
        for (int round = 0; round < 5; round++) {
            Hub hub = start(options -> options, journal);
            RawClient ada = client(hub, "ada" + round);
            long before = ada.join("lobby").integer("seq");
            Thread writing = new Thread(() -> {
                try {
                    for (int i = 1; i <= 100_000; i++) {
                        ada.send("{'type':'commit','room':'lobby','id':" + i + ",'ops':[{'add':'n','by':1}]}");
                    }
                } catch (UncheckedIOException e) {
                    // the hub is gone
                }
            });
            writing.start();
            ada.next("changes");
            hub.close();
            ada.awaitEnd();
            writing.join();
            long told = commits(ada.all()).stream()
                    .mapToLong(c -> c.integer("seq"))
                    .max()
                    .orElse(before);

            try (Hub next = Hub.start(HubOptions.defaults().withPort(0).withOpen(true), journal)) {
                RawClient grace = client(next, "grace");
                grace.send("{'type':'join','room':'lobby'}");
                Message snapshot = grace.next("snapshot");
                assertThat(snapshot.integer("seq")).isGreaterThanOrEqualTo(told);
                assertThat(snapshot.objects("entries").get(0).integer("value")).isEqualTo(snapshot.integer("seq"));
            }
        }
    }

    /** A hub that does a hundred commits to ten keys, and stops. Returns the epoch of the room. */
    private String hundredCommits() {
        Hub first = start(options -> options, journal);
        RawClient ada = member(first, "ada", "lobby");
        for (int i = 1; i <= 100; i++) {
            ada.send(put("lobby", i, "k" + i % 10, "" + i));
        }
        ada.awaitDone("lobby");
        String epoch = ada.join("lobby").text("epoch");
        first.close();
        return epoch;
    }
}
