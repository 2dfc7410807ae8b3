package dev.lockstep.desktop.data;

import org.jspecify.annotations.Nullable;

/**
 * What came of drawing a chart.
 *
 * @param image null where there is none
 * @param reason why there is none, for people; empty where there is one
 */
record Painted(@Nullable ChartImage image, String reason) {

    static Painted of(ChartImage image) {
        return new Painted(image, "");
    }

    static Painted not(String reason) {
        return new Painted(null, reason);
    }
}
