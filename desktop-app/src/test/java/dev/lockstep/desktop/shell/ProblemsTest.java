package dev.lockstep.desktop.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Problems come to the windows from any thread, once each. */
class ProblemsTest {

    private final List<Runnable> later = new ArrayList<>();
    private final Problems problems = new Problems(later::add);
    private final List<String> ada = new ArrayList<>();
    private final List<String> grace = new ArrayList<>();

    private void run() {
        List<Runnable> now = List.copyOf(later);
        later.clear();
        now.forEach(Runnable::run);
    }

    @Test
    @DisplayName("a problem waits for a window, is told to all that there are, and once")
    void once() {
        problems.tell("");
        problems.tell("one");
        run();
        Consumer<String> first = ada::add;
        problems.add(first);
        problems.add(grace::add);
        assertThat(ada).containsExactly("one");
        assertThat(grace).isEmpty();
        problems.tell("two");
        problems.tell("one");
        assertThat(ada).containsExactly("one");
        run();
        assertThat(ada).containsExactly("one", "two");
        problems.remove(first);
        problems.tell("three");
        problems.tell("two");
        run();
        assertThat(ada).containsExactly("one", "two");
        assertThat(grace).containsExactly("two", "three");
    }

    @Test
    @DisplayName("of thousands of problems some are told")
    void many() {
        problems.add(ada::add);
        for (int i = 0; i < 5_000; i++) {
            problems.tell("problem " + i);
        }
        run();
        assertThat(ada).hasSizeLessThan(200);
    }
}
