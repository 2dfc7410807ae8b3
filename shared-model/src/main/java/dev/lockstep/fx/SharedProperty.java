package dev.lockstep.fx;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.beans.InvalidationListener;
import javafx.beans.Observable;
import javafx.beans.WeakInvalidationListener;
import javafx.beans.binding.Bindings;
import javafx.beans.property.Property;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.beans.value.ObservableValueBase;

import com.google.gson.JsonParseException;
import org.jspecify.annotations.Nullable;

import dev.lockstep.model.Json;
import dev.lockstep.model.Operation;

/**
 * An entry of a room as a JavaFX property: the same in every window that has it.
 *
 * <p>Where the room has no such entry, it has its initial value, which is written nowhere. What is set is seen at once and
 * rolled back if the hub refuses; of what is set faster than the hub answers, the latest is sent. A value that is not of
 * this property's type, written by some other program, is told to {@link SharedRoom#onError} and shows as the initial value.
 */
public abstract class SharedProperty<T> extends ObservableValueBase<T> implements Property<T> {

    private final RoomCore room;
    private final String key;
    private final @Nullable T initial;
    private @Nullable Json decodedFrom;
    private @Nullable T decoded;
    private @Nullable ObservableValue<? extends T> source;
    private final InvalidationListener sourceListener = this::pull;
    private final List<Object> listeners = new ArrayList<>(1);
    private final WeakInvalidationListener weakSourceListener = new WeakInvalidationListener(sourceListener);

    SharedProperty(RoomCore room, String key, @Nullable T initial) {
        this.room = room;
        this.key = key;
        this.initial = initial;
        this.decoded = initial;
    }

    /** @throws JsonParseException where {@code json} is not of this property's type */
    abstract @Nullable T decode(Json json);

    /** What {@code value} is set as. */
    @Nullable
    T normal(@Nullable T value) {
        return value;
    }

    @Override
    public @Nullable T getValue() {
        room.reading(key);
        return seen();
    }

    @Override
    public void addListener(InvalidationListener listener) {
        room.checkThread();
        super.addListener(listener);
        listeners.add(listener);
        keepIfUsed();
    }

    @Override
    public void removeListener(InvalidationListener listener) {
        room.checkThread();
        super.removeListener(listener);
        listeners.remove(listener);
        keepIfUsed();
    }

    @Override
    public void addListener(ChangeListener<? super T> listener) {
        room.checkThread();
        super.addListener(listener);
        listeners.add(listener);
        keepIfUsed();
    }

    @Override
    public void removeListener(ChangeListener<? super T> listener) {
        room.checkThread();
        super.removeListener(listener);
        listeners.remove(listener);
        keepIfUsed();
    }

    /** Who listens, or has bound it, need not refer to it; one that nobody refers to either is let go. */
    final void keepIfUsed() {
        room.objects().keep(this, isUsed());
    }

    boolean isUsed() {
        return !listeners.isEmpty() || source != null;
    }

    /** Ends it: it is notified of nothing more. Whoever asks the room for it again is given another one. Not needed to free it. */
    public void close() {
        unbind();
        room.objects().forget(this);
    }

    /** The value without its being noted as read. */
    final @Nullable T seen() {
        Json json = stored();
        if (!Objects.equals(json, decodedFrom)) {
            decodedFrom = json;
            decoded = json == null ? initial : decodeOrInitial(json);
        }
        return decoded;
    }

    private @Nullable T decodeOrInitial(Json json) {
        try {
            return decode(json);
        } catch (JsonParseException e) {
            room.errors().unreadable(key, json, e);
            return initial;
        }
    }

    /**
     * Sets the entry, here and in every other window. Of an object, the members that its type knows are set; others, which a later version of
     * the program may have added, stay as they are.
     *
     * @throws IllegalArgumentException where {@code value} can't be stored as JSON
     * @throws IllegalStateException where this property is bound
     */
    @Override
    public void setValue(@Nullable T value) {
        if (source != null) {
            throw new IllegalStateException(key + " is bound, and can't be set");
        }
        push(value);
    }

    private void push(@Nullable T given) {
        Json stored = stored();
        Json next = encoded(given, stored);
        if (!next.equals(stored)) { // not the objects: the one that is seen may have been changed in place
            store(next);
        }
    }

    /** The JSON of what this property shows; null where the room has none. */
    @Nullable
    Json stored() {
        return room.peek(key);
    }

    /** Commits what is now in place of {@link #stored}. */
    void store(Json next) {
        room.putFoldable(key, next);
    }

    private Json encoded(@Nullable T given, @Nullable Json stored) {
        return OtherMembers.over(stored, json -> room.toJson(decode(json)), room.toJson(normal(given)));
    }

    /** Removes what is stored: the property has its initial value again. */
    public void reset() {
        room.commit(new Operation.Remove(key));
    }

    /** The entry looks different, and listeners are not notified of it. */
    void changedQuietly() {
        // it is read when it is asked for
    }

    /** The entry looks different. */
    void fire() {
        fireValueChangedEvent();
    }

    /** The room that it is in. */
    public SharedRoom room() {
        return room.room();
    }

    final RoomCore core() {
        return room;
    }

    /** The key of its entry. */
    public String key() {
        return key;
    }

    // ---- javafx.beans.property.Property

    @Override
    public Object getBean() {
        return room.room();
    }

    @Override
    public String getName() {
        return key;
    }

    @Override
    public void bind(ObservableValue<? extends T> observable) {
        encoded(observable.getValue(), null); // what can't be stored is refused before anything is bound
        unbind();
        source = observable;
        keepIfUsed();
        observable.addListener(weakSourceListener);
        push(observable.getValue());
    }

    private void pull(Observable observable) {
        if (source != null) {
            push(source.getValue());
        }
    }

    @Override
    public void unbind() {
        if (source != null) {
            source.removeListener(weakSourceListener);
            source = null;
            keepIfUsed();
        }
    }

    @Override
    public boolean isBound() {
        return source != null;
    }

    @Override
    public void bindBidirectional(Property<T> other) {
        Bindings.bindBidirectional(this, other);
    }

    @Override
    public void unbindBidirectional(Property<T> other) {
        Bindings.unbindBidirectional(this, other);
    }

    @Override
    public String toString() {
        return getClass().getSimpleName() + "[" + key + " = " + seen() + "]";
    }
}
