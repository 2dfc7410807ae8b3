package dev.lockstep.model;

import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static dev.lockstep.model.TestRoom.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class RestartTest {

    private final TestRoom room = TestRoom.with("ada", "grace", "linus");

    @Test
    @DisplayName("[LK23] locks outlive a restart for a lease, and go with the client to its new session")
    void locksOutlive() {
        long fence = room.locked("ada", "k");
        room.pass(1_000_000);
        room.restart();
        room.pass(TestRoom.LEASE_MILLIS - 1);
        Outcome outcome = room.enterAs("ada-2", "ada");
        assertThat(outcome.answers()).isEmpty();
        assertThat(onlyCommit(outcome).locks()).containsExactly(new LockInfo("k", "ada-2", "ada", fence, 0));
        room.pass(10 * TestRoom.LEASE_MILLIS);
        assertThat(room.commitFenced("ada-2", fence, put("k", "1")).commits()).hasSize(1);
        assertThat(codeOf(room.commit("ada", put("x", "1")))).isEqualTo(RefusalCode.NOT_JOINED);
        assertThat(applied(room.unlock("ada-2", fence)).changed()).isTrue();
        assertThat(room.state.locks()).isEmpty();
    }

    @Test
    @DisplayName("[LK23] a client that does not return after a restart loses its locks when a lease has passed")
    void locksEnd() {
        room.locked("ada", "k");
        room.restart();
        room.pass(TestRoom.LEASE_MILLIS);
        assertThat(room.state.locks()).isEmpty();
        assertThat(room.enterAs("ada-2", "ada").answers()).hasOnlyElementsOfType(Answer.Lost.class);
    }

    @Test
    @DisplayName("[LK19] who broke off before the restart has what was left of its lease")
    void leaseGoesOn() {
        room.locked("ada", "k");
        room.detach("ada");
        room.pass(4_000);
        room.restart();
        assertThat(room.state.dueAt()).isEqualTo(room.now + 6_000);
    }

    @Test
    @DisplayName("[LK10] [LK11] several locks keep their fences under the new session")
    void severalLocks() {
        long a = room.locked("ada", "a");
        long b = room.locked("ada", "a", "b");
        room.restart();
        room.enterAs("ada-2", "ada");
        assertThat(room.locked("ada-2", "b")).isEqualTo(b);
        assertThat(room.locked("ada-2", "a")).isEqualTo(a);
        room.unlock("ada-2", a);
        assertThat(room.state.locks()).extracting(LockInfo::fence).containsExactly(b, b);
        assertThat(room.state.locks()).extracting(LockInfo::session).containsOnly("ada-2");
    }

    @Test
    @DisplayName(
            "a new session takes over from one that still has its connection, and late news of that one is ignored")
    void takenOver() {
        long fence = room.locked("ada", "k");
        room.enterAs("ada-2", "ada");
        assertThat(room.detach("ada")).isInstanceOf(Outcome.Unchanged.class);
        assertThat(room.leave("ada")).isInstanceOf(Outcome.Unchanged.class);
        room.pass(10 * TestRoom.LEASE_MILLIS);
        assertThat(room.commitFenced("ada-2", fence, put("k", "1")).commits()).hasSize(1);
    }

    @Test
    @DisplayName("a lost lock is told after a restart too")
    void lostAcrossRestart() {
        long fence = room.locked("ada", "k");
        room.detach("ada");
        room.pass(TestRoom.LEASE_MILLIS);
        room.restart();
        assertThat(room.enterAs("ada-2", "ada").answers())
                .containsExactly(new Answer.Lost("ada-2", fence, List.of("k"), "expired"));
    }

    @Test
    @DisplayName("[LK24] a new session of a client takes over its place in line")
    void placeInLineOfANewSession() {
        long fence = room.locked("grace", "k");
        Command.Lock lock = new Command.Lock("ada", 5, List.of("k"), 60_000);
        room.apply(lock);
        room.await("linus", 60_000, "k");
        room.enterAs("ada-2", "ada");
        assertThat(room.apply(new Command.Lock("ada-2", 5, List.of("k"), 60_000))
                        .answers())
                .isEmpty();
        assertThat(granted(room.unlock("grace", fence)).session()).isEqualTo("ada-2");
    }

    @Test
    @DisplayName("[LK25] a place in line is not kept across a restart")
    void placeInLine() {
        long fence = room.locked("grace", "k");
        room.await("ada", 60_000, "k");
        room.await("linus", 60_000, "k");
        Outcome restart = room.restart();
        assertThat(all(Answer.Refused.class, restart))
                .extracting(Answer.Refused::session, Answer.Refused::code)
                .containsExactly(tuple("ada", RefusalCode.UNAVAILABLE), tuple("linus", RefusalCode.UNAVAILABLE));
        assertThat(onlyCommit(restart).locks()).containsExactly(new LockInfo("k", "grace", "grace", fence, 0));
        room.enterAs("grace-2", "grace");
        room.enterAs("linus-2", "linus");
        room.enterAs("ada-2", "ada");
        assertThat(room.state.snapshot().line()).isEmpty();
        room.await("linus-2", 60_000, "k");
        room.await("ada-2", 60_000, "k");
        assertThat(granted(room.unlock("grace-2", fence)).session()).isEqualTo("linus-2");
    }

    @Test
    @DisplayName("a restart of an empty room changes nothing")
    void emptyRoom() {
        assertThat(new TestRoom().restart()).isInstanceOf(Outcome.Unchanged.class);
    }
}
