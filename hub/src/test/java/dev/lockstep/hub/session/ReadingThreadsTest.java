package dev.lockstep.hub.session;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ReadingThreadsTest {

    private final List<Runnable> pool = new ArrayList<>();
    private final ReadingThreads threads = new ReadingThreads(pool::add, pool::add, () -> false);
    private final List<String> done = new ArrayList<>();

    @Test
    @DisplayName("what a thread sets off while it reads is done when it has read, by itself")
    void toCompletion() {
        threads.read(() -> {
            threads.handle(true, () -> threads.execute(() -> done.add("turn")));
            done.add("read");
        });
        assertThat(done).containsExactly("read", "turn");
        assertThat(pool).isEmpty();
    }

    @Test
    @DisplayName("what that sets off in its turn is the pool's, since the thread is to read on")
    void captured() {
        threads.read(() -> threads.execute(() -> threads.execute(() -> done.add("next turn"))));
        assertThat(done).isEmpty();
        assertThat(pool).hasSize(1);
    }

    @Test
    @DisplayName("a thread that finds more and more to read leaves to the pool what others wait for")
    void flooded() {
        threads.read(() -> {
            threads.execute(() -> done.add("turn"));
            for (int i = 0; i < 1_000; i++) {
                threads.handle(true, () -> {});
            }
            assertThat(pool).hasSize(1);
        });
        assertThat(done).isEmpty();
    }

    @Test
    @DisplayName("a thread that reads for all sockets handles short messages and leaves all else to the pool")
    void forAll() {
        threads.readForAll(() -> {
            threads.handle(true, () -> {
                done.add("short");
                threads.execute(() -> done.add("turn"));
            });
            threads.handle(false, () -> done.add("long"));
        });
        assertThat(done).containsExactly("short");
        pool.forEach(Runnable::run);
        assertThat(done).containsExactly("short", "turn", "long");
    }

    @Test
    @DisplayName("a client that sends without a pause is read on by the pool, and there too it lets others run")
    void floodedForAll() {
        int[] left = {1_000};
        threads.readForAll(() -> readOn(left));
        assertThat(left[0]).isGreaterThan(900);
        for (int runs = 0; left[0] > 0; runs++) {
            assertThat(runs).isLessThan(100);
            int before = left[0];
            pool.remove(0).run();
            assertThat(before - left[0]).isBetween(1, 100);
        }
    }

    /** As a socket does: the next message comes when the last is handled. */
    private void readOn(int[] left) {
        if (left[0] > 0) {
            threads.handle(true, () -> {
                left[0]--;
                readOn(left);
            });
        }
    }

    @Test
    @DisplayName("of several rooms that one read sets off, none waits for the first")
    void several() {
        threads.read(() -> {
            threads.execute(() -> done.add("first room"));
            threads.execute(() -> done.add("second room"));
            threads.execute(() -> done.add("third room"));
        });
        assertThat(done).containsExactly("first room");
        pool.forEach(Runnable::run);
        assertThat(done).containsExactly("first room", "second room", "third room");
    }

    @Test
    @DisplayName("what was set off is done though the reading ends with an exception")
    void failed() {
        try {
            threads.read(() -> {
                threads.execute(() -> done.add("turn"));
                throw new IllegalStateException("the socket broke");
            });
        } catch (IllegalStateException e) {
            done.add(e.getMessage());
        }
        assertThat(done).containsExactly("turn", "the socket broke");
    }

    @Test
    @DisplayName("others' tasks are the pool's")
    void others() {
        threads.execute(() -> done.add("alarm"));
        assertThat(done).isEmpty();
        assertThat(pool).hasSize(1);
    }
}
