package dev.lockstep.desktop.board.shapes;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * The points of strokes as text: numbers with spaces between, {@link Shape#POINT} for each. A text is a tenth of what as many
 * JSON numbers take in memory and in time, and a board has millions.
 */
public final class Points {

    private static final int PLACES = 10;
    private static final int PARTS = 100;

    private Points() {}

    static String write(double[] points) {
        return write(points, 0);
    }

    /**
     * The points as text, from one of them on.
     *
     * @param points {@link Shape#POINT} numbers each
     * @param from the first number
     */
    public static String write(double[] points, int from) {
        StringBuilder out = new StringBuilder((points.length - from) * 5);
        for (int i = from; i < points.length; i++) {
            if (i > from) {
                out.append(' ');
            }
            append(out, points[i], i % Shape.POINT == Shape.POINT - 1 ? PARTS : PLACES);
        }
        return out.toString();
    }

    private static void append(StringBuilder out, double value, int places) {
        long scaled = Math.round(value * places);
        if (scaled < 0) {
            out.append('-');
            scaled = -scaled;
        }
        out.append(scaled / places);
        long fraction = scaled % places;
        if (fraction != 0) {
            out.append('.');
            if (places == PARTS) {
                out.append(fraction / 10);
                fraction %= 10;
            }
            if (fraction != 0) {
                out.append(fraction);
            }
        }
    }

    /** Null where it is no such text, or has something else than whole points. */
    public static double @Nullable [] read(String text) {
        double[] points = new double[16 * Shape.POINT];
        int count = 0;
        int at = 0;
        while (at < text.length()) {
            int end = text.indexOf(' ', at);
            end = end < 0 ? text.length() : end;
            double value = number(text, at, end);
            if (Double.isNaN(value)) {
                return null;
            }
            if (count == points.length) {
                points = Arrays.copyOf(points, count * 2);
            }
            points[count++] = value;
            at = end + 1;
        }
        return count == 0 || count % Shape.POINT != 0 ? null : Arrays.copyOf(points, count);
    }

    /** A plain decimal number; not a number where it is none, or none that fits. */
    private static double number(String text, int begin, int end) {
        int at = begin;
        boolean negative = at < end && text.charAt(at) == '-';
        if (negative) {
            at++;
        }
        long digits = 0;
        double divisor = 1;
        boolean fraction = false;
        int count = 0;
        for (; at < end; at++) {
            char c = text.charAt(at);
            if (c == '.' && !fraction) {
                fraction = true;
            } else if (c >= '0' && c <= '9' && count < 15) {
                digits = digits * 10 + (c - '0');
                divisor *= fraction ? 10 : 1;
                count++;
            } else {
                return Double.NaN;
            }
        }
        double value = digits / divisor;
        return count == 0 ? Double.NaN : negative ? -value : value;
    }
}
