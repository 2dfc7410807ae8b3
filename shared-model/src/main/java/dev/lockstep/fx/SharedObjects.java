package dev.lockstep.fx;

import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** The properties, lists and maps that a room has given out: the same object for the same key and type. */
final class SharedObjects {

    private record Id(String key, Type type) {}

    private final Map<Id, SharedProperty<?>> properties = new HashMap<>();
    private final Map<String, List<SharedProperty<?>>> propertiesByKey = new HashMap<>();
    private final Map<Id, PrefixView> views = new HashMap<>();
    private final Map<String, List<PrefixView>> viewsByPrefix = new HashMap<>();

    <P extends SharedProperty<?>> P property(String key, Type type, Supplier<? extends P> make, Class<P> kind) {
        Id id = new Id(key, type);
        SharedProperty<?> known = properties.get(id);
        if (known == null) {
            known = make.get();
            properties.put(id, known);
            propertiesByKey
                    .computeIfAbsent(key, k -> new CopyOnWriteArrayList<>())
                    .add(known);
        }
        return kind.cast(known);
    }

    <V extends PrefixView> V view(String prefix, Type type, Supplier<? extends V> make, Class<V> kind) {
        Id id = new Id(prefix, type);
        PrefixView known = views.get(id);
        if (known == null) {
            known = make.get();
            views.put(id, known);
            viewsByPrefix
                    .computeIfAbsent(prefix, p -> new CopyOnWriteArrayList<>())
                    .add(known);
        }
        return kind.cast(known);
    }

    /** The properties of {@code key} notify their listeners. */
    void fire(String key) {
        propertiesByKey.getOrDefault(key, List.of()).forEach(SharedProperty::fire);
    }

    /** The lists and maps take what changed, each at the keys right below its prefix; those without any, too. */
    void update(Map<String, Set<String>> changedByParent) {
        new HashMap<>(viewsByPrefix).forEach((prefix, some) -> { // who hears of a change may open further views
            Set<String> keys = changedByParent.getOrDefault(prefix, Set.of());
            some.forEach(view -> view.changed(keys));
        });
    }
}
