package dev.lockstep.model;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static dev.lockstep.model.TestRoom.*;
import static org.assertj.core.api.Assertions.assertThat;

class LockCircleTest {

    private final TestRoom room = TestRoom.with("ada", "grace", "linus", "alan");

    private void assertWaits(Outcome outcome) {
        assertThat(outcome.answers()).isEmpty();
    }

    private static void assertCircle(Outcome outcome) {
        assertThat(codeOf(outcome)).isEqualTo(RefusalCode.DEADLOCK);
    }

    @Test
    @DisplayName("[LK8] two who would wait for each other")
    void ofTwo() {
        long a = room.locked("ada", "a");
        room.locked("grace", "b");
        assertWaits(room.await("ada", 1_000, "b"));
        Outcome refused = room.await("grace", 1_000, "a");
        assertCircle(refused);
        assertThat(refused(refused).key()).isEqualTo("a");
        room.unlock("ada", a);
        assertThat(room.locked("grace", "a")).isPositive();
    }

    @Test
    @DisplayName("[LK8] three who would wait for each other, over keys above and below")
    void ofThree() {
        room.locked("ada", "a/x");
        room.locked("grace", "b");
        room.locked("linus", "c");
        assertWaits(room.await("ada", 1_000, "b/y"));
        assertWaits(room.await("grace", 1_000, "free", "c"));
        assertCircle(room.await("linus", 1_000, "a"));
        assertThat(room.state.snapshot().line()).hasSize(2);
    }

    @Test
    @DisplayName("[LK8] a chain is no circle")
    void chain() {
        room.locked("ada", "a");
        room.locked("grace", "b");
        room.locked("linus", "c");
        assertWaits(room.await("linus", 1_000, "b"));
        assertWaits(room.await("grace", 1_000, "a"));
        assertWaits(room.await("alan", 1_000, "a", "b", "c"));
    }

    @Test
    @DisplayName("[LK8] a circle through a place in line")
    void throughTheLine() {
        room.locked("ada", "a");
        assertWaits(room.await("grace", 1_000, "a", "b"));
        assertCircle(room.await("ada", 1_000, "b"));
    }

    @Test
    @DisplayName("[LK8] a circle through two places in line")
    void throughTwoPlaces() {
        room.locked("ada", "a");
        assertWaits(room.await("grace", 1_000, "a", "b"));
        assertWaits(room.await("linus", 1_000, "b", "c"));
        assertCircle(room.await("ada", 1_000, "c"));
    }

    @Test
    @DisplayName("[LK8] a session's own locks and places make no circle")
    void own() {
        room.locked("ada", "a");
        room.locked("grace", "b");
        assertWaits(room.await("ada", 1_000, "b"));
        assertWaits(room.await("ada", 1_000, "b", "a"));
        assertThat(room.locked("ada", "a/x")).isPositive();
    }

    @Test
    @DisplayName("[LK8] who held a key that others await may ask for more with it")
    void moreOfTheSame() {
        long a = room.locked("ada", "a");
        assertWaits(room.await("grace", 1_000, "a"));
        long both = room.locked("ada", "a", "b");
        room.unlock("ada", a);
        assertThat(granted(room.unlock("ada", both)).session()).isEqualTo("grace");
    }

    @Test
    @DisplayName("[LK6] [LK8] who does not wait closes no circle: it is refused as locked")
    void withoutWaiting() {
        room.locked("ada", "a");
        room.locked("grace", "b");
        assertWaits(room.await("ada", 1_000, "b"));
        assertThat(codeOf(room.lock("grace", "a"))).isEqualTo(RefusalCode.LOCKED);
    }

    @Test
    @DisplayName("[LK8] when the wait is over, there is no circle any more")
    void afterATimeout() {
        room.locked("ada", "a");
        room.locked("grace", "b");
        room.await("ada", 1_000, "b");
        assertCircle(room.await("grace", 5_000, "a"));
        room.pass(1_000);
        assertWaits(room.await("grace", 5_000, "a"));
    }

    @Test
    @DisplayName("[LK8] the circle is seen among many sessions")
    void ofMany() {
        int sessions = 60;
        for (int i = 0; i < sessions; i++) {
            room.enter("s" + i);
            room.locked("s" + i, "k" + i);
        }
        for (int i = 0; i + 1 < sessions; i++) {
            assertWaits(room.await("s" + i, 1_000, "k" + (i + 1)));
        }
        assertCircle(room.await("s" + (sessions - 1), 1_000, "k0"));
    }
}
