package dev.lockstep.model;

import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static dev.lockstep.model.TestRoom.*;
import static org.assertj.core.api.Assertions.assertThat;

class LockTest {

    private final TestRoom room = TestRoom.with("ada", "grace", "linus");

    @Test
    @DisplayName("[LK1] [LK6] a lock is exclusive; who can't have it at once is refused, told by whom and which key")
    void exclusive() {
        room.locked("ada", "k");
        Answer.Refused refused = refused(room.lock("grace", "free", "k"));
        assertThat(refused.code()).isEqualTo(RefusalCode.LOCKED);
        assertThat(refused.key()).isEqualTo("k");
        assertThat(refused.message()).contains("ada");
    }

    @Test
    @DisplayName("[LK2] locks above and below are in the way, beside they aren't")
    void subtree() {
        room.locked("ada", "a/b");
        for (String key : List.of("a", "a/b", "a/b/c", "a/b/c/d")) {
            assertThat(codeOf(room.lock("grace", key))).isEqualTo(RefusalCode.LOCKED);
        }
        for (String key : List.of("b", "a/bc", "a/c", "a/b!", "a/b0", "a/a", "a!b")) {
            assertThat(room.locked("grace", key)).isPositive();
        }
    }

    @Test
    @DisplayName("[LK3] a key needs no entry to be locked, and has none by it")
    void noEntryNeeded() {
        room.locked("ada", "nothing/here");
        assertThat(room.state.entries().size()).isZero();
        assertThat(room.commit("ada", put("nothing/here", "1")).commits()).hasSize(1);
    }

    @Test
    @DisplayName("[LK4] all keys of a request are granted together or not at all")
    void allKeysOrNone() {
        room.locked("ada", "b");
        assertThat(codeOf(room.lock("grace", "a", "b", "c"))).isEqualTo(RefusalCode.LOCKED);
        assertThat(room.commit("linus", put("a", "1"), put("c", "1")).commits()).hasSize(1);
        room.await("grace", 1_000, "a", "b", "c");
        assertThat(room.commit("linus", put("a", "2"), put("c", "2")).commits()).hasSize(1);
        assertThat(room.state.locks()).extracting(LockInfo::key).containsExactly("b");
    }

    @Test
    @DisplayName("[LK9] a fence is the seq of the commit that tells of the grant; fences grow")
    void fences() {
        long last = 0;
        for (int i = 0; i < 10; i++) {
            room.commit("ada", put("x", String.valueOf(i)));
            Outcome outcome = room.lock(i % 2 == 0 ? "ada" : "grace", "k/" + i, "other/" + i);
            assertThat(onlyCommit(outcome).seq()).isEqualTo(fenceOf(outcome)).isGreaterThan(last);
            last = fenceOf(outcome);
        }
    }

    @Test
    @DisplayName("[LK10] who asks again for what its lock guards gets the same fence, and one unlock frees it")
    void reentrant() {
        long fence = room.locked("ada", "a", "b");
        room.commit("grace", put("x", "1"));
        RoomSnapshot before = room.state.snapshot();
        assertThat(room.locked("ada", "a", "b")).isEqualTo(fence);
        assertThat(room.locked("ada", "b")).isEqualTo(fence);
        assertThat(room.locked("ada", "a/deep/down", "b")).isEqualTo(fence);
        assertThat(room.state.snapshot()).isEqualTo(before);
        room.unlock("ada", fence);
        assertThat(room.locked("grace", "a", "b")).isGreaterThan(fence);
    }

    @Test
    @DisplayName("[LK10] it gets it though others stand in line")
    void reentrantBeforeTheLine() {
        long fence = room.locked("ada", "a");
        room.await("grace", 1_000, "a");
        assertThat(room.locked("ada", "a")).isEqualTo(fence);
        assertThat(room.locked("ada", "a/b")).isEqualTo(fence);
    }

    @Test
    @DisplayName("[LK11] who asks for more gets another lock; a key is free when all locks on it are")
    void overlap() {
        long first = room.locked("ada", "a");
        long second = room.locked("ada", "a", "b");
        assertThat(second).isGreaterThan(first);
        room.unlock("ada", first);
        assertThat(codeOf(room.lock("grace", "a"))).isEqualTo(RefusalCode.LOCKED);
        assertThat(room.commitFenced("ada", second, put("a", "1")).commits()).hasSize(1);
        room.unlock("ada", second);
        assertThat(room.locked("grace", "a", "b")).isGreaterThan(second);
    }

    @Test
    @DisplayName("[LK11] locks of one session above each other are no obstacle to it")
    void overlapAboveAndBelow() {
        long below = room.locked("ada", "a/b");
        long above = room.locked("ada", "a");
        assertThat(room.locked("ada", "a/b")).isEqualTo(below);
        room.unlock("ada", above);
        assertThat(codeOf(room.lock("grace", "a"))).isEqualTo(RefusalCode.LOCKED);
        assertThat(room.locked("grace", "a/c")).isPositive();
        assertThat(codeOf(room.commit("grace", put("a/b/x", "1")))).isEqualTo(RefusalCode.LOCKED);
    }

    @Test
    @DisplayName("[LK11] keys guarded by two locks of a session are granted at once, under a third")
    void acrossLocks() {
        long a = room.locked("ada", "a");
        long b = room.locked("ada", "b");
        room.await("grace", 1_000, "b");
        assertThat(room.locked("ada", "a", "b")).isGreaterThan(b);
        room.unlock("ada", b);
        room.unlock("ada", a);
        assertThat(room.state.locks()).extracting(LockInfo::session).containsExactly("ada", "ada");
    }

    @Test
    @DisplayName("a key named twice in a request is locked once")
    void namedTwice() {
        long fence = room.locked("ada", "a", "a", "b");
        assertThat(room.state.locks()).hasSize(2);
        room.unlock("ada", fence);
        assertThat(room.state.locks()).isEmpty();
    }

    @Test
    @DisplayName("[LK12] a request names 1 to 256 keys")
    void keys() {
        String[] keys = new String[257];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = "k" + i;
        }
        assertThat(codeOf(room.lock("ada"))).isEqualTo(RefusalCode.INVALID);
        assertThat(codeOf(room.lock("ada", keys))).isEqualTo(RefusalCode.LIMIT);
        assertThat(room.locked("ada", java.util.Arrays.copyOf(keys, 256))).isPositive();
    }

    @Test
    @DisplayName("[NV2] [NV3] [NV4] [NV5] a lock on a key that can't be one is invalid")
    void impossibleKeys() {
        for (String key : List.of("", "/", "a/", "a//b", "k".repeat(201), "a\u0007", "\ud83d")) {
            Answer.Refused refused = refused(room.lock("ada", "ok", key));
            assertThat(refused.code()).isEqualTo(RefusalCode.INVALID);
            assertThat(refused.key()).isEqualTo(key);
        }
    }

    @Test
    @DisplayName("[LK13] nobody waits for more than a day, or less than not at all")
    void waitMillis() {
        room.locked("grace", "k");
        assertThat(codeOf(room.await("ada", 86_400_001, "k"))).isEqualTo(RefusalCode.INVALID);
        assertThat(codeOf(room.await("ada", -1, "k"))).isEqualTo(RefusalCode.INVALID);
        assertThat(room.await("ada", 86_400_000, "k").answers()).isEmpty();
        assertThat(room.state.dueAt()).isEqualTo(room.now + 86_400_000);
    }

    @Test
    @DisplayName("[LK16] unlock frees the lock of its fence and is answered applied")
    void unlocks() {
        long a = room.locked("ada", "a");
        long b = room.locked("ada", "b");
        assertThat(room.apply(new Command.Unlock("ada", 9, a)).answers())
                .containsExactly(new Answer.Applied("ada", 9, b + 1, true));
        assertThat(room.state.locks()).extracting(LockInfo::fence).containsExactly(b);
        assertThat(room.commit("grace", put("a", "1")).commits()).hasSize(1);
    }

    @Test
    @DisplayName("[LK16] a fence that the session does not hold is refused as fenced")
    void unlocksInVain() {
        long fence = room.locked("ada", "a");
        assertThat(codeOf(room.unlock("grace", fence))).isEqualTo(RefusalCode.FENCED);
        assertThat(codeOf(room.unlock("ada", fence + 1))).isEqualTo(RefusalCode.FENCED);
        room.unlock("ada", fence);
        assertThat(codeOf(room.unlock("ada", fence))).isEqualTo(RefusalCode.FENCED);
    }

    @Test
    @DisplayName("[LK16] an unlock under which the keys stay locked is answered applied too")
    void unlocksUnseen() {
        long first = room.locked("ada", "a");
        long second = room.locked("ada", "a", "b");
        Outcome outcome = room.unlock("ada", first);
        assertThat(outcome.commits()).isEmpty();
        assertThat(applied(outcome).changed()).isFalse();
        assertThat(outcome).isInstanceOf(Outcome.Applied.class);
        assertThat(codeOf(room.commitFenced("ada", first, put("a", "1")))).isEqualTo(RefusalCode.FENCED);
        assertThat(room.commitFenced("ada", second, put("a", "1")).commits()).hasSize(1);
    }

    @Test
    @DisplayName("[LK22] a commit that names a freed fence is refused, though the keys are locked anew")
    void oldFence() {
        long old = room.locked("ada", "a");
        room.unlock("ada", old);
        long fresh = room.locked("ada", "a");
        assertThat(codeOf(room.commitFenced("ada", old, put("a", "1")))).isEqualTo(RefusalCode.FENCED);
        assertThat(room.commitFenced("ada", fresh, put("a", "1")).commits()).hasSize(1);
    }

    @Test
    @DisplayName("[LK31] who waits no more is refused, is counted no more, and is in nobody's way")
    void waitEnded() {
        long held = room.locked("ada", "k");
        room.await("grace", 5_000, "k");
        long graces = room.nextId() - 1;
        room.await("linus", 5_000, "k");
        assertThat(room.state.locks()).extracting(LockInfo::waiting).containsExactly(2);

        Outcome ended = room.apply(new Command.EndWait("grace", room.nextId(), graces));
        assertThat(codeOf(ended)).isEqualTo(RefusalCode.TIMEOUT);
        assertThat(refused(ended).id()).isEqualTo(graces);
        assertThat(only(Answer.Applied.class, ended).changed()).isTrue();
        assertThat(room.state.locks()).extracting(LockInfo::waiting).containsExactly(1);
        assertThat(granted(room.unlock("ada", held)).session()).isEqualTo("linus");
    }

    @Test
    @DisplayName("[LK31] whoever stood behind it is granted at once what nobody else is in the way of")
    void waitEndedForOthers() {
        room.locked("ada", "a");
        room.await("grace", 5_000, "a", "b");
        long graces = room.nextId() - 1;
        room.await("linus", 5_000, "b");
        Outcome ended = room.apply(new Command.EndWait("grace", room.nextId(), graces));
        assertThat(granted(ended).session()).isEqualTo("linus");
    }

    @Test
    @DisplayName(
            "[LK32] a lock that was granted meanwhile is freed; one that is neither waited for nor held is refused")
    void waitEndedTooLate() {
        long held = room.locked("ada", "k");
        room.await("grace", 5_000, "k");
        long graces = room.nextId() - 1;
        room.unlock("ada", held);
        Outcome ended = room.apply(new Command.EndWait("grace", room.nextId(), graces));
        assertThat(only(Answer.Applied.class, ended).changed()).isTrue();
        assertThat(room.state.locks()).isEmpty();
        assertThat(codeOf(room.apply(new Command.EndWait("grace", room.nextId(), graces))))
                .isEqualTo(RefusalCode.FENCED);
        assertThat(codeOf(room.apply(new Command.EndWait("linus", room.nextId(), graces))))
                .isEqualTo(RefusalCode.FENCED);
    }
}
