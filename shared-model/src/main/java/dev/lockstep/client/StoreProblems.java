package dev.lockstep.client;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The problems of a store, in order. Safe for use by many threads. */
final class StoreProblems {

    private static final Logger LOG = System.getLogger(StoreProblems.class.getName());

    /** A disk that fails for days has no more to say than this. */
    private static final int PROBLEMS_MAX = 100;

    // guarded by this
    private final List<StoreProblem> all = new ArrayList<>();
    private final List<Consumer<StoreProblem>> listeners = new ArrayList<>();

    void add(StoreProblem problem) {
        LOG.log(Level.WARNING, problem.message());
        List<Consumer<StoreProblem>> told;
        synchronized (this) {
            if (all.size() < PROBLEMS_MAX) {
                all.add(problem);
            }
            told = List.copyOf(listeners);
        }
        told.forEach(listener -> tell(listener, problem));
    }

    synchronized List<StoreProblem> all() {
        return List.copyOf(all);
    }

    /** Tells {@code listener} all that there are, here, and the later ones on the threads that find them. */
    void listen(Consumer<StoreProblem> listener) {
        List<StoreProblem> before;
        synchronized (this) {
            before = List.copyOf(all);
            listeners.add(listener);
        }
        before.forEach(problem -> tell(listener, problem));
    }

    private static void tell(Consumer<StoreProblem> listener, StoreProblem problem) {
        try {
            listener.accept(problem);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "a listener to a store's problems failed", e);
        }
    }
}
