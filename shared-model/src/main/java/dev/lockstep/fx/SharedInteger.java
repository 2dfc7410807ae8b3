package dev.lockstep.fx;

import javafx.beans.value.ObservableIntegerValue;
import javafx.beans.value.WritableIntegerValue;

import dev.lockstep.model.Json;

/**
 * A whole number that is the same in every window; 32 bits. What other programs write beyond that, or with a fraction, is told to {@link
 * SharedRoom#onError} and shows as the initial value. Its format for {@link #asString(String)} is such as {@code "%d"}.
 */
public final class SharedInteger extends SharedNumeric implements ObservableIntegerValue, WritableIntegerValue {

    SharedInteger(RoomCore room, String key, int initial) {
        super(room, key, initial);
    }

    @Override
    Number of(Json.Num number) {
        return WholeNumbers.intOf(number);
    }

    /** A fraction is rounded, as that of a slider. */
    @Override
    Number of(Number value) {
        return WholeNumbers.intOf(value);
    }

    @Override
    public int get() {
        return intValue();
    }

    @Override
    public void set(int value) {
        setValue(value);
    }
}
