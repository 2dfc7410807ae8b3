package dev.lockstep.wire;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import com.google.errorprone.annotations.CanIgnoreReturnValue;

import dev.lockstep.model.Json;
import dev.lockstep.model.JsonEscapes;

/** Writes one JSON object, member by member. For one thread at a time. */
public final class JsonText {

    private final StringBuilder out;
    private boolean first = true;

    private JsonText(StringBuilder out) {
        this.out = out;
    }

    static void appendObject(StringBuilder out, Consumer<JsonText> members) {
        new JsonText(out).object(members);
    }

    /** Begins an object whose first member is {@code "type"}. */
    public static JsonText message(String type) {
        JsonText text = new JsonText(new StringBuilder(128));
        text.out.append('{');
        return text.put("type", type);
    }

    /** Ends the object, which gets no more members. */
    public String end() {
        return out.append('}').toString();
    }

    /** Adds a string. */
    @CanIgnoreReturnValue
    public JsonText put(String name, String value) {
        name(name);
        JsonEscapes.appendQuoted(out, value);
        return this;
    }

    /** Adds an integer. */
    @CanIgnoreReturnValue
    public JsonText put(String name, long value) {
        name(name).append(value);
        return this;
    }

    /** Adds true or false. */
    @CanIgnoreReturnValue
    public JsonText put(String name, boolean value) {
        name(name).append(value);
        return this;
    }

    /** Adds any value. */
    @CanIgnoreReturnValue
    public JsonText put(String name, Json value) {
        value.appendTo(name(name));
        return this;
    }

    /** Adds an object with the members that {@code members} writes. */
    @CanIgnoreReturnValue
    public JsonText object(String name, Consumer<JsonText> members) {
        name(name);
        object(members);
        first = false;
        return this;
    }

    /**
     * Adds an array of objects.
     *
     * @param <T> what becomes an object
     */
    @CanIgnoreReturnValue
    public <T> JsonText objects(String name, List<T> items, BiConsumer<JsonText, T> writer) {
        return array(name, items, item -> object(text -> writer.accept(text, item)));
    }

    /** Adds an array of strings. */
    @CanIgnoreReturnValue
    public JsonText texts(String name, List<String> items) {
        return array(name, items, item -> JsonEscapes.appendQuoted(out, item));
    }

    /** An object whose members are strings, in the order of their names. */
    @CanIgnoreReturnValue
    public JsonText texts(String name, Map<String, String> members) {
        name(name).append('{');
        String separator = "";
        for (Map.Entry<String, String> member : new TreeMap<>(members).entrySet()) {
            out.append(separator);
            JsonEscapes.appendQuoted(out, member.getKey());
            out.append(':');
            JsonEscapes.appendQuoted(out, member.getValue());
            separator = ",";
        }
        out.append('}');
        return this;
    }

    /** Adds an array of integers. */
    @CanIgnoreReturnValue
    public JsonText integers(String name, List<Long> items) {
        return array(name, items, item -> out.append((long) item));
    }

    private <T> JsonText array(String name, List<T> items, Consumer<T> writer) {
        name(name).append('[');
        String separator = "";
        for (T item : items) {
            out.append(separator);
            writer.accept(item);
            separator = ",";
        }
        out.append(']');
        first = false;
        return this;
    }

    private void object(Consumer<JsonText> members) {
        out.append('{');
        first = true;
        members.accept(this);
        out.append('}');
    }

    /** The names of members are the protocol's own and need no escapes. */
    private StringBuilder name(String name) {
        if (!first) {
            out.append(',');
        }
        first = false;
        return out.append('"').append(name).append("\":");
    }
}
