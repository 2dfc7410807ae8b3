package dev.lockstep.fx;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** The refreshing blocks bound to one room. On the JavaFX thread. */
final class Refreshes {

    private final RefreshQueue queue;
    private final Consumer<RuntimeException> onError;
    private final Map<String, Set<Refresh>> byKey = new HashMap<>();
    private final Map<String, Set<Refresh>> byPrefix = new HashMap<>();

    /** @param onError is told what blocks throw that a change of this room made run */
    Refreshes(RefreshQueue queue, Consumer<RuntimeException> onError) {
        this.queue = queue;
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

    /** {@code key} looks different: the blocks that read it run soon. */
    void touch(String key) {
        byKey.getOrDefault(key, Set.of()).forEach(refresh -> queue.add(refresh, key, onError));
        for (int cut = key.lastIndexOf('/'); cut > 0; cut = key.lastIndexOf('/', cut - 1)) {
            byPrefix.getOrDefault(key.substring(0, cut), Set.of()).forEach(refresh -> queue.add(refresh, key, onError));
        }
    }
}
