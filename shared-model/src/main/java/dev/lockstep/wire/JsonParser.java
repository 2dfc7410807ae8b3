package dev.lockstep.wire;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;

import dev.lockstep.model.Json;
import dev.lockstep.model.Limits;

/**
 * Reads JSON text strictly (RFC 8259); of members with one name the last counts, but in the envelope of a message.
 *
 * <p>Nesting is bounded, so hostile text costs neither stack nor much time. Stateless.
 */
public final class JsonParser {

    /** A value may be nested as deep as its limit says, and one level more to be told so; a message adds four around it. */
    private static final int DEPTH_MAX = Limits.VALUE_DEPTH_MAX + 1 + 4;

    /** What is below such a member of a message is a user's, not the protocol's. */
    private static final String VALUE = "value";

    private static final String BYTE_ORDER_MARK = "\ufeff";

    private static final String LENIENT_ADVICE =
            "Use JsonReader.setStrictness(Strictness.LENIENT) to accept malformed JSON";

    private JsonParser() {}

    /** @throws MalformedException where {@code text} is not exactly one JSON value */
    public static Json parse(String text) throws MalformedException {
        return parse(text, false);
    }

    /**
     * Reads a message of a stranger. One that says a thing twice could mean either, so that two programs that read it differ:
     * only below a member called {@code value} do several members have one name, as everywhere for {@link #parse(String)}.
     *
     * @throws MalformedException where {@code text} is not exactly one JSON value, or says something twice
     */
    static Json parseMessage(String text) throws MalformedException {
        return parse(text, true);
    }

    private static Json parse(String text, boolean once) throws MalformedException {
        refuseLaxity(text);
        try (JsonReader reader = new JsonReader(new StringReader(text))) {
            reader.setStrictness(Strictness.LEGACY_STRICT); // STRICT refuses lone surrogates, which JSON allows
            reader.setNestingLimit(DEPTH_MAX);
            Json value = read(reader, once);
            if (reader.peek() != JsonToken.END_DOCUMENT) {
                throw new MalformedException("there is more after the end of the JSON value");
            }
            return value;
        } catch (MalformedJsonException e) {
            throw new MalformedException("not JSON: " + firstLine(e));
        } catch (IOException | NumberFormatException | IllegalStateException e) {
            throw new MalformedException("not JSON: " + firstLine(e));
        }
    }

    /** What the reader's legacy strictness lets pass and RFC 8259 doesn't. */
    private static void refuseLaxity(String text) throws MalformedException {
        if (text.startsWith(BYTE_ORDER_MARK)) {
            throw new MalformedException("not JSON: a byte order mark before it");
        }
        boolean inString = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!inString) {
                inString = c == '"';
                if (c >= 'A' && c <= 'Z' && !isExponent(text, i)) {
                    throw new MalformedException("not JSON: true, false and null are written in small letters");
                }
            } else if (c == '"') {
                inString = false;
            } else if (c < ' ') {
                throw new MalformedException("not JSON: a control character in a string");
            } else if (c == '\\') {
                i++;
                if (i < text.length() && (text.charAt(i) < ' ' || text.charAt(i) == '\'')) {
                    throw new MalformedException("not JSON: an escape that there isn't");
                }
            }
        }
    }

    private static boolean isExponent(String text, int i) {
        return text.charAt(i) == 'E' && i > 0 && text.charAt(i - 1) >= '0' && text.charAt(i - 1) <= '9';
    }

    /** @param once whether no two members of an object may have one name */
    private static Json read(JsonReader reader, boolean once) throws IOException, MalformedException {
        return switch (reader.peek()) {
            case BEGIN_OBJECT -> {
                Map<String, Json> members = new LinkedHashMap<>();
                reader.beginObject();
                while (reader.hasNext()) {
                    String name = reader.nextName();
                    Json before = members.put(name, read(reader, once && !name.equals(VALUE)));
                    if (once && before != null) {
                        throw new MalformedException("it says \"" + shortened(name) + "\" twice");
                    }
                }
                reader.endObject();
                yield new Json.Obj(members);
            }
            case BEGIN_ARRAY -> {
                List<Json> items = new ArrayList<>();
                reader.beginArray();
                while (reader.hasNext()) {
                    items.add(read(reader, once));
                }
                reader.endArray();
                yield new Json.Arr(items);
            }
            case STRING -> Json.of(reader.nextString());
            case NUMBER -> Json.Num.parse(reader.nextString());
            case BOOLEAN -> Json.of(reader.nextBoolean());
            case NULL -> {
                reader.nextNull();
                yield Json.ofNull();
            }
            case NAME, END_ARRAY, END_OBJECT, END_DOCUMENT -> throw new MalformedJsonException("a value is missing");
        };
    }

    private static String shortened(String text) {
        return text.length() <= 200 ? text : text.substring(0, 200);
    }

    /** Gson's message without its advice to Java programmers. */
    private static String firstLine(Exception e) {
        String message = String.valueOf(e.getMessage());
        int end = message.indexOf('\n');
        String line = (end < 0 ? message : message.substring(0, end)).replace(LENIENT_ADVICE, "unexpected text");
        return shortened(line);
    }
}
