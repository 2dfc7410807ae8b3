package dev.lockstep.fx;

import java.util.concurrent.CompletionStage;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringExpression;
import javafx.beans.value.ObservableNumberValue;

import com.google.gson.JsonParseException;
import org.jspecify.annotations.Nullable;

import dev.lockstep.client.RoomClient;
import dev.lockstep.model.Json;
import dev.lockstep.model.Operation;

/** What {@link SharedNumber}, {@link SharedInteger} and {@link SharedLong} have in common. */
public abstract class SharedNumeric extends SharedProperty<Number> implements ObservableNumberValue {

    private final Number initial;

    SharedNumeric(RoomCore room, String key, Number initial) {
        super(room, key, initial);
        this.initial = initial;
    }

    /** A number of this property's own type. */
    abstract Number of(Json.Num number);

    /** What is set for {@code value}. */
    abstract Number of(Number value);

    @Override
    final Number decode(Json json) {
        if (json instanceof Json.Num number) {
            return of(number);
        }
        throw new JsonParseException("not a number");
    }

    /** Null sets 0, as with JavaFX's number properties. */
    @Override
    final Number normal(@Nullable Number value) {
        return of(value == null ? (Number) 0 : value);
    }

    final Number number() {
        Number value = getValue();
        return value == null ? 0 : value;
    }

    /**
     * Adds to the number, whatever it is by then: additions of several people at once all count. Where the room has no number yet, it is
     * the initial value that is added to. Numbers are added as IEEE doubles.
     *
     * @return fails with {@link dev.lockstep.client.RefusedException}
     * @throws IllegalArgumentException where this is a whole number and {@code by} is none
     */
    public CompletionStage<RoomClient.Receipt> add(double by) {
        if (of((Number) by).doubleValue() != by) {
            throw new IllegalArgumentException(key() + " is a whole number: " + by + " can't be added");
        }
        return core().commit(new Operation.Add(key(), by, initial.doubleValue()));
    }

    /** The number as text. */
    public StringExpression asString() {
        return Bindings.convert(this);
    }

    /** @param format as {@link java.util.Formatter} has it, for this property's type of number */
    public StringExpression asString(String format) {
        return Bindings.format(format, this);
    }

    @Override
    public int intValue() {
        return number().intValue();
    }

    @Override
    public long longValue() {
        return number().longValue();
    }

    @Override
    public float floatValue() {
        return number().floatValue();
    }

    @Override
    public double doubleValue() {
        return number().doubleValue();
    }
}
