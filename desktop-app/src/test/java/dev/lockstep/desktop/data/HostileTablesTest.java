package dev.lockstep.desktop.data;

import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.lockstep.desktop.Hostile;
import dev.lockstep.desktop.data.table.Column;
import dev.lockstep.desktop.data.table.ColumnType;
import dev.lockstep.desktop.data.table.DataTable;
import dev.lockstep.desktop.data.table.DataTable.ColumnInfo;
import dev.lockstep.desktop.data.table.Filter;
import dev.lockstep.desktop.data.table.Spelling;
import dev.lockstep.desktop.data.table.TableInfo;

import static org.assertj.core.api.Assertions.assertThat;

/** Tables, filters and cells that were made to be too much. */
class HostileTablesTest {

    private static TableInfo info(String more) {
        TableInfo info =
                TableInfo.read("t", Hostile.json("{\"columns\":[{\"name\":\"a\",\"type\":\"number\"}]," + more + "}"));
        assertThat(info).isNotNull();
        return info;
    }

    @Test
    @DisplayName("how many rows a table says it has is bounded, and what it is called can be read")
    void info() {
        for (String rows : List.of("1e12", "1e19", "1e400", "-1e300", "\"5\"", "[]")) {
            assertThat(info("\"rows\":" + rows).rows()).isBetween(0L, TableInfo.ROWS_MAX);
        }
        assertThat(info("\"rows\":12").rows()).isEqualTo(12);
        assertThat(info("\"name\":\"" + Hostile.marks(19_000) + "\"").name()).hasSize(6);
        TableInfo wide = TableInfo.read(
                "t", Hostile.json("{\"columns\":[" + "{\"name\":\"a\",\"type\":\"x\"},".repeat(8_000) + "1]}"));
        assertThat(wide).isNotNull();
        assertThat(wide.columns()).hasSize(TableInfo.COLUMNS_MAX);
    }

    @Test
    @DisplayName("a table takes no more memory than it may, and keeps the rows that it has")
    void memory() {
        DataTable table = new DataTable(List.of(new ColumnInfo("a", ColumnType.TEXT)), 1_000_000);
        for (int i = 0; i < 10_000; i++) {
            table.add(List.of(i + "x".repeat(5_000)));
        }
        assertThat(table.isFull()).isTrue();
        assertThat(table.rows()).isBetween(50, 200);
        assertThat(table.columns().get(0).text(7)).startsWith("7x");
        DataTable small = new DataTable(List.of(new ColumnInfo("a", ColumnType.TEXT)), 1_000_000);
        small.add(List.of("x".repeat(200_000)));
        assertThat(small.columns().get(0).text(0)).hasSize(Column.CELL_MAX);
        assertThat(small.isFull()).isFalse();
    }

    @Test
    @DisplayName("of a pushed row as many cells are read as there are columns")
    void pushed() {
        List<Column> three = new DataTable(List.of(
                        new ColumnInfo("a", ColumnType.TEXT),
                        new ColumnInfo("b", ColumnType.NUMBER, Spelling.number(',', '.')),
                        new ColumnInfo("c", ColumnType.NUMBER)))
                .columns();
        assertThat(TableRows.cells(Hostile.json("[" + "1,".repeat(50_000) + "1]"), three))
                .containsExactly("1", "1", "1");
        assertThat(TableRows.cells(Hostile.json("{}"), three)).isEmpty();
        assertThat(TableRows.cells(Hostile.json("[null,\"x\"]"), three)).containsExactly("", "x");
        assertThat(TableRows.cells(Hostile.json("[1.5,1.5,9007199254740993]"), three))
                .as("a number is one in whichever spelling its column has")
                .containsExactly("1.5", "1,5", "9007199254740993");
    }

    @Test
    @DisplayName("a filter is said in a line, whatever its numbers and texts; none is of a column that no table has")
    void filters() {
        DataTable table =
                new DataTable(List.of(new ColumnInfo("a", ColumnType.NUMBER), new ColumnInfo("d", ColumnType.DATE)));
        for (String number : List.of("1e19", "-1e300", "1e400", "-1e400", "1e-320")) {
            for (int column = 0; column < 2; column++) {
                Filter filter = Filter.read(
                        Hostile.json("{\"column\":" + column + ",\"min\":" + number + ",\"max\":" + number + "}"));
                assertThat(filter).isNotNull();
                assertThat(filter.words(table)).hasSizeLessThan(100);
            }
            Filter odd = Filter.read(Hostile.json("{\"column\":" + number + "}"));
            assertThat(odd == null || odd.column() == 0).isTrue();
        }
        Filter texts = Filter.read(Hostile.json("{\"column\":0,\"in\":[\"" + Hostile.marks(9_000) + "\",\""
                + "x".repeat(90_000) + "\"],\"by\":\"" + Hostile.marks(90) + "\"}"));
        assertThat(texts).isNotNull();
        assertThat(texts.texts()).hasSize(1);
        assertThat(texts.words(table)).hasSizeLessThan(100);
        assertThat(texts.by()).hasSize(5);
    }
}
