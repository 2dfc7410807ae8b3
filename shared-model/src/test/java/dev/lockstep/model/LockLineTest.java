package dev.lockstep.model;

import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static dev.lockstep.model.TestRoom.*;
import static org.assertj.core.api.Assertions.assertThat;

class LockLineTest {

    private final TestRoom room = TestRoom.with("ada", "grace", "linus", "alan");

    @Test
    @DisplayName("[LK5] requests in each other's way are served in order of arrival")
    void inOrder() {
        long fence = room.locked("ada", "k");
        room.await("grace", 1_000, "k");
        room.await("linus", 1_000, "k/below");
        room.await("alan", 1_000, "k");
        Answer.Granted grace = granted(room.unlock("ada", fence));
        assertThat(grace.session()).isEqualTo("grace");
        Answer.Granted linus = granted(room.unlock("grace", grace.fence()));
        assertThat(linus.session()).isEqualTo("linus");
        assertThat(granted(room.unlock("linus", linus.fence())).session()).isEqualTo("alan");
    }

    @Test
    @DisplayName("[LK5] a newcomer does not overtake who waits for several keys")
    void noOvertaking() {
        long a = room.locked("ada", "a");
        room.await("grace", 1_000, "a", "b");
        assertThat(codeOf(room.lock("linus", "b"))).isEqualTo(RefusalCode.LOCKED);
        assertThat(codeOf(room.lock("linus", "b/c"))).isEqualTo(RefusalCode.LOCKED);
        room.await("linus", 1_000, "b");
        Outcome outcome = room.unlock("ada", a);
        assertThat(granted(outcome).session()).isEqualTo("grace");
        assertThat(granted(room.unlock("grace", fenceOf(outcome))).session()).isEqualTo("linus");
    }

    @Test
    @DisplayName("[LK5] who is in nobody's way is served at once, though others stand in line")
    void pastTheLine() {
        room.locked("ada", "a");
        room.await("grace", 1_000, "a", "b");
        assertThat(room.locked("linus", "c")).isPositive();
    }

    @Test
    @DisplayName("[LK4] [LK5] one unlock wakes all whose keys are free now")
    void wakesAll() {
        long fence = room.locked("ada", "a", "b", "c");
        room.await("grace", 1_000, "a");
        room.await("linus", 1_000, "b", "c");
        room.await("alan", 1_000, "c");
        Outcome outcome = room.unlock("ada", fence);
        assertThat(all(Answer.Granted.class, outcome))
                .extracting(Answer::session)
                .containsExactly("grace", "linus");
        assertThat(room.state.snapshot().line())
                .extracting(RoomSnapshot.Waiting::session)
                .containsExactly("alan");
    }

    @Test
    @DisplayName("[LK7] who waited in vain is refused with timeout, when its time has come and not before")
    void timeout() {
        room.locked("ada", "k");
        room.apply(new Command.Lock("grace", 5, List.of("free", "k"), 1_000));
        assertThat(room.state.dueAt()).isEqualTo(room.now + 1_000);
        assertThat(room.pass(999)).isInstanceOf(Outcome.Unchanged.class);
        Answer.Refused refused = refused(room.pass(1));
        assertThat(refused.session()).isEqualTo("grace");
        assertThat(refused.id()).isEqualTo(5);
        assertThat(refused.code()).isEqualTo(RefusalCode.TIMEOUT);
        assertThat(room.state.dueAt()).isEqualTo(RoomState.NEVER);
    }

    @Test
    @DisplayName("[LK7] a timeout wakes those who stood behind it")
    void timeoutWakes() {
        room.locked("ada", "a");
        room.await("grace", 500, "a", "b");
        room.await("linus", 1_000, "b");
        Outcome outcome = room.pass(500);
        assertThat(refused(outcome).session()).isEqualTo("grace");
        assertThat(granted(outcome).session()).isEqualTo("linus");
    }

    @Test
    @DisplayName("[LK17] a waiter that leaves wakes those who stood behind it")
    void leaverWakes() {
        room.locked("ada", "a");
        room.await("grace", 1_000, "a", "b");
        room.await("linus", 1_000, "b");
        assertThat(granted(room.leave("grace")).session()).isEqualTo("linus");
    }

    @Test
    @DisplayName("[LK17] who leaves frees its locks at once and never gets what it stood in line for")
    void leaverFrees() {
        long fence = room.locked("ada", "a");
        room.locked("grace", "b");
        room.await("grace", 1_000, "a");
        room.await("linus", 1_000, "b");
        assertThat(granted(room.leave("grace")).session()).isEqualTo("linus");
        assertThat(room.unlock("ada", fence).answers()).hasOnlyElementsOfType(Answer.Applied.class);
        assertThat(room.state.locks()).extracting(LockInfo::session).containsExactly("linus");
    }

    @Test
    @DisplayName("[LK14] a session may have 100 requests in line, and others are not counted with it")
    void inLineAtMost() {
        room.locked("ada", "k");
        for (int i = 0; i < 100; i++) {
            assertThat(room.await("grace", 1_000, "k").answers()).isEmpty();
        }
        assertThat(codeOf(room.await("grace", 1_000, "k"))).isEqualTo(RefusalCode.LIMIT);
        assertThat(room.await("linus", 1_000, "k").answers()).isEmpty();
    }

    @Test
    @DisplayName("[LK15] a request sent again while in line keeps its one place and its deadline")
    void sentAgain() {
        long fence = room.locked("ada", "k");
        Command.Lock lock = new Command.Lock("grace", 5, List.of("k"), 1_000);
        room.apply(lock);
        room.await("linus", 5_000, "k");
        room.now += 600;
        assertThat(room.apply(lock)).isEqualTo(new Outcome.Unchanged(List.of()));
        assertThat(room.state.snapshot().line()).hasSize(2);
        assertThat(room.state.dueAt()).isEqualTo(room.now + 400);
        assertThat(granted(room.unlock("ada", fence)).session()).isEqualTo("grace");
    }

    @Test
    @DisplayName("[LK5] a session's own requests don't stand in each other's way")
    void ownRequests() {
        long fence = room.locked("ada", "k");
        room.await("grace", 1_000, "k");
        room.await("grace", 1_000, "k/a");
        assertThat(all(Answer.Granted.class, room.unlock("ada", fence))).hasSize(2);
    }

    @Test
    @DisplayName("[LK11] who waits for more is not held up by those who wait for what it holds")
    void ownLockInLine() {
        room.locked("ada", "a");
        long b = room.locked("grace", "b");
        room.await("linus", 1_000, "a");
        room.await("ada", 1_000, "a", "b");
        assertThat(granted(room.unlock("grace", b)).session()).isEqualTo("ada");
    }
}
