package dev.lockstep.model;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What has to hold whatever comes in whatever order. The seed of a failure is in its message. */
class RandomCommandsTest {

    private static final int SEEDS = 200;

    private static final int COMMANDS = 300;

    private interface Check {
        void on(RandomRoom room);
    }

    private static Set<String> forEachSeed(Check check) {
        Set<String> seen = new HashSet<>();
        for (long seed = 1; seed <= SEEDS; seed++) {
            RandomRoom room = new RandomRoom(seed);
            try {
                check.on(room);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed + ", after " + room.log.size() + " changes", e);
            }
            seen.addAll(room.seen);
        }
        return seen;
    }

    @Test
    @DisplayName("[LK1] [LK9] [LK26] [LK28] [RM8] [CM16] [CM20] [CM27] whatever comes, the invariants hold")
    void invariants() {
        Set<String> seen = forEachSeed(room -> {
            for (int i = 0; i < COMMANDS; i++) {
                room.step();
            }
            room.end();
        });
        assertThat(seen) // or the seeds prove nothing
                .contains("Applied", "Unchanged", "Refused", "Granted", "Lost")
                .contains("invalid", "too-large", "limit", "fenced", "locked", "conflict")
                .contains("not-joined", "timeout", "deadlock");
    }

    @Test
    @DisplayName(
            "[CM28] [LK23] the log of what changed is the room: replayed, it gives the same answers and the same snapshot")
    void replay() {
        forEachSeed(room -> {
            for (int i = 0; i < COMMANDS; i++) {
                room.step();
            }
            RoomState replayed = RandomRoom.fresh();
            for (CheckedRoom.Logged logged : room.log) {
                assertThat(replayed.apply(logged.command(), logged.at())).isEqualTo(logged.outcome());
            }
            assertThat(replayed.snapshot()).isEqualTo(room.snapshot());
        });
    }

    @Test
    @DisplayName("[CM28] [LK23] a snapshot and the log after it are the room")
    void replayFromSnapshots() {
        forEachSeed(room -> {
            for (int i = 0; i < COMMANDS / 2; i++) {
                room.step();
            }
            RoomState restored = RandomRoom.restored(room.snapshot());
            int from = room.log.size();
            for (int i = 0; i < COMMANDS / 2; i++) {
                room.step();
            }
            List<CheckedRoom.Logged> rest = room.log.subList(from, room.log.size());
            for (CheckedRoom.Logged logged : rest) {
                assertThat(restored.apply(logged.command(), logged.at())).isEqualTo(logged.outcome());
                assertThat(RandomRoom.restored(restored.snapshot()).snapshot()).isEqualTo(restored.snapshot());
            }
            assertThat(restored.snapshot()).isEqualTo(room.snapshot());
            assertThat(restored.locks())
                    .isEqualTo(RandomRoom.restored(restored.snapshot()).locks());
            assertThat(restored.dueAt())
                    .isEqualTo(RandomRoom.restored(restored.snapshot()).dueAt());
        });
    }
}
