package dev.lockstep.simulation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.logging.Level;
import java.util.logging.Logger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Many worlds, each from its seed. {@code -Dlockstep.sim.first} says which is the first, {@code -Dlockstep.sim.seeds} how
 * many there are; without the latter, as many as fit half a minute.
 */
class SimulationTest {

    private static final long FIRST = Long.getLong("lockstep.sim.first", 1);
    private static final int WORLDS = Integer.getInteger("lockstep.sim.seeds", 400);

    /** Held here, since a logger that nobody holds forgets its level. */
    private static final Logger LOGS = Logger.getLogger("dev.lockstep");

    @BeforeEach
    void quiet() {
        LOGS.setLevel(Level.OFF); // trouble is what worlds are made of
    }

    @AfterEach
    void loud() {
        LOGS.setLevel(null);
    }

    @Test
    @DisplayName("whatever happens, what was acknowledged is there once, and all see the same")
    void worlds() {
        Statistics statistics = new Statistics();
        long begin = System.nanoTime();
        for (long seed = FIRST; seed < FIRST + WORLDS; seed++) {
            new World(seed, statistics).run();
        }
        double minutes = (System.nanoTime() - begin) / 60e9;
        System.out.printf("%d worlds from seed %d, %.0f a minute: %s%n", WORLDS, FIRST, WORLDS / minutes, statistics);
        if (WORLDS >= 100) {
            for (Fault fault : Fault.values()) {
                assertThat(statistics.of(fault)).as(fault.toString()).isPositive();
            }
        }
    }

    @Test
    @DisplayName("the same where hubs keep their rooms in files, and power cuts leave half-written ones")
    void worldsOnDisk(@TempDir Path directory) throws IOException {
        int torn = 0;
        for (long seed = FIRST; seed < FIRST + Math.max(1, WORLDS / 20); seed++) {
            Path root = Files.createDirectory(directory.resolve(String.valueOf(seed)));
            try (JournalFiles files = new JournalFiles(root, new SplittableRandom(seed))) {
                new World(seed, new Statistics(), 0, files).run();
                torn += files.torn();
            }
        }
        if (WORLDS >= 100) {
            assertThat(torn).as("half-written files").isPositive();
        }
    }

    @Test
    @DisplayName("[RM5] a wait for a lock that ends while the room waits for its journal costs no member a commit")
    void waitEndsInTrouble() {
        for (long seed = FIRST; seed < FIRST + 20; seed++) {
            World world = new World(seed, new Statistics(), 2);
            world.begin();
            world.pass(2_000);
            world.person(0).lock("guarded", 0);
            world.pass(100);
            world.person(1).lock("guarded", 150);
            world.pass(50);
            world.trouble().keeping = true;
            world.trouble().refusing = 1;
            world.person(0).commit();
            world.pass(20);
            world.trouble().end();
            world.pass(5_000);
            world.end();
        }
    }

    @Test
    @DisplayName("the same seed tells the same story")
    void sameStory() {
        for (long seed = FIRST; seed < FIRST + 5; seed++) {
            World one = new World(seed, new Statistics());
            one.run();
            World again = new World(seed, new Statistics());
            again.run();
            assertThat(again.trace()).as("world %s", seed).isEqualTo(one.trace());
        }
    }
}
