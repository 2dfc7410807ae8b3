package dev.lockstep.desktop.panel;

import java.text.DecimalFormatSymbols;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.lockstep.model.Json;

/**
 * What somebody typed as a number, in the digits of any script and with the decimal sign of their language. What may mean two
 * numbers is never guessed: 1,234 is a thousand and more to some, and little more than one to others.
 */
sealed interface TypedNumber {

    /** It is this number. */
    record Known(Json.Num number) implements TypedNumber {}

    /**
     * It may be either.
     *
     * @param thousands where the sign is between thousands
     * @param decimal where the sign is before the fraction
     */
    record Either(Json.Num thousands, Json.Num decimal) implements TypedNumber {

        /** What to ask, for people. */
        String question(DecimalFormatSymbols signs) {
            return "Is that " + Numbers.words(thousands, signs) + " or " + Numbers.words(decimal, signs) + "?";
        }
    }

    /** @param problem why it is no number, for people */
    record Unreadable(String problem) implements TypedNumber {}

    /** Longer texts are none that a person types. */
    int CHARS_MAX = 200;

    /** {@code T}: between thousands for certain; {@code D}: the decimal sign for certain; either of . and , may be both. */
    Pattern NUMBER = Pattern.compile("([+-]?)([0-9TD.,]*[0-9][0-9TD.,]*)(?:e([+-]?[0-9]{1,9}))?");

    /** 1 234 567, and 12 34 567 as in India. */
    Pattern GROUPS = Pattern.compile("[0-9]{1,3}(?:T[0-9]{3})*|[0-9]{1,2}(?:T[0-9]{2})*T[0-9]{3}");

    /** One sign that may be between thousands. */
    Pattern ONE_GROUP = Pattern.compile("[1-9][0-9]{0,2}[.,][0-9]{3}");

    /** @param signs of the language that it is typed in */
    static TypedNumber read(String typed, DecimalFormatSymbols signs) {
        if (typed.length() > CHARS_MAX) {
            return new Unreadable("A number has at most " + CHARS_MAX + " characters.");
        }
        Matcher number = NUMBER.matcher(plain(typed.strip(), signs));
        if (!number.matches()) {
            return noNumber(signs);
        }
        String sign = number.group(1).equals("-") ? "-" : "";
        String digits = number.group(2);
        String exponent = number.group(3) == null ? "" : "e" + number.group(3);
        char own = signs.getDecimalSeparator();
        if (ONE_GROUP.matcher(digits).matches() && digits.indexOf(own) < 0) {
            TypedNumber thousands = parse(sign + digits.replaceAll("[.,]", "") + exponent, signs);
            TypedNumber decimal = parse(sign + digits.replace(',', '.') + exponent, signs);
            return thousands instanceof Known one && decimal instanceof Known other
                    ? new Either(one.number(), other.number())
                    : thousands;
        }
        return unambiguous(sign, digits, exponent, signs);
    }

    private static TypedNumber unambiguous(String sign, String digits, String exponent, DecimalFormatSymbols signs) {
        int point = decimalAt(digits);
        String whole = digits.substring(0, point).replaceAll("[.,]", "T");
        String fraction = digits.substring(Math.min(digits.length(), point + 1));
        boolean mixed = digits.substring(0, point).contains(".")
                && digits.substring(0, point).contains(",");
        boolean grouped = whole.contains("T");
        if (mixed || (grouped && !GROUPS.matcher(whole).matches()) || !fraction.matches("[0-9]*")) {
            return noNumber(signs);
        }
        String plain = whole.replace("T", "");
        return parse(
                sign + (plain.isEmpty() ? "0" : plain) + (fraction.isEmpty() ? "" : "." + fraction) + exponent, signs);
    }

    /** Where the decimal sign is; the end where there is none. */
    private static int decimalAt(String digits) {
        if (digits.indexOf('D') >= 0) {
            return digits.indexOf('D');
        }
        int last = Math.max(digits.lastIndexOf('.'), digits.lastIndexOf(','));
        boolean once = last >= 0 && digits.indexOf(digits.charAt(last)) == last;
        return once ? last : digits.length(); // what comes twice is between thousands
    }

    private static TypedNumber parse(String json, DecimalFormatSymbols signs) {
        try {
            Json.Num number = Json.Num.parse(json);
            if (Double.isFinite(number.value())) {
                return new Known(number);
            }
            return new Unreadable("That is more than can be counted here: at most about "
                    + Numbers.words(Json.Num.parse("1.8e308"), signs) + ".");
        } catch (NumberFormatException e) {
            return noNumber(signs);
        }
    }

    private static Unreadable noNumber(DecimalFormatSymbols signs) {
        return new Unreadable("Type a number, such as " + Numbers.words(Json.Num.parse("42"), signs) + " or "
                + Numbers.words(Json.Num.parse("-0.5"), signs) + ".");
    }

    /** In ASCII, where what can be told is told; {@code ?} stands for what is in no number. */
    private static String plain(String typed, DecimalFormatSymbols signs) {
        StringBuilder plain = new StringBuilder(typed.length());
        typed.codePoints().filter(c -> Character.getType(c) != Character.FORMAT).forEach(c -> {
            if (Character.isDigit(c)) {
                plain.append((char) ('0' + Character.digit(c, 10)));
            } else {
                plain.append(sign(c, signs));
            }
        });
        return plain.toString();
    }

    private static char sign(int c, DecimalFormatSymbols signs) {
        return switch (c) {
            case '-', 0x2212, 0xFE63, 0xFF0D -> '-';
            case '+', 0xFF0B -> '+';
            case 'e', 'E' -> 'e';
            case '.', 0xFF0E -> '.';
            case ',', 0x060C, 0xFF0C -> ',';
            case 0x066B -> 'D';
            case 0x066C, '\'', 0x2019 -> 'T';
            default -> {
                if (c == signs.getMinusSign()) {
                    yield '-';
                } else if (c == signs.getDecimalSeparator()) {
                    yield 'D';
                }
                yield c == signs.getGroupingSeparator() || Character.isSpaceChar(c) ? 'T' : '?';
            }
        };
    }
}
