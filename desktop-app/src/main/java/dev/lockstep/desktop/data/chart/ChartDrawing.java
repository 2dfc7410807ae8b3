package dev.lockstep.desktop.data.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;

import org.jfree.chart.ChartRenderingInfo;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.SeriesRenderingOrder;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.StandardXYBarPainter;
import org.jfree.chart.renderer.xy.XYBarRenderer;
import org.jfree.chart.renderer.xy.XYDotRenderer;
import org.jfree.chart.renderer.xy.XYItemRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.XYDataset;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

import dev.lockstep.desktop.colors.ColorToken;

/**
 * How charts look, with JFreeChart.
 *
 * @param anyMarked whether some are marked: the others are faded then
 */
record ChartDrawing(int width, int height, boolean dark, boolean anyMarked) {

    private static final int DOT = 3;
    private static final int LARGE_DOT = 6;

    /** So few dots are large ones. */
    private static final int LARGE_MAX = 300;

    /** So few points of a line are drawn as dots too: one alone is no line. */
    private static final int DOTTED_MAX = 60;

    private static final double LINE_DOT = 5;

    /** Bars between two values each: {@code rest} for all, {@code chosen} for those that are marked. */
    static XYDataset bars(XYIntervalSeries rest, XYIntervalSeries chosen) {
        XYIntervalSeriesCollection set = new XYIntervalSeriesCollection();
        set.addSeries(rest);
        set.addSeries(chosen);
        return set;
    }

    static void bar(XYIntervalSeries series, double from, double to, double value) {
        series.add((from + to) / 2, from, to, value, value, value);
    }

    /** Points: {@code rest} for all, {@code chosen} for those that are marked. */
    static XYDataset points(XYSeries rest, XYSeries chosen) {
        XYSeriesCollection set = new XYSeriesCollection();
        set.addSeries(rest);
        set.addSeries(chosen);
        return set;
    }

    /** @param up where zero is, on which bars stand */
    static XYItemRenderer barRenderer(ChartRange up) {
        XYBarRenderer renderer = new XYBarRenderer(0.08);
        renderer.setBase(up.drawn(0));
        renderer.setBarPainter(new StandardXYBarPainter());
        renderer.setShadowVisible(false);
        return renderer;
    }

    static XYItemRenderer lineRenderer(XYDataset points) {
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
        renderer.setSeriesStroke(0, new BasicStroke(1.4f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        renderer.setSeriesStroke(1, new BasicStroke(2.4f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        for (int series = 0; series < points.getSeriesCount(); series++) {
            renderer.setSeriesShape(
                    series, new java.awt.geom.Ellipse2D.Double(-LINE_DOT / 2, -LINE_DOT / 2, LINE_DOT, LINE_DOT));
            renderer.setSeriesShapesVisible(series, points.getItemCount(series) <= DOTTED_MAX);
        }
        return renderer;
    }

    static XYItemRenderer dotRenderer(XYDataset points) {
        int count = points.getItemCount(0) + points.getItemCount(1);
        int size = count <= LARGE_MAX ? LARGE_DOT : DOT;
        XYDotRenderer renderer = new XYDotRenderer();
        renderer.setDotWidth(size);
        renderer.setDotHeight(size);
        return renderer;
    }

    /**
     * @param bars of a bar chart the texts, in their order; empty for other charts
     * @param across what is at the left and the right; {@code up} at the foot and the top
     */
    ChartImage draw(
            ChartSpec spec,
            XYDataset set,
            XYItemRenderer renderer,
            ValueAxis x,
            ValueAxis y,
            ChartRange across,
            ChartRange up,
            List<String> bars) {
        Color text = color(ColorToken.CHART_TEXT);
        Color line = color(ColorToken.CHART_LINE);
        renderer.setSeriesPaint(0, color(anyMarked ? ColorToken.CHART_FADED : ColorToken.CHART_ROWS));
        renderer.setSeriesPaint(1, color(ColorToken.CHART_MARKED));
        XYPlot plot = new XYPlot(set, x, y, renderer);
        plot.setSeriesRenderingOrder(SeriesRenderingOrder.FORWARD); // what is marked is on top
        plot.setInsets(new RectangleInsets(4, 8, 4, ChartAxis.OUTSIDE_MAX + 4));
        plot.setBackgroundPaint(null);
        plot.setOutlinePaint(null);
        plot.setDomainGridlinesVisible(false);
        plot.setRangeGridlinePaint(line);
        plot.setRangeGridlineStroke(new BasicStroke(1));
        if (renderer instanceof XYBarRenderer && up.min() < 0) {
            plot.addRangeMarker(new ValueMarker(up.drawn(0), text, new BasicStroke(1)));
        }
        Font font = new Font(Font.SANS_SERIF, Font.PLAIN, 11);
        for (ValueAxis axis : List.of(x, y)) {
            axis.setTickLabelFont(font);
            axis.setLabelFont(font);
            axis.setTickLabelPaint(text);
            axis.setLabelPaint(text);
            axis.setAxisLinePaint(line);
            axis.setTickMarkPaint(line);
        }
        JFreeChart chart = new JFreeChart(null, font, plot, false);
        chart.setBackgroundPaint(null);
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB_PRE);
        Graphics2D graphics = picture.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        ChartRenderingInfo info = new ChartRenderingInfo();
        chart.draw(graphics, new Rectangle2D.Double(0, 0, width, height), info);
        graphics.dispose();
        return new ChartImage(spec, picture, info.getPlotInfo().getDataArea(), across, up, bars);
    }

    private Color color(ColorToken token) {
        return new Color(token.rgb(dark));
    }
}
