package dev.lockstep.desktop.data;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.TimeZone;
import java.util.stream.IntStream;

import org.jfree.chart.ChartRenderingInfo;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.DateAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.SeriesRenderingOrder;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.StandardXYBarPainter;
import org.jfree.chart.renderer.xy.XYBarRenderer;
import org.jfree.chart.renderer.xy.XYDotRenderer;
import org.jfree.chart.renderer.xy.XYItemRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYDataset;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.jspecify.annotations.Nullable;

import dev.lockstep.desktop.data.ChartSpec.Kind;
import dev.lockstep.desktop.text.DisplayText;

/**
 * Draws charts off the screen, with JFreeChart. However many rows there are, what is drawn is bounded by how many pixels there
 * are: bars are counted, lines keep the least and the most of each step, and of dots that would cover each other one is drawn.
 */
final class ChartPainter {

    /** So many parts of what is shown a histogram counts. */
    static final int BINS = 40;

    private static final int BARS_MAX = 24;
    private static final int DOT = 3;
    private static final double MARGIN = 0.02;

    /** A value farther out can't be drawn: ranges and sums of such are more than numbers hold. */
    private static final double FAR = 1e150;

    /** So many characters of a text stand below its bar. */
    private static final int NAME_MAX = 30;

    private final DataTable table;
    private final int[] rows;
    private final BitSet marked;
    private final int width;
    private final int height;
    private final boolean dark;

    private ChartPainter(Looked looked, int width, int height, boolean dark) {
        this.table = looked.table();
        this.rows = looked.rows();
        this.marked = looked.marked();
        this.width = width;
        this.height = height;
        this.dark = dark;
    }

    /**
     * @param zoom what is shown of the x axis, from and to; null for all
     * @return null where there is nothing to draw
     */
    static @Nullable ChartImage paint(
            Looked looked, ChartSpec spec, int width, int height, boolean dark, double @Nullable [] zoom) {
        int columns = looked.table().columns().size();
        if (spec.x() >= columns || spec.y() >= columns || looked.rows().length == 0 || width < 60 || height < 60) {
            return null;
        }
        return new ChartPainter(looked, width, height, dark).paint(spec, zoom);
    }

    private @Nullable ChartImage paint(ChartSpec spec, double @Nullable [] zoom) {
        Column x = table.columns().get(spec.x());
        if (spec.kind() == Kind.BAR || !x.isNumeric()) {
            return bars(new ChartSpec(Kind.BAR, spec.x(), spec.y()), x);
        }
        double[] whole = range(x);
        if (whole == null) {
            return null;
        }
        double[] range = zoom == null ? whole : clamped(zoom, whole);
        if (spec.kind() == Kind.HISTOGRAM || spec.y() < 0) {
            return histogram(new ChartSpec(Kind.HISTOGRAM, spec.x(), -1), x, range);
        }
        Column y = table.columns().get(spec.y());
        return spec.kind() == Kind.LINE ? line(spec, x, y, range) : scatter(spec, x, y, range);
    }

    /** Not beyond what there is, and not into less than numbers can tell apart. */
    private static double[] clamped(double[] zoom, double[] whole) {
        double least = Math.max(
                (whole[1] - whole[0]) * 1e-9, 1e3 * Math.ulp(Math.max(Math.abs(whole[0]), Math.abs(whole[1]))));
        double from = Math.max(whole[0], Math.min(zoom[0], whole[1] - least));
        double to = Math.min(whole[1], Math.max(zoom[1], from + least));
        return new double[] {from, to};
    }

    private double @Nullable [] range(Column column) {
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        for (int row : rows) {
            double value = column.value(row);
            if (Math.abs(value) <= FAR) {
                min = Math.min(min, value);
                max = Math.max(max, value);
            }
        }
        if (min > max) {
            return null;
        }
        double margin = max > min ? (max - min) * MARGIN : Math.max(1, Math.abs(min) * MARGIN);
        return new double[] {min - margin, max + margin};
    }

    // ---- the charts

    private ChartImage histogram(ChartSpec spec, Column x, double[] range) {
        int[] all = new int[BINS];
        int[] some = new int[BINS];
        double step = (range[1] - range[0]) / BINS;
        for (int row : rows) {
            double at = x.value(row);
            int bin = (int) Math.floor((at - range[0]) / step);
            if (!Double.isNaN(at) && bin >= 0 && bin < BINS) {
                all[bin]++;
                some[bin] += marked.get(row) ? 1 : 0;
            }
        }
        XYIntervalSeries rest = new XYIntervalSeries("all");
        XYIntervalSeries chosen = new XYIntervalSeries("marked");
        for (int i = 0; i < BINS; i++) {
            double from = range[0] + i * step;
            bar(rest, from, from + step, all[i]);
            bar(chosen, from, from + step, some[i]);
        }
        return drawn(spec, barSet(rest, chosen), barRenderer(), axis(x, range), numbers("rows", null), List.of());
    }

    private ChartImage bars(ChartSpec spec, Column x) {
        @Nullable
        Column y = spec.y() >= 0 && table.columns().get(spec.y()).isNumeric()
                ? table.columns().get(spec.y())
                : null;
        String[] names;
        int[] codes = new int[rows.length];
        if (x.isNumeric()) {
            names = Arrays.stream(rows).mapToObj(x::text).distinct().toArray(String[]::new);
            List<String> known = Arrays.asList(names);
            java.util.Map<String, Integer> index = new java.util.HashMap<>();
            for (int i = 0; i < known.size(); i++) {
                index.put(known.get(i), i);
            }
            for (int i = 0; i < rows.length; i++) {
                codes[i] = index.getOrDefault(x.text(rows[i]), 0);
            }
        } else {
            names = IntStream.range(0, x.differentTexts()).mapToObj(x::textOf).toArray(String[]::new);
            for (int i = 0; i < rows.length; i++) {
                codes[i] = (int) x.value(rows[i]);
            }
        }
        double[] all = new double[names.length];
        double[] some = new double[names.length];
        for (int i = 0; i < rows.length; i++) {
            double value = y == null ? 1 : y.value(rows[i]);
            if (Math.abs(value) <= FAR) {
                all[codes[i]] += value;
                some[codes[i]] += marked.get(rows[i]) ? value : 0;
            }
        }
        List<Integer> largest = IntStream.range(0, names.length)
                .boxed()
                .filter(code -> all[code] != 0)
                .sorted(Comparator.comparingDouble((Integer code) -> -all[code]))
                .limit(BARS_MAX)
                .toList();
        XYIntervalSeries rest = new XYIntervalSeries("all");
        XYIntervalSeries chosen = new XYIntervalSeries("marked");
        List<String> shown = new ArrayList<>();
        for (int i = 0; i < largest.size(); i++) {
            shown.add(names[largest.get(i)]);
            bar(rest, i - 0.4, i + 0.4, all[largest.get(i)]);
            bar(chosen, i - 0.4, i + 0.4, some[largest.get(i)]);
        }
        String[] below =
                shown.stream().map(name -> DisplayText.line(name, NAME_MAX)).toArray(String[]::new);
        SymbolAxis axis = new SymbolAxis(x.name(), below);
        axis.setGridBandsVisible(false);
        axis.setVerticalTickLabels(shown.size() > 6);
        axis.setRange(-0.6, Math.max(0.6, shown.size() - 0.4));
        return drawn(
                spec, barSet(rest, chosen), barRenderer(), axis, numbers(y == null ? "rows" : y.name(), null), shown);
    }

    private ChartImage line(ChartSpec spec, Column x, Column y, double[] range) {
        int steps = Math.max(2, width);
        double[] least = new double[steps];
        double[] most = new double[steps];
        double[] chosenSum = new double[steps];
        int[] chosenCount = new int[steps];
        Arrays.fill(least, Double.NaN);
        Arrays.fill(most, Double.NaN);
        double step = (range[1] - range[0]) / steps;
        for (int row : rows) {
            int at = (int) Math.floor((x.value(row) - range[0]) / step);
            double value = y.value(row);
            if (at >= 0 && at < steps && Math.abs(value) <= FAR && !Double.isNaN(x.value(row))) {
                least[at] = Double.isNaN(least[at]) ? value : Math.min(least[at], value);
                most[at] = Double.isNaN(most[at]) ? value : Math.max(most[at], value);
                if (marked.get(row)) {
                    chosenSum[at] += value;
                    chosenCount[at]++;
                }
            }
        }
        XYSeries rest = new XYSeries("all", false, true);
        XYSeries chosen = new XYSeries("marked", false, true);
        for (int i = 0; i < steps; i++) {
            double at = range[0] + (i + 0.5) * step;
            if (!Double.isNaN(least[i])) {
                rest.add(at, least[i], false);
                if (most[i] > least[i]) {
                    rest.add(at, most[i], false);
                }
            }
            if (chosenCount[i] > 0) {
                chosen.add(at, chosenSum[i] / chosenCount[i], false);
            }
        }
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
        renderer.setSeriesStroke(0, new BasicStroke(1.4f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        renderer.setSeriesStroke(1, new BasicStroke(2.4f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        return drawn(spec, set(rest, chosen), renderer, axis(x, range), axis(y, null), List.of());
    }

    private @Nullable ChartImage scatter(ChartSpec spec, Column x, Column y, double[] range) {
        double[] yRange = range(y);
        if (yRange == null) {
            return null;
        }
        int across = Math.max(1, width / 2);
        int up = Math.max(1, height / 2);
        BitSet taken = new BitSet(across * up);
        BitSet chosenTaken = new BitSet(across * up);
        XYSeries rest = new XYSeries("all", false, true);
        XYSeries chosen = new XYSeries("marked", false, true);
        for (int row : rows) {
            double a = x.value(row);
            double b = y.value(row);
            int i = (int) ((a - range[0]) / (range[1] - range[0]) * across);
            int j = (int) ((b - yRange[0]) / (yRange[1] - yRange[0]) * up);
            if (Double.isNaN(a) || Double.isNaN(b) || i < 0 || i >= across || j < 0 || j >= up) {
                continue;
            }
            int cell = j * across + i;
            if (marked.get(row)) {
                if (!chosenTaken.get(cell)) {
                    chosenTaken.set(cell);
                    chosen.add(a, b, false);
                }
            } else if (!taken.get(cell)) {
                taken.set(cell);
                rest.add(a, b, false);
            }
        }
        XYDotRenderer renderer = new XYDotRenderer();
        renderer.setDotWidth(DOT);
        renderer.setDotHeight(DOT);
        return drawn(spec, set(rest, chosen), renderer, axis(x, range), axis(y, yRange), List.of());
    }

    // ---- JFreeChart

    private static void bar(XYIntervalSeries series, double from, double to, double value) {
        series.add((from + to) / 2, from, to, value, value, value);
    }

    private static XYDataset barSet(XYIntervalSeries rest, XYIntervalSeries chosen) {
        XYIntervalSeriesCollection set = new XYIntervalSeriesCollection();
        set.addSeries(rest);
        set.addSeries(chosen);
        return set;
    }

    private static XYDataset set(XYSeries rest, XYSeries chosen) {
        XYSeriesCollection set = new XYSeriesCollection();
        set.addSeries(rest);
        set.addSeries(chosen);
        return set;
    }

    private static XYBarRenderer barRenderer() {
        XYBarRenderer renderer = new XYBarRenderer(0.08);
        renderer.setBarPainter(new StandardXYBarPainter());
        renderer.setShadowVisible(false);
        return renderer;
    }

    private static ValueAxis axis(Column column, double @Nullable [] range) {
        if (column.type() == ColumnType.DATE) {
            DateAxis axis = new DateAxis(column.name(), TimeZone.getTimeZone("UTC"), java.util.Locale.ROOT);
            if (range != null) {
                axis.setRange(range[0], Math.max(range[0] + 1, range[1]));
            }
            return axis;
        }
        return numbers(column.name(), range);
    }

    private static NumberAxis numbers(String name, double @Nullable [] range) {
        NumberAxis axis = new NumberAxis(name);
        axis.setAutoRangeIncludesZero(false);
        if (range != null) {
            axis.setRange(range[0], range[1]);
        }
        return axis;
    }

    private ChartImage drawn(
            ChartSpec spec, XYDataset set, XYItemRenderer renderer, ValueAxis x, ValueAxis y, List<String> bars) {
        Color text = dark ? new Color(0x98a2b3) : new Color(0x667085);
        Color line = dark ? new Color(0x2b313c) : new Color(0xe0e3ea);
        boolean anyMarked = !marked.isEmpty();
        Paint rest = dark ? new Color(0x8ea2ff) : new Color(0x3f5bd8);
        Paint faded = dark ? new Color(0x4d5672) : new Color(0xb9c1d9);
        renderer.setSeriesPaint(0, anyMarked ? faded : rest);
        renderer.setSeriesPaint(1, dark ? new Color(0xf2bd42) : new Color(0xd97706));
        XYPlot plot = new XYPlot(set, x, y, renderer);
        plot.setSeriesRenderingOrder(SeriesRenderingOrder.FORWARD); // what is marked is on top
        plot.setBackgroundPaint(null);
        plot.setOutlinePaint(null);
        plot.setDomainGridlinesVisible(false);
        plot.setRangeGridlinePaint(line);
        plot.setRangeGridlineStroke(new BasicStroke(1));
        Font font = new Font(Font.SANS_SERIF, Font.PLAIN, 11);
        for (ValueAxis axis : List.of(x, y)) {
            axis.setTickLabelFont(font);
            axis.setLabelFont(font);
            axis.setTickLabelPaint(text);
            axis.setLabelPaint(text);
            axis.setAxisLinePaint(line);
            axis.setTickMarkPaint(line);
        }
        if (renderer instanceof XYBarRenderer && y instanceof NumberAxis numbers) {
            numbers.setAutoRangeIncludesZero(true);
        }
        JFreeChart chart = new JFreeChart(null, font, plot, false);
        chart.setBackgroundPaint(null);
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB_PRE);
        Graphics2D graphics = picture.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        ChartRenderingInfo info = new ChartRenderingInfo();
        chart.draw(graphics, new Rectangle2D.Double(0, 0, width, height), info);
        graphics.dispose();
        return new ChartImage(
                spec,
                picture,
                info.getPlotInfo().getDataArea(),
                x.getLowerBound(),
                x.getUpperBound(),
                y.getLowerBound(),
                y.getUpperBound(),
                bars);
    }
}
