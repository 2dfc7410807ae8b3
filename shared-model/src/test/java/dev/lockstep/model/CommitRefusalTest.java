package dev.lockstep.model;

import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static dev.lockstep.model.TestRoom.*;
import static org.assertj.core.api.Assertions.assertThat;

class CommitRefusalTest {

    private final TestRoom room = TestRoom.with("ada", "grace");

    @Test
    @DisplayName("[CM11] every key in if must have its version, 0 meaning absent")
    void conditions() {
        room.commit("ada", put("a", "1"));
        assertThat(codeOf(room.commitIf("ada", "a", 0, put("x", "1")))).isEqualTo(RefusalCode.CONFLICT);
        assertThat(codeOf(room.commitIf("ada", "a", 2, put("x", "1")))).isEqualTo(RefusalCode.CONFLICT);
        assertThat(codeOf(room.commitIf("ada", "b", 1, put("x", "1")))).isEqualTo(RefusalCode.CONFLICT);
        assertThat(room.state.seq()).isEqualTo(1);
        assertThat(onlyCommit(room.commitIf("ada", "a", 1, put("x", "1"))).seq())
                .isEqualTo(2);
        assertThat(onlyCommit(room.commitIf("ada", "b", 0, put("b", "1"))).seq())
                .isEqualTo(3);
    }

    @Test
    @DisplayName("[CM32] with after, a version that one of these requests gave the entry does as well, and no other")
    void conditionAfterOwnRequests() {
        room.commit("grace", put("a", "1")); // 1
        long first = room.nextId();
        long second = room.nextId();
        room.submit("ada", second, CommitRequest.of(put("a", "2"))); // 2
        room.commit("ada", put("b", "1")); // 3
        assertThat(codeOf(room.commitAfter("ada", "a", 1, List.of(), put("a", "9"))))
                .isEqualTo(RefusalCode.CONFLICT);
        assertThat(codeOf(room.commitAfter("ada", "a", 1, List.of(first, second + 1), put("a", "9"))))
                .isEqualTo(RefusalCode.CONFLICT);
        assertThat(codeOf(room.commitAfter("grace", "a", 1, List.of(second), put("a", "9"))))
                .isEqualTo(RefusalCode.CONFLICT);
        assertThat(room.commitAfter("ada", "a", 1, List.of(second), put("a", "3"))
                        .commits())
                .hasSize(1);
        room.commit("grace", remove("b"));
        long again = room.nextId();
        room.submit("ada", again, CommitRequest.of(put("b", "2")));
        assertThat(codeOf(room.commitAfter("ada", "b", 3, List.of(again), put("b", "3"))))
                .as("it was removed since")
                .isEqualTo(RefusalCode.CONFLICT);
        assertThat(codeOf(room.commitAfter("ada", "none", 1, List.of(99L), put("a", "9"))))
                .isEqualTo(RefusalCode.CONFLICT);
    }

    @Test
    @DisplayName("[CM11] a deleted entry is absent, and its old version no longer holds")
    void conditionOnDeleted() {
        room.commit("ada", put("a", "1"));
        room.commit("ada", remove("a"));
        assertThat(codeOf(room.commitIf("ada", "a", 1, put("a", "2")))).isEqualTo(RefusalCode.CONFLICT);
        assertThat(room.commitIf("ada", "a", 0, put("a", "2")).commits()).hasSize(1);
    }

    @Test
    @DisplayName("[CM11] a commit that would change nothing is judged all the same")
    void conditionOfNothing() {
        assertThat(codeOf(room.commitIf("ada", "a", 1))).isEqualTo(RefusalCode.CONFLICT);
    }

    @Test
    @DisplayName("[CM12] every fence must be of a lock that the session holds now")
    void fences() {
        long adas = room.locked("ada", "a");
        long graces = room.locked("grace", "b");
        assertThat(room.commitFenced("ada", adas, put("x", "1")).commits()).hasSize(1);
        assertThat(codeOf(room.commitFenced("ada", graces, put("x", "2")))).isEqualTo(RefusalCode.FENCED);
        assertThat(codeOf(room.commitFenced("ada", 999, put("x", "2")))).isEqualTo(RefusalCode.FENCED);
        CommitRequest both = new CommitRequest(List.of(put("x", "2")), List.of(), List.of(adas, graces), false);
        assertThat(codeOf(room.submit("ada", 50, both))).isEqualTo(RefusalCode.FENCED);
        room.unlock("ada", adas);
        assertThat(codeOf(room.commitFenced("ada", adas, put("x", "2")))).isEqualTo(RefusalCode.FENCED);
    }

    @Test
    @DisplayName("[CM13] a key that another session's lock guards is refused as locked, by any operation")
    void locked() {
        room.commit("ada", put("a", "1"), put("a/b", "1"), put("ab", "1"));
        room.locked("grace", "a");
        for (Operation op : List.of(put("a", "2"), add("a", 1), merge("a/b", "{}"), remove("a/b"), put("a/c/d", "1"))) {
            Answer.Refused refused = refused(room.commit("ada", put("free", "1"), op));
            assertThat(refused.code()).isEqualTo(RefusalCode.LOCKED);
            assertThat(refused.key()).isEqualTo(op.key());
            assertThat(refused.message()).contains("grace");
        }
        assertThat(room.state.entries().get("free")).isNull();
        assertThat(room.commit("ada", put("ab", "2")).commits()).hasSize(1);
        assertThat(room.commit("grace", put("a", "2"), remove("a/b")).commits()).hasSize(1);
    }

    @Test
    @DisplayName("[CM13] a lock on a key below leaves the key itself free")
    void lockedBelow() {
        room.locked("grace", "a/b");
        assertThat(room.commit("ada", put("a", "1"), put("a/c", "1")).commits()).hasSize(1);
    }

    @Test
    @DisplayName("[CM14] the first of invalid, too-large, limit, fenced, locked, conflict is told")
    void firstReason() {
        TestRoom room = new TestRoom(limits(20, 5, 3));
        room.enter("ada", "grace");
        room.commit("ada", put("t", "\"x\""));
        room.locked("grace", "g");
        Operation invalid = add("t", 1);
        Operation tooLarge = put("large", "\"123456789012345678901\"");
        Operation locked = put("g", "1");
        Operation[] limit = {put("1", "1"), put("2", "1"), put("3", "1")};
        List<CommitRequest.Condition> conflict = List.of(new CommitRequest.Condition("t", 99));
        List<Long> fenced = List.of(99L);

        assertThat(codeOf(submit(room, conflict, fenced, locked, limit[0], limit[1], limit[2], tooLarge, invalid)))
                .isEqualTo(RefusalCode.INVALID);
        assertThat(codeOf(submit(room, conflict, fenced, locked, limit[0], limit[1], limit[2], tooLarge)))
                .isEqualTo(RefusalCode.TOO_LARGE);
        assertThat(codeOf(submit(room, conflict, fenced, locked, limit[0], limit[1], limit[2])))
                .isEqualTo(RefusalCode.LIMIT);
        assertThat(codeOf(submit(room, conflict, fenced, locked))).isEqualTo(RefusalCode.FENCED);
        assertThat(codeOf(submit(room, conflict, List.of(), locked))).isEqualTo(RefusalCode.LOCKED);
        assertThat(codeOf(submit(room, conflict, List.of(), put("t", "1")))).isEqualTo(RefusalCode.CONFLICT);
        assertThat(submit(room, List.of(), List.of(), put("t", "1")).commits()).hasSize(1);
    }

    private static Outcome submit(
            TestRoom room, List<CommitRequest.Condition> conditions, List<Long> fences, Operation... ops) {
        return room.submit("ada", room.nextId(), new CommitRequest(List.of(ops), conditions, fences, false));
    }

    @Test
    @DisplayName("[CM15] key names the first offending key, where one is to blame")
    void firstOffender() {
        room.commit("ada", put("s", "\"\""), put("t", "\"\""));
        assertThat(refused(room.commit("ada", put("ok", "1"), add("t", 1), add("s", 1)))
                        .key())
                .isEqualTo("t");
        assertThat(refused(room.commit("ada", put("a//b", "1"), add("t", 1))).key())
                .isEqualTo("a//b");
        room.locked("grace", "a", "b");
        assertThat(refused(room.commit("ada", put("ok", "1"), put("b", "1"), put("a", "1")))
                        .key())
                .isEqualTo("b");
        List<CommitRequest.Condition> conditions = List.of(
                new CommitRequest.Condition("s", 1),
                new CommitRequest.Condition("t", 9),
                new CommitRequest.Condition("s", 9));
        CommitRequest request = new CommitRequest(List.of(), conditions, List.of(), false);
        assertThat(refused(room.submit("ada", 40, request)).key()).isEqualTo("t");
        assertThat(refused(room.commitFenced("ada", 99, put("ok", "1"))).key()).isNull();
    }

    @Test
    @DisplayName("[NV1] [NV2] [NV3] [NV4] [NV5] a commit to a key that can't be one is invalid")
    void impossibleKeys() {
        for (String key : List.of("", "/", "a/", "a//b", "k".repeat(201), "a\u0007", "\ud83d")) {
            for (Operation op : List.of(put(key, "1"), merge(key, "{}"), add(key, 1), remove(key))) {
                Answer.Refused refused = refused(room.commit("ada", op));
                assertThat(refused.code()).isEqualTo(RefusalCode.INVALID);
                assertThat(refused.key()).isEqualTo(key);
            }
        }
    }

    @Test
    @DisplayName("[NV6] a value of 262,144 bytes is taken, one more is too large")
    void valueBytes() {
        String full = "\"" + "\u00e9".repeat(131_071) + "\"";
        assertThat(json(full).encodedBytes()).isEqualTo(262_144);
        assertThat(room.commit("ada", put("a", full)).commits()).hasSize(1);
        Answer.Refused refused = refused(room.commit("ada", put("b", full.replace("\u00e9\"", "\u20ac\""))));
        assertThat(refused.code()).isEqualTo(RefusalCode.TOO_LARGE);
        assertThat(refused.key()).isEqualTo("b");
    }

    @Test
    @DisplayName("[NV6] a value that grows too large by a merge is refused")
    void mergedBytes() {
        String half = "\"" + "x".repeat(140_000) + "\"";
        room.commit("ada", put("a", "{\"x\":" + half + "}"));
        assertThat(codeOf(room.commit("ada", merge("a", "{\"y\":" + half + "}"))))
                .isEqualTo(RefusalCode.TOO_LARGE);
        assertThat(room.commit("ada", merge("a", "{\"x\":null,\"y\":" + half + "}"))
                        .commits())
                .hasSize(1);
    }

    @Test
    @DisplayName("[NV7] a value of 64 levels is taken, one more is too large, by merging too")
    void valueDepth() {
        assertThat(room.commit("ada", put("a", nested(64))).commits()).hasSize(1);
        assertThat(codeOf(room.commit("ada", put("b", nested(65))))).isEqualTo(RefusalCode.TOO_LARGE);
        assertThat(codeOf(room.commit("ada", merge("m", "{\"x\":" + nested(64) + "}"))))
                .isEqualTo(RefusalCode.TOO_LARGE);
        assertThat(room.commit("ada", merge("m", "{\"x\":" + nested(63) + "}")).commits())
                .hasSize(1);
    }

    private static String nested(int levels) {
        return "[".repeat(levels) + "]".repeat(levels);
    }

    @Test
    @DisplayName("[NV15] a commit of 256 operations is taken, of one more refused")
    void opsPerCommit() {
        Operation[] ops = new Operation[257];
        for (int i = 0; i < ops.length; i++) {
            ops[i] = add("n", 1);
        }
        assertThat(codeOf(room.commit("ada", ops))).isEqualTo(RefusalCode.LIMIT);
        assertThat(room.commit("ada", java.util.Arrays.copyOf(ops, 256)).commits())
                .hasSize(1);
        assertThat(room.value("n")).isEqualTo("256");
    }

    @Test
    @DisplayName("[NV16] a room keeps its limit of keys, counted when the commit is done")
    void keysPerRoom() {
        TestRoom room = new TestRoom(limits(1_000, 10, 3));
        room.enter("ada");
        room.commit("ada", put("1", "1"), put("2", "1"), put("3", "1"));
        assertThat(codeOf(room.commit("ada", put("4", "1")))).isEqualTo(RefusalCode.LIMIT);
        assertThat(room.commit("ada", put("4", "1"), remove("1")).commits()).hasSize(1);
        assertThat(room.commit("ada", put("4", "2")).commits()).hasSize(1);
        assertThat(room.commit("ada", put("5", "2"), remove("5"), put("4", "3")).commits())
                .hasSize(1);
        assertThat(room.state.entries().size()).isEqualTo(3);
    }

    @Test
    @DisplayName("[NV16] a room with more keys than allowed, as after the limit was lowered, may shrink")
    void tooManyKeys() {
        TestRoom large = TestRoom.with("ada");
        large.commit("ada", put("1", "1"), put("2", "1"), put("3", "1"));
        large.configure(limits(1_000, 10, 1));
        assertThat(large.commit("ada", remove("1"), put("2", "2")).commits()).hasSize(1);
        assertThat(codeOf(large.commit("ada", put("4", "1")))).isEqualTo(RefusalCode.LIMIT);
    }

    @Test
    @DisplayName("[NV18] a room keeps its limit of bytes, keys and values together, counted when the commit is done")
    void bytesPerRoom() {
        TestRoom room = new TestRoom(new Limits(10_000, 1_000, 10, 10, 20, 1));
        room.enter("ada");
        room.commit("ada", put("a", "\"seven\""), put("ü", "\"seven\""));
        assertThat(codeOf(room.commit("ada", put("c", "1234")))).isEqualTo(RefusalCode.LIMIT);
        assertThat(room.commit("ada", put("c", "12")).commits()).hasSize(1);
        assertThat(codeOf(room.commit("ada", put("a", "\"eight!\"")))).isEqualTo(RefusalCode.LIMIT);
        assertThat(room.commit("ada", put("c", "1")).commits()).hasSize(1);
        assertThat(room.commit("ada", remove("a"), put("c", "123456789")).commits())
                .hasSize(1);
    }

    @Test
    @DisplayName("a room that is replayed refuses what it refused, though it has other limits now")
    void limitsAreInTheLog() {
        List<Command> commands = List.of(
                new Command.Enter("ada", "c-ada", "Ada"),
                new Command.Submit("ada", 1, CommitRequest.of(put("1", "1"))),
                new Command.Submit("ada", 2, CommitRequest.of(put("2", "1"))), // one too many
                new Command.Configure(limits(1_000, 10, 5), 7_000),
                new Command.Submit("ada", 3, CommitRequest.of(put("2", "1"))));
        RoomState live = new RoomState("e1", limits(1_000, 10, 1), 10_000);
        List<Command> log = commands.stream()
                .filter(command -> live.apply(command, 1_000) instanceof Outcome.Applied)
                .toList();
        RoomState replayed = new RoomState("e1", limits(1_000, 10, 1), 10_000);
        log.forEach(command -> replayed.apply(command, 1_000));
        assertThat(log).hasSize(4);
        assertThat(live.seq()).isEqualTo(2);
        assertThat(replayed.snapshot()).isEqualTo(live.snapshot());
    }

    private static Limits limits(int valueBytes, int ops, int keys) {
        return new Limits(10_000, valueBytes, ops, keys, 1_000_000, 5);
    }

    @Test
    @DisplayName("[RM15] who has not joined is told so, whatever it asks")
    void notJoined() {
        long fence = room.locked("ada", "a");
        for (Outcome outcome : List.of(
                room.commit("linus", put("x", "1")), room.await("linus", 100, "x"), room.unlock("linus", fence))) {
            assertThat(codeOf(outcome)).isEqualTo(RefusalCode.NOT_JOINED);
        }
        room.leave("ada");
        assertThat(codeOf(room.commit("ada", put("x", "1")))).isEqualTo(RefusalCode.NOT_JOINED);
    }

    @Test
    @DisplayName("[CM16] a refused request changes nothing, not even the time")
    void refusedChangesNothing() {
        room.locked("grace", "g");
        room.commit("ada", put("t", "\"\""));
        RoomSnapshot before = room.state.snapshot();
        room.now += 1_000;
        List<Outcome> outcomes = List.of(
                room.commit("ada", add("t", 1)),
                room.commit("ada", put("g", "1")),
                room.commitFenced("ada", 1, put("x", "1")),
                room.commitIf("ada", "t", 9, put("x", "1")),
                room.lock("ada", "g"),
                room.lock("ada"),
                room.await("ada", -1, "x"),
                room.unlock("ada", 99),
                room.commit("linus", put("x", "1")));
        assertThat(outcomes).hasOnlyElementsOfType(Outcome.Refused.class);
        assertThat(room.state.snapshot()).isEqualTo(before);
    }

    @Test
    @DisplayName("what is not logged leaves no trace in the times of what is, though the clock runs backwards")
    void refusedLeavesTheClock() {
        RoomState replayed = new RoomState("e1", Limits.DEFAULT, TestRoom.LEASE_MILLIS);
        Command.Enter enter = new Command.Enter("ada", "c-ada", "Ada");
        Command.Detach detach = new Command.Detach("ada");
        RoomState live = new RoomState("e1", Limits.DEFAULT, TestRoom.LEASE_MILLIS);
        live.apply(enter, 1_000);
        assertThat(live.apply(new Command.Unlock("ada", 1, 99), 2_000)).isInstanceOf(Outcome.Refused.class);
        assertThat(live.apply(enter, 2_000)).isInstanceOf(Outcome.Unchanged.class);
        live.apply(detach, 1_500);
        replayed.apply(enter, 1_000);
        replayed.apply(detach, 1_500);
        assertThat(live.snapshot()).isEqualTo(replayed.snapshot());
    }
}
