package dev.lockstep.hub.room;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.lockstep.hub.Await;
import dev.lockstep.hub.FailingJournal;
import dev.lockstep.model.Limits;
import dev.lockstep.wire.ClientMessage;

import static org.assertj.core.api.Assertions.assertThat;

/** What a room plans for later, and what it makes of clocks. */
class RoomTimeTest {

    private static final long HOUR_MILLIS = TimeUnit.HOURS.toMillis(1);

    private final Queue<Runnable> turns = new ConcurrentLinkedQueue<>();
    private final Alarms alarms = new Alarms(Thread::new);
    private final FailingJournal journal = new FailingJournal();

    private Room room;
    private Membership ada;
    private Membership grace;

    @AfterEach
    void stop() {
        alarms.close();
    }

    @Test
    @DisplayName("a step that is planned anew is not planned twice: it would hold a room that rests for a day")
    void plannedOnce() {
        Room room = room(new StandingClock(), 10_000);
        Membership first = join(room, "ada");
        run();
        room.lock(first, new ClientMessage.Lock("lobby", 1, List.of("key"), 0), 1);
        room.leave(first); // is remembered for a day, since it asked for something
        run();
        assertThat(alarms.waitingFor(HOUR_MILLIS)).isEqualTo(1);

        Membership second = join(room, "ada");
        room.detach(second);
        run();

        assertThat(alarms.waitingFor(HOUR_MILLIS)).isZero();
    }

    @Test
    @DisplayName("[LK20] leases end when they should though the clock was set back while no hub ran")
    void clockSetBack() {
        Room before = room(clockFrom(HOUR_MILLIS), 50);
        before.lock(join(before, "ada"), new ClientMessage.Lock("lobby", 1, List.of("key"), 0), 1);
        run();

        Room after = room(clockFrom(0), 50);
        Membership grace = join(after, "grace");
        after.lock(grace, new ClientMessage.Lock("lobby", 1, List.of("key"), HOUR_MILLIS), 1);

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
        alarms.close(); // so that no time passes

        room.lock(grace, new ClientMessage.Lock("lobby", 1, List.of("key"), HOUR_MILLIS), 1);
        run();
        assertThat(read(ada)).isEmpty();
        assertThat(commandsKept()).isEqualTo(kept);

        room.unlock(ada, new ClientMessage.Unlock("lobby", 2, 1), 1);
        run();
        assertThat(read(ada)).contains("\"waiting\":1").contains("\"session\":\"s-grace\"");
        assertThat(read(grace)).contains("\"granted\"");
        assertThat(commandsKept()).isEqualTo(kept + 2);
    }

    @Test
    @DisplayName("nobody waits longer than a moment for how many wait at a lock")
    void newsThatCameAlone() {
        adaHoldsTheKey();

        room.lock(grace, new ClientMessage.Lock("lobby", 1, List.of("key"), HOUR_MILLIS), 1);

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
        alarms.close(); // so that no time passes
        room.lock(grace, new ClientMessage.Lock("lobby", 7, List.of("key"), HOUR_MILLIS), 1);
        run();
        assertThat(read(grace)).isEmpty();

        journal.failing(true);
        room.unlock(ada, new ClientMessage.Unlock("lobby", 2, 1), 1);
        run();

        assertThat(read(ada)).contains("\"unavailable\"").contains("\"id\":2").doesNotContain("\"waiting\"");
        assertThat(read(grace)).contains("\"unavailable\"").contains("\"id\":7");
    }

    /** Grace is there too, and both have read what there was. */
    private void adaHoldsTheKey() {
        room = room(new StandingClock(), 10_000);
        ada = join(room, "ada");
        grace = join(room, "grace");
        room.lock(ada, new ClientMessage.Lock("lobby", 1, List.of("key"), 0), 1);
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

    private static RoomClock clockFrom(long millis) {
        long start = System.nanoTime();
        return new RoomClock() {
            @Override
            public long millis() {
                return millis + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
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

    private Room room(RoomClock clock, long leaseMillis) {
        RoomContext context = new RoomContext(
                journal,
                new StorageHealth(storing -> {}),
                turns::add,
                Runnable::run,
                alarms,
                clock,
                () -> "e1",
                Limits.DEFAULT,
                leaseMillis,
                60_000,
                20_000,
                100);
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
