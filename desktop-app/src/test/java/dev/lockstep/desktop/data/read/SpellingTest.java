package dev.lockstep.desktop.data.read;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.lockstep.desktop.data.table.Column;
import dev.lockstep.desktop.data.table.ColumnType;
import dev.lockstep.desktop.data.table.DataTable;
import dev.lockstep.desktop.data.table.DataTable.ColumnInfo;
import dev.lockstep.desktop.data.table.Filter;
import dev.lockstep.desktop.data.table.MissingValues;
import dev.lockstep.desktop.data.table.Spelling;
import dev.lockstep.desktop.data.table.Spelling.DateOrder;

import static dev.lockstep.desktop.data.table.Column.Kind.EMPTY;
import static dev.lockstep.desktop.data.table.Column.Kind.MISFIT;
import static dev.lockstep.desktop.data.table.Column.Kind.VALUE;
import static dev.lockstep.desktop.data.table.ColumnType.DATE;
import static dev.lockstep.desktop.data.table.ColumnType.NUMBER;
import static dev.lockstep.desktop.data.table.ColumnType.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

/** How the cells of a column are written, which all of them decide. */
class SpellingTest {

    private static Imported column(String cells) {
        return Imported.column(cells.split(" \\| "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1 | 2 | 007",
                "00.5 | 1.5",
                "10D | 7F | 12",
                "1L | 2L",
                "0x1F | 0x20",
                "0x1p3 | 0x1p4",
                "12E4 | 1E10",
                "1e5 | 3f2 | 99a",
                "12 | 14 | 14a | 16",
                "AB-12 | AB-13",
                "+49301234567 | +49301234568",
                "030 1234567 | 030 7654321",
                "555-1234 | 555-4321",
                "4006381333931 | 9783161484100 | 4012345678901",
                "1.2.3 | 1.2.10",
                "10.0.0.1 | 10.0.0.2",
                "1-2 | 3-4",
                "5 kg | 7 kg",
                "5 € | 5 $ | 7 £",
                "12% | 0.5 | 30% | 0.7",
                "true | false",
                "NA | NA",
                "12:30 | 14:45",
                "Infinity | 1",
                "1,2,3 | 1,2",
                "2026-W05 | 2026-W06",
            })
    @DisplayName("what is no number and no date stays a text, to the letter")
    void texts(String cells) {
        Imported read = column(cells);
        assertThat(read.type()).isEqualTo(TEXT);
        assertThat(read.texts(0)).containsExactly(cells.split(" \\| "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1 | 22 | -3 = 1 | 22 | -3",
                "1.5 | .5 | 2. | +3 = 1.5 | 0.5 | 2 | 3",
                "1,234 | 12,345,678 = 1234 | 12345678",
                "1,234.5 | 0.25 = 1234.5 | 0.25",
                "1.234,5 | 12.345.678 | 7 = 1234.5 | 12345678 | 7",
                "1,5 | 2,25 = 1.5 | 2.25",
                "1 234,5 | 12 345 678 = 1234.5 | 12345678",
                "1\u202F234,5 | 12\u00A0345\u00A0678 = 1234.5 | 12345678",
                "1'234.50 | 7.25 = 1234.5 | 7.25",
                "1’234’567 | 1’000 = 1234567 | 1000",
                "12,34,567 | 1,00,000 = 1234567 | 100000",
                "12% | 0 | 5.5 % = 12 | 0 | 5.5",
                "$1,200.50 | -$3.00 | $-4.00 = 1200.5 | -3 | -4",
                "1.200,50 € | 3,00 € | EUR 4 = 1200.5 | 3 | 4",
                "(35.00) | 1,234.00 | ($2.50) = -35 | 1234 | -2.5",
                "35.00- | 12.00 = -35 | 12",
                "−4.50 | –2 | 7 = -4.5 | -2 | 7",
                "1e-05 | 2.5E+3 | 7 = 0.00001 | 2500 | 7",
                "1.7e300 | 1E-300 = 1.7e300 | 1e-300",
                "-0 | 0 | 0.00 = 0 | 0 | 0",
                "٣ | ١٢ | ٤٥ = 3 | 12 | 45",
                "9007199254740993 | 9007199254740992 = 9007199254740993 | 9007199254740992",
                "0.1 | 0.10 | 1.0 = 0.1 | 0.1 | 1",
                "5 | NA | n/a | - | null | NaN | 6 = 5 |  |  |  |  |  | 6",
                "123456789012345678901234567890 | 2 = 123456789012345678901234567890 | 2",
            })
    @DisplayName("numbers are what people mean by them, and keep their texts")
    void numbers(String trial) {
        String[] both = trial.split(" = ");
        Imported read = column(both[0]);
        assertThat(read.type()).isEqualTo(NUMBER);
        assertThat(read.misfits()).containsExactly(0L);
        assertThat(read.texts(0)).containsExactly(both[0].split(" \\| "));
        assertThat(read.groups(0).stream().map(SpellingTest::plain))
                .containsExactly(Arrays.stream(both[1].split(" \\| "))
                        .map(SpellingTest::plain)
                        .toArray(String[]::new));
    }

    private static String plain(String number) {
        return number.isBlank()
                ? ""
                : new BigDecimal(number).stripTrailingZeros().toPlainString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "31.12.2026 | 1.2.2026 = 2026-12-31 | 2026-02-01",
                "12/31/2026 | 02/01/2026 = 2026-12-31 | 2026-02-01",
                "01.02.2026 | 03.04.2026 = 2026-02-01 | 2026-04-03",
                "31.12.26 | 01.02.70 = 2026-12-31 | 1970-02-01",
                "2026-12-31 | 2026/02/01 | 2026.02.02 = 2026-12-31 | 2026-02-01 | 2026-02-02",
                "2026-12-31T10:20 | 2026-12-31 10:20:30 = 2026-12-31 10:20 | 2026-12-31 10:20:30",
                "2026-12-31 10:20:30.123456 | 2026-12-31 10:20:30,5 = 2026-12-31 10:20:30.123456 | 2026-12-31 10:20:30.5",
                "2026-12-31T10:20:30.123456789Z = 2026-12-31 10:20:30.123456789",
                "2026-03-29T01:30:00+01:00 | 2026-03-29T03:30:00+02:00 = 2026-03-29 00:30 | 2026-03-29 01:30",
                "2026-12-31 10:20 UTC | 2026-12-31 10:20 -0130 = 2026-12-31 10:20 | 2026-12-31 11:50",
                "2026-12-31 10:20 CET | 2026-07-31 10:20 CEST = 2026-12-31 09:20 | 2026-07-31 08:20",
                "31.12.2026 10:20 Europe/Berlin | 31.07.2026 10:20 Europe/Berlin = 2026-12-31 09:20 | 2026-07-31 08:20",
                "2026-12-31T10:20:00+01:00[Europe/Berlin] | 2026-12-31 10:20 America/Argentina/Ushuaia"
                        + " = 2026-12-31 09:20 | 2026-12-31 13:20",
                "12/31/2026 1:05 PM PST | 2026-12-31 10:20 UTC+2 | 2026-12-31 10:20 GMT-0530"
                        + " = 2026-12-31 21:05 | 2026-12-31 08:20 | 2026-12-31 15:50",
                "2026-12-31 10:20:30 America/Argentina/Buenos_Aires = 2026-12-31 13:20:30",
                "12/31/2026 01:30 America/New_York | 01/11/2026 01:30 America/New_York"
                        + " = 2026-12-31 06:30 | 2026-01-11 06:30",
                "2026-03-29 02:30 | 2026-10-25 02:30 = 2026-03-29 02:30 | 2026-10-25 02:30",
                "12/31/2026 1:05 PM | 1/2/2026 12:00 AM = 2026-12-31 13:05 | 2026-01-02",
                "31 Dec 2026 | 1 Feb 2026 = 2026-12-31 | 2026-02-01",
                "Dec 31, 2026 | February 1, 2026 = 2026-12-31 | 2026-02-01",
                "31. Dezember 2026 | 1. März 2026 = 2026-12-31 | 2026-03-01",
                "31-Dec-26 | 01-Feb-26 = 2026-12-31 | 2026-02-01",
                "2026-01 | 2026-02 = 2026-01-01 | 2026-02-01",
                "9999-12-31 | 0001-01-01 = 9999-12-31 | 0001-01-01",
                "2024-02-29 | 2026-02-28 = 2024-02-29 | 2026-02-28",
            })
    @DisplayName("dates are what people mean by them, and keep their texts")
    void dates(String trial) {
        String[] both = trial.split(" = ");
        Imported read = column(both[0]);
        assertThat(read.type()).isEqualTo(DATE);
        assertThat(read.misfits()).containsExactly(0L);
        assertThat(read.texts(0)).containsExactly(both[0].split(" \\| "));
        assertThat(read.groups(0)).containsExactly(both[1].split(" \\| "));
    }

    @Test
    @DisplayName(
            "an hour that comes twice when clocks change, or not at all, is no instant; names that mean several zones make texts")
    void doubtfulZones() {
        Imported read = Imported.column(IntStream.range(0, 60)
                .mapToObj(i -> i == 50
                        ? "2026-10-25 02:30 Europe/Berlin"
                        : i == 51 ? "2026-03-29 02:30 Europe/Berlin" : "2026-10-25 0" + i % 2 + ":30 Europe/Berlin")
                .toArray(String[]::new));
        assertThat(read.type()).isEqualTo(DATE);
        assertThat(read.misfits()).containsExactly(2L);
        assertThat(read.texts(0).get(50)).isEqualTo("2026-10-25 02:30 Europe/Berlin");
        for (String cell : List.of("2026-12-31 10:20 CST", "2026-12-31 10:20 IST", "2026-12-31 10:20 Atlantis/Main")) {
            assertThat(column(cell + " | " + cell).type()).as(cell).isEqualTo(TEXT);
        }
    }

    @Test
    @DisplayName("what the cells of a date leave open, the person's country decides, and it is said so")
    void doubtfulDates() {
        String text = "when\n01/02/2026\n03/04/2026\n";
        for (Locale locale : List.of(Locale.US, Locale.UK)) {
            Imported read = Imported.of(ImportSource.of("text", text), locale);
            assertThat(read.groups(0).get(0)).isEqualTo(locale.equals(Locale.US) ? "2026-01-02" : "2026-02-01");
            assertThat(read.analysis.evidence().get(0).isDoubtful(DATE)).isTrue();
        }
        Imported told =
                Imported.of(ImportSource.of("text", "a,b\n01/02/2026,13/02/2026\n03/04/2026,01/05/2026\n"), Locale.US);
        assertThat(told.groups(0)).as("another column decides").containsExactly("2026-02-01", "2026-04-03");
    }

    @Test
    @DisplayName(
            "1,234 is a thousand where nothing says otherwise, and less than two beside a comma that is a decimal one")
    void doubtfulNumbers() {
        Imported alone = column("1,234 | 5,678");
        assertThat(alone.values(0)).containsExactly(1_234.0, 5_678.0);
        assertThat(alone.analysis.evidence().get(0).isDoubtful(NUMBER)).isTrue();
        Imported beside = Imported.of("a;b\n1,234;1,5\n5,678;2,25\n");
        assertThat(beside.values(0)).containsExactly(1.234, 5.678);
        Imported dots = Imported.of("a;b\n1.234;1,5\n5.678;2,25\n");
        assertThat(dots.values(0)).containsExactly(1_234.0, 5_678.0);
        assertThat(Imported.of("a;b\n0.234;x\n0.678;y\n").values(0)).containsExactly(0.234, 0.678);
    }

    @Test
    @DisplayName("all cells decide, not the first thousands")
    void late() {
        String numbers = String.join(
                "\n", IntStream.range(0, 5_000).mapToObj(String::valueOf).toList());
        Imported late = Imported.of("n\n" + numbers + "\nunknown\n17\n");
        assertThat(late.type()).isEqualTo(NUMBER);
        assertThat(late.analysis.fits().get(0)).isEqualTo(new TableAnalysis.Fit(1, 5_001, "unknown"));
        assertThat(late.texts(0).get(5_000)).isEqualTo("unknown");
        assertThat(late.passing(Filter.misfits(0))).containsExactly(5_000);
        assertThat(late.sorted(0, true)).endsWith("4999", "unknown");
        assertThat(late.sorted(0, false)).endsWith("0", "unknown").startsWith("4999");
        Imported code = Imported.of("n\n" + numbers + "\n007\n");
        assertThat(code.type()).as("one code makes all of them codes").isEqualTo(TEXT);
    }

    @Test
    @DisplayName("whole numbers beyond what doubles hold are sorted, filtered and grouped as what they are")
    void exact() {
        Imported ids = column("9007199254740993 | 9007199254740992 | 9007199254740994 | 9223372036854775807 | "
                + "99999999999999999999 | 99999999999999999998 | 9007199254740993");
        assertThat(ids.type()).isEqualTo(NUMBER);
        assertThat(ids.sorted(0, true))
                .containsExactly(
                        "9007199254740992",
                        "9007199254740993",
                        "9007199254740993",
                        "9007199254740994",
                        "9223372036854775807",
                        "99999999999999999998",
                        "99999999999999999999");
        BigDecimal wanted = new BigDecimal("9007199254740993");
        Filter exactly = Filter.range(0, wanted, wanted);
        assertThat(ids.passing(exactly)).containsExactly(0, 6);
        assertThat(Filter.read(exactly.toJson())).isEqualTo(exactly);
        assertThat(ids.passing(Filter.read(exactly.toJson()))).containsExactly(0, 6);
        assertThat(ids.passing(Filter.of(0, Set.of("9007199254740992")))).containsExactly(1);
        assertThat(Set.copyOf(ids.groups(0))).hasSize(6);
        Imported decimals = column("0.1 | 0.10 | 0.3 | 0.30000000000000001 | 1e-1");
        assertThat(decimals.passing(Filter.range(0, 0.1, 0.1))).containsExactly(0, 1, 4);
        assertThat(Set.copyOf(decimals.groups(0))).hasSize(3);
        assertThat(decimals.sorted(0, false)).startsWith("0.30000000000000001", "0.3");
    }

    @Test
    @DisplayName("of a column of one unit, another one doesn't fit")
    void units() {
        Imported money = Imported.column(IntStream.range(0, 60)
                .mapToObj(i -> i == 50 ? "5 $" : i == 51 ? "6" : i + " €")
                .toArray(String[]::new));
        assertThat(money.type()).isEqualTo(NUMBER);
        assertThat(money.analysis.fits().get(0)).isEqualTo(new TableAnalysis.Fit(1, 51, "5 $"));
        assertThat(money.texts(0).get(50)).isEqualTo("5 $");
    }

    @Test
    @DisplayName("another type than was found reads the texts that were kept")
    void corrected() throws java.io.IOException {
        Imported codes = column("007 | 12E4 | x | 20260131");
        assertThat(codes.type()).isEqualTo(TEXT);
        for (ColumnType type : List.of(NUMBER, DATE)) {
            Spelling spelling = ColumnEvidence.of(codes.table, 0).spelling(type, '.', DateOrder.DMY);
            Column column = Column.of(new DataTable.ColumnInfo("a", type, spelling));
            codes.texts(0).forEach(column::add);
            assertThat(IntStream.range(0, 4).mapToObj(column::text)).isEqualTo(codes.texts(0));
            assertThat(column.misfits()).isEqualTo(type == NUMBER ? 1 : 3);
        }
    }

    @Test
    @DisplayName("which words say that there is no value is the column's, and they come before what could be read")
    void missing() {
        Spelling plain = Spelling.number('.', Spelling.NO_GROUP);
        List<String> cells = List.of("1", "-999", "Unknown", "NA", "-", " ", "");
        assertThat(kinds(NUMBER, plain, cells)).containsExactly(VALUE, VALUE, MISFIT, EMPTY, EMPTY, EMPTY, EMPTY);
        assertThat(kinds(NUMBER, plain.withMissing(MissingValues.of(true, "unknown, -999")), cells))
                .containsExactly(VALUE, EMPTY, EMPTY, EMPTY, EMPTY, EMPTY, EMPTY);
        assertThat(kinds(NUMBER, plain.withMissing(MissingValues.of(false, "-999")), cells))
                .containsExactly(VALUE, EMPTY, MISFIT, MISFIT, MISFIT, EMPTY, EMPTY);
        assertThat(kinds(
                        DATE,
                        Spelling.date(DateOrder.YMD, Spelling.Zones.ANY)
                                .withMissing(MissingValues.of(true, "1900-01-01")),
                        List.of("2026-01-01", "1900-01-01", "null")))
                .containsExactly(VALUE, EMPTY, EMPTY);
        assertThat(MissingValues.problem("a,b")).isNull();
        assertThat(MissingValues.problem("x".repeat(41))).contains("40");
        assertThat(MissingValues.problem(String.join(
                        ",",
                        java.util.stream.IntStream.range(0, 21)
                                .mapToObj(i -> "w" + i)
                                .toList())))
                .contains("20");
    }

    /** What cells are, both as they are counted and as they are kept; their texts stay. */
    private static List<Column.Kind> kinds(ColumnType type, Spelling spelling, List<String> cells) {
        Column column = Column.of(new ColumnInfo("n", type, spelling));
        List<Column.Kind> kinds = cells.stream().map(column::kindOf).toList();
        for (int i = 0; i < cells.size(); i++) {
            column.add(cells.get(i));
            assertThat(column.kind(i)).as(cells.get(i)).isEqualTo(kinds.get(i));
            assertThat(column.text(i)).isEqualTo(cells.get(i));
        }
        return kinds;
    }

    @Test
    @DisplayName("a spelling goes over the wire; what is none means that each cell is read by itself")
    void wire() {
        for (Spelling each : List.of(
                Spelling.ANY,
                Spelling.number(',', '.'),
                Spelling.number('.', Spelling.NO_GROUP).withPercent(),
                Spelling.number('.', ' ').withCurrency("€"))) {
            assertThat(Spelling.read(NUMBER, each.toJson(NUMBER))).isEqualTo(each);
        }
        for (Spelling.Zones zones : Spelling.Zones.values()) {
            Spelling date = Spelling.date(DateOrder.MDY, zones);
            assertThat(Spelling.read(DATE, date.toJson(DATE))).isEqualTo(date);
        }
        MissingValues own = MissingValues.of(false, " Unknown , -999,,unknown ");
        assertThat(own.words()).containsExactly("unknown", "-999");
        for (Spelling each : List.of(
                Spelling.number('.', ' ').withCurrency("€").withMissing(own),
                Spelling.number('.', ' ').withMissing(own).withPercent(),
                Spelling.number(',', '.').withMissing(new MissingValues(true, List.of("x"))))) {
            assertThat(Spelling.read(NUMBER, each.toJson(NUMBER))).isEqualTo(each);
        }
        Spelling date = Spelling.date(DateOrder.DMY, Spelling.Zones.ANY).withMissing(own);
        assertThat(Spelling.read(DATE, date.toJson(DATE))).isEqualTo(date);
        String many = "\"w\",".repeat(5_000) + "7,[],\"" + "y".repeat(5_000) + "\",\"z\"";
        assertThat(Spelling.read(
                                NUMBER,
                                dev.lockstep.desktop.Hostile.json("{\"decimal\":\".\",\"missing\":[" + many + "]}"))
                        .missing()
                        .words())
                .containsExactly("w");
        for (String json : List.of("1", "{}", "{\"decimal\":7}", "[]", "null")) {
            assertThat(Spelling.read(NUMBER, dev.lockstep.desktop.Hostile.json(json)))
                    .isEqualTo(Spelling.ANY);
        }
        assertThat(Spelling.read(
                        NUMBER,
                        dev.lockstep.desktop.Hostile.json(
                                "{\"decimal\":\"x\",\"group\":\".\",\"currency\":\"" + "x".repeat(90) + "\"}")))
                .isEqualTo(Spelling.number('.', Spelling.NO_GROUP));
    }
}
