package dev.lockstep.desktop.data.chart;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.lockstep.desktop.Hostile;
import dev.lockstep.desktop.data.chart.ChartSpec.Kind;
import dev.lockstep.desktop.data.table.Column;
import dev.lockstep.desktop.data.table.ColumnType;
import dev.lockstep.desktop.data.table.DataTable;
import dev.lockstep.desktop.data.table.DataTable.ColumnInfo;
import dev.lockstep.desktop.data.table.FilteredTable;
import dev.lockstep.desktop.data.table.Spelling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** Charts of what is rarely in them: each is drawn, or there is a reason in its place. */
class ChartsTest {

    private static final int BLUE = new Color(0x3f5bd8).getRGB();

    private static FilteredTable table(List<ColumnType> types, String... rows) {
        DataTable table = new DataTable(IntStream.range(0, types.size())
                .mapToObj(i -> new ColumnInfo("c" + i, types.get(i)))
                .toList());
        for (String row : rows) {
            table.add(List.of(row.split(";", -1)));
        }
        return FilteredTable.of(table, List.of(), null, FilteredTable.Order.NONE);
    }

    private static FilteredTable numbers(String... rows) {
        return table(List.of(ColumnType.NUMBER, ColumnType.NUMBER), rows);
    }

    private static ChartResult paint(FilteredTable filtered, Kind kind, int x, int y) {
        return ChartPainter.paint(filtered, new ChartSpec(kind, x, y), 400, 300, false, null);
    }

    private static ChartImage drawn(FilteredTable filtered, Kind kind, int x, int y) {
        ChartResult painted = paint(filtered, kind, x, y);
        assertThat(painted.image())
                .as(kind + " " + x + " " + y + ": " + painted.reason())
                .isNotNull();
        return painted.image();
    }

    /** How many pixels of the data's own colour there are between two lines. */
    private static long blue(BufferedImage picture, double top, double bottom) {
        return IntStream.range((int) Math.max(0, top), (int) Math.min(picture.getHeight(), bottom))
                .mapToLong(y -> IntStream.range(0, picture.getWidth())
                        .filter(x -> picture.getRGB(x, y) == BLUE)
                        .count())
                .sum();
    }

    private static void assertAllDrawn(FilteredTable filtered, ColumnType type) {
        for (Kind kind : Kind.values()) {
            ChartImage image = drawn(filtered, kind, 0, 1);
            assertThat(blue(image.picture(), 0, 300)).as(type + " " + kind).isPositive();
            assertThat(image.across().max()).isFinite();
            assertThat(image.x(image.area().getX()))
                    .isCloseTo(
                            image.across().min(), within(Math.ulp(image.across().min())));
        }
    }

    @Test
    @DisplayName("numbers at the ends of what there are, equal ones and a single one are drawn on every chart")
    void extremes() {
        assertAllDrawn(numbers("-1.7e308;1", "0;2", "1.7e308;3"), ColumnType.NUMBER);
        assertAllDrawn(numbers("1;-1.7e308", "2;0", "3;1.7e308"), ColumnType.NUMBER);
        assertAllDrawn(numbers("1;0.00000012", "2;0.0000000009", "3;-0.0000000001", "5;1.7e300"), ColumnType.NUMBER);
        assertAllDrawn(numbers("1e-320;1e-322", "2e-320;5e-322"), ColumnType.NUMBER);
        assertAllDrawn(numbers("5;7", "5;7", "5;7"), ColumnType.NUMBER);
        assertAllDrawn(numbers("0.00000012;1e300", "0.00000012;1e300"), ColumnType.NUMBER);
        assertAllDrawn(numbers("9007199254740993;1", "9007199254740995;2"), ColumnType.NUMBER);
        assertAllDrawn(numbers("42;43"), ColumnType.NUMBER);
    }

    @Test
    @DisplayName("an axis of instants says that its times are those of UTC, one of local times does not")
    void universalTime() {
        for (Spelling.Zones zones : Spelling.Zones.values()) {
            ColumnInfo when = new ColumnInfo("when", ColumnType.DATE, Spelling.date(Spelling.DateOrder.YMD, zones));
            Column column = new DataTable(List.of(when)).columns().get(0);
            assertThat(ChartPainter.axis(column, ChartRange.around(0, 1)).getLabel())
                    .isEqualTo(zones == Spelling.Zones.WITH ? "when (UTC)" : "when");
        }
    }

    @Test
    @DisplayName("dates are drawn from the first year to 9999, and a single one")
    void dates() {
        List<ColumnType> types = List.of(ColumnType.DATE, ColumnType.NUMBER);
        assertAllDrawn(table(types, "9999-12-31;1", "2024-05-01;2"), ColumnType.DATE);
        assertAllDrawn(table(types, "0001-01-01;1", "9999-12-31T23:59:59;2"), ColumnType.DATE);
        assertAllDrawn(table(types, "9999-12-31;1"), ColumnType.DATE);
        assertAllDrawn(table(types, "0001-01-01;1"), ColumnType.DATE);
        assertAllDrawn(table(types, "2026-03-29 01:30:00;1", "2026-03-29 01:30:01;2"), ColumnType.DATE);
        assertAllDrawn(
                table(List.of(ColumnType.NUMBER, ColumnType.DATE), "1;9999-12-31", "2;2024-05-01"), ColumnType.DATE);
    }

    @Test
    @DisplayName("where the ends of what there are were zoomed into, what is pointed at is what is meant")
    void zoomed() {
        FilteredTable filtered = numbers("-1.7e308;1", "0;2", "1.7e308;3");
        ChartImage all = drawn(filtered, Kind.HISTOGRAM, 0, -1);
        double[] zoom = all.zoomed(all.area().getCenterX(), 0.5);
        ChartImage part = ChartPainter.paint(filtered, new ChartSpec(Kind.HISTOGRAM, 0, -1), 400, 300, false, zoom)
                .image();
        assertThat(part).isNotNull();
        assertThat(part.across().min()).isCloseTo(-8.6e307, within(1e307));
        ChartImage beyond = ChartPainter.paint(
                        filtered,
                        new ChartSpec(Kind.HISTOGRAM, 0, -1),
                        400,
                        300,
                        false,
                        all.zoomed(all.area().getCenterX(), 1.25))
                .image();
        assertThat(beyond).isNotNull();
        assertThat(beyond.across()).isEqualTo(all.across());
    }

    @Test
    @DisplayName("bars below zero are drawn below it, however many are above, and it is said how many there are")
    void negativeBars() {
        String[] rows = IntStream.rangeClosed(1, 32)
                .mapToObj(i -> i <= 30 ? "P" + i + ";" + i : i == 31 ? "Loss;-5000" : "Debt;-900")
                .toArray(String[]::new);
        ChartImage image = drawn(table(List.of(ColumnType.TEXT, ColumnType.NUMBER), rows), Kind.BAR, 0, 1);
        assertThat(image.bars()).hasSize(24).startsWith("P30", "P29").endsWith("Debt", "Loss");
        assertThat(image.up().min()).isLessThan(-5_000);
        double zero = image.area().getMaxY() - image.up().part(0) * image.area().getHeight();
        assertThat(blue(image.picture(), zero + 20, image.area().getMaxY())).isGreaterThan(500);
        FilteredTable nothing = table(List.of(ColumnType.TEXT, ColumnType.NUMBER), "a;0", "b;0");
        assertThat(drawn(nothing, Kind.BAR, 0, 1).bars()).containsExactly("a", "b");
    }

    @Test
    @DisplayName("where there is nothing to draw, it is said why and what to do")
    void reasons() {
        FilteredTable empty = table(List.of(ColumnType.NUMBER, ColumnType.NUMBER, ColumnType.TEXT), ";;", ";;");
        assertThat(paint(empty, Kind.HISTOGRAM, 0, -1).reason()).contains("c0 has no numbers");
        assertThat(paint(empty, Kind.LINE, 0, 1).reason()).contains("c0 has no numbers");
        assertThat(paint(empty, Kind.SCATTER, 0, 1).reason()).contains("c0 has no numbers");
        assertThat(paint(empty, Kind.BAR, 2, 1).reason()).contains("c1 has nothing to add up");
        assertThat(drawn(empty, Kind.BAR, 2, -1).bars()).containsExactly("");

        FilteredTable apart = table(List.of(ColumnType.NUMBER, ColumnType.NUMBER, ColumnType.TEXT), "1;;x", ";2;y");
        assertThat(paint(apart, Kind.LINE, 0, 1).reason()).contains("No row here has both c0 and c1");
        assertThat(paint(apart, Kind.SCATTER, 0, 1).reason()).contains("No row here has both c0 and c1");
        assertThat(paint(apart, Kind.SCATTER, 0, 2).reason()).contains("c2 has texts");
        assertThat(paint(apart, Kind.SCATTER, 0, 9).reason()).contains("choose another");
        assertThat(paint(numbers(), Kind.SCATTER, 0, 1).reason()).isEqualTo("There are no rows yet");
        FilteredTable huge = table(List.of(ColumnType.TEXT, ColumnType.NUMBER), "a;1.7e308", "a;1.7e308");
        assertThat(paint(huge, Kind.BAR, 0, 1).reason()).contains("more than numbers can be");
    }

    @Test
    @DisplayName("long texts that were made to be too much are bars like others")
    void longTexts() {
        FilteredTable filtered = table(
                List.of(ColumnType.TEXT, ColumnType.NUMBER), Hostile.marks(9_000) + ";1", "x".repeat(9_000) + ";2");
        assertThat(drawn(filtered, Kind.BAR, 0, 1).bars()).hasSize(2);
    }
}
