package dev.lockstep.desktop.data.read;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

import dev.lockstep.desktop.data.table.ColumnType;
import dev.lockstep.desktop.data.table.DataTable;
import dev.lockstep.desktop.data.table.DataTable.ColumnInfo;
import dev.lockstep.desktop.data.table.Filter;
import dev.lockstep.desktop.data.table.FilteredTable;

import static org.assertj.core.api.Assertions.assertThat;

/** A text that was brought in: what was found out of it, and the table that others have. */
public final class Imported {

    public final TableAnalysis analysis;
    public final DataTable table;
    public final List<String> parts = new ArrayList<>();

    private Imported(ImportSource source, TableAnalysis analysis) throws IOException {
        this.analysis = analysis;
        this.table = new DataTable(analysis.columns());
        new RowsPacker().read(source, analysis, (packed, rows) -> {
            parts.add(packed);
            RowsPart.unpack(packed, table::add);
            assertThat(rows).isEqualTo(table.rows());
        });
        assertThat(table.rows()).isEqualTo((int) analysis.rows());
    }

    public static Imported of(String text) {
        return of(ImportSource.of("text", text), Locale.UK);
    }

    public static Imported of(ImportSource source, Locale locale) {
        try {
            TableAnalyzer analyzer = new TableAnalyzer(source, locale);
            return new Imported(source, analyzer.read(analyzer.dialect(), null));
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    public static Imported as(String text, Dialect dialect) {
        try {
            ImportSource source = ImportSource.of("text", text);
            return new Imported(source, new TableAnalyzer(source, Locale.UK).read(dialect, dialect.header()));
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    /** As a file of these bytes. */
    public static Imported ofBytes(Path directory, byte[] bytes) throws IOException {
        Path file = Files.write(directory.resolve("trial.csv"), bytes);
        return of(ImportSource.of(file), Locale.UK);
    }

    public static Imported ofResource(String name) {
        try {
            return of(
                    ImportSource.of(
                            Path.of(Imported.class.getResource("tables/" + name).toURI())),
                    Locale.UK);
        } catch (java.net.URISyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** A column of one text a line, below a name. */
    public static Imported column(String... cells) {
        return as(
                "name\n" + String.join("\n", cells) + "\n",
                new Dialect(StandardCharsets.UTF_8, Dialect.NONE, '"', false, 0, true));
    }

    public List<String> names() {
        return analysis.columns().stream().map(ColumnInfo::name).toList();
    }

    public List<ColumnType> types() {
        return analysis.columns().stream().map(ColumnInfo::type).toList();
    }

    public ColumnType type() {
        return analysis.columns().get(0).type();
    }

    /** As they are read in the table. */
    public List<String> texts(int column) {
        return IntStream.range(0, table.rows())
                .mapToObj(row -> table.columns().get(column).text(row))
                .toList();
    }

    /** What they are read as. */
    public List<Double> values(int column) {
        return IntStream.range(0, table.rows())
                .mapToObj(row -> table.columns().get(column).value(row))
                .toList();
    }

    /** Values, in words that are one for all that mean the same. */
    public List<String> groups(int column) {
        return IntStream.range(0, table.rows())
                .mapToObj(row -> table.columns().get(column).group(row))
                .toList();
    }

    public List<Long> misfits() {
        return analysis.fits().stream().map(TableAnalysis.Fit::misfits).toList();
    }

    /** The texts of a column in an order. */
    public List<String> sorted(int column, boolean ascending) {
        FilteredTable filtered = FilteredTable.of(table, List.of(), null, new FilteredTable.Order(column, ascending));
        return IntStream.of(filtered.rows())
                .mapToObj(row -> table.columns().get(column).text(row))
                .toList();
    }

    /** The rows that pass. */
    public List<Integer> passing(Filter filter) {
        return IntStream.of(FilteredTable.of(table, List.of(filter), null, FilteredTable.Order.NONE)
                        .rows())
                .boxed()
                .toList();
    }
}
