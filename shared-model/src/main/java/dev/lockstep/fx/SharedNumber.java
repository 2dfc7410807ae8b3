package dev.lockstep.fx;

import java.util.concurrent.CompletionStage;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringExpression;
import javafx.beans.value.ObservableDoubleValue;
import javafx.beans.value.WritableDoubleValue;

import com.google.gson.JsonParseException;
import org.jspecify.annotations.Nullable;

import dev.lockstep.client.RoomClient;
import dev.lockstep.model.Json;

/** A number that is the same in every window. */
public final class SharedNumber extends SharedProperty<Number> implements ObservableDoubleValue, WritableDoubleValue {

    SharedNumber(SharedRoom room, String key, double initial) {
        super(room, key, initial);
    }

    @Override
    Number decode(Json json) {
        if (json instanceof Json.Num number) {
            return number.value();
        }
        throw new JsonParseException("not a number");
    }

    /**
     * Adds to the number, whatever it is by then: additions of several people at once all count.
     *
     * @return fails with {@link dev.lockstep.client.RefusedException}
     */
    public CompletionStage<RoomClient.Receipt> add(double by) {
        return room().add(key(), by);
    }

    @Override
    public double get() {
        Number value = getValue();
        return value == null ? 0 : value.doubleValue();
    }

    @Override
    public void set(double value) {
        setValue(value);
    }

    /** Null sets 0, as with JavaFX's number properties; and integers are equal to what they are as doubles. */
    @Override
    Number normal(@Nullable Number value) {
        return value == null ? 0.0 : value.doubleValue();
    }

    /** The number as text. */
    public StringExpression asString() {
        return Bindings.convert(this);
    }

    /** @param format as {@link java.util.Formatter} has it; the number is a {@code double}: {@code "%.0f"} */
    public StringExpression asString(String format) {
        return Bindings.format(format, this);
    }

    @Override
    public int intValue() {
        return (int) get();
    }

    @Override
    public long longValue() {
        return (long) get();
    }

    @Override
    public float floatValue() {
        return (float) get();
    }

    @Override
    public double doubleValue() {
        return get();
    }
}
