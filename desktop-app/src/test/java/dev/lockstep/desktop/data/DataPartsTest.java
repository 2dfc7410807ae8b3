package dev.lockstep.desktop.data;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.lockstep.desktop.data.chart.ChartImage;
import dev.lockstep.desktop.data.chart.ChartPainter;
import dev.lockstep.desktop.data.chart.ChartResult;
import dev.lockstep.desktop.data.chart.ChartSpec;
import dev.lockstep.desktop.data.read.ImportSource;
import dev.lockstep.desktop.data.read.Imported;
import dev.lockstep.desktop.data.read.RowsPacker;
import dev.lockstep.desktop.data.read.RowsPart;
import dev.lockstep.desktop.data.read.TableAnalyzer;
import dev.lockstep.desktop.data.table.Column;
import dev.lockstep.desktop.data.table.ColumnType;
import dev.lockstep.desktop.data.table.DataTable;
import dev.lockstep.desktop.data.table.DataTable.ColumnInfo;
import dev.lockstep.desktop.data.table.Filter;
import dev.lockstep.desktop.data.table.FilteredTable;
import dev.lockstep.desktop.data.table.TableInfo;
import dev.lockstep.model.Json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class DataPartsTest {

    private static Imported read(String text) {
        return Imported.of(text);
    }

    @Test
    @DisplayName("CSV with quotes, TSV and semicolons are read, and types are guessed")
    void formats() {
        Imported csv =
                read("\uFEFFday,city,price\n2026-01-02,\"Berlin, Mitte\",1.5\n2026-02-03,\"say \"\"hi\"\"\",2\n");
        assertThat(csv.names()).containsExactly("day", "city", "price");
        assertThat(csv.types()).containsExactly(ColumnType.DATE, ColumnType.TEXT, ColumnType.NUMBER);
        assertThat(csv.texts(1)).containsExactly("Berlin, Mitte", "say \"hi\"");
        assertThat(csv.texts(2)).containsExactly("1.5", "2");
        assertThat(read("a\tb\n1\tx y\n").names()).containsExactly("a", "b");
        Imported german = read("name;wert\nx;1,5\ny;2,25\n");
        assertThat(german.types().get(1)).isEqualTo(ColumnType.NUMBER);
        assertThat(german.table.columns().get(1).value(1)).isEqualTo(2.25);
    }

    @Test
    @DisplayName("a first row with numbers in it is no header; missing and extra cells don't stop an import")
    void ragged() {
        Imported read = read("1,2\n3\n4,5,6\n");
        assertThat(read.names()).containsExactly("Column 1", "Column 2", "Column 3");
        DataTable table = read.table;
        assertThat(table.rows()).isEqualTo(3);
        assertThat(table.columns().get(1).text(1)).isEmpty();
        assertThat(table.columns().get(2).text(2)).isEqualTo("6");
    }

    @Test
    @DisplayName("many rows come in parts, none of them larger than a hub takes")
    void parts() {
        StringBuilder text = new StringBuilder("id,noise\n");
        java.util.Random random = new java.util.Random(3);
        for (int i = 0; i < 40_000; i++) {
            text.append(i)
                    .append(',')
                    .append(Long.toHexString(random.nextLong()))
                    .append('\n');
        }
        Imported read = read(text.toString());
        assertThat(read.parts).hasSizeGreaterThan(2).allMatch(part -> part.length() <= RowsPart.PACKED_MAX);
        assertThat(read.table.rows()).isEqualTo(40_000);
        assertThat(read.table.columns().get(0).text(39_999)).isEqualTo("39999");
    }

    @Test
    @DisplayName("what is no table is told, what is no part throws and makes nobody run out of memory")
    void bad() {
        assertThatThrownBy(() -> read("")).hasMessageContaining("nothing in it");
        assertThatThrownBy(() -> read("x,".repeat(2_300) + "x\n")).hasMessageContaining("columns");
        assertThatThrownBy(() -> RowsPart.unpack("no base64!", row -> {})).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RowsPart.unpack("aGVsbG8=", row -> {})).isInstanceOf(IllegalArgumentException.class);
        String bomb = RowsPart.pack(java.util.Collections.nCopies(40, List.of("0".repeat(1_000_000))));
        assertThatThrownBy(() -> RowsPart.unpack(bomb, row -> {})).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("an import that is cancelled stops")
    void cancelled() {
        ImportSource source = ImportSource.of("text", "a,b\n1,2\n");
        RowsPacker reader = new RowsPacker();
        reader.cancel();
        Imported whole = read("a,b\n1,2\n");
        assertThatThrownBy(() -> reader.read(source, whole.analysis, (packed, rows) -> {}))
                .isInstanceOf(CancellationException.class);
        TableAnalyzer analyzer = new TableAnalyzer(source, Locale.UK);
        analyzer.cancel();
        assertThatThrownBy(analyzer::dialect).isInstanceOf(CancellationException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "-2.5, -2.5",
        "'1,5', 1.5",
        "'1,234.5', 1234.5",
        "1e3, 1000",
        "x, NaN",
        "'', NaN",
        "NaN, NaN",
        "Infinity, NaN",
        "10D, NaN",
        "0x1p3, NaN",
    })
    @DisplayName("in a table that says nothing of how its numbers are written, each is what people write as one")
    void numbers(String cell, double number) {
        Column column = Column.of(new ColumnInfo("a", ColumnType.NUMBER));
        column.add(cell);
        assertThat((Object) column.value(0)).isEqualTo(number);
        assertThat(column.text(0)).isEqualTo(cell);
    }

    @Test
    @DisplayName("in a table that says nothing of how its dates are written, they are what ISO 8601 calls one")
    void dates() {
        assertThat(date("2026-11-25")).isEqualTo("2026-11-25");
        assertThat(date("2026-11-25T10:20:30Z")).isEqualTo("2026-11-25 10:20:30");
        assertThat(date("2026-11-25 10:20")).isEqualTo("2026-11-25 10:20");
        assertThat(date("2026-13-01")).isEqualTo("none");
        assertThat(date("25.11.2026")).isEqualTo("none");
    }

    private static String date(String cell) {
        Column column = Column.of(new ColumnInfo("a", ColumnType.DATE));
        column.add(cell);
        return Double.isNaN(column.value(0)) ? "none" : ColumnType.words(column.value(0));
    }

    @Test
    @DisplayName("filters, marks and an order make what is looked at")
    void looked() {
        DataTable table = read("city,price\nRome,3\nOslo,1\nRome,2\nParis,\nOslo,5\n").table;
        FilteredTable all = FilteredTable.of(table, List.of(), null, new FilteredTable.Order(1, false));
        assertThat(all.rows()).containsExactly(4, 0, 2, 1, 3);
        FilteredTable some = FilteredTable.of(
                table,
                List.of(Filter.of(0, Set.of("Rome", "Oslo")), Filter.range(1, 2, 9)),
                List.of(Filter.of(0, Set.of("Rome"))),
                FilteredTable.Order.NONE);
        assertThat(some.rows()).containsExactly(0, 2, 4);
        assertThat(some.markedShown()).isEqualTo(2);
        assertThat(some.marked().get(4)).isFalse();
    }

    @Test
    @DisplayName("a filter goes over the wire; what is none is none")
    void filterJson() {
        Filter range = Filter.range(2, 1.5, Double.POSITIVE_INFINITY).setBy("Ada", "#c0392b");
        assertThat(Filter.read(range.toJson())).isEqualTo(range);
        Filter texts = Filter.of(0, Set.of("a", "b"));
        assertThat(Filter.read(texts.toJson())).isEqualTo(texts);
        assertThat(Filter.read(Json.of(1))).isNull();
        assertThat(Filter.read(Json.Obj.EMPTY)).isNull();
    }

    @Test
    @DisplayName("a rectangle in a chart means the rows that are drawn there")
    void chart() {
        StringBuilder text = new StringBuilder("x,y\n");
        for (int i = 0; i <= 100; i++) {
            text.append(i).append(',').append(i * 2).append('\n');
        }
        FilteredTable filtered =
                FilteredTable.of(read(text.toString()).table, List.of(), null, FilteredTable.Order.NONE);
        ChartImage image = ChartPainter.paint(
                        filtered, new ChartSpec(ChartSpec.Kind.SCATTER, 0, 1), 400, 300, false, null)
                .image();
        assertThat(image).isNotNull();
        double left = image.area().getX();
        double middle = left + image.area().getWidth() / 2;
        List<Filter> meant =
                image.meant(left, image.area().getY(), middle, image.area().getMaxY());
        assertThat(meant.get(0).max()).isCloseTo(50, within(1.0));
        FilteredTable marked = FilteredTable.of(filtered.table(), List.of(), meant, FilteredTable.Order.NONE);
        assertThat(marked.markedShown()).isBetween(50, 52);
    }

    @Test
    @DisplayName("a bar means its text, and charts of nothing are none")
    void bars() {
        FilteredTable filtered =
                FilteredTable.of(read("c,n\na,1\nb,2\na,3\n").table, List.of(), null, FilteredTable.Order.NONE);
        ChartImage image = ChartPainter.paint(filtered, new ChartSpec(ChartSpec.Kind.BAR, 0, -1), 400, 300, true, null)
                .image();
        assertThat(image).isNotNull();
        assertThat(image.bars()).containsExactly("a", "b");
        double first = image.area().getX() + image.area().getWidth() * 0.3;
        assertThat(image.meant(first, 0, first, 0)).containsExactly(Filter.of(0, Set.of("a")));
        FilteredTable none =
                FilteredTable.of(filtered.table(), List.of(Filter.range(1, 50, 60)), null, FilteredTable.Order.NONE);
        assertThat(ChartPainter.paint(none, new ChartSpec(ChartSpec.Kind.BAR, 0, -1), 400, 300, true, null))
                .isEqualTo(ChartResult.not("No row passes the filters"));
    }

    @Test
    @DisplayName("a table that some other program described wrongly is none")
    void info() {
        assertThat(TableInfo.read("t", Json.of("x"))).isNull();
        assertThat(TableInfo.read("t", Json.Obj.EMPTY)).isNull();
        TableInfo info = new TableInfo("t", "Sales", List.of(new ColumnInfo("a", ColumnType.DATE)), 5, true, "Ada");
        assertThat(TableInfo.read("t", info.toJson())).isEqualTo(info);
    }
}
