package dev.lockstep.fx;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * The properties, lists and maps that a room has given out: the same object for the same key and type. One that nobody refers to and
 * nobody listens to is let go.
 */
final class SharedObjects {

    private record Id(String key, Type type) {}

    /** One that may be let go. */
    private static final class Known<T> extends WeakReference<T> {

        private final Id id;

        Known(Id id, T shared, ReferenceQueue<Object> gone) {
            super(shared, gone);
            this.id = id;
        }
    }

    /** Those of one kind, by id and by key. */
    private static final class Index<T> {

        private final Map<Id, Known<T>> byId = new HashMap<>();
        private final Map<String, List<Known<T>>> byKey = new HashMap<>();

        @Nullable
        T get(Id id) {
            Known<T> known = byId.get(id);
            return known == null ? null : known.get();
        }

        void put(Id id, T shared, ReferenceQueue<Object> gone) {
            Known<T> known = new Known<>(id, shared, gone);
            byId.put(id, known);
            byKey.computeIfAbsent(id.key(), key -> new ArrayList<>(1)).add(known);
        }

        void remove(Known<?> gone) {
            byId.remove(gone.id, gone); // unless there is another one by now
            List<Known<T>> some = byKey.get(gone.id.key());
            if (some != null && some.removeIf(known -> known.equals(gone)) && some.isEmpty()) {
                byKey.remove(gone.id.key());
            }
        }

        /** Those of {@code key}, whatever is made or let go meanwhile. */
        void each(String key, Consumer<T> action) {
            List<Known<T>> some = byKey.get(key);
            if (some != null) {
                List.copyOf(some).forEach(known -> {
                    T shared = known.get();
                    if (shared != null) {
                        action.accept(shared);
                    }
                });
            }
        }

        Collection<Known<T>> all() {
            return List.copyOf(byId.values());
        }
    }

    private final Index<SharedProperty<?>> properties = new Index<>();
    private final Index<PrefixView> views = new Index<>();
    private final Set<Object> inUse = Collections.newSetFromMap(new IdentityHashMap<>());
    private final ReferenceQueue<Object> gone = new ReferenceQueue<>();
    private List<PrefixView> waiting = new ArrayList<>(); // for the hub to confirm something

    <P extends SharedProperty<?>> P property(String key, Type type, Supplier<? extends P> make, Class<P> kind) {
        letGo();
        Id id = new Id(key, type);
        SharedProperty<?> known = properties.get(id);
        if (known == null) {
            known = make.get();
            properties.put(id, known, gone);
        }
        return kind.cast(known);
    }

    <V extends PrefixView> V view(String prefix, Type type, Supplier<? extends V> make, Class<V> kind) {
        letGo();
        Id id = new Id(prefix, type);
        PrefixView known = views.get(id);
        if (known == null) {
            known = make.get();
            views.put(id, known, gone);
            waiting.add(known); // it may show what the hub has not confirmed yet
        }
        return kind.cast(known);
    }

    private void letGo() {
        for (Reference<?> next = gone.poll(); next != null; next = gone.poll()) {
            if (next instanceof Known<?> known) {
                properties.remove(known);
                views.remove(known);
            }
        }
    }

    /** How many there are. */
    int size() {
        letGo();
        return properties.all().size() + views.all().size();
    }

    /** Somebody listens to {@code shared}, or nobody does any more. */
    void keep(Object shared, boolean isUsed) {
        if (isUsed) {
            inUse.add(shared);
        } else {
            inUse.remove(shared);
        }
    }

    /** Notifies {@code shared} of nothing more; whoever asks for it again is given another one. */
    void forget(Object shared) {
        inUse.remove(shared);
        waiting.removeIf(view -> view == shared);
        forget(properties, shared);
        forget(views, shared);
    }

    private static <T> void forget(Index<T> index, Object shared) {
        index.all().stream().filter(known -> known.get() == shared).forEach(index::remove);
    }

    /** The properties of {@code key} notify their listeners. */
    void fire(String key) {
        properties.each(key, SharedProperty::fire);
    }

    /** The entry at {@code key} is another, and listeners are not notified. */
    void changedQuietly(String key) {
        properties.each(key, SharedProperty::changedQuietly);
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
        changedByParent
                .keySet()
                .forEach(prefix -> views.each(prefix, view -> {
                    if (asked.add(view)) {
                        ask(view, changedByParent);
                    }
                }));
    }

    private void ask(PrefixView view, Map<String, Set<String>> changedByParent) {
        if (view.changed(changedByParent.getOrDefault(view.prefix(), Set.of()))) {
            waiting.add(view);
        }
    }
}
