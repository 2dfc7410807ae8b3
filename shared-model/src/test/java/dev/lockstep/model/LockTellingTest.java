package dev.lockstep.model;

import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static dev.lockstep.model.TestRoom.*;
import static org.assertj.core.api.Assertions.assertThat;

class LockTellingTest {

    private final TestRoom room = TestRoom.with("ada", "grace", "linus");

    private static LockInfo held(String key, String session, long fence, int waiting) {
        return new LockInfo(key, session, session, fence, waiting);
    }

    @Test
    @DisplayName("[LK27] [LK28] a grant and a release are told, once each, and take a seq")
    void grantAndRelease() {
        Commit grant = onlyCommit(room.lock("ada", "b", "a"));
        assertThat(grant.seq()).isEqualTo(1);
        assertThat(grant.ops()).isEmpty();
        assertThat(grant.locks()).containsExactly(held("a", "ada", 1, 0), held("b", "ada", 1, 0));
        Commit release = onlyCommit(room.unlock("ada", 1));
        assertThat(release.seq()).isEqualTo(2);
        assertThat(release.locks()).containsExactly(LockInfo.free("a", 0), LockInfo.free("b", 0));
        assertThat(room.state.locks()).isEmpty();
    }

    @Test
    @DisplayName("[LK27] the number waiting is told when it changes, of every lock in the way")
    void waiting() {
        room.locked("ada", "a/b", "c");
        assertThat(onlyCommit(room.await("grace", 500, "a")).locks()).containsExactly(held("a/b", "ada", 1, 1));
        assertThat(onlyCommit(room.await("linus", 1_000, "a/b/x", "c")).locks())
                .containsExactly(held("a/b", "ada", 1, 2), held("c", "ada", 1, 1));
        assertThat(onlyCommit(room.pass(500)).locks()).containsExactly(held("a/b", "ada", 1, 1));
        assertThat(onlyCommit(room.leave("linus")).locks())
                .containsExactly(held("a/b", "ada", 1, 0), held("c", "ada", 1, 0));
    }

    @Test
    @DisplayName("[LK27] who has locks under a new name is told anew")
    void renamed() {
        room.locked("ada", "a");
        Outcome outcome = room.apply(new Command.Enter("ada", "c-ada", "Countess"));
        assertThat(onlyCommit(outcome).locks()).containsExactly(new LockInfo("a", "ada", "Countess", 1, 0));
    }

    @Test
    @DisplayName("[LK28] what is told adds up to the locks that are held")
    void addsUp() {
        long a = room.locked("ada", "a", "b/x");
        long a2 = room.locked("ada", "a", "c");
        room.await("grace", 700, "a");
        room.await("linus", 900, "b", "c");
        room.unlock("ada", a);
        room.detach("ada");
        room.pass(800);
        room.enter("ada");
        room.unlock("ada", a2);
        java.util.Map<String, LockInfo> told = new java.util.TreeMap<>();
        for (Commit commit : room.commits) {
            for (LockInfo lock : commit.locks()) {
                if (lock.session() == null) {
                    assertThat(told.remove(lock.key()))
                            .as("told as free: %s", lock)
                            .isNotNull();
                } else {
                    assertThat(told.put(lock.key(), lock)).as("told again").isNotEqualTo(lock);
                }
            }
        }
        assertThat(told.values()).containsExactlyElementsOf(room.state.locks());
        assertThat(told.keySet()).containsExactly("b", "c");
    }

    @Test
    @DisplayName("[LK29] the commits of a grant and of an unlock carry their request's client and id")
    void authorship() {
        Commit grant = onlyCommit(room.apply(new Command.Lock("ada", 7, List.of("k"), 0)));
        assertThat(grant.client()).isEqualTo("c-ada");
        assertThat(grant.id()).isEqualTo(7);
        room.apply(new Command.Lock("grace", 3, List.of("k"), 1_000));
        Outcome outcome = room.apply(new Command.Unlock("ada", 8, grant.seq()));
        assertThat(outcome.commits()).extracting(Commit::client).containsExactly("c-ada", "c-grace");
        assertThat(outcome.commits()).extracting(Commit::id).containsExactly(8L, 3L);
    }

    @Test
    @DisplayName("[LK29] what time, a newcomer in line or a leaver caused carries nobody's")
    void nobodys() {
        room.locked("ada", "k");
        Outcome newcomer = room.await("grace", 500, "k");
        Outcome timeout = room.pass(500);
        room.detach("ada");
        Outcome leaseEnd = room.pass(TestRoom.LEASE_MILLIS);
        room.locked("linus", "k");
        Outcome leaver = room.leave("linus");
        for (Outcome outcome : List.of(newcomer, timeout, leaseEnd, leaver)) {
            assertThat(onlyCommit(outcome).client()).isNull();
            assertThat(onlyCommit(outcome).id()).isZero();
        }
    }

    @Test
    @DisplayName("[LK27] what changes nothing about locks is not told")
    void silence() {
        room.locked("ada", "a");
        assertThat(room.detach("ada").commits()).isEmpty();
        assertThat(room.enterAs("ada", "ada").commits()).isEmpty();
        assertThat(room.leave("linus").commits()).isEmpty();
        assertThat(room.lock("ada", "a/b").commits()).isEmpty();
        assertThat(room.lock("grace", "a").commits()).isEmpty();
    }
}
