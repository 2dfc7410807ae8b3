package dev.lockstep.fx;

import javafx.beans.value.ObservableStringValue;
import javafx.beans.value.WritableStringValue;

import com.google.gson.JsonParseException;
import org.jspecify.annotations.Nullable;

import dev.lockstep.model.Json;

/** A text that is the same in every window. */
public final class SharedString extends SharedProperty<String> implements ObservableStringValue, WritableStringValue {

    SharedString(RoomCore room, String key, @Nullable String initial) {
        super(room, key, initial);
    }

    @Override
    @Nullable
    String decode(Json json) {
        if (json instanceof Json.Text text) {
            return text.value();
        } else if (json instanceof Json.Null) {
            return null;
        }
        throw new JsonParseException("not a text");
    }

    @Override
    public @Nullable String get() {
        return getValue();
    }

    @Override
    public void set(@Nullable String value) {
        setValue(value);
    }
}
