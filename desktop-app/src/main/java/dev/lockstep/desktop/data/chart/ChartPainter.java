package dev.lockstep.desktop.data.chart;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;

import org.jfree.data.xy.XYDataset;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYSeries;
import org.jspecify.annotations.Nullable;

import dev.lockstep.desktop.data.chart.ChartSpec.Kind;
import dev.lockstep.desktop.data.table.Column;
import dev.lockstep.desktop.data.table.ColumnType;
import dev.lockstep.desktop.data.table.DataTable;
import dev.lockstep.desktop.data.table.FilteredTable;
import dev.lockstep.desktop.data.table.Spelling;

/**
 * Draws charts off the screen. However many rows there are, what is drawn is bounded by how many pixels there are: bars are
 * counted, lines keep the least and the most of each step, and of dots that would cover each other one is drawn. Whatever a
 * number or a date can be is drawn, or there is a reason why not.
 */
public final class ChartPainter {

    /** So many parts of what is shown a histogram counts. */
    static final int BINS = 40;

    private static final int SIZE_MIN = 60;

    /** The first and the last millisecond of the years that dates have, 0000 to 9999. */
    private static final double DATE_FIRST = -62_167_219_200_000.0;

    private static final double DATE_LAST = 253_402_300_799_999.0;

    private final DataTable table;
    private final int[] rows;
    private final BitSet marked;
    private final ChartDrawing drawing;

    private ChartPainter(FilteredTable filtered, ChartDrawing drawing) {
        this.table = filtered.table();
        this.rows = filtered.rows();
        this.marked = filtered.marked();
        this.drawing = drawing;
    }

    /** @param zoom what is shown of the x axis, from and to; null for all */
    public static ChartResult paint(
            FilteredTable filtered, ChartSpec spec, int width, int height, boolean dark, double @Nullable [] zoom) {
        int columns = filtered.table().columns().size();
        if (spec.x() >= columns || spec.y() >= columns) {
            return ChartResult.not("This column is not there any more: choose another");
        } else if (filtered.total() == 0) {
            return ChartResult.not("There are no rows yet");
        } else if (filtered.rows().length == 0) {
            return ChartResult.not("No row passes the filters");
        } else if (width < SIZE_MIN || height < SIZE_MIN) {
            return ChartResult.not("");
        }
        boolean anyMarked = !filtered.marked().isEmpty();
        return new ChartPainter(filtered, new ChartDrawing(width, height, dark, anyMarked)).paint(spec, zoom);
    }

    private ChartResult paint(ChartSpec spec, double @Nullable [] zoom) {
        Column x = table.columns().get(spec.x());
        if (spec.kind() == Kind.BAR || !x.isNumeric()) {
            return new ChartBars(table, rows, marked, drawing).paint(new ChartSpec(Kind.BAR, spec.x(), spec.y()));
        }
        ChartRange whole = range(x, row -> true);
        if (whole == null) {
            return ChartResult.not(none(x));
        }
        ChartRange range = zoom == null ? whole : whole.zoomed(zoom[0], zoom[1]);
        if (spec.kind() == Kind.HISTOGRAM || spec.y() < 0) {
            return histogram(new ChartSpec(Kind.HISTOGRAM, spec.x(), -1), x, range);
        }
        Column y = table.columns().get(spec.y());
        if (!y.isNumeric()) {
            return ChartResult.not(y.name() + " has texts: choose a column of numbers or dates beside it");
        }
        IntPredicate inView = row -> isIn(range, x.value(row));
        ChartRange up = range(y, spec.kind() == Kind.LINE ? inView : row -> true);
        if (up == null) {
            boolean any = range(y, row -> true) != null;
            return ChartResult.not(any ? "No row here has both " + x.name() + " and " + y.name() : none(y));
        }
        return spec.kind() == Kind.LINE ? line(spec, x, y, range, up) : scatter(spec, x, y, range, up);
    }

    private static String none(Column column) {
        return column.name() + " has no " + (column.type() == ColumnType.DATE ? "dates" : "numbers")
                + " in these rows: choose another column";
    }

    private static boolean isIn(ChartRange range, double value) {
        return value >= range.min() && value <= range.max(); // NaN is not
    }

    /** Null where there is nothing. */
    private @Nullable ChartRange range(Column column, IntPredicate of) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (int row : rows) {
            double value = column.value(row);
            if (Math.abs(value) <= Double.MAX_VALUE && of.test(row)) {
                least = Math.min(least, value);
                most = Math.max(most, value);
            }
        }
        if (least > most) {
            return null;
        }
        return column.type() == ColumnType.DATE
                ? ChartRange.aroundDates(least, most, DATE_FIRST, DATE_LAST)
                : ChartRange.around(least, most);
    }

    static ChartAxis axis(Column column, ChartRange range) {
        boolean dates = column.type() == ColumnType.DATE;
        boolean instants = dates && column.spelling().zones() == Spelling.Zones.WITH;
        return new ChartAxis(
                column.name() + (instants ? " (UTC)" : ""),
                dates ? ChartAxis.Kind.DATES : ChartAxis.Kind.NUMBERS,
                range);
    }

    // ---- the charts

    private ChartResult histogram(ChartSpec spec, Column x, ChartRange range) {
        int[] all = new int[BINS];
        int[] some = new int[BINS];
        int most = 0;
        for (int row : rows) {
            double value = x.value(row);
            if (isIn(range, value)) {
                int bin = Math.min(BINS - 1, (int) (range.part(value) * BINS));
                all[bin]++;
                some[bin] += marked.get(row) ? 1 : 0;
                most = Math.max(most, all[bin]);
            }
        }
        XYIntervalSeries rest = new XYIntervalSeries("all");
        XYIntervalSeries chosen = new XYIntervalSeries("marked");
        double step = range.drawn(range.max()) / BINS;
        for (int i = 0; i < BINS; i++) {
            ChartDrawing.bar(rest, i * step, (i + 1) * step, all[i]);
            ChartDrawing.bar(chosen, i * step, (i + 1) * step, some[i]);
        }
        ChartRange up = ChartRange.aroundBars(0, most);
        return ChartResult.of(drawing.draw(
                spec,
                ChartDrawing.bars(rest, chosen),
                ChartDrawing.barRenderer(up),
                axis(x, range),
                new ChartAxis("rows", ChartAxis.Kind.COUNTS, up),
                range,
                up,
                List.of()));
    }

    private ChartResult line(ChartSpec spec, Column x, Column y, ChartRange range, ChartRange up) {
        int steps = Math.max(2, drawing.width());
        double[] least = new double[steps];
        double[] most = new double[steps];
        double[] chosenSum = new double[steps];
        int[] chosenCount = new int[steps];
        Arrays.fill(least, Double.NaN);
        Arrays.fill(most, Double.NaN);
        for (int row : rows) {
            double value = up.drawn(y.value(row));
            if (isIn(range, x.value(row)) && !Double.isNaN(value)) {
                int at = Math.min(steps - 1, (int) (range.part(x.value(row)) * steps));
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
        double step = range.drawn(range.max()) / steps;
        for (int i = 0; i < steps; i++) {
            double at = (i + 0.5) * step;
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
        XYDataset points = ChartDrawing.points(rest, chosen);
        return ChartResult.of(drawing.draw(
                spec, points, ChartDrawing.lineRenderer(points), axis(x, range), axis(y, up), range, up, List.of()));
    }

    private ChartResult scatter(ChartSpec spec, Column x, Column y, ChartRange range, ChartRange up) {
        int across = Math.max(1, drawing.width() / 2);
        int high = Math.max(1, drawing.height() / 2);
        BitSet taken = new BitSet(across * high);
        BitSet chosenTaken = new BitSet(across * high);
        XYSeries rest = new XYSeries("all", false, true);
        XYSeries chosen = new XYSeries("marked", false, true);
        for (int row : rows) {
            double a = x.value(row);
            double b = y.value(row);
            if (!isIn(range, a) || !isIn(up, b)) {
                continue;
            }
            int i = (int) (range.part(a) * across);
            int j = (int) (up.part(b) * high);
            int cell = j * (across + 1) + i;
            BitSet cells = marked.get(row) ? chosenTaken : taken;
            if (!cells.get(cell)) {
                cells.set(cell);
                (marked.get(row) ? chosen : rest).add(range.drawn(a), up.drawn(b), false);
            }
        }
        if (rest.isEmpty() && chosen.isEmpty()) {
            return ChartResult.not("No row here has both " + x.name() + " and " + y.name());
        }
        XYDataset points = ChartDrawing.points(rest, chosen);
        return ChartResult.of(drawing.draw(
                spec, points, ChartDrawing.dotRenderer(points), axis(x, range), axis(y, up), range, up, List.of()));
    }
}
