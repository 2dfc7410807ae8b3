package dev.lockstep.desktop.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;

import dev.lockstep.desktop.data.DataTable.ColumnInfo;

/**
 * Reads CSV or TSV, tells what its columns are, and hands on its rows in parts. Blocks; not for the JavaFX thread.
 *
 * <p>The separator is what the first line has most of: comma, semicolon, tab or bar. The first row is a header unless it has
 * numbers in it.
 */
final class Import {

    /** Types are guessed by so many rows. */
    private static final int SAMPLE = 2_000;

    private static final String SEPARATORS = ",;\t|";

    private static final int CELL_MAX = Column.CELL_MAX;

    /** Gets what was read. Its methods may block, to slow the reader down. */
    interface Target {
        void columns(List<ColumnInfo> columns);

        /** @param rows how many there are with these */
        void part(String packed, long rows);
    }

    private final AtomicBoolean cancelled = new AtomicBoolean();

    /** Any thread; {@link #read} throws {@link CancellationException} soon. */
    void cancel() {
        cancelled.set(true);
    }

    /** @throws IOException where it can't be read, with a message for people */
    void read(Path file, Target target) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            read(new InputStreamReader(in, StandardCharsets.UTF_8), target);
        }
    }

    void read(Reader text, Target target) throws IOException {
        BufferedReader reader = new BufferedReader(text, 1 << 16);
        char separator = separator(reader);
        try (CsvReader<CsvRecord> csv = CsvReader.builder()
                .fieldSeparator(separator)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .allowExtraCharsAfterClosingQuote(true)
                .ofCsvRecord(reader)) {
            read(csv.iterator(), target);
        } catch (CsvParseException | UncheckedIOException e) {
            throw new IOException("this is no table that can be read: " + e.getMessage(), e);
        }
    }

    private void read(Iterator<CsvRecord> records, Target target) throws IOException {
        List<List<String>> sample = new ArrayList<>();
        while (records.hasNext() && sample.size() < SAMPLE) {
            sample.add(cells(records.next()));
        }
        int width = sample.stream().mapToInt(List::size).max().orElse(0);
        if (width == 0) {
            throw new IOException("there is nothing in it; a table has at least one row");
        } else if (width > TableInfo.COLUMNS_MAX) {
            throw new IOException("it has " + width + " columns, and at most " + TableInfo.COLUMNS_MAX
                    + " can be shown; leave some out");
        }
        boolean header =
                sample.size() > 1 && sample.get(0).stream().allMatch(cell -> Double.isNaN(ColumnType.number(cell)));
        List<String> names = header ? sample.remove(0) : List.of();
        target.columns(columns(names, sample, width));
        Packer packer = new Packer(target);
        for (List<String> row : sample) {
            packer.add(row);
        }
        while (records.hasNext()) {
            packer.add(cells(records.next()));
        }
        packer.end();
    }

    private static List<ColumnInfo> columns(List<String> names, List<List<String>> sample, int width) {
        List<ColumnInfo> columns = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            int column = i;
            List<String> cells = sample.stream()
                    .map(row -> column < row.size() ? row.get(column) : "")
                    .toList();
            String name =
                    i < names.size() && !names.get(i).isBlank() ? names.get(i).strip() : "Column " + (i + 1);
            columns.add(new ColumnInfo(name, ColumnType.guess(cells)));
        }
        return columns;
    }

    private static List<String> cells(CsvRecord row) {
        List<String> cells = row.getFields();
        if (cells.stream().anyMatch(cell -> cell.length() > CELL_MAX)) {
            return cells.stream()
                    .map(cell -> cell.length() > CELL_MAX ? cell.substring(0, CELL_MAX) : cell)
                    .toList();
        }
        return cells;
    }

    private static char separator(BufferedReader reader) throws IOException {
        reader.mark(1 << 16);
        if (reader.read() != '\uFEFF') {
            reader.reset();
        } else {
            reader.mark(1 << 16);
        }
        char[] start = new char[(1 << 16) - 1];
        int count = Math.max(0, reader.read(start, 0, start.length));
        reader.reset();
        String line = new String(start, 0, count).lines().findFirst().orElse("");
        char best = SEPARATORS.charAt(0);
        long most = 0;
        for (int i = 0; i < SEPARATORS.length(); i++) {
            char separator = SEPARATORS.charAt(i);
            long there = line.chars().filter(c -> c == separator).count();
            if (there > most) {
                most = there;
                best = separator;
            }
        }
        return best;
    }

    private final class Packer {

        private final Target target;
        private List<List<String>> rows = new ArrayList<>();
        private int chars;
        private long count;

        Packer(Target target) {
            this.target = target;
        }

        void add(List<String> row) throws IOException {
            if (cancelled.get()) {
                throw new CancellationException();
            }
            rows.add(row);
            for (String cell : row) {
                chars += cell.length() + 1;
            }
            count++;
            if (chars >= RowsPart.CHARS) {
                flush();
            }
        }

        void end() throws IOException {
            if (!rows.isEmpty()) {
                flush();
            }
        }

        private void flush() throws IOException {
            List<List<String>> some = rows;
            rows = new ArrayList<>();
            chars = 0;
            pack(some, count);
        }

        /** What doesn't become small enough goes as two. */
        private void pack(List<List<String>> some, long upTo) throws IOException {
            String packed = RowsPart.pack(some);
            if (packed.length() <= RowsPart.PACKED_MAX) {
                target.part(packed, upTo);
            } else if (some.size() == 1) {
                throw new IOException("row " + upTo + " is too long to be shared");
            } else {
                int half = some.size() / 2;
                pack(some.subList(0, half), upTo - (some.size() - half));
                pack(some.subList(half, some.size()), upTo);
            }
        }
    }
}
