package dev.lockstep.desktop.data.chart;

import org.jspecify.annotations.Nullable;

/**
 * What came of drawing a chart.
 *
 * @param image null where there is none
 * @param reason why there is none, for people; empty where there is one
 */
public record ChartResult(@Nullable ChartImage image, String reason) {

    static ChartResult of(ChartImage image) {
        return new ChartResult(image, "");
    }

    /** There is none, because of {@code reason}, for display. */
    public static ChartResult not(String reason) {
        return new ChartResult(null, reason);
    }
}
