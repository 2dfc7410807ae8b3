package dev.lockstep.fx;

import javafx.beans.value.ObservableDoubleValue;
import javafx.beans.value.WritableDoubleValue;

import dev.lockstep.model.Json;

/** A number that is the same in every window; a {@code double}. Its format for {@link #asString(String)} is such as {@code "%.0f"}. */
public final class SharedNumber extends SharedNumeric implements ObservableDoubleValue, WritableDoubleValue {

    SharedNumber(RoomCore room, String key, double initial) {
        super(room, key, initial);
    }

    @Override
    Number of(Json.Num number) {
        return number.value();
    }

    /** Integers are equal to what they are as doubles. */
    @Override
    Number of(Number value) {
        return value.doubleValue();
    }

    @Override
    public double get() {
        return doubleValue();
    }

    @Override
    public void set(double value) {
        setValue(value);
    }
}
