package dev.lockstep.wire;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.lockstep.model.Json;
import dev.lockstep.model.Limits;

/**
 * Typed reading of a JSON object's members; what is missing or of another type is a {@link MalformedException} that names the member.
 * Immutable.
 */
public final class Fields {

    /**
     * Reads one item of an array.
     *
     * @param <T> what an item becomes
     */
    @FunctionalInterface
    public interface ItemReader<T> {

        /** @throws MalformedException where {@code item} is none */
        T read(Fields item) throws MalformedException;
    }

    /** No members. */
    static final Fields EMPTY = new Fields(new Json.Obj(Map.of()), "nothing");

    private final Json.Obj object;
    private final String where;

    private Fields(Json.Obj object, String where) {
        this.object = object;
        this.where = where;
    }

    /**
     * The members of {@code json}.
     *
     * @param where what it is called in errors
     * @throws MalformedException where it is no object
     */
    public static Fields of(Json json, String where) throws MalformedException {
        if (json instanceof Json.Obj object) {
            return new Fields(object, where);
        }
        throw new MalformedException(where + " is not a JSON object");
    }

    /** An integer from {@code min} to 2^53-1, which is called {@code what} where it is none. */
    static long integer(Json json, Supplier<String> what, long min) throws MalformedException {
        if (json instanceof Json.Num number
                && number.exact() == null
                && number.value() == Math.rint(number.value())
                && number.value() >= min
                && number.value() <= Limits.INTEGER_MAX) {
            return (long) number.value();
        }
        throw new MalformedException(what.get() + " is not an integer from " + min + " to 2^53-1");
    }

    /** Whether there is such a member; one that is JSON null counts as missing. */
    public boolean has(String name) {
        return !isNull(name);
    }

    void require(String name) throws MalformedException {
        if (!has(name)) {
            throw missing(name);
        }
    }

    /** The member as it is, which may be JSON null. */
    public Json json(String name) throws MalformedException {
        Json value = object.get(name);
        if (value == null) {
            throw missing(name);
        }
        return value;
    }

    /** A member that is a string. */
    public String text(String name) throws MalformedException {
        if (json(name) instanceof Json.Text text) {
            return text.value();
        }
        throw wrong(name, "a string");
    }

    /** Null where the member is missing or JSON null. */
    public @Nullable String textOrNull(String name) throws MalformedException {
        return isNull(name) ? null : text(name);
    }

    /** A member that is true or false; {@code missing} where there is none. */
    public boolean flag(String name, boolean missing) throws MalformedException {
        if (isNull(name)) {
            return missing;
        }
        if (json(name) instanceof Json.Bool flag) {
            return flag.value();
        }
        throw wrong(name, "true or false");
    }

    double number(String name) throws MalformedException {
        if (json(name) instanceof Json.Num number && Double.isFinite(number.value())) {
            return number.value();
        }
        throw wrong(name, "a finite number");
    }

    /** An integer from {@code min} to 2^53-1. */
    public long integer(String name, long min) throws MalformedException {
        return integer(json(name), name, min);
    }

    /** As {@link #integer(String, long)}; {@code missing} where there is none. */
    public long integer(String name, long min, long missing) throws MalformedException {
        return isNull(name) ? missing : integer(name, min);
    }

    /** As {@link #integer(String, long)}, for what Java counts with int. */
    public int count(String name, int min) throws MalformedException {
        long value = integer(name, min);
        if (value > Integer.MAX_VALUE) {
            throw wrong(name, "at most " + Integer.MAX_VALUE);
        }
        return (int) value;
    }

    /** A member that is an object. */
    public Fields object(String name) throws MalformedException {
        return of(json(name), name);
    }

    /** Integers from {@code min} to 2^53-1; none where the member is missing. */
    public List<Long> integers(String name, long min) throws MalformedException {
        List<Long> values = new ArrayList<>();
        for (Json item : items(name)) {
            values.add(integer(item, name, min));
        }
        return values;
    }

    /** Strings; none where the member is missing. */
    public List<String> texts(String name) throws MalformedException {
        List<String> values = new ArrayList<>();
        for (Json item : items(name)) {
            if (!(item instanceof Json.Text text)) {
                throw wrong(name, "an array of strings");
            }
            values.add(text.value());
        }
        return values;
    }

    /** The members of an object that are strings; none where it is missing. */
    public Map<String, String> textsByName(String name) throws MalformedException {
        Map<String, String> values = new LinkedHashMap<>();
        if (has(name)) {
            object(name).object.members().forEach((member, value) -> {
                if (value instanceof Json.Text text) {
                    values.put(member, text.value());
                }
            });
        }
        return values;
    }

    /**
     * An array of objects; none where the member is missing.
     *
     * @param <T> what an item becomes
     */
    public <T> List<T> objects(String name, ItemReader<T> reader) throws MalformedException {
        List<T> values = new ArrayList<>();
        for (Json item : items(name)) {
            values.add(reader.read(of(item, "an item of \"" + name + "\"")));
        }
        return values;
    }

    /** The items of an array; none where the member is missing. */
    List<Json> items(String name) throws MalformedException {
        if (isNull(name)) {
            return List.of();
        }
        if (json(name) instanceof Json.Arr array) {
            return array.items();
        }
        throw wrong(name, "an array");
    }

    private boolean isNull(String name) {
        Json value = object.get(name);
        return value == null || value instanceof Json.Null;
    }

    private long integer(Json json, String name, long min) throws MalformedException {
        return integer(json, () -> "\"" + name + "\" of " + where, min);
    }

    private MalformedException missing(String name) {
        return new MalformedException(where + " has no \"" + name + "\"");
    }

    private MalformedException wrong(String name, String expected) {
        return new MalformedException("\"" + name + "\" of " + where + " is not " + expected);
    }
}
