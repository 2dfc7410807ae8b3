package dev.lockstep.desktop.data.read;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import org.jspecify.annotations.Nullable;

import dev.lockstep.desktop.data.table.Column;

/** The rows of a text, one after another, its header among them. Blocks; not for the JavaFX thread. */
final class RecordReader implements Closeable {

    private static final char NO_QUOTE = '\uFFFF';

    /** Rows without anything, before one with something, are rows; more of them at once are none. */
    private static final int EMPTY_MAX = 10_000;

    private final ImportSource.Text text;
    private final CsvReader<CsvRecord> csv;
    private final Iterator<CsvRecord> records;
    private final Queue<List<String>> waiting = new ArrayDeque<>();
    private final AtomicBoolean cancelled;
    private long cut;

    RecordReader(ImportSource source, Dialect dialect, AtomicBoolean cancelled) throws IOException {
        this.cancelled = cancelled;
        text = source.read(dialect.charset(), cancelled);
        for (int i = 0; i < dialect.skipped(); i++) {
            skipLine();
        }
        CsvReader.CsvReaderBuilder builder = CsvReader.builder()
                .fieldSeparator(dialect.separator())
                .quoteCharacter(dialect.quote() == Dialect.NONE ? NO_QUOTE : dialect.quote())
                .allowExtraFields(true)
                .allowMissingFields(true)
                .skipEmptyLines(dialect.separator() != Dialect.NONE);
        csv = dialect.spaced() // the library does one or the other
                ? builder.trimWhitespacesAroundQuotes(true).ofCsvRecord(text)
                : builder.allowExtraCharsAfterClosingQuote(true).ofCsvRecord(text);
        records = csv.iterator();
    }

    /** A line ends with LF, CR or both; what is behind a CR alone is of the next line, where a blank one is skipped. */
    private void skipLine() throws IOException {
        int c = text.read();
        while (c >= 0 && c != '\n' && c != '\r') {
            c = text.read();
        }
        if (c == '\r') {
            text.skipLineFeed();
        }
    }

    /**
     * The next row; null behind the last. Rows at the end with nothing in them are left out.
     *
     * @throws IOException where it can't be read, with a message for people
     */
    @Nullable
    List<String> next() throws IOException {
        List<String> first = waiting.poll();
        if (first != null) {
            return first;
        }
        try {
            while (records.hasNext()) {
                List<String> cells = bounded(records.next().getFields());
                boolean nothing = isNothing(cells);
                if (nothing && waiting.size() < EMPTY_MAX) {
                    waiting.add(cells);
                } else if (!nothing && waiting.isEmpty()) {
                    return cells;
                } else if (!nothing) {
                    waiting.add(cells);
                    return waiting.poll();
                }
            }
        } catch (CsvParseException | UncheckedIOException e) {
            if (cancelled.get()) {
                throw new CancellationException();
            }
            Throwable why = e.getCause() == null ? e : e.getCause();
            throw new IOException("this is no table that can be read: " + why.getMessage(), e);
        }
        waiting.clear();
        return null;
    }

    private static boolean isNothing(List<String> cells) {
        for (String cell : cells) {
            if (!cell.isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private List<String> bounded(List<String> cells) {
        List<String> shorter = cells;
        long before = cut;
        for (int i = 0; i < cells.size(); i++) {
            String cell = cells.get(i);
            if (cell.length() > Column.CELL_MAX) {
                if (cut++ == before) {
                    shorter = new ArrayList<>(cells);
                }
                shorter.set(i, Column.bounded(cell));
            }
        }
        return shorter;
    }

    /** How many cells were longer than one can be, up to here. */
    long cut() {
        return cut;
    }

    /** How many characters were no text in this encoding, up to here. */
    long broken() {
        return text.broken();
    }

    /** How many NUL characters were left out, up to here. */
    long nuls() {
        return text.nuls();
    }

    @Override
    public void close() throws IOException {
        csv.close();
    }
}
