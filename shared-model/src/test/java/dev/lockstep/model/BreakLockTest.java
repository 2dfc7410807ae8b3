package dev.lockstep.model;

import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static dev.lockstep.model.TestRoom.all;
import static dev.lockstep.model.TestRoom.codeOf;
import static dev.lockstep.model.TestRoom.only;
import static dev.lockstep.model.TestRoom.put;
import static org.assertj.core.api.Assertions.assertThat;

class BreakLockTest {

    private final TestRoom room = TestRoom.with("ada", "grace", "linus");

    @Test
    @DisplayName("[LK30] a broken lock is free, its holder is told, and the next in line has it")
    void broken() {
        long fence = room.locked("ada", "a");
        room.await("linus", 60_000, "a");

        Outcome outcome = breakLock("grace", fence);

        assertThat(only(Answer.Lost.class, outcome))
                .isEqualTo(new Answer.Lost("ada", fence, List.of("a"), Answer.Lost.BROKEN));
        assertThat(only(Answer.Granted.class, outcome).session()).isEqualTo("linus");
        assertThat(only(Answer.Applied.class, outcome).session()).isEqualTo("grace");
        assertThat(codeOf(room.commitFenced("ada", fence, put("a", "1")))).isEqualTo(RefusalCode.FENCED);
    }

    @Test
    @DisplayName("[LK30] a holder that is away is told when it is back")
    void away() {
        long fence = room.locked("ada", "a");
        room.detach("ada");

        assertThat(all(Answer.Lost.class, breakLock("grace", fence))).isEmpty();
        assertThat(only(Answer.Lost.class, room.enterAs("ada", "ada")).reason()).isEqualTo(Answer.Lost.BROKEN);
    }

    @Test
    @DisplayName("[LK30] what nobody holds can't be broken, and what was broken once is not broken again")
    void notHeld() {
        assertThat(codeOf(breakLock("grace", 17))).isEqualTo(RefusalCode.FENCED);

        long fence = room.locked("ada", "a");
        long id = room.nextId();
        room.apply(new Command.BreakLock("grace", id, fence));
        long newer = room.locked("ada", "a");
        Outcome again = room.apply(new Command.BreakLock("grace", id, fence));

        assertThat(only(Answer.Applied.class, again).changed()).isTrue();
        assertThat(room.state.holdsLock("ada", newer)).isTrue();
    }

    private Outcome breakLock(String session, long fence) {
        return room.apply(new Command.BreakLock(session, room.nextId(), fence));
    }
}
