package dev.lockstep.fx;

import javafx.beans.value.ObservableObjectValue;
import javafx.beans.value.WritableObjectValue;

import com.google.gson.reflect.TypeToken;
import org.jspecify.annotations.Nullable;

import dev.lockstep.model.Json;

/**
 * A value of any type that Gson reads and writes, the same in every window. Best are immutable types, such as records. What is changed
 * inside a value is noticed when the value is set again, by all other windows; listeners in this one that compare the old and the new value
 * see no difference.
 */
public final class SharedValue<T> extends SharedProperty<T>
        implements ObservableObjectValue<T>, WritableObjectValue<T> {

    private final TypeToken<T> type;

    SharedValue(RoomCore room, String key, TypeToken<T> type, @Nullable T initial) {
        super(room, key, initial);
        this.type = type;
    }

    @Override
    @Nullable
    T decode(Json json) {
        return core().fromJson(json, type);
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
