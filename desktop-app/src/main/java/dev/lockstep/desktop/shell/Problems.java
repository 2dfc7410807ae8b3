package dev.lockstep.desktop.shell;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * What goes wrong with what the program keeps, on its way to the windows: each problem once, to everybody who has a window then.
 * What is known before there is one waits for it.
 */
public final class Problems {

    /** Of so many it is remembered that they were shown: more are no news. */
    private static final int MAX = 100;

    private final Executor fx;

    // on the JavaFX thread
    private final Set<String> known = new LinkedHashSet<>();
    private final List<String> waiting = new ArrayList<>();
    private final List<Consumer<String>> listeners = new ArrayList<>();

    /** @param fx runs what it is given on the JavaFX thread, later */
    public Problems(Executor fx) {
        this.fx = fx;
    }

    /**
     * Shows a problem, unless it was shown before. Any thread.
     *
     * @param problem for display: what happened, and what to do
     */
    public void tell(String problem) {
        if (!problem.isEmpty()) {
            fx.execute(() -> told(problem));
        }
    }

    private void told(String problem) {
        if (known.size() >= MAX || !known.add(problem)) {
            return;
        }
        if (listeners.isEmpty()) {
            waiting.add(problem);
        }
        List.copyOf(listeners).forEach(listener -> listener.accept(problem));
    }

    /** On the JavaFX thread. */
    void add(Consumer<String> listener) {
        listeners.add(listener);
        List<String> before = List.copyOf(waiting);
        waiting.clear();
        before.forEach(listener);
    }

    /** On the JavaFX thread. */
    void remove(Consumer<String> listener) {
        listeners.remove(listener);
    }
}
