package dev.lockstep.fx;

import javafx.beans.value.ObservableObjectValue;
import javafx.beans.value.WritableObjectValue;

import org.jspecify.annotations.Nullable;

import dev.lockstep.model.Json;

/**
 * A value of any type that Gson reads and writes, the same in every window. Give it immutable types, such as records:
 * what is changed inside a value is noticed by nobody.
 */
public final class SharedValue<T> extends SharedProperty<T>
        implements ObservableObjectValue<T>, WritableObjectValue<T> {

    private final Class<T> type;

    SharedValue(SharedRoom room, String key, Class<T> type, @Nullable T initial) {
        super(room, key, initial);
        this.type = type;
    }

    @Override
    @Nullable
    T decode(Json json) {
        return room().mapper().fromJson(json, type);
    }

    @Override
    public @Nullable T get() {
        return getValue();
    }

    @Override
    public void set(@Nullable T value) {
        setValue(value);
    }
}
