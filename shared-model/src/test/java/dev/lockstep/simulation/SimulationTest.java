package dev.lockstep.simulation;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.lockstep.wire.MalformedException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs worlds. {@code -Dlockstep.sim.seeds=N} says how many, {@code -Dlockstep.sim.first=S} from which seed on; a failure
 * names its seed.
 */
class SimulationTest {

    private static final long FIRST = Long.getLong("lockstep.sim.first", 1);
    private static final int SEEDS = Integer.getInteger("lockstep.sim.seeds", 300);

    @Test
    @DisplayName("whatever breaks, all replicas end up as the hub, and each acknowledged request is done exactly once")
    void worlds() {
        Statistics statistics = new Statistics();
        for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
            try {
                new World(seed, statistics).run();
            } catch (MalformedException | RuntimeException | AssertionError e) {
                throw new AssertionError(
                        "seed " + seed + ": run it alone with -Dlockstep.sim.first=" + seed
                                + " -Dlockstep.sim.seeds=1\n" + e.getMessage(),
                        e);
            }
        }
        System.out.println("simulated " + SEEDS + " worlds from seed " + FIRST + ": " + statistics);
        if (SEEDS >= 100) {
            for (String what : new String[] {
                "Granted",
                "Lost",
                "caught up by changes",
                "caught up by snapshot",
                "clock jumps",
                "could not store",
                "crashes",
                "cuts",
                "leaves",
                "lost",
                "refused conflict",
                "refused deadlock",
                "refused fenced",
                "refused locked",
                "refused timeout",
                "requests done",
                "restarts of clients",
                "second connections",
                "snapshots to laggards"
            }) {
                assertThat(statistics.of(what)).as(what).isPositive();
            }
        }
    }

    @Test
    @DisplayName("the same seed gives the same trace")
    void sameSeedSameTrace() throws MalformedException {
        for (long seed = 1; seed <= 5; seed++) {
            String first = new World(seed, new Statistics()).run();
            String second = new World(seed, new Statistics()).run();
            assertThat(second).isEqualTo(first).isNotEmpty();
        }
    }

    @Test
    @DisplayName("seed 1139: the join of a replaced connection comes after that of the new one")
    void lateJoinOfReplacedConnection() throws MalformedException {
        assertThat(new World(1139, new Statistics()).run()).isNotEmpty();
    }
}
