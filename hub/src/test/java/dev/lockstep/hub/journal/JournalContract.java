package dev.lockstep.hub.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import dev.lockstep.model.Command;
import dev.lockstep.model.CommitRequest;
import dev.lockstep.model.Json;
import dev.lockstep.model.Limits;
import dev.lockstep.model.Operation;
import dev.lockstep.model.Outcome;
import dev.lockstep.model.RoomSnapshot;
import dev.lockstep.model.RoomState;

import static org.assertj.core.api.Assertions.assertThat;

/** What every journal promises; each kind is tested by a subclass. */
@Timeout(60)
abstract class JournalContract {

    private static final long LEASE_MILLIS = 10_000;

    private Journal journal;

    /** A journal that has nothing in it. */
    abstract Journal open();

    /** The journal as the next hub finds it, after {@code closed} was closed. */
    abstract Journal reopen(Journal closed);

    @BeforeEach
    void openJournal() {
        journal = open();
    }

    @AfterEach
    void closeJournal() {
        journal.close();
    }

    @Test
    @DisplayName("of a room that was never saved nothing is known")
    void unknownRoom() {
        assertThat(journal.load("lobby")).isEmpty();
    }

    @Test
    @DisplayName("what was saved is loaded, as it was")
    void savedAndLoaded() {
        RoomSnapshot snapshot = busyRoom(new ArrayList<>()).snapshot();

        done(journal.save("lobby", snapshot));

        assertThat(journal.load("lobby")).contains(new Journal.Past(snapshot, List.of()));
        next();
        assertThat(journal.load("lobby")).contains(new Journal.Past(snapshot, List.of()));
    }

    @Test
    @DisplayName("what was appended comes behind the snapshot, in order, each command as it was")
    void appended() {
        RoomSnapshot start = newRoom().snapshot();
        List<Journal.Logged> log = new ArrayList<>();
        busyRoom(log);
        done(journal.save("lobby", start));

        for (int i = 0; i < log.size(); i += 3) {
            done(journal.append("lobby", log.subList(i, Math.min(log.size(), i + 3))));
        }

        assertThat(journal.load("lobby")).contains(new Journal.Past(start, log));
        next();
        assertThat(journal.load("lobby")).contains(new Journal.Past(start, log));
    }

    @Test
    @DisplayName("a room that is replayed from what was loaded is the room that was logged")
    void replayed() {
        List<Journal.Logged> log = new ArrayList<>();
        RoomSnapshot start = newRoom().snapshot();
        RoomState room = busyRoom(log);
        done(journal.save("lobby", start));
        done(journal.append("lobby", log));
        next();

        Journal.Past past = journal.load("lobby").orElseThrow();
        RoomState again = new RoomState(past.snapshot(), Limits.DEFAULT, LEASE_MILLIS);
        past.since().forEach(logged -> again.apply(logged.command(), logged.at()));

        assertThat(again.snapshot()).isEqualTo(room.snapshot());
    }

    @Test
    @DisplayName("a later snapshot takes the place of the commands before it, and commands go on behind it")
    void shortened() {
        List<Journal.Logged> log = new ArrayList<>();
        RoomState room = busyRoom(log);
        done(journal.save("lobby", newRoom().snapshot()));
        done(journal.append("lobby", log));

        done(journal.save("lobby", room.snapshot()));
        Journal.Logged later = new Journal.Logged(new Command.Leave("s1"), 99);
        done(journal.append("lobby", List.of(later)));

        next();
        assertThat(journal.load("lobby")).contains(new Journal.Past(room.snapshot(), List.of(later)));
    }

    @Test
    @DisplayName("rooms are kept apart")
    void roomsApart() {
        Journal.Logged one = new Journal.Logged(new Command.Leave("s1"), 1);
        Journal.Logged other = new Journal.Logged(new Command.Leave("s2"), 2);
        RoomSnapshot snapshot = newRoom().snapshot();
        done(journal.save("a", snapshot));
        done(journal.save("a/b", snapshot));
        done(journal.append("a", List.of(one)));
        done(journal.append("a/b", List.of(other)));

        next();
        assertThat(journal.load("a")).contains(new Journal.Past(snapshot, List.of(one)));
        assertThat(journal.load("a/b")).contains(new Journal.Past(snapshot, List.of(other)));
        assertThat(journal.load("b")).isEmpty();
    }

    @Test
    @DisplayName("what was loaded is not changed by what is appended later")
    void loadedOnce() {
        RoomSnapshot snapshot = newRoom().snapshot();
        done(journal.save("lobby", snapshot));
        Journal.Past past = journal.load("lobby").orElseThrow();

        done(journal.append("lobby", List.of(new Journal.Logged(new Command.Tick(), 1))));

        assertThat(past.since()).isEmpty();
    }

    @Test
    @DisplayName("what is appended to a room that was never saved fails, and leaves nothing")
    void appendedToNothing() {
        CompletionStage<Void> stage = journal.append("lobby", List.of(new Journal.Logged(new Command.Tick(), 1)));

        assertThat(stage.toCompletableFuture()).failsWithin(20, TimeUnit.SECONDS);
        assertThat(journal.load("lobby")).isEmpty();
    }

    @Test
    @DisplayName("many rooms may append at once")
    void manyRooms() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int r = 0; r < 4; r++) {
            String room = "room" + r;
            Thread thread = new Thread(() -> {
                done(journal.save(room, newRoom().snapshot()));
                for (int i = 0; i < 100; i++) {
                    done(journal.append(room, List.of(new Journal.Logged(new Command.Leave(room), i))));
                }
            });
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        next();
        for (int r = 0; r < 4; r++) {
            List<Journal.Logged> since = journal.load("room" + r).orElseThrow().since();
            assertThat(since).hasSize(100);
            assertThat(since).extracting(Journal.Logged::at).isSorted();
        }
    }

    private void next() {
        journal.close();
        journal = reopen(journal);
    }

    private static RoomState newRoom() {
        return new RoomState("e1", Limits.DEFAULT, LEASE_MILLIS);
    }

    /** A room in which every kind of command was done, each of which is added to {@code log}. */
    private static RoomState busyRoom(List<Journal.Logged> log) {
        Json odd = new Json.Obj(Map.of("ü\u0000\ud800\ud83d\ude00\"", Json.Num.parse("9007199254740993")));
        RoomState room = newRoom();
        List<Command> commands = List.of(
                new Command.Enter("s1", "ada", "Ada"),
                new Command.Enter("s2", "grace", "Gräce"),
                new Command.Submit("s1", 1, CommitRequest.of(new Operation.Put("a", odd))),
                new Command.Submit("s1", 2, CommitRequest.of(new Operation.Merge("b", odd))),
                new Command.Submit(
                        "s2",
                        1,
                        new CommitRequest(
                                List.of(new Operation.Add("c", 0.1), new Operation.Remove("a")),
                                List.of(new CommitRequest.Condition("a", 1), new CommitRequest.Condition("d", 0)),
                                List.of(),
                                true)),
                new Command.Lock("s1", 3, List.of("x", "y/z"), 0),
                new Command.Lock("s2", 2, List.of("x"), 5_000),
                new Command.Lock("s2", 3, List.of("y"), 60_000),
                new Command.Tick(),
                new Command.Detach("s2"),
                new Command.Enter("s2", "grace", "Grace"),
                new Command.Unlock("s1", 4, 4),
                new Command.Leave("s2"),
                new Command.DetachAll());
        for (int i = 0; i < commands.size(); i++) {
            long at = 1_790_000_000_000L + i * 1_000L;
            if (room.apply(commands.get(i), at) instanceof Outcome.Applied) {
                log.add(new Journal.Logged(commands.get(i), at));
            }
        }
        return room;
    }

    private static void done(CompletionStage<Void> stage) {
        try {
            stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }
}
