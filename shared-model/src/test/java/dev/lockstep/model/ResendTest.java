package dev.lockstep.model;

import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static dev.lockstep.model.TestRoom.*;
import static org.assertj.core.api.Assertions.assertThat;

class ResendTest {

    private final TestRoom room = TestRoom.with("ada", "grace");

    @Test
    @DisplayName("a client that asked for nothing is not remembered when it has left")
    void blankClients() {
        TestRoom room = TestRoom.with("ada");
        for (int i = 0; i < 100; i++) {
            room.enterAs("stranger", "stranger" + i);
            room.leave("stranger");
        }
        room.commit("ada", TestRoom.put("a", "1"));
        room.leave("ada");
        assertThat(room.state.snapshot().clients())
                .extracting(RoomSnapshot.Client::id)
                .containsExactly("c-ada");
    }

    @Test
    @DisplayName("[CM27] a commit that comes again is answered with its seq and not done again")
    void commitAgain() {
        CommitRequest request = CommitRequest.of(add("likes", 1));
        room.submit("ada", 7, request);
        room.commit("grace", add("likes", 1));
        assertThat(room.submit("ada", 7, request))
                .isEqualTo(new Outcome.Unchanged(List.of(new Answer.Applied("ada", 7, 1, true))));
        assertThat(room.value("likes")).isEqualTo("2");
    }

    @Test
    @DisplayName("[CM27] it is answered so though it would be refused by now")
    void againUnderALock() {
        room.submit("ada", 7, CommitRequest.of(put("k", "1")));
        room.locked("grace", "k");
        assertThat(applied(room.submit("ada", 7, CommitRequest.of(put("k", "1"))))
                        .seq())
                .isEqualTo(1);
    }

    @Test
    @DisplayName("[CM27] the ids of one client are not those of another")
    void idsOfOthers() {
        room.submit("ada", 7, CommitRequest.of(add("likes", 1)));
        room.submit("grace", 7, CommitRequest.of(add("likes", 1)));
        assertThat(room.value("likes")).isEqualTo("2");
    }

    @Test
    @DisplayName("[CM27] ids may have gaps and come late")
    void gaps() {
        room.submit("ada", 9, CommitRequest.of(add("n", 1)));
        room.submit("ada", 4, CommitRequest.of(add("n", 1)));
        room.submit("ada", Limits.INTEGER_MAX, CommitRequest.of(add("n", 1)));
        assertThat(room.value("n")).isEqualTo("3");
        assertThat(applied(room.submit("ada", 4, CommitRequest.of(add("n", 1)))).seq())
                .isEqualTo(2);
        assertThat(room.value("n")).isEqualTo("3");
    }

    @Test
    @DisplayName("[CM27] a retried acquire does not count twice: same fence, and one unlock frees it")
    void lockAgain() {
        Command.Lock lock = new Command.Lock("ada", 3, List.of("k"), 0);
        long fence = fenceOf(room.apply(lock));
        assertThat(room.apply(lock))
                .isEqualTo(new Outcome.Unchanged(List.of(new Answer.Granted("ada", 3, List.of("k"), fence))));
        room.unlock("ada", fence);
        assertThat(room.locked("grace", "k")).isGreaterThan(fence);
    }

    @Test
    @DisplayName("[CM27] a lock that was freed since is not taken anew by its old request")
    void lockAgainAfterUnlock() {
        Command.Lock lock = new Command.Lock("ada", 3, List.of("k"), 0);
        long fence = fenceOf(room.apply(lock));
        room.unlock("ada", fence);
        assertThat(fenceOf(room.apply(lock))).isEqualTo(fence);
        assertThat(room.state.locks()).isEmpty();
        assertThat(codeOf(room.commitFenced("ada", fence, put("k", "1")))).isEqualTo(RefusalCode.FENCED);
    }

    @Test
    @DisplayName("[CM27] an unlock that comes again is answered applied with its seq")
    void unlockAgain() {
        Command.Unlock unlock = new Command.Unlock("ada", 5, room.locked("ada", "k"));
        long seq = applied(room.apply(unlock)).seq();
        room.locked("grace", "k");
        assertThat(room.apply(unlock))
                .isEqualTo(new Outcome.Unchanged(List.of(new Answer.Applied("ada", 5, seq, true))));
        assertThat(room.state.locks()).hasSize(1);
    }

    @Test
    @DisplayName("[CM27] a grant after waiting is remembered under its own id, later commits notwithstanding")
    void grantedLate() {
        long fence = room.locked("grace", "k");
        Command.Lock lock = new Command.Lock("ada", 3, List.of("k"), 1_000);
        room.apply(lock);
        room.submit("ada", 4, CommitRequest.of(put("x", "1")));
        room.unlock("grace", fence);
        long granted = room.state.seq();
        assertThat(room.apply(lock).answers()).containsExactly(new Answer.Granted("ada", 3, List.of("k"), granted));
        assertThat(applied(room.submit("ada", 4, CommitRequest.of(put("x", "2"))))
                        .changed())
                .isTrue();
        assertThat(room.value("x")).isEqualTo("1");
    }

    @Test
    @DisplayName("[CM27] the id of a lock in line is no other request's")
    void idInLine() {
        long fence = room.locked("grace", "k");
        room.apply(new Command.Lock("ada", 7, List.of("k"), 5_000));
        long own = room.locked("ada", "other");

        assertThat(codeOf(room.submit("ada", 7, CommitRequest.of(add("n", 1))))).isEqualTo(RefusalCode.INVALID);
        assertThat(codeOf(room.apply(new Command.Unlock("ada", 7, own)))).isEqualTo(RefusalCode.INVALID);
        room.unlock("grace", fence);
        assertThat(room.commits).filteredOn(c -> c.id() == 7).hasSize(1);
    }

    @Test
    @DisplayName("[CM29] a request that took no seq is judged anew")
    void judgedAnew() {
        long fence = room.locked("grace", "k");
        assertThat(codeOf(room.submit("ada", 7, CommitRequest.of(put("k", "1")))))
                .isEqualTo(RefusalCode.LOCKED);
        room.unlock("grace", fence);
        assertThat(room.submit("ada", 7, CommitRequest.of(put("k", "1"))).commits())
                .hasSize(1);
        room.submit("ada", 8, CommitRequest.of(put("k", "1")));
        room.commit("grace", put("k", "2"));
        assertThat(room.submit("ada", 8, CommitRequest.of(put("k", "1"))).commits())
                .hasSize(1);
    }

    @Test
    @DisplayName("[CM28] what was done is known across reconnects and restarts, under another session too")
    void acrossRestarts() {
        room.submit("ada", 7, CommitRequest.of(add("n", 1)));
        room.detach("ada");
        room.enter("ada");
        assertThat(applied(room.submit("ada", 7, CommitRequest.of(add("n", 1)))).seq())
                .isEqualTo(1);
        room.leave("ada");
        room.enterAs("ada-2", "ada");
        assertThat(applied(room.submit("ada-2", 7, CommitRequest.of(add("n", 1))))
                        .seq())
                .isEqualTo(1);
        room.restart();
        room.enterAs("ada-3", "ada");
        assertThat(applied(room.submit("ada-3", 7, CommitRequest.of(add("n", 1))))
                        .seq())
                .isEqualTo(1);
        assertThat(room.value("n")).isEqualTo("1");
    }

    @Test
    @DisplayName("[CM30] a request older than those remembered is refused, and not done again")
    void forgotten() {
        for (int id = 2; id <= 70_001; id++) {
            room.submit("ada", id, CommitRequest.of(add("n", 1)));
        }
        assertThat(codeOf(room.submit("ada", 1, CommitRequest.of(add("n", 1))))).isEqualTo(RefusalCode.INVALID);
        assertThat(codeOf(room.submit("ada", 2, CommitRequest.of(add("n", 1))))).isEqualTo(RefusalCode.INVALID);
        assertThat(codeOf(room.apply(new Command.Lock("ada", 2, List.of("k"), 0))))
                .isEqualTo(RefusalCode.INVALID);
        long fence = room.locked("ada", "k");
        assertThat(codeOf(room.apply(new Command.Unlock("ada", 1, fence)))).isEqualTo(RefusalCode.INVALID);
        long oldestKept = 70_001 - 32_768 + 1;
        assertThat(applied(room.submit("ada", oldestKept, CommitRequest.of(add("n", 1))))
                        .seq())
                .isEqualTo(oldestKept - 1);
        assertThat(room.value("n")).isEqualTo("70000");
    }

    @Test
    @DisplayName("[CM31] a client is remembered for a day after its session ended")
    void forADay() {
        room.submit("ada", 7, CommitRequest.of(add("n", 1)));
        room.leave("ada");
        room.pass(86_400_000 - 1);
        room.enter("ada");
        assertThat(applied(room.submit("ada", 7, CommitRequest.of(add("n", 1)))).seq())
                .isEqualTo(1);
        room.leave("ada");
        room.pass(86_400_000);
        room.enter("ada");
        room.submit("ada", 7, CommitRequest.of(add("n", 1)));
        assertThat(room.value("n")).isEqualTo("2");
    }

    @Test
    @DisplayName("[CM31] the day begins when the lease ended, and not while the client is here")
    void fromTheEndOfTheLease() {
        room.submit("ada", 7, CommitRequest.of(add("n", 1)));
        room.pass(2 * 86_400_000L);
        room.detach("ada");
        room.pass(TestRoom.LEASE_MILLIS + 86_400_000 - 1);
        assertThat(room.state.snapshot().clients())
                .extracting(RoomSnapshot.Client::id)
                .contains("c-ada");
        room.pass(1);
        assertThat(room.state.snapshot().clients())
                .extracting(RoomSnapshot.Client::id)
                .doesNotContain("c-ada");
    }
}
