package dev.lockstep.hub.journal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
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
import dev.lockstep.model.Commit;
import dev.lockstep.model.CommitRequest;
import dev.lockstep.model.Entry;
import dev.lockstep.model.Json;
import dev.lockstep.model.Limits;
import dev.lockstep.model.Operation;
import dev.lockstep.model.Outcome;
import dev.lockstep.model.RoomSnapshot;
import dev.lockstep.model.RoomState;
import dev.lockstep.model.Segment;

import static org.assertj.core.api.Assertions.assertThat;

/** What every journal promises; each kind is tested by a subclass. */
@Timeout(60)
abstract class JournalContract {

    private static final long LEASE_MILLIS = 10_000;

    /** The commits of the tests are done at any time. */
    static final Retention FOREVER = new Retention(Duration.ofDays(100_000), 100_000);

    private Journal journal;

    /** A journal that has nothing in it. */
    abstract Journal open(Retention retention);

    /** The journal as the next hub finds it, after {@code closed} was closed. */
    abstract Journal reopen(Journal closed);

    /** The journal as the next hub would find it if this process died now, with nothing closed. */
    abstract Journal afterCrash(Journal running);

    @BeforeEach
    void openJournal() {
        journal = open(FOREVER);
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

        done(journal.save("lobby", snapshot, Segment.EMPTY));

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
        done(journal.save("lobby", start, Segment.EMPTY));

        for (int i = 0; i < log.size(); i += 3) {
            done(journal.append("lobby", log.subList(i, Math.min(log.size(), i + 3)), 0));
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
        done(journal.save("lobby", start, Segment.EMPTY));
        done(journal.append("lobby", log, 0));
        next();

        Journal.Past past = journal.load("lobby").orElseThrow();
        RoomState again = new RoomState(past.snapshot());
        past.since().forEach(logged -> again.apply(logged.command(), logged.at()));

        assertThat(again.snapshot()).isEqualTo(room.snapshot());
    }

    @Test
    @DisplayName("a later snapshot takes the place of the commands before it, and commands go on behind it")
    void shortened() {
        List<Journal.Logged> log = new ArrayList<>();
        RoomState room = busyRoom(log);
        done(journal.save("lobby", newRoom().snapshot(), Segment.EMPTY));
        done(journal.append("lobby", log, 0));

        done(journal.save("lobby", room.snapshot(), Segment.EMPTY));
        Journal.Logged later = new Journal.Logged(new Command.Leave("s1"), 99);
        done(journal.append("lobby", List.of(later), 0));

        next();
        assertThat(journal.load("lobby")).contains(new Journal.Past(room.snapshot(), List.of(later)));
    }

    @Test
    @DisplayName("a snapshot that was taken before the latest commands takes the place of those before it only")
    void shortenedInTheMiddle() {
        List<Journal.Logged> log = new ArrayList<>();
        busyRoom(log);
        RoomState room = newRoom();
        done(journal.save("lobby", room.snapshot(), Segment.EMPTY));
        done(journal.append("lobby", log, 0));

        for (int covered = 0; covered <= log.size(); covered++) {
            if (covered > 0) {
                Journal.Logged next = log.get(covered - 1);
                room.apply(next.command(), next.at());
            }
            done(journal.save("lobby", room.snapshot(), Segment.EMPTY));

            List<Journal.Logged> rest = log.subList(covered, log.size());
            assertThat(journal.load("lobby")).contains(new Journal.Past(room.snapshot(), rest));
        }
        next();
        assertThat(journal.load("lobby")).contains(new Journal.Past(room.snapshot(), List.of()));
    }

    @Test
    @DisplayName("a snapshot that is older than what is there, or of another log, is refused and does no harm")
    void notOfThisLog() {
        List<Journal.Logged> log = new ArrayList<>();
        RoomState room = busyRoom(log);
        RoomSnapshot start = newRoom().snapshot();
        done(journal.save("lobby", start, Segment.EMPTY));
        assertThat(journal.save("lobby", room.snapshot(), Segment.EMPTY).toCompletableFuture())
                .failsWithin(20, TimeUnit.SECONDS);
        done(journal.append("lobby", log, 0));
        done(journal.save("lobby", room.snapshot(), Segment.EMPTY));
        assertThat(journal.save("lobby", start, Segment.EMPTY).toCompletableFuture())
                .failsWithin(20, TimeUnit.SECONDS);
        assertThat(journal.load("lobby")).contains(new Journal.Past(room.snapshot(), List.of()));
    }

    @Test
    @DisplayName("a process that dies between any two steps leaves what was done before, whole")
    void crashBetweenSteps() {
        List<Journal.Logged> log = new ArrayList<>();
        busyRoom(log);
        RoomState room = newRoom();
        RoomSnapshot saved = room.snapshot();
        List<Commit> told = new ArrayList<>();
        List<Journal.Logged> since = new ArrayList<>();
        done(journal.save("lobby", saved, Segment.EMPTY));
        for (int i = 0; i < log.size(); i++) {
            Journal.Logged next = log.get(i);
            done(journal.append("lobby", List.of(next), 0));
            told.addAll(room.apply(next.command(), next.at()).commits());
            since.add(next);
            assertThat(left("lobby")).isEqualTo(new Journal.Past(saved, since));
            if (i % 4 == 3) {
                saved = room.snapshot();
                List<Commit> fresh = told.subList((int) (told.size() - (saved.seq() - kept())), told.size());
                done(journal.save("lobby", saved, new Segment(fresh, Map.of())));
                since.clear();
                assertThat(left("lobby")).isEqualTo(new Journal.Past(saved, since));
                assertThat(journal.history("lobby", 1, 1_000).commits()).isNotEmpty();
            }
        }
        Journal crashed = afterCrash(journal);
        assertThat(historyOf(crashed, "lobby")).isEqualTo(told.subList(0, (int) saved.seq()));
        crashed.close();
    }

    /** The last commit that history has. */
    private long kept() {
        List<Commit> commits = historyOf(journal, "lobby");
        return commits.isEmpty() ? 0 : commits.get(commits.size() - 1).seq();
    }

    private Journal.Past left(String room) {
        Journal crashed = afterCrash(journal);
        try {
            return crashed.load(room).orElseThrow();
        } finally {
            crashed.close();
        }
    }

    @Test
    @DisplayName("history tells what was saved, from where and to where one asks, with authors, also later")
    void history() {
        RoomState room = newRoom();
        List<Commit> told = changes(room, 3_000);
        done(journal.save("lobby", newRoom().snapshot(), Segment.EMPTY));
        assertThat(journal.history("lobby", 1, 10)).isEqualTo(Segment.EMPTY);
        append("lobby", room, 3_000);
        done(journal.save("lobby", room.snapshot(), new Segment(told, Map.of("c", "Ada"))));

        next();

        assertThat(historyOf(journal, "lobby")).isEqualTo(told);
        Segment page = journal.history("lobby", 1_500, 1_510);
        assertThat(page.commits())
                .isEqualTo(told.subList(1_499, 1_510).subList(0, page.commits().size()));
        assertThat(page.authors()).containsEntry("c", "Ada");
        assertThat(journal.history("lobby", 3_001, 9_000).commits()).isEmpty();
        assertThat(journal.history("elsewhere", 1, 9_000).commits()).isEmpty();
    }

    @Test
    @DisplayName("a save that is done again, since nobody knew whether it had succeeded, tells nothing twice")
    void savedAgain() {
        RoomState room = newRoom();
        List<Commit> told = changes(room, 20);
        done(journal.save("lobby", newRoom().snapshot(), Segment.EMPTY));
        append("lobby", room, 20);
        done(journal.save("lobby", room.snapshot(), new Segment(told, Map.of())));
        done(journal.save("lobby", room.snapshot(), new Segment(told, Map.of())));
        assertThat(historyOf(journal, "lobby")).isEqualTo(told);
    }

    @Test
    @DisplayName("history goes when there is enough newer, or when it is old")
    void retention() {
        journal.close();
        journal = open(new Retention(Duration.ofSeconds(100), 2_000));
        RoomState room = newRoom();
        List<Commit> told = changes(room, 5_000);
        done(journal.save("many", newRoom().snapshot(), Segment.EMPTY));
        append("many", room, 5_000);
        done(journal.save("many", room.snapshot(), new Segment(told, Map.of())));
        assertThat(historyOf(journal, "many").size()).isBetween(2_000, 3_999);

        room.apply(new Command.Submit("s", 9_999, CommitRequest.of(new Operation.Put("late", Json.of(1)))), 1_000_000);
        journal.append("many", List.of(new Journal.Logged(new Command.Tick(), 1_000_000)), 0);
        done(journal.save("many", room.snapshot(), Segment.EMPTY));
        assertThat(historyOf(journal, "many")).isEmpty();
    }

    @Test
    @DisplayName(
            "every commit that is kept can be rebuilt, from a base before it, as the room was then; also when old ones go")
    void rebuilt() {
        journal.close();
        journal = open(new Retention(Duration.ofDays(100_000), 2_000));
        RoomState room = newRoom();
        done(journal.save("lobby", room.snapshot(), Segment.EMPTY));
        room.apply(new Command.Enter("s", "c", "Ada"), 0);
        List<List<Entry>> was = new ArrayList<>(List.of(List.of()));
        for (int part = 0; part < 4; part++) {
            List<Commit> told = new ArrayList<>();
            long before = room.commands();
            for (int i = 0; i < 1_500; i++) {
                CommitRequest request = CommitRequest.of(new Operation.Put("key/" + i % 7, Json.of(i)));
                told.addAll(room.apply(new Command.Submit("s", room.commands() + 1, request), 1)
                        .commits());
                was.add(room.snapshot().entries());
            }
            Journal.Logged some = new Journal.Logged(new Command.Tick(), 1);
            int commands = (int) (room.commands() - before) + (part == 0 ? 1 : 0);
            done(journal.append("lobby", Collections.nCopies(commands, some), room.seq()));
            done(journal.save("lobby", room.snapshot(), new Segment(told, Map.of())));
        }
        next();

        List<Commit> kept = historyOf(journal, "lobby");
        assertThat(kept).hasSizeBetween(2_000, 5_000);
        assertThat(kept.get(kept.size() - 1).seq()).isEqualTo(6_000);
        for (long seq = kept.get(0).seq(); seq <= 6_000; seq += 97) {
            Replay replay = new Replay(journal.base("lobby", seq).orElseThrow());
            while (replay.seq() < seq) {
                journal.history("lobby", replay.seq() + 1, seq).commits().forEach(replay::add);
            }
            assertThat(replay.snapshot().entries()).isEqualTo(was.get((int) seq));
        }
        assertThat(journal.base("lobby", kept.get(0).seq() - 2)).isEmpty();
        assertThat(journal.base("elsewhere", 5)).isEmpty();
    }

    @Test
    @DisplayName("a clock that is years ahead takes no history away")
    void yearsAhead() {
        journal.close();
        journal = open(new Retention(Duration.ofDays(30), 100_000));
        long now = System.currentTimeMillis();
        RoomState room = newRoom();
        done(journal.save("lobby", room.snapshot(), Segment.EMPTY));
        room.apply(new Command.Enter("s", "c", "Ada"), now);
        List<Commit> told = new ArrayList<>();
        for (int i = 1; i <= 4; i++) {
            long at = i == 3 ? now + Duration.ofDays(3_650).toMillis() : now;
            CommitRequest request = CommitRequest.of(new Operation.Put("count", Json.of(i)));
            told.addAll(room.apply(new Command.Submit("s", i, request), at).commits());
        }
        append("lobby", room, 4);
        done(journal.save("lobby", room.snapshot(), new Segment(told, Map.of())));
        assertThat(historyOf(journal, "lobby")).hasSize(4);
    }

    @Test
    @DisplayName("it is known which rooms there are")
    void known() {
        assertThat(journal.knows("lobby")).isFalse();
        assertThat(journal.rooms()).isZero();
        done(journal.save("lobby", newRoom().snapshot(), Segment.EMPTY));
        done(journal.save("other", newRoom().snapshot(), Segment.EMPTY));
        next();
        assertThat(journal.knows("lobby")).isTrue();
        assertThat(journal.knows("none")).isFalse();
        assertThat(journal.rooms()).isEqualTo(2);
        assertThat(journal.overdue()).isEmpty();
    }

    private static List<Commit> historyOf(Journal journal, String room) {
        List<Commit> commits = new ArrayList<>();
        List<Commit> page = journal.history(room, 1, 1_000_000).commits();
        while (!page.isEmpty()) {
            commits.addAll(page);
            page = journal.history(room, page.get(page.size() - 1).seq() + 1, 1_000_000)
                    .commits();
        }
        return commits;
    }

    /** Makes {@code room} have so many commits, by as many commands behind the one that enters. */
    private static List<Commit> changes(RoomState room, int commits) {
        List<Commit> told = new ArrayList<>();
        room.apply(new Command.Enter("s", "c", "Ada"), 0);
        for (int i = 1; i <= commits; i++) {
            CommitRequest request = CommitRequest.of(new Operation.Put("count", Json.of(i)));
            told.addAll(room.apply(new Command.Submit("s", i, request), i).commits());
        }
        return told;
    }

    /** As many commands as {@link #changes} did; what they are makes no difference to a journal. */
    private void append(String name, RoomState room, int commits) {
        Journal.Logged some = new Journal.Logged(new Command.Tick(), 1);
        assertThat(room.commands()).isEqualTo(commits + 1);
        done(journal.append(name, Collections.nCopies(commits + 1, some), 0));
    }

    @Test
    @DisplayName("rooms are kept apart")
    void roomsApart() {
        Journal.Logged one = new Journal.Logged(new Command.Leave("s1"), 1);
        Journal.Logged other = new Journal.Logged(new Command.Leave("s2"), 2);
        RoomSnapshot snapshot = newRoom().snapshot();
        done(journal.save("a", snapshot, Segment.EMPTY));
        done(journal.save("a/b", snapshot, Segment.EMPTY));
        done(journal.append("a", List.of(one), 0));
        done(journal.append("a/b", List.of(other), 0));

        next();
        assertThat(journal.load("a")).contains(new Journal.Past(snapshot, List.of(one)));
        assertThat(journal.load("a/b")).contains(new Journal.Past(snapshot, List.of(other)));
        assertThat(journal.load("b")).isEmpty();
    }

    @Test
    @DisplayName("what was loaded is not changed by what is appended later")
    void loadedOnce() {
        RoomSnapshot snapshot = newRoom().snapshot();
        done(journal.save("lobby", snapshot, Segment.EMPTY));
        Journal.Past past = journal.load("lobby").orElseThrow();

        done(journal.append("lobby", List.of(new Journal.Logged(new Command.Tick(), 1)), 0));

        assertThat(past.since()).isEmpty();
    }

    @Test
    @DisplayName("what is appended to a room that was never saved fails, and leaves nothing")
    void appendedToNothing() {
        CompletionStage<Void> stage = journal.append("lobby", List.of(new Journal.Logged(new Command.Tick(), 1)), 0);

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
                done(journal.save(room, newRoom().snapshot(), Segment.EMPTY));
                for (int i = 0; i < 100; i++) {
                    done(journal.append(room, List.of(new Journal.Logged(new Command.Leave(room), i)), 0));
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
                new Command.EndWait("s2", 4, 3),
                new Command.Unlock("s1", 4, 4),
                new Command.SetBack(700),
                new Command.SetBack(0),
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
