package dev.lockstep.desktop.panel;

/** Numbers as people read them, whatever they are. */
final class Numbers {

    /** Larger ones are written with an exponent: the largest has 309 digits. */
    private static final double PLAIN_MAX = 1e15;

    private Numbers() {}

    /** In six digits at most, and an exponent where that is not enough. */
    static String words(Number number) {
        return withoutNeedlessZeros(String.format("%.6g", number.doubleValue()));
    }

    /** In ten digits. */
    static String exact(Number number) {
        return withoutNeedlessZeros(String.format("%.10g", number.doubleValue()));
    }

    /** Without a fraction. */
    static String whole(Number number) {
        return Math.abs(number.doubleValue()) < PLAIN_MAX ? String.format("%.0f", number.doubleValue()) : words(number);
    }

    /** 5.000000000 is 5, 0.2500000000 is 0.25. */
    private static String withoutNeedlessZeros(String text) {
        if (!text.contains(".") && !text.contains(",")) {
            return text;
        }
        int exponent = text.indexOf('e');
        String digits = exponent < 0 ? text : text.substring(0, exponent);
        String rest = exponent < 0 ? "" : text.substring(exponent);
        return digits.replaceAll("[.,]?0+$", "") + rest;
    }

    /** The nearest that lies between both. */
    static double within(double value, double min, double max) {
        return Double.isNaN(value) ? min : Math.max(min, Math.min(max, value));
    }
}
