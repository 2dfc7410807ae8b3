package dev.lockstep.model;

import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static dev.lockstep.model.TestRoom.*;
import static org.assertj.core.api.Assertions.assertThat;

class LeaseTest {

    private final TestRoom room = TestRoom.with("ada", "grace", "linus");

    @Test
    @DisplayName("[LK19] a broken connection keeps its locks for the lease, and gets them back in time")
    void inTime() {
        long fence = room.locked("ada", "k");
        room.detach("ada");
        assertThat(room.state.dueAt()).isEqualTo(room.now + TestRoom.LEASE_MILLIS);
        room.pass(TestRoom.LEASE_MILLIS - 1);
        assertThat(codeOf(room.commit("grace", put("k", "1")))).isEqualTo(RefusalCode.LOCKED);
        assertThat(room.enterAs("ada", "ada").answers()).isEmpty();
        assertThat(room.state.dueAt()).isEqualTo(RoomState.NEVER);
        room.pass(10 * TestRoom.LEASE_MILLIS);
        assertThat(room.commitFenced("ada", fence, put("k", "2")).commits()).hasSize(1);
    }

    @Test
    @DisplayName("[LK19] [LK7] a hub that slept, or whose clock was set forward, ends no lease and no wait for that")
    void skipped() {
        long fence = room.locked("ada", "k");
        room.await("grace", 5_000, "k");
        room.detach("ada");
        room.now += 1_000_000;
        assertThat(room.apply(new Command.PostponeDeadlines(1_000_000)).answers())
                .isEmpty();
        assertThat(room.state.dueAt()).isEqualTo(room.now + 5_000);
        room.pass(4_999);
        room.enterAs("ada", "ada");
        assertThat(room.commitFenced("ada", fence, put("k", "2")).commits()).hasSize(1);
        assertThat(codeOf(room.pass(1))).isEqualTo(RefusalCode.TIMEOUT);
    }

    @Test
    @DisplayName("[LK19] [LK20] [LK7] where the clock was set back, leases and waits end as late as they would have")
    void setBack() {
        room.now = 1_000_000_000;
        room.locked("ada", "k");
        room.await("grace", 5_000, "k");
        room.detach("ada");
        room.pass(1_000);
        room.now -= 900_000_000;
        assertThat(room.apply(new Command.SetBack(900_000_000)).answers()).isEmpty();
        assertThat(room.state.now()).isEqualTo(100_001_000);
        assertThat(room.state.dueAt()).isEqualTo(100_005_000);
        assertThat(codeOf(room.pass(4_000))).isEqualTo(RefusalCode.TIMEOUT);
        assertThat(room.state.locks()).hasSize(1);
        room.pass(5_000);
        assertThat(room.state.locks()).isEmpty();
    }

    @Test
    @DisplayName("a clock that is set back by more than there was goes to its beginning")
    void setBackTooFar() {
        room.locked("ada", "k");
        room.detach("ada");
        room.now = 0;
        room.apply(new Command.SetBack(Long.MAX_VALUE));
        assertThat(room.state.now()).isZero();
        room.pass(TestRoom.LEASE_MILLIS);
        assertThat(room.state.locks()).isEmpty();
    }

    @Test
    @DisplayName("[LK19] each break has a whole lease")
    void eachBreak() {
        room.locked("ada", "k");
        for (int i = 0; i < 5; i++) {
            room.detach("ada");
            room.pass(TestRoom.LEASE_MILLIS - 1);
            room.enter("ada");
        }
        assertThat(room.state.locks()).hasSize(1);
    }

    @Test
    @DisplayName("[LK19] a second break while away does not prolong the lease")
    void brokenTwice() {
        room.locked("ada", "k");
        room.detach("ada");
        room.pass(6_000);
        assertThat(room.detach("ada")).isInstanceOf(Outcome.Unchanged.class);
        room.pass(4_000);
        assertThat(room.state.locks()).isEmpty();
    }

    @Test
    @DisplayName("[LK20] a lock is not kept by a dead client: after the lease the next in line has it")
    void deadClient() {
        room.locked("ada", "k");
        room.await("grace", 60_000, "k");
        room.detach("ada");
        Outcome outcome = room.pass(TestRoom.LEASE_MILLIS);
        assertThat(granted(outcome).session()).isEqualTo("grace");
        assertThat(room.commit("grace", put("k", "1")).commits()).hasSize(1);
    }

    @Test
    @DisplayName("[LK20] the room notices with whatever comes next, be it refused")
    void noticedLate() {
        room.locked("ada", "k");
        room.detach("ada");
        room.now += TestRoom.LEASE_MILLIS;
        Outcome outcome = room.commitFenced("grace", 99, put("k", "1"));
        assertThat(outcome).isInstanceOf(Outcome.Applied.class);
        assertThat(codeOf(outcome)).isEqualTo(RefusalCode.FENCED);
        assertThat(onlyCommit(outcome).locks()).containsExactly(LockInfo.free("k", 0));
    }

    @Test
    @DisplayName("[LK21] who returns after its lease is told of each lost lock, once")
    void lost() {
        long first = room.locked("ada", "a", "b");
        long second = room.locked("ada", "c");
        room.detach("ada");
        room.pass(TestRoom.LEASE_MILLIS);
        assertThat(room.enterAs("ada-2", "ada").answers())
                .containsExactly(
                        new Answer.Lost("ada-2", first, List.of("a", "b"), "expired"),
                        new Answer.Lost("ada-2", second, List.of("c"), "expired"));
        room.detach("ada-2");
        assertThat(room.enterAs("ada-2", "ada").answers()).isEmpty();
    }

    @Test
    @DisplayName("[LK21] who left by its own will lost nothing")
    void leftFreely() {
        room.locked("ada", "k");
        room.leave("ada");
        assertThat(room.enterAs("ada", "ada").answers()).isEmpty();
    }

    @Test
    @DisplayName("[LK22] an old holder that writes after its lease is fenced off")
    void oldHolder() {
        long old = room.locked("ada", "k");
        room.detach("ada");
        room.pass(TestRoom.LEASE_MILLIS);
        long fresh = room.locked("grace", "k");
        room.enter("ada");
        assertThat(codeOf(room.commitFenced("ada", old, put("k", "1")))).isEqualTo(RefusalCode.FENCED);
        assertThat(codeOf(room.unlock("ada", old))).isEqualTo(RefusalCode.FENCED);
        room.unlock("grace", fresh);
        assertThat(codeOf(room.commitFenced("ada", old, put("k", "1")))).isEqualTo(RefusalCode.FENCED);
    }

    @Test
    @DisplayName("[LK24] a place in line is kept across a reconnect")
    void placeInLine() {
        long fence = room.locked("grace", "k");
        Command.Lock lock = new Command.Lock("ada", 5, List.of("k"), 60_000);
        room.apply(lock);
        room.await("linus", 60_000, "k");
        room.detach("ada");
        room.pass(5_000);
        room.enter("ada");
        room.apply(lock);
        assertThat(granted(room.unlock("grace", fence)).session()).isEqualTo("ada");
    }

    @Test
    @DisplayName("[LK24] what was granted while away is told to who asks again")
    void grantedWhileAway() {
        long fence = room.locked("grace", "k");
        Command.Lock lock = new Command.Lock("ada", 5, List.of("k"), 60_000);
        room.apply(lock);
        room.detach("ada");
        long granted = fenceOf(room.unlock("grace", fence));
        room.enter("ada");
        assertThat(fenceOf(room.apply(lock))).isEqualTo(granted);
        assertThat(room.commitFenced("ada", granted, put("k", "1")).commits()).hasSize(1);
    }

    @Test
    @DisplayName("[LK20] a place in line ends with the lease")
    void placeEnds() {
        long fence = room.locked("grace", "k");
        room.await("ada", 60_000, "k");
        room.detach("ada");
        room.pass(TestRoom.LEASE_MILLIS);
        assertThat(room.unlock("grace", fence).answers()).hasOnlyElementsOfType(Answer.Applied.class);
        assertThat(room.state.locks()).isEmpty();
    }

    @Test
    @DisplayName("[LK26] what is overdue happens in the order in which it was due")
    void overdue() {
        room.locked("ada", "k");
        room.detach("ada");
        long leaseEnd = room.now + TestRoom.LEASE_MILLIS;
        room.apply(new Command.Lock("grace", 1, List.of("k"), TestRoom.LEASE_MILLIS - 1));
        room.apply(new Command.Lock("linus", 2, List.of("k"), TestRoom.LEASE_MILLIS + 1));
        Outcome outcome = room.pass(20 * TestRoom.LEASE_MILLIS);
        assertThat(refused(outcome).session()).isEqualTo("grace");
        assertThat(refused(outcome).code()).isEqualTo(RefusalCode.TIMEOUT);
        assertThat(granted(outcome).session()).isEqualTo("linus");
        assertThat(outcome.commits()).extracting(Commit::at).containsExactly(leaseEnd - 1, leaseEnd, leaseEnd);
    }

    @Test
    @DisplayName("[LK26] late or on time, the outcome is the same")
    void lateOrOnTime() {
        TestRoom onTime = TestRoom.with("ada", "grace", "linus");
        for (TestRoom each : List.of(room, onTime)) {
            each.locked("ada", "a", "b");
            each.await("grace", 9_999, "a");
            each.await("grace", 10_000, "b");
            each.await("linus", 10_001, "b");
            each.detach("ada");
            each.await("linus", 30_000, "a");
            each.now += 3_000;
            each.detach("grace");
        }
        for (int i = 0; i < 40; i++) {
            onTime.pass(500);
        }
        room.pass(20_000);
        assertThat(room.commits).isEqualTo(onTime.commits).hasSizeGreaterThan(6);
        assertThat(room.state.locks()).isEqualTo(onTime.state.locks());
    }

    @Test
    @DisplayName("[LK26] a lease that ends in the moment of a deadline comes first: the waiter has its lock")
    void sameMoment() {
        room.locked("ada", "k");
        room.detach("ada");
        room.await("grace", TestRoom.LEASE_MILLIS, "k");
        Outcome outcome = room.pass(TestRoom.LEASE_MILLIS);
        assertThat(granted(outcome).session()).isEqualTo("grace");
        assertThat(all(Answer.Refused.class, outcome)).isEmpty();
    }

    @Test
    @DisplayName("[LK20] a lock passed on to a session that is away as well ends with that one's lease")
    void passedOnToTheAbsent() {
        room.locked("ada", "k");
        room.await("grace", 60_000, "k");
        room.await("linus", 60_000, "k");
        room.detach("ada");
        room.detach("grace");
        Outcome outcome = room.pass(TestRoom.LEASE_MILLIS);
        assertThat(all(Answer.Granted.class, outcome)
                        .get(all(Answer.Granted.class, outcome).size() - 1)
                        .session())
                .isEqualTo("linus");
        assertThat(room.state.locks()).extracting(LockInfo::session).containsExactly("linus");
    }

    @Test
    @DisplayName("a session that is gone may be detached or leave again without harm")
    void lateNews() {
        room.leave("ada");
        RoomSnapshot before = room.state.snapshot();
        assertThat(room.detach("ada")).isInstanceOf(Outcome.Unchanged.class);
        assertThat(room.leave("ada")).isInstanceOf(Outcome.Unchanged.class);
        assertThat(room.pass(1)).isInstanceOf(Outcome.Unchanged.class);
        assertThat(room.state.snapshot()).isEqualTo(before);
    }

    @Test
    @DisplayName("time told backwards counts as the latest")
    void backwards() {
        room.commit("ada", put("a", "1"));
        long latest = room.now;
        room.now -= 500;
        assertThat(onlyCommit(room.commit("ada", put("a", "2"))).at()).isEqualTo(latest);
        room.detach("ada");
        assertThat(room.state.dueAt()).isEqualTo(latest + TestRoom.LEASE_MILLIS);
    }
}
