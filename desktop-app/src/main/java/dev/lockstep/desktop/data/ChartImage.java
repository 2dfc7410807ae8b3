package dev.lockstep.desktop.data;

import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import dev.lockstep.desktop.data.ChartSpec.Kind;

/**
 * A chart that was drawn, and what is where in it.
 *
 * @param area where the data are, in pixels of the picture
 * @param xMin what is at the left of the area, {@code xMax} at its right
 * @param yMin what is at the foot of the area, {@code yMax} at its top
 * @param bars of a bar chart the texts, in their order; empty for other charts
 */
record ChartImage(
        ChartSpec spec,
        BufferedImage picture,
        Rectangle2D area,
        double xMin,
        double xMax,
        double yMin,
        double yMax,
        List<String> bars) {

    /** What a rectangle of the picture means, in pixels. */
    List<Filter> meant(double left, double top, double right, double bottom) {
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
    int steps() {
        return spec.kind() == Kind.BAR ? bars.size() : ChartPainter.BINS;
    }

    /** The middle of a step, in pixels from the left of the picture. */
    double middle(int step) {
        return spec.kind() == Kind.BAR
                ? area.getX() + (step - xMin) / (xMax - xMin) * area.getWidth()
                : area.getX() + (step + 0.5) * stepWidth();
    }

    double stepWidth() {
        return spec.kind() == Kind.BAR ? area.getWidth() / (xMax - xMin) : area.getWidth() / ChartPainter.BINS;
    }

    /** What steps mean, the first and the last included; of dots, however high they are. */
    List<Filter> meantSteps(int first, int last) {
        double half = spec.kind() == Kind.BAR ? 0 : stepWidth() / 2;
        return meant(middle(first) - half, area.getY(), middle(last) + half, area.getMaxY())
                .subList(0, 1);
    }

    double x(double pixel) {
        return xMin + (pixel - area.getX()) / area.getWidth() * (xMax - xMin);
    }

    private double y(double pixel) {
        return yMax - (pixel - area.getY()) / area.getHeight() * (yMax - yMin);
    }
}
