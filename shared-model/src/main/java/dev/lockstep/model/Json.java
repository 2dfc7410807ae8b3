package dev.lockstep.model;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * An immutable JSON value (RFC 8259) whose {@code equals} is JSON equality: the order of an object's members and the
 * spelling of a number ({@code 1}, {@code 1.0}, {@code 1e0}) make no difference.
 *
 * <p>{@code toString} is the compact JSON text. Safe for use by many threads.
 */
public sealed interface Json {

    /** The JSON value {@code null}; an absent entry is a Java {@code null} instead. */
    static Json ofNull() {
        return Null.INSTANCE;
    }

    /** JSON {@code true} or {@code false}. */
    static Json of(boolean value) {
        return value ? Bool.TRUE : Bool.FALSE;
    }

    /**
     * @throws IllegalArgumentException where {@code value} is not finite: JSON has no such number
     */
    static Json of(double value) {
        return Num.of(value);
    }

    /** A string; any text is one, lone surrogates too. */
    static Json of(String value) {
        return new Text(value);
    }

    /** Appends the compact JSON text. Lone surrogates are escaped, so that UTF-8 carries them unharmed. */
    void appendTo(StringBuilder out);

    /** How many bytes the compact JSON text has in UTF-8. */
    int encodedBytes();

    /** How deep arrays and objects are nested: 0 for a scalar, 1 for {@code []}, 2 for {@code [[]]}. */
    default int depth() {
        return 0;
    }

    /** How many values it is made of, itself among them. */
    default int count() {
        return 1;
    }

    /** The JSON value {@code null}: {@link #ofNull}. */
    record Null() implements Json {

        private static final Null INSTANCE = new Null();

        @Override
        public void appendTo(StringBuilder out) {
            out.append("null");
        }

        @Override
        public int encodedBytes() {
            return 4;
        }

        @Override
        public String toString() {
            return "null";
        }
    }

    /** True or false. */
    record Bool(boolean value) implements Json {

        private static final Bool TRUE = new Bool(true);

        private static final Bool FALSE = new Bool(false);

        @Override
        public void appendTo(StringBuilder out) {
            out.append(value);
        }

        @Override
        public int encodedBytes() {
            return value ? 4 : 5;
        }

        @Override
        public String toString() {
            return Boolean.toString(value);
        }
    }

    /** A string. */
    record Text(String value) implements Json {
        @Override
        public void appendTo(StringBuilder out) {
            JsonEscapes.appendQuoted(out, value);
        }

        @Override
        public int encodedBytes() {
            return JsonEscapes.quotedBytes(value);
        }

        @Override
        public String toString() {
            return text(this);
        }
    }

    /**
     * A number. What an IEEE 754 double is meant by is one; anything else (say {@code 9007199254740993}) keeps its
     * exact decimal beside the nearest double.
     *
     * @param value the nearest double, never -0.0, possibly infinite where {@code exact} is beyond its range
     * @param exact the exact value without trailing zeros, or null where {@code value} is exact
     */
    record Num(double value, @Nullable BigDecimal exact) implements Json {

        /** The longest text of a number, as it comes and as it is kept. The JSON reader can't take 1,024 and more. */
        public static final int CHARS_MAX = 1_000;

        private static final double INTEGER_MAX = 9_007_199_254_740_992.0; // 2^53: beyond it, doubles skip integers

        private static final int FAST_DIGITS_MAX = 15;

        private static final long FAST_MAX = 1_000_000_000_000_000L; // 10^15

        private static final double[] POWERS_OF_TEN = {
            1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
        };

        private static final int COUNTED_DIGITS_MAX = 21; // below lie all integers that programs count with

        private static final double COUNTED_MAX = 1e21;

        private static final int DOUBLE_DIGITS_MAX = 17; // as many tell any two doubles apart

        static Num of(double value) {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("JSON has no number " + value);
            }
            return new Num(value + 0.0, null); // + 0.0 turns -0.0 into 0.0
        }

        /**
         * @param text a number in JSON's grammar, at most {@link #CHARS_MAX} characters
         * @throws NumberFormatException where it is not one, or has an exponent beyond what a 32-bit integer holds
         */
        public static Num parse(String text) {
            if (text.length() > CHARS_MAX) {
                throw new NumberFormatException("a number of over " + CHARS_MAX + " characters");
            }
            double plain = plain(text);
            if (!Double.isNaN(plain)) {
                return of(plain);
            }
            BigDecimal exact = new BigDecimal(text);
            if (exact.signum() == 0) {
                return of(0);
            }
            double nearest = exact.doubleValue() + 0.0; // as in of: the nearest to -1e-400 is -0.0
            BigDecimal kept = keepable(exact);
            return isMeant(nearest, kept) ? of(nearest) : new Num(nearest, kept);
        }

        /**
         * Whether a decimal means the double nearest to it: a fraction, or a number beyond all 64-bit integers, where it
         * has no more digits than doubles are spelled with, so 0.1 is 0.1 as in every other JSON program; any other
         * where it is just that one.
         */
        private static boolean isMeant(double nearest, BigDecimal decimal) {
            if (nearest == 0 || !Double.isFinite(nearest)) {
                return false;
            }
            boolean counted = decimal.scale() <= 0 && decimal.precision() - decimal.scale() <= COUNTED_DIGITS_MAX;
            return (!counted && decimal.precision() <= DOUBLE_DIGITS_MAX)
                    || new BigDecimal(nearest).compareTo(decimal) == 0;
        }

        /** Without trailing zeros; what is accepted here is accepted again in the text that it is written as. */
        private static BigDecimal keepable(BigDecimal exact) {
            if ((long) exact.precision() - exact.scale() - 1 > Integer.MAX_VALUE) {
                throw new NumberFormatException("a number with an exponent beyond 32 bits");
            }
            BigDecimal kept = exact.stripTrailingZeros();
            if (kept.toString().length() > CHARS_MAX) {
                throw new NumberFormatException("a number of over " + CHARS_MAX + " characters");
            }
            return kept;
        }

        /**
         * A decimal of few digits and no exponent, as nearly all are; not a number for any other. Its digits and the power of
         * ten are doubles exactly, so that their quotient is rounded once: it is the nearest double (Clinger 1990).
         */
        private static double plain(String text) {
            int begin = text.startsWith("-") ? 1 : 0;
            int point = -1;
            long digits = 0;
            if (text.length() - begin > FAST_DIGITS_MAX + 1) {
                return Double.NaN;
            }
            for (int i = begin; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c >= '0' && c <= '9') {
                    digits = digits * 10 + (c - '0');
                } else if (c == '.' && point < 0 && i > begin && i + 1 < text.length()) {
                    point = i;
                } else {
                    return Double.NaN;
                }
            }
            if (text.length() == begin || digits >= FAST_MAX) {
                return Double.NaN;
            }
            double value = point < 0 ? digits : digits / POWERS_OF_TEN[text.length() - point - 1];
            return begin == 0 ? value : -value;
        }

        @Override
        public void appendTo(StringBuilder out) {
            if (exact != null) {
                out.append(exact);
            } else if (value == Math.rint(value) && Math.abs(value) <= INTEGER_MAX) {
                out.append((long) value);
            } else if (value == Math.rint(value) && Math.abs(value) < COUNTED_MAX) {
                out.append(new BigDecimal(value).toPlainString()); // all digits: shorter ones differ from Java to Java
            } else {
                out.append(value);
            }
        }

        @Override
        public int encodedBytes() {
            return toString().length();
        }

        @Override
        public String toString() {
            return text(this);
        }
    }

    /** An array; the list is an unmodifiable copy. */
    record Arr(List<Json> items) implements Json {
        public Arr {
            items = List.copyOf(items);
        }

        @Override
        public void appendTo(StringBuilder out) {
            out.append('[');
            String separator = "";
            for (Json item : items) {
                out.append(separator);
                item.appendTo(out);
                separator = ",";
            }
            out.append(']');
        }

        @Override
        public int encodedBytes() {
            int bytes = 2 + Math.max(0, items.size() - 1);
            for (Json item : items) {
                bytes += item.encodedBytes();
            }
            return bytes;
        }

        @Override
        public int depth() {
            int deepest = 0;
            for (Json item : items) {
                deepest = Math.max(deepest, item.depth());
            }
            return deepest + 1;
        }

        @Override
        public int count() {
            int count = 1;
            for (Json item : items) {
                count += item.count();
            }
            return count;
        }

        @Override
        public String toString() {
            return text(this);
        }
    }

    /** An object; the map is an unmodifiable copy that keeps the order of the members for reading. */
    record Obj(Map<String, Json> members) implements Json {

        /** Without members. */
        public static final Obj EMPTY = new Obj(Map.of());

        public Obj {
            members = copyOf(members);
        }

        /** Small ones, of which a value may have thousands, take little memory. */
        private static Map<String, Json> copyOf(Map<String, Json> members) {
            if (members.size() > 1) {
                return Collections.unmodifiableMap(new LinkedHashMap<>(members));
            }
            for (Map.Entry<String, Json> only : members.entrySet()) {
                return Collections.singletonMap(only.getKey(), only.getValue());
            }
            return Map.of();
        }

        /** The member's value, or null where there is none. */
        public @Nullable Json get(String name) {
            return members.get(name);
        }

        @Override
        public void appendTo(StringBuilder out) {
            out.append('{');
            String separator = "";
            for (Map.Entry<String, Json> member : members.entrySet()) {
                out.append(separator);
                JsonEscapes.appendQuoted(out, member.getKey());
                out.append(':');
                member.getValue().appendTo(out);
                separator = ",";
            }
            out.append('}');
        }

        @Override
        public int encodedBytes() {
            int bytes = 2 + Math.max(0, members.size() - 1);
            for (Map.Entry<String, Json> member : members.entrySet()) {
                bytes += JsonEscapes.quotedBytes(member.getKey())
                        + 1
                        + member.getValue().encodedBytes();
            }
            return bytes;
        }

        @Override
        public int depth() {
            int deepest = 0;
            for (Json member : members.values()) {
                deepest = Math.max(deepest, member.depth());
            }
            return deepest + 1;
        }

        @Override
        public int count() {
            int count = 1;
            for (Json member : members.values()) {
                count += member.count();
            }
            return count;
        }

        @Override
        public String toString() {
            return text(this);
        }
    }

    private static String text(Json value) {
        StringBuilder out = new StringBuilder();
        value.appendTo(out);
        return out.toString();
    }
}
