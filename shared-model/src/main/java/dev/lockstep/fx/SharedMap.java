package dev.lockstep.fx;

import java.util.AbstractMap;
import java.util.Set;
import javafx.beans.InvalidationListener;
import javafx.collections.FXCollections;
import javafx.collections.MapChangeListener;
import javafx.collections.ObservableMap;

import org.jspecify.annotations.Nullable;

import dev.lockstep.model.Json;

/**
 * The entries right below a prefix as an observable map: {@code scores/ada} is {@code ada} of the map {@code scores}.
 * Writing to it commits to the room; a value of another type, written by some other program, is left out and told to
 * {@link SharedRoom#onError}.
 */
public final class SharedMap<T> extends AbstractMap<String, T> implements ObservableMap<String, T>, PrefixView {

    private final SharedRoom room;
    private final String prefix;
    private final Class<T> type;
    private final ObservableMap<String, T> items = FXCollections.observableHashMap();
    private final ObservableMap<String, T> readOnly = FXCollections.unmodifiableObservableMap(items);

    SharedMap(SharedRoom room, String prefix, Class<T> type) {
        this.room = room;
        this.prefix = prefix;
        this.type = type;
        changed(room.keysBelow(prefix));
    }

    @Override
    public String prefix() {
        return prefix;
    }

    @Override
    public void changed(Set<String> keys) {
        for (String key : keys) {
            String name = key.substring(prefix.length() + 1);
            Json json = room.peek(key);
            T value = json == null ? null : room.decode(key, json, type);
            if (value == null) {
                items.remove(name);
            } else if (!value.equals(items.get(name))) {
                items.put(name, value);
            }
        }
    }

    @Override
    public @Nullable T put(String name, T value) {
        T before = items.get(name);
        room.put(prefix + "/" + name, value);
        return before;
    }

    @Override
    public @Nullable T remove(Object name) {
        T before = items.get(name);
        if (before != null) {
            room.remove(prefix + "/" + name);
        }
        return before;
    }

    @Override
    public void clear() {
        Set.copyOf(items.keySet()).forEach(this::remove);
    }

    @Override
    public @Nullable T get(Object name) {
        room.readingBelow(prefix);
        return items.get(name);
    }

    @Override
    public boolean containsKey(Object name) {
        room.readingBelow(prefix);
        return items.containsKey(name);
    }

    /** A view that can't be written to. */
    @Override
    public Set<Entry<String, T>> entrySet() {
        room.readingBelow(prefix);
        return readOnly.entrySet();
    }

    @Override
    public void addListener(MapChangeListener<? super String, ? super T> listener) {
        room.checkThread();
        readOnly.addListener(listener);
    }

    @Override
    public void removeListener(MapChangeListener<? super String, ? super T> listener) {
        room.checkThread();
        readOnly.removeListener(listener);
    }

    @Override
    public void addListener(InvalidationListener listener) {
        room.checkThread();
        readOnly.addListener(listener);
    }

    @Override
    public void removeListener(InvalidationListener listener) {
        room.checkThread();
        readOnly.removeListener(listener);
    }
}
