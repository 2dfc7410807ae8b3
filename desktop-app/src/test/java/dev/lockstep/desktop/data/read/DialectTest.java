package dev.lockstep.desktop.data.read;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.lockstep.desktop.data.table.Column;
import dev.lockstep.desktop.data.table.TableInfo;

import static dev.lockstep.desktop.data.table.ColumnType.NUMBER;
import static dev.lockstep.desktop.data.table.ColumnType.TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** How a text is a table: encoding, separator, quotes, titles, header. */
class DialectTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a,b\n1,2\n",
                "a;b\r\n1;2\r\n",
                "a\tb\r1\t2\r",
                "a|b\n1|2",
                "\uFEFFa,b\n1,2\n",
                "\n\n\na,b\n1,2\n\n\n",
                "sep=;\na;b\n1;2\n",
                "sep=\t\na\tb\n1\t2\n",
                "SEP=|\r\na|b\r\n1|2\r\n",
                "Sales of 2026\n\na,b\n1,2\n",
                "\"Sales, and more\"\na,b\n1,2\n",
                "Report,,\na,b,\n1,2,\n",
                "Report,,,\n,,,\na,b,,\n1,2,,\n",
                "Bericht vom 31.12.2026;;\na;b;\n1;2;\n",
                "sep=;\nReport\na;b\n1;2\n",
                "sep=;;\na;b;\n1;2;\n",
                "# made by a program\n# on a day\na;b\n1;2\n",
                "a,b,\n1,2,\n",
                "a,b,,\n1,2,,\n,,,\n",
                "'a','b'\n'1','2'\n",
                "\"a\", \"b\"\n\"1\", \"2\"\n",
                "\"a\" ; \"b\"\n\"1\" ; \"2\"\n",
                "a,b\n\0\0001,2\0\n",
            })
    @DisplayName("the same table, as many programs write it")
    void same(String text) {
        Imported read = Imported.of(text);
        assertThat(read.names()).containsExactly("a", "b");
        assertThat(read.texts(0)).containsExactly("1");
        assertThat(read.texts(1)).containsExactly("2");
        assertThat(read.types()).containsExactly(NUMBER, NUMBER);
    }

    @Test
    @DisplayName("separators within quotes separate nothing, in the header neither")
    void quotedSeparators() {
        Imported read = Imported.of("\"a, with b, and c\";\"d;e\"\n\"1,5\";x\n\"2,5\";y\n");
        assertThat(read.names()).containsExactly("a, with b, and c", "d;e");
        assertThat(read.values(0)).containsExactly(1.5, 2.5);
        Imported decimals = Imported.of("1,5;2,5\n2,25;3,5\n");
        assertThat(decimals.names()).containsExactly("Column 1", "Column 2");
        assertThat(decimals.values(1)).containsExactly(2.5, 3.5);
        Imported names = Imported.of("name\tn\nDoe, John\t5\nRoe, Jane\t6\n");
        assertThat(names.texts(0)).containsExactly("Doe, John", "Roe, Jane");
    }

    @Test
    @DisplayName("quoted cells may have lines; a quote that is not closed means inches")
    void quotes() {
        Imported lines = Imported.of("a,b\n\"one\ntwo\r\nthree\",1\nx,2\n");
        assertThat(lines.texts(0)).containsExactly("one\ntwo\r\nthree", "x");
        Imported inches = Imported.of("size,n\n5\" pipe,1\n\"6 pipe,2\n7,3\n");
        assertThat(inches.texts(0)).containsExactly("5\" pipe", "\"6 pipe", "7");
        assertThat(inches.analysis.dialect().quote()).isEqualTo(Dialect.NONE);
        assertThat(Imported.of("a,b\n\"x\"\"y\",1\n\"\",2\n").texts(0)).containsExactly("x\"y", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
    @DisplayName("Unicode with and without a mark before it")
    void unicode(String charset) throws IOException {
        String text = "Ort;Käufer\nKöln;Müller 日本\nÅlesund;Søren 😀\n";
        for (String marked : List.of(text, "\uFEFF" + text)) {
            Imported read = Imported.ofBytes(directory, marked.getBytes(Charset.forName(charset)));
            assertThat(read.names()).containsExactly("Ort", "Käufer");
            assertThat(read.texts(1)).containsExactly("Müller 日本", "Søren 😀");
            assertThat(read.analysis.dialect().charset().name()).isEqualTo(charset);
        }
    }

    @Test
    @DisplayName("one letter at the end of a long file says that it is no UTF-8; Cyrillic is told from the rest")
    void lateLetter() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes("a;b\n".getBytes(StandardCharsets.US_ASCII));
        for (int i = 0; i < 50_000; i++) {
            bytes.writeBytes((i + ";x\n").getBytes(StandardCharsets.US_ASCII));
        }
        bytes.writeBytes("7;Müller € – “ok”\n".getBytes(Charset.forName("windows-1252")));
        Imported read = Imported.ofBytes(directory, bytes.toByteArray());
        assertThat(read.texts(1).get(50_000)).isEqualTo("Müller € – “ok”");
        ByteArrayOutputStream damaged = new ByteArrayOutputStream();
        damaged.writeBytes("a;b\n".getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < 100; i++) {
            damaged.writeBytes((i + ";Köln 日本\n").getBytes(StandardCharsets.UTF_8));
        }
        damaged.write(0xE4);
        damaged.writeBytes(";last\n".getBytes(StandardCharsets.UTF_8));
        assertThat(Imported.ofBytes(directory, damaged.toByteArray()).texts(1).get(0))
                .isEqualTo("Köln 日本");
        Imported russian = Imported.ofBytes(
                directory, "город;имя\nМосква;Анна\nКазань;Иван\n".getBytes(Charset.forName("windows-1251")));
        assertThat(russian.texts(0)).containsExactly("Москва", "Казань");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PK\u0003\u0004\u0014\0\u0006\0\b\0[Content_Types].xml",
                "PK\u0003\u0004mimetypeapplication/vnd.oasis.opendocument.spreadsheet",
                "\u00D0\u00CF\u0011\u00E0\u00A1\u00B1"
            })
    @DisplayName("a workbook is no table that can be read, and it is said what to do")
    void workbook(String begin) {
        byte[] bytes = (begin + "\0".repeat(500)).getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> Imported.ofBytes(directory, bytes)).hasStackTraceContaining("save it there as CSV");
    }

    @Test
    @DisplayName("what can't be read in an encoding, or is left out, is counted")
    void notes() throws IOException {
        assertThat(Imported.of("a,b\n1\0,2\0\n").analysis.notes()).containsExactly("2 NUL characters are left out");
        assertThat(Imported.of("a\n" + "x".repeat(Column.CELL_MAX + 1) + "\n")
                        .analysis
                        .notes())
                .containsExactly("1 cell is too long and is cut");
        Imported.ofBytes(directory, "a;b\nK\u00f6ln;1\n".getBytes(Charset.forName("windows-1252")));
        ImportSource source = ImportSource.of(directory.resolve("trial.csv"));
        TableAnalyzer analyzer = new TableAnalyzer(source, java.util.Locale.UK);
        TableAnalysis wrong = analyzer.read(analyzer.dialect().withCharset(StandardCharsets.UTF_8), true);
        assertThat(wrong.notes()).containsExactly("1 character can't be read: choose another encoding");
    }

    @Test
    @DisplayName("every column has a name, and no two have the same")
    void names() {
        assertThat(Imported.of("a,a,,\"\",a\n1,2,3,4,5\n").names())
                .containsExactly("a", "a (2)", "Column 3", "Column 4", "a (3)");
        assertThat(Imported.of("a,\"b\nc\"\n1,2\n").names().get(1)).doesNotContain("\n");
    }

    @Test
    @DisplayName("a header is a row that is other than those below it")
    void headers() {
        assertThat(header("city,price\nRome,3\nOslo,5\n")).isTrue();
        assertThat(header("Rome,3\nOslo,5\nRome,7\n")).isFalse();
        assertThat(header("Rome\nOslo\nRome\nParis\n")).isFalse();
        assertThat(header("2026-01-01,3\n2026-01-02,5\n")).isFalse();
        assertThat(header("day,n\n2026-01-01,3\n2026-01-02,5\n")).isTrue();
        assertThat(header("country,2022,2023\nAustria,10,20\n")).isTrue();
        assertThat(header("country,2023\nAustria,10\nChile,12\n")).isTrue();
        assertThat(header("name,year\nAnna,2022\nBert,2023\n")).isTrue();
        assertThat(header("Anna,2022\nBert,2023\n")).isFalse();
        assertThat(header("item,1,2,3,4,5,6,7\nA,9,9,9,9,9,9,9\n")).isTrue();
        assertThat(header("1,2,3\n4,5,6\n")).isFalse();
        assertThat(header("city,2026-01,2026-02\nRome,5,6\n")).isTrue();
        assertThat(header("plz;ort\n01067;Dresden\n04109;Leipzig\n")).isTrue();
        assertThat(header("01067;0049301234\n04109;0049307777\n")).isFalse();
        assertThat(header("name,age,city\n")).isTrue();
        assertThat(header("Rome,30\n")).isFalse();
    }

    private static boolean header(String text) {
        return Imported.of(text).analysis.dialect().header();
    }

    @Test
    @DisplayName("one column is a table, with what is empty in it, and with the commas of its numbers and names")
    void oneColumn() {
        Imported decimals = Imported.of("Preis\n1,5\n2,5\n3,75\n");
        assertThat(decimals.names()).containsExactly("Preis");
        assertThat(decimals.values(0)).containsExactly(1.5, 2.5, 3.75);
        Imported thousands = Imported.of("amount\n1,234\n5,678\n12,345,678\n");
        assertThat(thousands.names()).containsExactly("amount");
        assertThat(thousands.values(0)).containsExactly(1_234.0, 5_678.0, 12_345_678.0);
        Imported people = Imported.of("name\nDoe, John\nRoe, Jane\n");
        assertThat(people.names()).containsExactly("name");
        assertThat(people.texts(0)).containsExactly("Doe, John", "Roe, Jane");
        assertThat(Imported.of("id,,\n1,2,3\n4,5,6\n").names().get(0)).isEqualTo("id");
        assertThat(Imported.of("Sales report, March 2026\na,b,c\n1,2,3\n").names())
                .containsExactly("a", "b", "c");
        assertThat(Imported.of("Name, Ort, Betrag\nAnna,Berlin,5\nBert,Bonn,6\n")
                        .names())
                .containsExactly("Name", "Ort", "Betrag");
        assertThat(Imported.of("Kunde;;\nMeier;Berlin;Ada\nHuber;Bonn;Bob\n").texts(0))
                .contains("Meier", "Huber");
        assertThat(Imported.of("Firma Huber;;;\nMeier GmbH;Berlin;Ada;offen\nX;Y;Z;zu\n")
                        .names()
                        .get(0))
                .isEqualTo("Firma Huber"); // the first row, as the header or not
        assertThat(Imported.of("Kassenbuch 2024\nDatum, Betrag\n1.2.2024, 5\n2.2.2024, 6\n")
                        .names())
                .containsExactly("Datum", "Betrag");
        assertThat(Imported.of("Report\na,b\n1,2\n").names()).containsExactly("a", "b");
        assertThat(Imported.of("Report\na, b, c\nx, y, z\n").names()).containsExactly("a", "b", "c");
        Imported one = Imported.of("name\nDoe\n\nRoe\n\n\n");
        assertThat(one.names()).containsExactly("name");
        assertThat(one.texts(0)).containsExactly("Doe", "", "Roe");
        assertThat(Imported.of("note\nHello, world\nfoo\nbar\n").names()).containsExactly("note");
        assertThat(Imported.of("5\n6\n7\n").values(0)).containsExactly(5.0, 6.0, 7.0);
    }

    @Test
    @DisplayName("two thousand columns are a table; more say so, and another separator may be chosen")
    void wide() {
        String names = IntStream.range(0, 2_000).mapToObj(i -> "c" + i).collect(Collectors.joining(","));
        String cells = IntStream.range(0, 2_000).mapToObj(String::valueOf).collect(Collectors.joining(","));
        Imported wide = Imported.of(names + "\n" + cells + "\n");
        assertThat(wide.names()).hasSize(2_000);
        assertThat(wide.texts(1_999)).containsExactly("1999");
        TableInfo info = new TableInfo("t", "Wide", wide.analysis.columns(), 1, true, "Ada");
        assertThat(info.fitting()).isEqualTo(info);
        assertThat(TableInfo.read("t", info.toJson())).isEqualTo(info);
        assertThatThrownBy(() -> Imported.of("x,".repeat(2_500) + "x\n"))
                .hasMessageContaining("2,501 columns")
                .hasMessageContaining("separator");
    }

    @Test
    @DisplayName("the description of a table is no larger than an entry may be, whatever its names are")
    void wideNames() {
        String header =
                IntStream.range(0, 2_000).mapToObj(i -> "漢".repeat(78) + i % 10).collect(Collectors.joining(","));
        Imported wide = Imported.of(header + "\n" + "1,".repeat(1_999) + "1\n");
        TableInfo info = new TableInfo("t", "Wide", wide.analysis.columns(), 1, true, "Ada");
        assertThat(info.fitting().toJson().encodedBytes()).isLessThan(TableInfo.BYTES_MAX);
    }

    @Test
    @DisplayName("what is chosen is what is done")
    void chosen() {
        String text = "title\na;b,c\n1;2,3\n";
        Dialect dialect = new Dialect(StandardCharsets.UTF_8, ',', '"', false, 1, true);
        assertThat(Imported.as(text, dialect).names()).containsExactly("a;b", "c");
        assertThat(Imported.as(text, dialect.withSeparator(';')).names()).containsExactly("a", "b,c");
        assertThat(Imported.as(text, dialect.withSkipped(0)).names()).containsExactly("title", "Column 2");
        assertThat(Imported.as(text, dialect.withHeader(false)).texts(0)).containsExactly("a;b", "1;2");
        assertThat(Imported.as("'a','b'\n1,2\n", dialect.withSkipped(0).withQuote('\''))
                        .names())
                .containsExactly("a", "b");
        assertThat(Imported.as(text, dialect.withSeparator(Dialect.NONE)).types())
                .containsExactly(TEXT);
    }

    @Test
    @DisplayName("of a text without anything in it is said so")
    void nothing() {
        for (String text : Arrays.asList("", "\n\n", ",,,\n,,\n", "\uFEFF")) {
            assertThatThrownBy(() -> Imported.of(text)).hasMessageContaining("nothing in it");
        }
    }
}
