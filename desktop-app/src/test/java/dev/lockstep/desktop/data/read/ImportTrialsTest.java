package dev.lockstep.desktop.data.read;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.lockstep.desktop.data.table.Column;
import dev.lockstep.desktop.data.table.Filter;
import dev.lockstep.desktop.data.table.Spelling.DateOrder;

import static dev.lockstep.desktop.data.table.ColumnType.DATE;
import static dev.lockstep.desktop.data.table.ColumnType.NUMBER;
import static dev.lockstep.desktop.data.table.ColumnType.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

/** Files as people have them: each goes in right as it is, or says what is not. */
class ImportTrialsTest {

    private static final double NONE = Double.NaN;

    @Test
    @DisplayName("codes, phone and article numbers stay texts, whatever Java makes of them")
    void ids() {
        Imported ids = Imported.ofResource("ids.csv");
        assertThat(ids.names()).containsExactly("plz", "phone", "house", "part", "batch", "qty");
        assertThat(ids.types()).containsExactly(TEXT, TEXT, NUMBER, TEXT, TEXT, NUMBER);
        assertThat(ids.texts(0)).containsExactly("01067", "04109", "09126");
        assertThat(ids.texts(3)).containsExactly("10D", "7F", "0x1p3");
        assertThat(ids.texts(4)).containsExactly("12E4", "1E10", "88E2");
        assertThat(ids.misfits()).containsOnly(0L);
    }

    @Test
    @DisplayName("years that have a column each are its names")
    void years() {
        Imported years = Imported.ofResource("years.csv");
        assertThat(years.names()).containsExactly("country", "2022", "2023", "2024");
        assertThat(years.types()).containsExactly(TEXT, NUMBER, NUMBER, NUMBER);
        assertThat(years.table.rows()).isEqualTo(3);
        assertThat(years.values(1)).containsExactly(10.0, 5.0, 8.0);
    }

    @Test
    @DisplayName("commas between thousands are found by the column, where one cell would be 1.234")
    void thousands() {
        Imported amounts = Imported.ofResource("thousands-en.csv");
        assertThat(amounts.types()).containsExactly(TEXT, NUMBER);
        assertThat(amounts.values(1)).containsExactly(1_234.0, 999.0, 12_345_678.0, 56_789.0);
        assertThat(amounts.texts(1)).containsExactly("1,234", "999", "12,345,678", "56,789");
        assertThat(amounts.sorted(1, true)).containsExactly("999", "1,234", "56,789", "12,345,678");
    }

    @Test
    @DisplayName("what says that there is no number is none, and stays what it says")
    void absent() {
        Imported weather = Imported.ofResource("na.csv");
        assertThat(weather.types()).containsExactly(TEXT, NUMBER, NUMBER);
        assertThat(weather.values(1)).containsExactly(12.5, NONE, 11.0, NONE, 13.5);
        assertThat(weather.texts(1)).containsExactly("12.5", "NA", "11.0", "NaN", "13.5");
        assertThat(weather.texts(2)).containsExactly("0.4", "1.2", "n/a", "-", "0.9");
        assertThat(weather.misfits()).containsOnly(0L);
        assertThat(weather.passing(Filter.of(1, Set.of("")))).containsExactly(1, 3);
        assertThat(weather.sorted(1, false)).containsExactly("13.5", "12.5", "11.0", "NA", "NaN");
    }

    @Test
    @DisplayName("times with a zone and a fraction, as pandas writes them")
    void zoned() {
        Imported load = Imported.ofResource("pandas-tz.csv");
        assertThat(load.types()).containsExactly(DATE, NUMBER);
        assertThat(load.texts(0))
                .containsExactly(
                        "2026-03-29 00:30:00+00:00", "2026-03-29 01:30:00.250000+00:00", "2026-03-29 02:30:00+00:00");
        assertThat(load.groups(0)).containsExactly("2026-03-29 00:30", "2026-03-29 01:30:00.25", "2026-03-29 02:30");
        assertThat(load.misfits()).containsOnly(0L);
    }

    @Test
    @DisplayName("one date of a day after the twelfth says for all of them what stands first")
    void days() {
        Imported days = Imported.ofResource("dmy.csv");
        assertThat(days.types()).containsExactly(DATE, NUMBER);
        assertThat(days.analysis.columns().get(0).spelling().order()).isEqualTo(DateOrder.DMY);
        assertThat(days.groups(0)).containsExactly("2026-02-13", "2026-03-01", "2026-03-02", "2026-03-28");
        assertThat(days.texts(0)).containsExactly("13/02/2026", "01/03/2026", "02/03/2026", "28.03.2026");
    }

    @Test
    @DisplayName("what is no UTF-8 is Windows-1252; a semicolon goes with a decimal comma")
    void windows() {
        Imported places = Imported.ofResource("cp1252.csv");
        assertThat(places.analysis.dialect().charset().name()).isEqualTo("windows-1252");
        assertThat(places.names()).containsExactly("Ort", "Käufer", "Preis €");
        assertThat(places.texts(0)).containsExactly("Köln", "Ålesund");
        assertThat(places.values(2)).containsExactly(5.2, 7.8);
    }

    @Test
    @DisplayName("apple, Apple and APPLE are three, and what is empty can be asked for")
    void cases() {
        Imported fruit = Imported.ofResource("case.csv");
        assertThat(fruit.table.columns().get(0).differentTexts()).isEqualTo(5);
        assertThat(fruit.passing(Filter.of(0, Set.of("Apple")))).containsExactly(1);
        assertThat(fruit.passing(Filter.of(0, Set.of("")))).containsExactly(4);
    }

    @Test
    @DisplayName("tiny and huge numbers are what they are, in words too")
    void tiny() {
        Imported tiny = Imported.ofResource("tiny.csv");
        assertThat(tiny.values(1)).containsExactly(0.00000012, 0.00000034, 0.0000000009, -0.0000000001, 1.7e300);
        assertThat(tiny.texts(1))
                .containsExactly("0.00000012", "0.00000034", "0.0000000009", "-0.0000000001", "1.7e300");
        assertThat(tiny.groups(1)).containsExactly("0.00000012", "0.00000034", "9e-10", "-1e-10", "1.7e300");
        assertThat(Column.words(1e300)).isEqualTo("1e300");
        assertThat(Column.words(-0.0)).isEqualTo("0");
        assertThat(Column.words(1.2e-7)).isEqualTo("0.00000012");
        assertThat(Column.words(0.1 + 0.2)).isEqualTo("0.3");
        Imported extreme = Imported.ofResource("extreme.csv");
        assertThat(extreme.values(0)).containsExactly(-1.7e308, 0.0, 1.7e308);
    }

    @Test
    @DisplayName("30 February is no date: it is counted, stays as it was written, and can be filtered")
    void february() {
        Imported days = Imported.ofResource("feb30.csv");
        assertThat(days.types()).containsExactly(DATE, NUMBER);
        assertThat(days.analysis.fits().get(0)).isEqualTo(new TableAnalysis.Fit(2, 2, "2026-02-30 10:00"));
        assertThat(days.texts(0)).containsExactly("2026-02-28 10:00", "2026-02-30 10:00", "2026-02-31 10:00");
        assertThat(days.table.columns().get(0).misfits()).isEqualTo(2);
        assertThat(days.passing(Filter.misfits(0))).containsExactly(1, 2);
    }

    @Test
    @DisplayName("a header alone is a table without rows")
    void headerOnly() {
        Imported none = Imported.ofResource("header-only.csv");
        assertThat(none.names()).containsExactly("name", "age", "city");
        assertThat(none.table.rows()).isZero();
    }

    @Test
    @DisplayName("percent, currency, accounting brackets, the real minus and narrow spaces are of numbers")
    void money() {
        Imported money = Imported.ofResource("percent-money.csv");
        assertThat(money.types()).containsExactly(TEXT, NUMBER, NUMBER, NUMBER);
        assertThat(money.values(1)).containsExactly(12.0, 8.0, 80.0);
        assertThat(money.values(2)).containsExactly(1_200.5, 90.0, 7.25);
        assertThat(money.values(3)).containsExactly(-35.0, -4.5, 1_234.0);
        assertThat(money.texts(2)).containsExactly("$1,200.50", "$90.00", "$7.25");
        assertThat(money.texts(3)).containsExactly("(35.00)", "−4.50", "1\u00A0234");
        assertThat(money.sorted(3, true)).containsExactly("(35.00)", "−4.50", "1\u00A0234");
        assertThat(money.table.columns().get(2).bound("$1,200.50")).isEqualByComparingTo(new BigDecimal("1200.5"));
    }

    @Test
    @DisplayName("rows of other lengths lose nothing, and it is said how many there are")
    void ragged() {
        Imported ragged = Imported.ofResource("ragged.csv");
        assertThat(ragged.names()).containsExactly("a", "b", "c", "Column 4", "Column 5");
        assertThat(ragged.table.rows()).isEqualTo(4);
        assertThat(ragged.texts(4)).containsExactly("", "", "10", "");
        assertThat(ragged.analysis.notes())
                .containsExactly("1 row has fewer cells than the header", "1 row has more cells than the header");
    }

    @Test
    @DisplayName("a plain file is read plainly")
    void balances() {
        Imported balances = Imported.ofResource("negative-bars.csv");
        assertThat(balances.types()).containsExactly(TEXT, NUMBER);
        assertThat(balances.table.rows()).isEqualTo(32);
        assertThat(balances.analysis.notes()).isEqualTo(List.of());
    }
}
