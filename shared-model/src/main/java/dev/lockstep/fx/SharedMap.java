package dev.lockstep.fx;

import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.beans.InvalidationListener;
import javafx.collections.FXCollections;
import javafx.collections.MapChangeListener;
import javafx.collections.ObservableMap;

import com.google.gson.reflect.TypeToken;
import org.jspecify.annotations.Nullable;

import dev.lockstep.model.Json;
import dev.lockstep.model.Names;
import dev.lockstep.model.Operation;

/**
 * The entries right below a prefix as an observable map: {@code scores/ada} is {@code ada} of the map {@code scores}.
 * Writing to it commits to the room; a value of another type, written by some other program, is left out and told to
 * {@link SharedRoom#onError}.
 */
public final class SharedMap<T> extends AbstractMap<String, T> implements ObservableMap<String, T>, PrefixView {

    private final RoomCore room;
    private final String prefix;
    private final TypeToken<T> type;
    private final ObservableMap<String, T> items = FXCollections.observableHashMap();
    private final List<Object> listeners = new ArrayList<>(1);
    private final ObservableMap<String, T> readOnly = FXCollections.unmodifiableObservableMap(items);

    SharedMap(RoomCore room, String prefix, TypeToken<T> type) {
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
    public boolean changed(Set<String> keys) {
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
        return false;
    }

    /**
     * Sets an entry. Members that its type doesn't know stay as they are.
     *
     * @throws IllegalArgumentException where {@code name} can't be the rest of a key, or {@code value} can't be stored as JSON
     */
    @Override
    public @Nullable T put(String name, T value) {
        T before = items.get(name);
        room.submitAll(List.of(putting(name, value)));
        return before;
    }

    /** Sets all in as few commits as there can be; none where a name or a value can't be stored. */
    @Override
    public void putAll(Map<? extends String, ? extends T> values) {
        List<Operation> ops = new ArrayList<>();
        values.forEach((name, value) -> ops.add(putting(name, value)));
        room.submitAll(ops);
    }

    private Operation putting(String name, T value) {
        String key = prefix + "/" + name;
        String problem = name.contains("/")
                ? "a name in a map has no /, since it would be another map's: " + name
                : Names.problemWithKey(key);
        if (problem != null) {
            throw new IllegalArgumentException(problem);
        }
        return new Operation.Put(key, room.encodedOver(room.peek(key), value, type));
    }

    @Override
    public @Nullable T remove(Object name) {
        T before = items.get(name);
        if (before != null) {
            room.commit(new Operation.Remove(prefix + "/" + name));
        }
        return before;
    }

    @Override
    public void clear() {
        room.submitAll(items.keySet().stream()
                .<Operation>map(name -> new Operation.Remove(prefix + "/" + name))
                .toList());
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

    /** On any thread, as debuggers do. */
    @Override
    public String toString() {
        room.lookingBelow(prefix);
        return items.toString();
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
        listeners.add(listener);
        keepIfUsed();
    }

    @Override
    public void removeListener(MapChangeListener<? super String, ? super T> listener) {
        room.checkThread();
        readOnly.removeListener(listener);
        listeners.remove(listener);
        keepIfUsed();
    }

    @Override
    public void addListener(InvalidationListener listener) {
        room.checkThread();
        readOnly.addListener(listener);
        listeners.add(listener);
        keepIfUsed();
    }

    @Override
    public void removeListener(InvalidationListener listener) {
        room.checkThread();
        readOnly.removeListener(listener);
        listeners.remove(listener);
        keepIfUsed();
    }

    /** Who listens need not refer to it; one that nobody refers to either is let go. */
    private void keepIfUsed() {
        room.objects().keep(this, !listeners.isEmpty());
    }

    /** Ends it: it is notified of nothing more. Whoever asks the room for it again is given another one. Not needed to free it. */
    public void close() {
        room.objects().forget(this);
    }
}
