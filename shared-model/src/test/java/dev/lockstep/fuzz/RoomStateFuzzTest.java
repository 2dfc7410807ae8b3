package dev.lockstep.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Supplier;

import com.code_intelligence.jazzer.junit.FuzzTest;

import dev.lockstep.model.Access;
import dev.lockstep.model.AccessChange;
import dev.lockstep.model.CheckedRoom;
import dev.lockstep.model.Command;
import dev.lockstep.model.CommitRequest;
import dev.lockstep.model.Json;
import dev.lockstep.model.Limits;
import dev.lockstep.model.Operation;
import dev.lockstep.model.Role;
import dev.lockstep.model.RoomSnapshot;
import dev.lockstep.model.RoomState;
import dev.lockstep.model.Rule;
import dev.lockstep.wire.JsonParser;
import dev.lockstep.wire.MalformedException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever comes in whatever order, a room keeps what {@link CheckedRoom} checks; and its log is the room, from its
 * beginning or from a snapshot.
 *
 * <p>An input is a story in letters, each followed by its {@link Choices}: {@code E} enter, {@code Q} quit, {@code D}
 * detach, {@code R} restart, {@code T} tick, {@code F} other limits,
 * {@code K} a sleep of the hub, {@code C} commit, {@code L} lock, {@code U} unlock, {@code +} let time pass,
 * {@code B} break a lock, {@code G} give rules, {@code A} change roles, {@code O} adopt roles, {@code H} enter as the host,
 * {@code W} end a wait, {@code S} restore a second room from a snapshot. Other letters, such as blanks, mean nothing.
 */
class RoomStateFuzzTest {

    private static final long LEASE_MILLIS = 1_000;

    private static final Limits LIMITS = new Limits(100_000, 200, 4, 6, 500, 3);

    private static final List<Limits> LIMITS_TO_CHOOSE =
            List.of(LIMITS, new Limits(100_000, 100, 2, 3, 50, 1), new Limits(100_000, 200, 8, 10, 5_000, 100));

    private static final List<Long> LEASES = List.of(1_000L, 10L, 60_000L);

    /** Stories that are longer tell nothing new, but take long. */
    private static final int COMMANDS_MAX = 150;

    private static final List<String> KEYS =
            List.of("a", "a/b", "a/b/c", "a/d", "ab", "b", "b/x", "c", "d", "e", "a//b", "", "k".repeat(201));

    private static final List<Json> VALUES = List.of(
            json("1"),
            json("1.0"),
            json("2"),
            json("{}"),
            json("{\"x\":1,\"y\":null}"),
            json("{\"x\":{\"z\":[1]}}"),
            json("{\"x\":null}"),
            json("null"),
            json("1e308"),
            json("\"text\""),
            json("\"" + "x".repeat(200) + "\""),
            json("[".repeat(65) + "]".repeat(65)));

    private static final List<Double> ADDENDS = List.of(1.0, -2.0, 0.0, 0.1, 1e308, -0.0);

    private static final List<Long> WAITS = List.of(0L, 1L, 500L, 5_000L, 86_400_000L, 86_400_001L);

    private static final List<Long> PAUSES =
            List.of(1L, 10L, 499L, 500L, 999L, 1_000L, 1_001L, 86_399_000L, 86_400_000L, -700L, 0L);

    private CheckedRoom room;
    private RoomState second;
    private int secondKnows;
    private Choices choices;
    private long now;
    private long lastId;

    @FuzzTest
    void commands(byte[] input) {
        begin(input);
        for (int i = 0; i < COMMANDS_MAX && !choices.isOver(); i++) {
            step(choices.letter());
            followLog();
        }
        room.end(now);
        followLog();
        assertThat(second.snapshot()).isEqualTo(room.snapshot());
    }

    private void begin(byte[] input) {
        room = new CheckedRoom(LIMITS, LEASE_MILLIS);
        second = new RoomState("e1", LIMITS, LEASE_MILLIS);
        secondKnows = 0;
        choices = new Choices(input);
        now = 1_000_000;
        lastId = 0;
    }

    private void step(char letter) {
        switch (letter) {
            case 'E' -> perform(new Command.Enter(session(), "c" + choices.below(3), "Name " + choices.below(2)));
            case 'Q' -> perform(new Command.Leave(session()));
            case 'D' -> perform(new Command.Detach(session()));
            case 'R' -> perform(new Command.DetachAll());
            case 'T' -> perform(new Command.Tick());
            case 'C' -> perform(new Command.Submit(session(), id(), request()));
            case 'L' -> perform(new Command.Lock(session(), id(), several(3, this::key), choices.of(WAITS)));
            case 'U' -> perform(new Command.Unlock(session(), id(), fence()));
            case 'B' -> perform(new Command.BreakLock(session(), id(), fence()));
            case 'G' -> perform(new Command.SetRules(session(), id(), several(2, this::rule), choices.below(2) == 1));
            case 'A' -> perform(new Command.SetAccess(session(), id(), accessChange()));
            case 'O' -> perform(new Command.Adopt(new Access(role(), new TreeMap<>(), new TreeMap<>())));
            case 'H' -> perform(new Command.Enter(session(), "c" + choices.below(3), "Host", true, null));
            case 'W' -> perform(new Command.EndWait(session(), id(), id()));
            case 'F' -> perform(new Command.Configure(choices.of(LIMITS_TO_CHOOSE), choices.of(LEASES)));
            case 'K' -> skip(choices.of(PAUSES));
            case '+' -> now += choices.of(PAUSES);
            case 'S' -> restoreSecond();
            default -> {} // between two commands
        }
    }

    /** The hub slept. */
    private void skip(long millis) {
        if (millis > 0) {
            now += millis;
            perform(new Command.PostponeDeadlines(millis));
        }
    }

    private void perform(Command command) {
        room.perform(command, now);
    }

    private void restoreSecond() {
        RoomSnapshot snapshot = room.snapshot();
        second = new RoomState(snapshot);
        assertThat(second.snapshot()).isEqualTo(snapshot);
    }

    /** The second room does what was logged, and has to come to the same. */
    private void followLog() {
        for (; secondKnows < room.log().size(); secondKnows++) {
            CheckedRoom.Logged logged = room.log().get(secondKnows);
            assertThat(second.apply(logged.command(), logged.at())).isEqualTo(logged.outcome());
        }
    }

    // ---- what commands are made of

    private String session() {
        return "s" + choices.below(4);
    }

    /** New, lately used, or at the ends of what is possible. */
    private long id() {
        int choice = choices.below(8);
        return switch (choice) {
            case 0 -> ++lastId;
            case 6 -> 1;
            case 7 -> Limits.INTEGER_MAX;
            default -> Math.max(1, lastId + 1 - choice);
        };
    }

    private String key() {
        return choices.of(KEYS);
    }

    private long fence() {
        return Math.max(1, room.seq() - choices.below(12));
    }

    private CommitRequest request() {
        return new CommitRequest(
                several(6, this::operation),
                several(2, this::condition),
                several(2, this::fence),
                choices.below(2) == 1);
    }

    private Operation operation() {
        int kind = choices.below(4);
        String key = key();
        return switch (kind) {
            case 0 -> new Operation.Put(key, choices.of(VALUES));
            case 1 -> new Operation.Add(key, choices.of(ADDENDS));
            case 2 -> new Operation.Merge(key, choices.of(VALUES));
            default -> new Operation.Remove(key);
        };
    }

    private CommitRequest.Condition condition() {
        String key = key();
        List<Long> after = choices.below(3) == 0 ? List.of(1L + choices.below(20)) : List.of();
        return new CommitRequest.Condition(key, choices.below(2) == 0 ? room.version(key) : choices.below(10), after);
    }

    private Rule rule() {
        return new Rule(key(), choices.of(List.of(Rule.Who.values())));
    }

    private Role role() {
        return choices.of(List.of(Role.values()));
    }

    private AccessChange accessChange() {
        return switch (choices.below(4)) {
            case 0 -> AccessChange.NOTHING.everyone(role());
            case 1 -> AccessChange.NOTHING.client("c" + choices.below(3), role());
            case 2 -> AccessChange.NOTHING.client("c" + choices.below(3), null);
            default -> AccessChange.NOTHING.writers(key(), role());
        };
    }

    private <T> List<T> several(int max, Supplier<T> one) {
        List<T> all = new ArrayList<>();
        for (int i = choices.below(max + 1); i > 0; i--) {
            all.add(one.get());
        }
        return all;
    }

    private static Json json(String text) {
        try {
            return JsonParser.parse(text);
        } catch (MalformedException e) {
            throw new AssertionError(text, e);
        }
    }
}
