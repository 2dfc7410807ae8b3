package dev.lockstep.fx;

import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.WritableBooleanValue;

import com.google.gson.JsonParseException;
import org.jspecify.annotations.Nullable;

import dev.lockstep.model.Json;

/** A switch that is the same in every window. */
public final class SharedBoolean extends SharedProperty<Boolean>
        implements ObservableBooleanValue, WritableBooleanValue {

    SharedBoolean(SharedRoom room, String key, boolean initial) {
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

    /** @param value null sets false, as JavaFX's boolean properties do */
    @Override
    public void setValue(@Nullable Boolean value) {
        super.setValue(value != null && value);
    }
}
