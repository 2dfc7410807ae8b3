package dev.lockstep.fx;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** The refreshing blocks of a connection's rooms that are due: each runs once for all that changed in a moment. On the JavaFX thread. */
final class RefreshQueue {

    /** So often may a block run in one go before it is taken for a loop; a chain of blocks settles in a few. */
    private static final int RUNS_MAX = 20;

    /** @param key that the block is due for */
    private record Due(String key, Consumer<RuntimeException> onError) {}

    private final FxThread fxThread;
    private final Map<Refresh, Due> due = new LinkedHashMap<>();
    private boolean planned;
    private boolean running;

    RefreshQueue(FxThread fxThread) {
        this.fxThread = fxThread;
    }

    /** {@code refresh} runs soon, after the change under way. */
    void add(Refresh refresh, String key, Consumer<RuntimeException> onError) {
        due.put(refresh, new Due(key, onError));
        refresh.becomesDue();
        if (!planned && !running) {
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
                Iterator<Map.Entry<Refresh, Due>> each = due.entrySet().iterator();
                Map.Entry<Refresh, Due> first = each.next();
                Refresh refresh = first.getKey();
                Due why = first.getValue();
                each.remove();
                if (runs.merge(refresh, 1, Integer::sum) > RUNS_MAX) {
                    refresh.close();
                    why.onError().accept(new RefreshLoopException(why.key()));
                } else {
                    run(refresh, why.onError());
                }
            }
        } finally {
            running = false;
        }
    }

    private static void run(Refresh refresh, Consumer<RuntimeException> onError) {
        try {
            refresh.run();
        } catch (RuntimeException e) {
            onError.accept(e);
        }
    }
}
