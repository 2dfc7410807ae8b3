package dev.lockstep.desktop.data.chart;

/**
 * What an axis shows, from and to, and how it is scaled to be drawn: the distance between the ends of what doubles can be is more
 * than they can hold, and between the least of them it is lost. Scaling is by a power of two, which keeps all digits.
 *
 * @param min less than {@code max}; both are finite
 * @param power of two, by which values are multiplied to be drawn
 */
record ChartRange(double min, double max, int power) {

    /** Numbers up to this power of two are drawn as they are: their sums are numbers, however many. */
    private static final int PLAIN_POWER_MAX = 900;

    private static final double MARGIN = 0.02;

    /** The least part of the whole that is zoomed into. */
    private static final double ZOOM_MIN = 1e-9;

    /** Likewise, in steps from one number to the next that there is. */
    private static final double ULPS_MIN = 1_000;

    private static final double HALF_DAY_MILLIS = 43_200_000;

    static ChartRange between(double min, double max) {
        return new ChartRange(min, max, power(Math.max(Math.abs(min), Math.abs(max))));
    }

    /** All that is there, and a bit around it. */
    static ChartRange around(double least, double most) {
        double half = least < most ? 0 : least == 0 ? 1 : Math.abs(least) / 2;
        return widened(least, most, half, half);
    }

    /** As {@link #around}, with nothing at one end where nothing is beyond it: bars stand on it. */
    static ChartRange aroundBars(double least, double most) {
        double from = Math.min(0, least);
        double to = Math.max(0, most);
        return from == to ? between(0, 1) : widened(from, to, from < 0 ? 0 : Double.NaN, to > 0 ? 0 : Double.NaN);
    }

    /**
     * As {@link #around}, of milliseconds since 1970: half a day before and after a single time, and not beyond what dates are.
     *
     * @param first the first that a date can be; {@code last} likewise
     */
    static ChartRange aroundDates(double least, double most, double first, double last) {
        double half = least < most ? (most - least) * MARGIN : HALF_DAY_MILLIS;
        double from = Math.max(first, least - half);
        double to = Math.min(last, most + half);
        return between(from, to);
    }

    /** @param below added at the foot: 0 for a part of the whole, NaN for nothing; {@code above} likewise */
    private static ChartRange widened(double least, double most, double below, double above) {
        int power = power(Math.max(Math.abs(least), Math.abs(most)));
        double from = Math.scalb(least, power);
        double to = Math.scalb(most, power);
        double part = (to - from) * MARGIN;
        return new ChartRange(
                unscaled(from - margin(below, part, power), power),
                unscaled(to + margin(above, part, power), power),
                power);
    }

    private static double margin(double wanted, double part, int power) {
        return Double.isNaN(wanted) ? 0 : wanted == 0 ? part : Math.scalb(wanted, power);
    }

    private static int power(double largest) {
        int exponent = Math.getExponent(largest);
        return largest == 0 || Math.abs(exponent) <= PLAIN_POWER_MAX ? 0 : -exponent;
    }

    private static double unscaled(double scaled, int power) {
        return Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, Math.scalb(scaled, -power)));
    }

    /** Where it is drawn: from 0, so that numbers that are large and near to each other are apart. */
    double drawn(double value) {
        return Math.scalb(value, power) - Math.scalb(min, power);
    }

    /** How far {@code value} is from {@code min}, which is 0, to {@code max}, which is 1; NaN where it is none. */
    double part(double value) {
        return drawn(value) / drawn(max);
    }

    /** What is at a part of the way. */
    double at(double part) {
        return min * (1 - part) + max * part;
    }

    /** A part of this, not less than numbers can tell apart. */
    ChartRange zoomed(double from, double to) {
        double largest = Math.scalb(Math.max(Math.abs(min), Math.abs(max)), power);
        double least = Math.scalb(Math.max(drawn(max) * ZOOM_MIN, ULPS_MIN * Math.ulp(largest)), -power);
        double begin = Math.max(min, Math.min(from, max - least));
        double end = Math.min(max, Math.max(to, begin + least));
        return begin < end ? new ChartRange(begin, end, power) : this;
    }
}
