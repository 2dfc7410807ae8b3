package dev.lockstep.hub.session;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ReadingThreadsTest {

    private final List<Runnable> pool = new ArrayList<>();
    private final ReadingThreads threads = new ReadingThreads(pool::add);
    private final List<String> done = new ArrayList<>();

    @Test
    @DisplayName("what a thread sets off while it reads is done when it has read, by itself")
    void toCompletion() {
        threads.read(() -> {
            threads.readOne();
            threads.execute(() -> done.add("turn"));
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
                threads.readOne();
            }
            assertThat(pool).hasSize(1);
        });
        assertThat(done).isEmpty();
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
