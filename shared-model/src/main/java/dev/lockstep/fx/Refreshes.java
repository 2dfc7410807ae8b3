package dev.lockstep.fx;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** The refreshing blocks bound to one room, and those of them that are due: each runs once for all that changed. */
final class Refreshes {

    /** So often may a block run in one go before it is taken for a loop; a chain of blocks settles in a few. */
    private static final int RUNS_MAX = 20;

    private final FxThread fxThread;
    private final Consumer<RuntimeException> onError;
    private final Map<String, Set<Refresh>> byKey = new HashMap<>();
    private final Map<String, Set<Refresh>> byPrefix = new HashMap<>();
    private final Map<Refresh, String> due = new LinkedHashMap<>(); // with the key that each is due for
    private boolean planned;
    private boolean running;

    Refreshes(FxThread fxThread, Consumer<RuntimeException> onError) {
        this.fxThread = fxThread;
        this.onError = onError;
    }

    void bind(Refresh.Read read, Refresh refresh) {
        (read.below() ? byPrefix : byKey)
                .computeIfAbsent(read.key(), k -> new LinkedHashSet<>())
                .add(refresh);
    }

    void unbind(Refresh.Read read, Refresh refresh) {
        Map<String, Set<Refresh>> index = read.below() ? byPrefix : byKey;
        Set<Refresh> some = index.get(read.key());
        if (some != null && some.remove(refresh) && some.isEmpty()) {
            index.remove(read.key());
        }
    }

    /** {@code key} looks different: the blocks that read it run soon, after the change under way. */
    void touch(String key) {
        byKey.getOrDefault(key, Set.of()).forEach(refresh -> due.put(refresh, key));
        for (int cut = key.lastIndexOf('/'); cut > 0; cut = key.lastIndexOf('/', cut - 1)) {
            byPrefix.getOrDefault(key.substring(0, cut), Set.of()).forEach(refresh -> due.put(refresh, key));
        }
        if (!due.isEmpty() && !planned && !running) {
            planned = true;
            fxThread.execute(this::runDue);
        }
    }

    private void runDue() {
        planned = false;
        running = true;
        Map<Refresh, Integer> runs = new HashMap<>();
        try {
            while (!due.isEmpty()) {
                Map.Entry<Refresh, String> first = due.entrySet().iterator().next();
                due.remove(first.getKey());
                if (runs.merge(first.getKey(), 1, Integer::sum) > RUNS_MAX) {
                    first.getKey().close();
                    onError.accept(new RefreshLoopException(first.getValue()));
                } else {
                    run(first.getKey());
                }
            }
        } finally {
            running = false;
        }
    }

    private void run(Refresh refresh) {
        try {
            refresh.run();
        } catch (RuntimeException e) {
            onError.accept(e);
        }
    }
}
