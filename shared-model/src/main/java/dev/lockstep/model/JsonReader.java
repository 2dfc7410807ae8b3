package dev.lockstep.model;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Reads an untrusted JSON value. Kind, length and range are checked where a value is read, and nothing throws: for a value that is
 * absent or invalid the default of the caller is returned, and {@link #problem} describes the first error. A program that
 * needs to know reads everything first and checks once; others don't check.
 *
 * <pre>{@code
 * JsonReader shape = JsonReader.of(room.get("shape/7", Json.class));
 * double x = shape.at("x").number(-1e7, 1e7);              // has to be there
 * boolean locked = shape.at("locked").flag(false);         // may be absent
 * List<String> tags = shape.at("tags").texts(20, 40);      // the first 20 at most
 * if (!shape.isFine()) {
 *     log(shape.problem());                                // "x" is not a number from -1.0E7 to 1.0E7
 * }
 * }</pre>
 *
 * <p>What is absent is fine, except for a value that has to be there: one that is read without a substitute. JSON's {@code null} is a value
 * like others, and of no kind that is read here. The work is bounded by what is asked for, not by the size of the value. One thread at a time.
 */
public final class JsonReader {

    private static final class Problem {
        private @Nullable String first;
    }

    private final @Nullable Json value;
    private final @Nullable JsonReader parent;
    private final String name; // of the member or item that this is of its parent
    private final Problem problem; // one for a value and all in it

    private JsonReader(@Nullable Json value, @Nullable JsonReader parent, String name, Problem problem) {
        this.value = value;
        this.parent = parent;
        this.name = name;
        this.problem = problem;
    }

    /** @param value null for one that is absent */
    public static JsonReader of(@Nullable Json value) {
        return new JsonReader(value, null, "", new Problem());
    }

    // ---- what was wrong

    /** Whether all that was read so far, in this value and in those that it is a part of, was as it should be. */
    public boolean isFine() {
        return problem.first == null;
    }

    /** What was wrong first, for a log: which value, and what it should be. Empty where nothing was. */
    public String problem() {
        String first = problem.first;
        return first == null ? "" : first;
    }

    // ---- the way to a value

    /** The value itself; null where it is absent. */
    public @Nullable Json json() {
        return value;
    }

    /** Whether there is a value; JSON's {@code null} is one. */
    public boolean isPresent() {
        return value != null;
    }

    /** A member of this object; an absent value where this is no object or has none of that name. */
    public JsonReader at(String member) {
        return new JsonReader(object().get(member), this, member, problem);
    }

    /** This object as it is, the empty one where it is absent or none. */
    public Json.Obj object() {
        if (value instanceof Json.Obj object) {
            return object;
        }
        wrongUnlessAbsent("an object");
        return Json.Obj.EMPTY;
    }

    /** The first items of this array, {@code max} at most; none where it is absent or no array. */
    public List<JsonReader> items(int max) {
        List<JsonReader> items = new ArrayList<>();
        if (value instanceof Json.Arr array) {
            for (int i = 0; i < Math.min(max, array.items().size()); i++) {
                items.add(new JsonReader(array.items().get(i), this, String.valueOf(i), problem));
            }
            if (array.items().size() > max) {
                wrong("an array of at most " + max + " items");
            }
        } else {
            wrongUnlessAbsent("an array");
        }
        return items;
    }

    /** The first members of this object by name, {@code max} at most; none where it is absent or no object. */
    public Map<String, JsonReader> members(int max) {
        Map<String, JsonReader> members = new LinkedHashMap<>();
        for (Map.Entry<String, Json> member : object().members().entrySet()) {
            if (members.size() == max) {
                wrong("an object of at most " + max + " members");
                break;
            }
            members.put(member.getKey(), new JsonReader(member.getValue(), this, member.getKey(), problem));
        }
        return members;
    }

    /** How many items this array has; 0 where it is absent or no array. */
    public int size() {
        return value instanceof Json.Arr array ? array.items().size() : 0;
    }

    // ---- texts

    /** A text that has to be there, of at most {@code charsMax} characters; empty where it is not. */
    public String text(int charsMax) {
        requirePresence();
        return text(charsMax, "");
    }

    /** A text of at most {@code charsMax} characters; {@code otherwise} where it is absent, longer, or none. */
    public String text(int charsMax, String otherwise) {
        String text = textOrNull(charsMax);
        return text == null ? otherwise : text;
    }

    /** As {@link #text(int, String)}; null instead of a substitute. */
    public @Nullable String textOrNull(int charsMax) {
        if (value instanceof Json.Text text && text.value().length() <= charsMax) {
            return text.value();
        }
        wrongUnlessAbsent("a text of at most " + charsMax + " characters");
        return null;
    }

    /** A text that is cut, with an ellipsis, where it is longer than {@code charsMax}; {@code otherwise} where it is absent or none. */
    public String shortened(int charsMax, String otherwise) {
        if (value instanceof Json.Text text) {
            return shortened(text.value(), charsMax);
        }
        wrongUnlessAbsent("a text");
        return otherwise;
    }

    private static String shortened(String text, int charsMax) {
        if (text.length() <= charsMax) {
            return text;
        }
        int end = charsMax - 1;
        boolean split = end > 0 && Character.isHighSurrogate(text.charAt(end - 1));
        return text.substring(0, split ? end - 1 : end) + "…";
    }

    /**
     * Those of the first {@code max} items of this array that are texts of at most {@code charsMax} characters; none where it is absent or
     * no array.
     */
    public List<String> texts(int max, int charsMax) {
        List<String> texts = new ArrayList<>();
        for (JsonReader item : items(max)) {
            String text = item.textOrNull(charsMax);
            if (text != null) {
                texts.add(text);
            }
        }
        return texts;
    }

    // ---- numbers and flags

    /** A number that has to be there, from {@code min} to {@code max}; not a number (NaN) where it is not. */
    public double number(double min, double max) {
        requirePresence();
        return number(min, max, Double.NaN);
    }

    /** A number from {@code min} to {@code max}; {@code otherwise} where it is absent, beyond these, or none. */
    public double number(double min, double max, double otherwise) {
        if (value instanceof Json.Num number && number.value() >= min && number.value() <= max) {
            return number.value();
        }
        wrongUnlessAbsent("a number from " + min + " to " + max);
        return otherwise;
    }

    /** A number, or that of {@code min} and {@code max} which it is beyond; {@code otherwise} where it is absent or none. */
    public double clamped(double min, double max, double otherwise) {
        if (value instanceof Json.Num number) {
            return Math.max(min, Math.min(max, number.value()));
        }
        wrongUnlessAbsent("a number");
        return otherwise;
    }

    /** A number as exactly as it was written, within the range of doubles; null where it is absent, beyond these, or none. */
    public @Nullable BigDecimal decimal() {
        if (value instanceof Json.Num number && Double.isFinite(number.value())) {
            BigDecimal exact = number.exact();
            return exact != null && number.value() != 0
                    ? exact
                    : BigDecimal.valueOf(number.value()).stripTrailingZeros();
        }
        wrongUnlessAbsent("a number within the range of doubles");
        return null;
    }

    /** True or false; {@code otherwise} where it is absent or neither. */
    public boolean flag(boolean otherwise) {
        if (value instanceof Json.Bool flag) {
            return flag.value();
        }
        wrongUnlessAbsent("true or false");
        return otherwise;
    }

    // ---- problems

    private void requirePresence() {
        if (value == null && problem.first == null) {
            problem.first = where() + " is missing";
        }
    }

    private void wrongUnlessAbsent(String expected) {
        if (value != null) {
            wrong(expected);
        }
    }

    /** Notes that this is not as the caller wants it: {@code expected} is what it should be, such as {@code a colour}. */
    public void wrong(String expected) {
        if (problem.first == null) {
            problem.first = where() + " is not " + expected;
        }
    }

    private String where() {
        return parent == null ? "the value" : "\"" + path() + "\"";
    }

    private String path() {
        return parent == null || parent.parent == null ? name : parent.path() + "/" + name;
    }
}
