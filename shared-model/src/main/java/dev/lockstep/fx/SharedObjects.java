package dev.lockstep.fx;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
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
    private List<PrefixView> waiting = new ArrayList<>(); // for the hub to confirm something

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
            waiting.add(known); // it may show what the hub has not confirmed yet
        }
        return kind.cast(known);
    }

    /** The properties of {@code key} notify their listeners. */
    void fire(String key) {
        propertiesByKey.getOrDefault(key, List.of()).forEach(SharedProperty::fire);
    }

    /** The entry at {@code key} is another, and listeners are not notified. */
    void changedQuietly(String key) {
        propertiesByKey.getOrDefault(key, List.of()).forEach(SharedProperty::changedQuietly);
    }

    /** The lists and maps take what changed, each at the keys right below its prefix. Those that have no part in it are not asked. */
    void update(Map<String, Set<String>> changedByParent) {
        List<PrefixView> before = waiting;
        waiting = new ArrayList<>(); // who hears of a change may open further views
        Set<PrefixView> asked = Collections.newSetFromMap(new IdentityHashMap<>());
        for (PrefixView view : before) {
            asked.add(view);
            ask(view, changedByParent);
        }
        changedByParent.keySet().forEach(prefix -> {
            for (PrefixView view : viewsByPrefix.getOrDefault(prefix, List.of())) {
                if (asked.add(view)) {
                    ask(view, changedByParent);
                }
            }
        });
    }

    private void ask(PrefixView view, Map<String, Set<String>> changedByParent) {
        if (view.changed(changedByParent.getOrDefault(view.prefix(), Set.of()))) {
            waiting.add(view);
        }
    }
}
