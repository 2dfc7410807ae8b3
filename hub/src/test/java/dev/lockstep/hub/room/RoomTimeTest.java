package dev.lockstep.hub.room;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.lockstep.hub.Await;
import dev.lockstep.hub.FailingJournal;
import dev.lockstep.model.Commit;
import dev.lockstep.model.CommitRequest;
import dev.lockstep.model.Json;
import dev.lockstep.model.Limits;
import dev.lockstep.model.Operation;
import dev.lockstep.model.RoomState;
import dev.lockstep.wire.Bounds;
import dev.lockstep.wire.ClientMessage;

import static org.assertj.core.api.Assertions.assertThat;

/** What a room plans for later, and what it makes of clocks. */
class RoomTimeTest {

    private static final long HOUR_MILLIS = TimeUnit.HOURS.toMillis(1);

    private final Queue<Runnable> turns = new ConcurrentLinkedQueue<>();
    private final ThreadScheduler scheduler = new ThreadScheduler(Thread::new);
    private final FailingJournal journal = new FailingJournal();

    private Room room;
    private long requests;
    private Membership ada;
    private Membership grace;

    @AfterEach
    void stop() {
        scheduler.close();
    }

    @Test
    @DisplayName("a step that is planned anew is not planned twice: it would hold a room that rests for a day")
    void plannedOnce() {
        Room room = room(new StandingClock(), 10_000);
        Membership first = join(room, "ada");
        run();
        room.request(first, new ClientMessage.Lock("lobby", 1, List.of("key"), 0), 1);
        room.leave(first); // is remembered for a day, since it asked for something
        run();
        assertThat(scheduler.waitingFor(HOUR_MILLIS)).isEqualTo(1);

        Membership second = join(room, "ada");
        room.detach(second);
        run();

        assertThat(scheduler.waitingFor(HOUR_MILLIS)).isZero();
    }

    @Test
    @DisplayName("[LK20] leases end when they should though the clock was set back while no hub ran")
    void clockSetBack() {
        Room before = room(clockFrom(HOUR_MILLIS), 50);
        before.request(join(before, "ada"), new ClientMessage.Lock("lobby", 1, List.of("key"), 0), 1);
        run();

        Room after = room(clockFrom(0), 50);
        Membership grace = join(after, "grace");
        after.request(grace, new ClientMessage.Lock("lobby", 1, List.of("key"), HOUR_MILLIS), 1);

        StringBuilder told = new StringBuilder();
        Await.until(() -> {
            run();
            told.append(read(grace));
            return told.indexOf("\"granted\"") >= 0;
        });
    }

    @Test
    @DisplayName("who joins the line at a lock is told to the others, and kept, with what comes next")
    void newsThatCanWait() {
        adaHoldsTheKey();
        int kept = commandsKept();
        scheduler.close(); // so that no time passes

        room.request(grace, new ClientMessage.Lock("lobby", 1, List.of("key"), HOUR_MILLIS), 1);
        run();
        assertThat(read(ada)).isEmpty();
        assertThat(commandsKept()).isEqualTo(kept);

        room.request(ada, new ClientMessage.Unlock("lobby", 2, 1), 1);
        run();
        assertThat(read(ada)).contains("\"waiting\":1").contains("\"session\":\"s-grace\"");
        assertThat(read(grace)).contains("\"granted\"");
        assertThat(commandsKept()).isEqualTo(kept + 2);
    }

    @Test
    @DisplayName("nobody waits longer than a moment for how many wait at a lock")
    void newsThatCameAlone() {
        adaHoldsTheKey();

        room.request(grace, new ClientMessage.Lock("lobby", 1, List.of("key"), HOUR_MILLIS), 1);

        StringBuilder told = new StringBuilder();
        Await.until(() -> {
            run();
            return told.append(read(ada)).indexOf("\"waiting\":1") >= 0;
        });
    }

    @Test
    @DisplayName("who joined the line at a lock is refused with what comes next, where that can't be stored")
    void newsThatCouldNotBeStored() {
        adaHoldsTheKey();
        scheduler.close(); // so that no time passes
        room.request(grace, new ClientMessage.Lock("lobby", 7, List.of("key"), HOUR_MILLIS), 1);
        run();
        assertThat(read(grace)).isEmpty();

        journal.failing(true);
        room.request(ada, new ClientMessage.Unlock("lobby", 2, 1), 1);
        run();

        assertThat(read(ada)).contains("\"unavailable\"").contains("\"id\":2").doesNotContain("\"waiting\"");
        assertThat(read(grace)).contains("\"unavailable\"").contains("\"id\":7");
    }

    /** A clock that a test sets. */
    private static final class SetClock implements HubClock {
        long millis;
        long skipped;
        long ahead;

        @Override
        public long millis() {
            return millis;
        }

        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public long skippedMillis() {
            return skipped;
        }

        @Override
        public long aheadMillis() {
            return ahead;
        }
    }

    @Test
    @DisplayName("a clock that was ten years ahead for a while leaves wrong times in the commits of that while alone")
    void tenYearsAhead() {
        long tenYears = TimeUnit.DAYS.toMillis(3_650);
        SetClock clock = new SetClock();
        clock.millis = 1_795_000_000_000L;
        room = room(clock, 10_000);
        ada = join(room, "ada");
        commit("a");
        clock.millis += tenYears + 1_000;
        clock.skipped += tenYears;
        commit("b");
        clock.ahead = tenYears; // it was set right
        clock.millis += 1_000;
        commit("c");
        Room next = room(standing(1_795_000_003_000L), 10_000); // and so it is for the next hub
        ada = join(next, "ada");
        room = next;
        commit("d");

        assertThat(times())
                .containsExactly(
                        1_795_000_000_000L, 1_795_000_001_000L + tenYears, 1_795_000_002_000L, 1_795_000_003_000L);
    }

    @Test
    @DisplayName("[LK20] leases last as long as they do though the clock jumps ahead and back meanwhile")
    void leaseWhileClockJumps() {
        long tenYears = TimeUnit.DAYS.toMillis(3_650);
        SetClock clock = new SetClock();
        clock.millis = 1_795_000_000_000L;
        room = room(clock, 10_000);
        ada = join(room, "ada");
        grace = join(room, "grace");
        room.request(ada, new ClientMessage.Lock("lobby", 1, List.of("key"), 0), 1);
        room.detach(ada);
        run();
        clock.millis += tenYears + 4_000;
        clock.skipped += tenYears;
        commit(grace, "b");
        clock.ahead = tenYears;
        clock.millis += 4_000;
        commit(grace, "c");
        assertThat(read(grace)).doesNotContain("\"session\":null");

        clock.millis += 4_000; // 12 s in all
        commit(grace, "d");

        assertThat(read(grace)).contains("\"session\":null");
    }

    private static HubClock standing(long millis) {
        SetClock clock = new SetClock();
        clock.millis = millis;
        return clock;
    }

    private void commit(String key) {
        commit(ada, key);
    }

    private void commit(Membership membership, String key) {
        CommitRequest request = CommitRequest.of(new Operation.Put(key, Json.of(key)));
        room.request(membership, new ClientMessage.Commit("lobby", ++requests, request), 1);
        run();
    }

    /** When the commits were done by the log. */
    private List<Long> times() {
        RoomState replayed = new RoomState(journal.load("lobby").orElseThrow().snapshot());
        return journal.load("lobby").orElseThrow().since().stream()
                .flatMap(logged -> replayed.apply(logged.command(), logged.at()).commits().stream())
                .filter(commit -> !commit.ops().isEmpty())
                .map(Commit::at)
                .toList();
    }

    /** Grace is there too, and both have read what there was. */
    private void adaHoldsTheKey() {
        room = room(new StandingClock(), 10_000);
        ada = join(room, "ada");
        grace = join(room, "grace");
        room.request(ada, new ClientMessage.Lock("lobby", 1, List.of("key"), 0), 1);
        run();
        read(ada);
        read(grace);
    }

    private static String read(Membership membership) {
        StringBuilder told = new StringBuilder();
        for (ByteBuffer frame = membership.next(); frame != null; frame = membership.next()) {
            told.append(StandardCharsets.UTF_8.decode(frame));
        }
        return told.toString();
    }

    private int commandsKept() {
        return journal.load("lobby").orElseThrow().since().size();
    }

    private static HubClock clockFrom(long millis) {
        long start = System.nanoTime();
        return new HubClock() {
            @Override
            public long millis() {
                return millis + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            }

            @Override
            public long nanos() {
                return System.nanoTime();
            }

            @Override
            public long skippedMillis() {
                return 0;
            }

            @Override
            public long aheadMillis() {
                return 0;
            }
        };
    }

    private Room room(HubClock clock, long leaseMillis) {
        RoomContext context = new RoomContext(
                journal,
                new StorageHealth(storing -> {}, System::nanoTime),
                turns::add,
                new AtomicInteger(),
                Runnable::run,
                scheduler,
                clock,
                () -> "e1",
                Limits.DEFAULT,
                leaseMillis,
                60_000,
                20_000,
                Bounds.DEFAULT);
        return new Room("lobby", context, new Rooms(context));
    }

    private static Membership join(Room room, String name) {
        return room.join(new Member("s-" + name, name, name, ""), null, null, m -> {});
    }

    private void run() {
        for (Runnable turn = turns.poll(); turn != null; turn = turns.poll()) {
            turn.run();
        }
    }
}
