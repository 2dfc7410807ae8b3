package dev.lockstep.wire;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import com.google.errorprone.annotations.CanIgnoreReturnValue;

import dev.lockstep.model.Json;
import dev.lockstep.model.JsonEscapes;

/** Writes one JSON object, member by member. */
final class JsonText {

    private final StringBuilder out;
    private boolean first = true;

    private JsonText(StringBuilder out) {
        this.out = out;
    }

    static void appendObject(StringBuilder out, Consumer<JsonText> members) {
        new JsonText(out).object(members);
    }

    static JsonText message(String type) {
        JsonText text = new JsonText(new StringBuilder(128));
        text.out.append('{');
        return text.put("type", type);
    }

    String end() {
        return out.append('}').toString();
    }

    @CanIgnoreReturnValue
    JsonText put(String name, String value) {
        name(name);
        JsonEscapes.appendQuoted(out, value);
        return this;
    }

    @CanIgnoreReturnValue
    JsonText put(String name, long value) {
        name(name).append(value);
        return this;
    }

    @CanIgnoreReturnValue
    JsonText put(String name, boolean value) {
        name(name).append(value);
        return this;
    }

    @CanIgnoreReturnValue
    JsonText put(String name, Json value) {
        value.appendTo(name(name));
        return this;
    }

    @CanIgnoreReturnValue
    JsonText object(String name, Consumer<JsonText> members) {
        name(name);
        object(members);
        first = false;
        return this;
    }

    @CanIgnoreReturnValue
    <T> JsonText objects(String name, List<T> items, BiConsumer<JsonText, T> writer) {
        return array(name, items, item -> object(text -> writer.accept(text, item)));
    }

    @CanIgnoreReturnValue
    JsonText texts(String name, List<String> items) {
        return array(name, items, item -> JsonEscapes.appendQuoted(out, item));
    }

    /** An object whose members are strings, in the order of their names. */
    @CanIgnoreReturnValue
    JsonText texts(String name, Map<String, String> members) {
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

    @CanIgnoreReturnValue
    JsonText integers(String name, List<Long> items) {
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
