package dev.lockstep.desktop.data.chart;

import java.util.Locale;

/**
 * A chart that somebody looks at.
 *
 * @param x the column along the bottom
 * @param y the column of values, −1 for how many rows there are
 */
public record ChartSpec(Kind kind, int x, int y) {

    /** How it is drawn. */
    public enum Kind {
        HISTOGRAM,
        BAR,
        LINE,
        SCATTER;

        public String title() {
            return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
        }

        /** Whether values are drawn, not how many rows there are. */
        public boolean needsY() {
            return this == LINE || this == SCATTER;
        }
    }
}
