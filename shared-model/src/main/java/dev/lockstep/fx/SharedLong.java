package dev.lockstep.fx;

import javafx.beans.value.ObservableLongValue;
import javafx.beans.value.WritableLongValue;

import dev.lockstep.model.Json;

/**
 * A whole number that is the same in every window; 64 bits. What other programs write beyond that, or with a fraction, is told to {@link
 * SharedRoom#onError} and shows as the initial value. Its format for {@link #asString(String)} is such as {@code "%d"}.
 */
public final class SharedLong extends SharedNumeric implements ObservableLongValue, WritableLongValue {

    SharedLong(RoomCore room, String key, long initial) {
        super(room, key, initial);
    }

    @Override
    Number of(Json.Num number) {
        return WholeNumbers.longOf(number);
    }

    /** A fraction is rounded, as that of a slider. */
    @Override
    Number of(Number value) {
        return WholeNumbers.longOf(value);
    }

    @Override
    public long get() {
        return longValue();
    }

    @Override
    public void set(long value) {
        setValue(value);
    }
}
