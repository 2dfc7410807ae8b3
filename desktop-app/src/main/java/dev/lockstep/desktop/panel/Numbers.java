package dev.lockstep.desktop.panel;

import java.math.BigDecimal;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

import dev.lockstep.model.Json;

/** Numbers as people read them: with all their digits, and in the digits and with the decimal sign of their language. */
final class Numbers {

    /** Integers of more digits, and fractions with more zeros behind the point, are written with an exponent. */
    private static final int INTEGER_DIGITS_MAX = 21;

    private static final int ZEROS_MAX = 6;

    /** Nobody reads more digits; a number in an entry may have a thousand. */
    private static final int DIGITS_MAX = 40;

    /** A slider has at least so many steps, unless its steps are whole numbers. */
    private static final int STEPS_MIN = 100;

    /** More decimals, and the power of ten is none that a number holds. */
    private static final int DECIMALS_MAX = 300;

    private Numbers() {}

    /** The signs of the language that this program writes numbers in. */
    static DecimalFormatSymbols signs() {
        return DecimalFormatSymbols.getInstance(Locale.getDefault(Locale.Category.FORMAT));
    }

    /** As {@link #words(Json.Num, DecimalFormatSymbols)}, in the program's language. */
    static String words(Json.Num number) {
        return words(number, signs());
    }

    /** @param number finite */
    static String words(double number) {
        return words(Json.Num.parse(String.valueOf(number)));
    }

    /** All digits of {@code number} without separators between thousands: 12345678901, 0.25, 1.23e-7. */
    static String words(Json.Num number, DecimalFormatSymbols signs) {
        BigDecimal exact = new BigDecimal(number.toString()).stripTrailingZeros();
        String all = exact.unscaledValue().abs().toString();
        long point = (long) all.length() - exact.scale(); // so many of the digits are before the point
        String more = all.length() > DIGITS_MAX ? "…" : "";
        String digits = all.length() > DIGITS_MAX ? all.substring(0, DIGITS_MAX) : all;
        String text;
        if (point > INTEGER_DIGITS_MAX || point <= -ZEROS_MAX) {
            String rest = digits.length() > 1 ? "." + digits.substring(1) : "";
            text = digits.charAt(0) + rest + more + "e" + (point - 1);
        } else if (point <= 0) {
            text = "0." + "0".repeat((int) -point) + digits + more;
        } else if (point >= digits.length()) {
            text = digits + "0".repeat((int) point - digits.length());
        } else {
            text = digits.substring(0, (int) point) + "." + digits.substring((int) point) + more;
        }
        return inSigns(exact.signum() < 0 ? "-" + text : text, signs);
    }

    private static String inSigns(String plain, DecimalFormatSymbols signs) {
        StringBuilder shown = new StringBuilder(plain.length());
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            if (c >= '0' && c <= '9') {
                shown.append((char) (signs.getZeroDigit() + c - '0'));
            } else if (c == '.') {
                shown.append(signs.getDecimalSeparator());
            } else {
                shown.append(c == '-' ? signs.getMinusSign() : c);
            }
        }
        return shown.toString();
    }

    /** The nearest that lies between both. */
    static double within(double value, double min, double max) {
        return Double.isNaN(value) ? min : Math.max(min, Math.min(max, value));
    }

    /**
     * The value of a slider that stands near {@code value}: one of few digits, since its digits are shown and nobody means those of
     * a mouse's place. Both ends stay as they are.
     */
    static double stepped(double value, double min, double max) {
        double digits = Math.ceil(-Math.log10((max - min) / STEPS_MIN));
        double decimals = within(digits, 0, DECIMALS_MAX);
        double scale = Math.pow(10, decimals);
        double near = Math.rint(value * scale) / scale;
        return value <= min ? min : value >= max ? max : within(near, min, max);
    }
}
