package dev.lockstep.desktop.data.chart;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.jfree.chart.axis.SymbolAxis;
import org.jfree.data.xy.XYIntervalSeries;

import dev.lockstep.desktop.data.table.Column;
import dev.lockstep.desktop.data.table.DataTable;
import dev.lockstep.desktop.text.DisplayText;

/** A bar for each value of a column: how many rows have it, or the sum of another column in them. */
final class ChartBars {

    private static final int BARS_MAX = 24;

    /** With more bars than this their names stand on end. */
    private static final int ACROSS_MAX = 6;

    /** So many characters of a text stand below its bar. */
    private static final int NAME_MAX = 30;

    private final DataTable table;
    private final int[] rows;
    private final BitSet marked;
    private final ChartDrawing drawing;

    ChartBars(DataTable table, int[] rows, BitSet marked, ChartDrawing drawing) {
        this.table = table;
        this.rows = rows;
        this.marked = marked;
        this.drawing = drawing;
    }

    ChartResult paint(ChartSpec spec) {
        Column x = table.columns().get(spec.x());
        Column y = spec.y() >= 0 && table.columns().get(spec.y()).isNumeric()
                ? table.columns().get(spec.y())
                : null;
        int[] codes = new int[rows.length];
        List<String> names = names(x, codes);
        double[] all = new double[names.size()];
        double[] some = new double[names.size()];
        boolean[] there = new boolean[names.size()];
        int power = y == null ? 0 : power(y);
        for (int i = 0; i < rows.length; i++) {
            double value = y == null ? 1 : Math.scalb(y.value(rows[i]), power);
            if (Math.abs(value) <= Double.MAX_VALUE) {
                there[codes[i]] = true;
                all[codes[i]] += value;
                some[codes[i]] += marked.get(rows[i]) ? value : 0;
            }
        }
        List<Integer> largest = IntStream.range(0, all.length)
                .boxed()
                .filter(code -> there[code])
                .sorted(Comparator.comparingDouble((Integer code) -> -Math.abs(all[code])))
                .limit(BARS_MAX)
                .sorted(Comparator.comparingDouble((Integer code) -> -all[code]))
                .toList();
        if (largest.isEmpty()) {
            return ChartResult.not(
                    (y == null ? x : y).name() + " has nothing to add up in these rows: choose another column");
        }
        double least = all[largest.get(largest.size() - 1)];
        double most = all[largest.get(0)];
        if (Double.isInfinite(Math.scalb(least, -power)) || Double.isInfinite(Math.scalb(most, -power))) {
            return ChartResult.not("The sums of " + (y == null ? x : y).name() + " are more than numbers can be");
        }
        long values =
                IntStream.range(0, there.length).filter(code -> there[code]).count();
        ChartRange up = ChartRange.aroundBars(Math.scalb(least, -power), Math.scalb(most, -power));
        XYIntervalSeries rest = new XYIntervalSeries("all");
        XYIntervalSeries chosen = new XYIntervalSeries("marked");
        List<String> shown = new ArrayList<>();
        for (int i = 0; i < largest.size(); i++) {
            int code = largest.get(i);
            shown.add(names.get(code));
            ChartDrawing.bar(rest, i - 0.4, i + 0.4, up.drawn(Math.scalb(all[code], -power)));
            ChartDrawing.bar(chosen, i - 0.4, i + 0.4, up.drawn(Math.scalb(some[code], -power)));
        }
        ChartRange across = new ChartRange(-0.6, Math.max(0.6, shown.size() - 0.4), 0);
        return ChartResult.of(drawing.draw(
                spec,
                ChartDrawing.bars(rest, chosen),
                ChartDrawing.barRenderer(up),
                axis(x, shown, values, across),
                new ChartAxis(
                        y == null ? "rows" : y.name(), y == null ? ChartAxis.Kind.COUNTS : ChartAxis.Kind.NUMBERS, up),
                across,
                up,
                shown));
    }

    /** By which powers of two the sums of {@code y} stay numbers. */
    private int power(Column y) {
        double largest = 0;
        for (int row : rows) {
            double value = Math.abs(y.value(row));
            largest = value <= Double.MAX_VALUE ? Math.max(largest, value) : largest;
        }
        return largest == 0 ? 0 : ChartRange.between(-largest, largest).power();
    }

    /** The different values, and in {@code codes} which of them each row has. */
    private List<String> names(Column x, int[] codes) {
        List<String> names = new ArrayList<>();
        if (!x.isNumeric()) {
            for (int i = 0; i < rows.length; i++) {
                codes[i] = (int) x.value(rows[i]);
            }
            IntStream.range(0, x.differentTexts()).mapToObj(x::textOf).forEach(names::add);
            return names;
        }
        Map<String, Integer> index = new HashMap<>();
        for (int i = 0; i < rows.length; i++) {
            String name = x.group(rows[i]);
            codes[i] = index.computeIfAbsent(name, added -> {
                names.add(added);
                return names.size() - 1;
            });
        }
        return names;
    }

    private static SymbolAxis axis(Column x, List<String> shown, long values, ChartRange across) {
        String[] below = shown.stream()
                .map(name -> name.isEmpty() ? "(empty)" : DisplayText.line(name, NAME_MAX))
                .toArray(String[]::new);
        String label = shown.size() == values
                ? x.name()
                : String.format("%s · the largest %,d of %,d", x.name(), shown.size(), values);
        SymbolAxis axis = new SymbolAxis(label, below);
        axis.setGridBandsVisible(false);
        axis.setVerticalTickLabels(shown.size() > ACROSS_MAX);
        axis.setRange(across.min(), across.max());
        return axis;
    }
}
