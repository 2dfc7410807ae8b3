package dev.lockstep.fx;

import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.WritableBooleanValue;

import com.google.gson.JsonParseException;
import org.jspecify.annotations.Nullable;

import dev.lockstep.model.Json;

/** A switch that is the same in every window. */
public final class SharedBoolean extends SharedProperty<Boolean>
        implements ObservableBooleanValue, WritableBooleanValue {

    SharedBoolean(RoomCore room, String key, boolean initial) {
        super(room, key, initial);
    }

    @Override
    Boolean decode(Json json) {
        if (json instanceof Json.Bool flag) {
            return flag.value();
        }
        throw new JsonParseException("not true or false");
    }

    @Override
    public boolean get() {
        return Boolean.TRUE.equals(getValue());
    }

    @Override
    public void set(boolean value) {
        setValue(value);
    }

    /** Null sets false, as with JavaFX's boolean properties. */
    @Override
    Boolean normal(@Nullable Boolean value) {
        return value != null && value;
    }
}
