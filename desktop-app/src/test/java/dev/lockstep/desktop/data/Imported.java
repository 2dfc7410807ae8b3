package dev.lockstep.desktop.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

import dev.lockstep.desktop.data.DataTable.ColumnInfo;

import static org.assertj.core.api.Assertions.assertThat;

/** A text that was brought in: what was found out of it, and the table that others have. */
final class Imported {

    final Analysis analysis;
    final DataTable table;
    final List<String> parts = new ArrayList<>();

    private Imported(Source source, Analysis analysis) throws IOException {
        this.analysis = analysis;
        this.table = new DataTable(analysis.columns());
        new Import().read(source, analysis, (packed, rows) -> {
            parts.add(packed);
            RowsPart.unpack(packed, table::add);
            assertThat(rows).isEqualTo(table.rows());
        });
        assertThat(table.rows()).isEqualTo((int) analysis.rows());
    }

    static Imported of(String text) {
        return of(Source.of("text", text), Locale.UK);
    }

    static Imported of(Source source, Locale locale) {
        try {
            Analyst analyst = new Analyst(source, locale);
            return new Imported(source, analyst.read(analyst.dialect(), null));
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    static Imported as(String text, Dialect dialect) {
        try {
            Source source = Source.of("text", text);
            return new Imported(source, new Analyst(source, Locale.UK).read(dialect, dialect.header()));
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    /** As a file of these bytes. */
    static Imported ofBytes(Path directory, byte[] bytes) throws IOException {
        Path file = Files.write(directory.resolve("trial.csv"), bytes);
        return of(Source.of(file), Locale.UK);
    }

    static Imported ofResource(String name) {
        try {
            return of(
                    Source.of(
                            Path.of(Imported.class.getResource("tables/" + name).toURI())),
                    Locale.UK);
        } catch (java.net.URISyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** A column of one text a line, below a name. */
    static Imported column(String... cells) {
        return as(
                "name\n" + String.join("\n", cells) + "\n",
                new Dialect(StandardCharsets.UTF_8, Dialect.NONE, '"', false, 0, true));
    }

    List<String> names() {
        return analysis.columns().stream().map(ColumnInfo::name).toList();
    }

    List<ColumnType> types() {
        return analysis.columns().stream().map(ColumnInfo::type).toList();
    }

    ColumnType type() {
        return analysis.columns().get(0).type();
    }

    /** As they are read in the table. */
    List<String> texts(int column) {
        return IntStream.range(0, table.rows())
                .mapToObj(row -> table.columns().get(column).text(row))
                .toList();
    }

    /** What they are read as. */
    List<Double> values(int column) {
        return IntStream.range(0, table.rows())
                .mapToObj(row -> table.columns().get(column).value(row))
                .toList();
    }

    /** Values, in words that are one for all that mean the same. */
    List<String> groups(int column) {
        return IntStream.range(0, table.rows())
                .mapToObj(row -> table.columns().get(column).group(row))
                .toList();
    }

    List<Long> misfits() {
        return analysis.fits().stream().map(Analysis.Fit::misfits).toList();
    }

    /** The texts of a column in an order. */
    List<String> sorted(int column, boolean ascending) {
        Looked looked = Looked.at(table, List.of(), null, new Looked.Order(column, ascending));
        return IntStream.of(looked.rows())
                .mapToObj(row -> table.columns().get(column).text(row))
                .toList();
    }

    /** The rows that pass. */
    List<Integer> passing(Filter filter) {
        return IntStream.of(Looked.at(table, List.of(filter), null, Looked.Order.NONE)
                        .rows())
                .boxed()
                .toList();
    }
}
