package dev.lockstep.desktop.data.chart;

import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import dev.lockstep.desktop.data.chart.ChartSpec.Kind;
import dev.lockstep.desktop.data.table.Filter;

/**
 * A chart that was drawn, and what is where in it.
 *
 * @param area where the data are, in pixels of the picture
 * @param across what is at the left of the area and at its right
 * @param up what is at the foot of the area and at its top
 * @param bars of a bar chart the texts, in their order; empty for other charts
 */
public record ChartImage(
        ChartSpec spec, BufferedImage picture, Rectangle2D area, ChartRange across, ChartRange up, List<String> bars) {

    /** What a rectangle of the picture means, in pixels. */
    public List<Filter> meant(double left, double top, double right, double bottom) {
        double from = x(left);
        double to = x(right);
        if (spec.kind() == Kind.BAR && !bars.isEmpty()) {
            Set<String> texts = new LinkedHashSet<>();
            for (int i = 0; i < bars.size(); i++) {
                if (i + 0.45 >= from && i - 0.45 <= to) {
                    texts.add(bars.get(i));
                }
            }
            return texts.isEmpty() ? List.of() : List.of(Filter.of(spec.x(), texts));
        }
        List<Filter> meant = new ArrayList<>();
        meant.add(Filter.range(spec.x(), from, to));
        if (spec.kind() == Kind.SCATTER) {
            meant.add(Filter.range(spec.y(), y(bottom), y(top)));
        }
        return meant;
    }

    /** In how many steps one goes along the bottom by keyboard: bar by bar, or in what a histogram counts together. */
    public int steps() {
        return spec.kind() == Kind.BAR ? bars.size() : ChartPainter.BINS;
    }

    /** The middle of a step, in pixels from the left of the picture. */
    public double middle(int step) {
        return spec.kind() == Kind.BAR
                ? area.getX() + across.part(step) * area.getWidth()
                : area.getX() + (step + 0.5) * stepWidth();
    }

    double stepWidth() {
        return spec.kind() == Kind.BAR
                ? area.getWidth() / (across.max() - across.min())
                : area.getWidth() / ChartPainter.BINS;
    }

    /** What steps mean, the first and the last included; of dots, however high they are. */
    public List<Filter> meantSteps(int first, int last) {
        double half = spec.kind() == Kind.BAR ? 0 : stepWidth() / 2;
        return meant(middle(first) - half, area.getY(), middle(last) + half, area.getMaxY())
                .subList(0, 1);
    }

    /**
     * What is shown where one zooms, from and to; it may be beyond what there is.
     *
     * @param pixel what is there stays there
     * @param factor how much more is shown
     */
    public double[] zoomed(double pixel, double factor) {
        double at = x(pixel);
        return new double[] {
            at * (1 - factor) + across.min() * factor, at * (1 - factor) + across.max() * factor,
        };
    }

    double x(double pixel) {
        return across.at((pixel - area.getX()) / area.getWidth());
    }

    private double y(double pixel) {
        return up.at(1 - (pixel - area.getY()) / area.getHeight());
    }
}
