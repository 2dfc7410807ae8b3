package dev.lockstep.hub.room;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.lockstep.hub.Await;
import dev.lockstep.hub.journal.Journal;
import dev.lockstep.hub.journal.MemoryJournal;
import dev.lockstep.hub.journal.Retention;
import dev.lockstep.hub.journal.SqliteJournal;
import dev.lockstep.model.CommitRequest;
import dev.lockstep.model.Json;
import dev.lockstep.model.Limits;
import dev.lockstep.model.Operation;
import dev.lockstep.model.RoomSnapshot;
import dev.lockstep.wire.Bounds;
import dev.lockstep.wire.ClientMessage;

import static org.assertj.core.api.Assertions.assertThat;

/** A room as it was at any commit that is kept. */
class RoomAtTest {

    private static final int COMMITS = 10_500;
    private static final int KEYS = 50;

    /** The clock of the tests stands still at the beginning of 1970. */
    private static final Retention FOREVER = new Retention(Duration.ofDays(100_000), 100_000);

    @TempDir
    Path directory;

    private final Queue<Runnable> turns = new ConcurrentLinkedQueue<>();
    private final ThreadScheduler scheduler = new ThreadScheduler(Thread::new);
    private Journal journal = new MemoryJournal();

    @AfterEach
    void stop() {
        scheduler.close();
        journal.close();
    }

    private Rooms rooms() {
        return new Rooms(new RoomContext(
                journal,
                new StorageHealth(storing -> {}, System::nanoTime),
                turns::add,
                new AtomicInteger(),
                Runnable::run,
                scheduler,
                new StandingClock(),
                () -> "e1",
                Limits.DEFAULT,
                10_000,
                60_000,
                20_000,
                Bounds.DEFAULT));
    }

    private void run() {
        for (Runnable turn = turns.poll(); turn != null; turn = turns.poll()) {
            turn.run();
        }
    }

    private void work(Rooms rooms, int from, int to) {
        Membership ada = rooms.join("lobby", new Member("s", "c", "Ada", ""), null, null, m -> {})
                .membership();
        for (int i = from; i <= to; i++) {
            CommitRequest request = CommitRequest.of(new Operation.Put("key/" + i % KEYS, Json.of(i)));
            ada.room().request(ada, new ClientMessage.Commit("lobby", i, request), 1);
            if (i % 500 == 0) {
                run();
            }
        }
        run();
    }

    private RoomSnapshot at(Rooms rooms, long seq) {
        CompletionStage<RoomSnapshot> found = rooms.at("lobby", seq);
        Await.until(() -> {
            run();
            return found.toCompletableFuture().isDone();
        });
        return found.toCompletableFuture().join();
    }

    private void assertAsItWas(Rooms rooms, int seq) {
        long start = System.nanoTime();
        RoomSnapshot then = at(rooms, seq);
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        assertThat(then.seq()).isEqualTo(seq);
        assertThat(then.entries()).hasSize(Math.min(seq, KEYS));
        if (seq > 0) {
            assertThat(then.entry("key/" + seq % KEYS).value()).isEqualTo(Json.of(seq));
            assertThat(then.entry("key/" + seq % KEYS).version()).isEqualTo(seq);
        }
        assertThat(then.sessions()).isEmpty();
        assertThat(millis).as("not decided by a busy machine").isLessThan(10_000);
    }

    @Test
    @DisplayName("a room in memory: as it was at the first commits, in the journal's part, and at the last")
    void inMemory() {
        Rooms rooms = rooms();
        work(rooms, 1, COMMITS);
        for (int seq : new int[] {0, 1, 77, 9_999, 10_000, 10_001, COMMITS}) {
            assertAsItWas(rooms, seq);
        }
    }

    @Test
    @DisplayName("a room on the disk, at work and for the next hub")
    void onDisk() {
        journal = SqliteJournal.open(directory, "the test", FOREVER);
        Rooms rooms = rooms();
        work(rooms, 1, COMMITS);
        for (int seq : new int[] {0, 1, 5_432, 9_999, COMMITS}) {
            assertAsItWas(rooms, seq);
        }
        journal.close();
        journal = SqliteJournal.open(directory, "the test", FOREVER);
        Rooms next = rooms();
        for (int seq : new int[] {0, 9_500, COMMITS}) {
            assertAsItWas(next, seq);
        }
    }

    @Test
    @DisplayName("what there is not, or not any more, fails and says so, and begins no room")
    void notThere() {
        Rooms rooms = rooms();
        assertThat(rooms.at("nowhere", 1)).isCompletedExceptionally();
        assertThat(journal.knows("nowhere")).isFalse();
        work(rooms, 1, 10);
        CompletionStage<RoomSnapshot> later = rooms.at("lobby", 11);
        run();
        assertThat(later).isCompletedExceptionally();
    }
}
