package dev.lockstep.desktop.data.read;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;

import dev.lockstep.desktop.data.read.TableAnalysis.Fit;
import dev.lockstep.desktop.data.read.TableAnalysis.Hints;
import dev.lockstep.desktop.data.table.Column;
import dev.lockstep.desktop.data.table.ColumnType;
import dev.lockstep.desktop.data.table.DataTable.ColumnInfo;
import dev.lockstep.desktop.data.table.Spelling.DateOrder;
import dev.lockstep.desktop.data.table.TableInfo;

/** Finds out what a text is as a table, by all of it. Blocks; not for the JavaFX thread. */
public final class TableAnalyzer {

    /** So many of the first rows are kept, to be shown. */
    static final int FIRST = 100;

    private final ImportSource source;
    private final Locale locale;
    private final AtomicBoolean cancelled = new AtomicBoolean();

    /** @param locale of the person, who is asked by it where the text leaves doubt */
    public TableAnalyzer(ImportSource source, Locale locale) {
        this.source = source;
        this.locale = locale;
    }

    /** Any thread; whatever goes on throws {@link CancellationException} soon. */
    public void cancel() {
        cancelled.set(true);
    }

    /** @throws IOException where it can't be read, with a message for people */
    public Dialect dialect() throws IOException {
        return DialectGuess.of(source, Encodings.of(source, cancelled), cancelled);
    }

    /** All but the encoding is found out. */
    public Dialect dialect(Dialect by) throws IOException {
        return DialectGuess.of(source, by.charset(), cancelled);
    }

    /**
     * Reads all of it.
     *
     * @param header whether the first row is one; null where that is to be found out
     */
    public TableAnalysis read(Dialect dialect, @Nullable Boolean header) throws IOException {
        Scan scan = new Scan();
        try (RecordReader records = new RecordReader(source, dialect, cancelled)) {
            scan.read(records);
        }
        Hints hints = hints(dialect, scan.evidence);
        boolean named = header != null ? header : Headers.isHeader(scan.top, scan.first, scan.evidence);
        if (!named) {
            scan.takeTopAsRow();
        }
        int width = scan.width(named);
        if (width > TableInfo.COLUMNS_MAX) {
            throw new TooWideException(String.format(
                    "it has %,d columns, and at most %,d can be shown; leave some out, or choose another separator",
                    width, TableInfo.COLUMNS_MAX));
        }
        List<String> called = named ? Headers.bounded(scan.top, width) : List.of();
        List<String> names = Headers.names(called, width);
        List<ColumnInfo> columns = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            ColumnType type = scan.evidence.get(i).type(names.get(i));
            columns.add(new ColumnInfo(
                    names.get(i), type, scan.evidence.get(i).spelling(type, hints.decimal(), hints.order())));
        }
        TableAnalysis read = new TableAnalysis(
                dialect.withHeader(named),
                called,
                columns,
                Collections.nCopies(width, Fit.WELL),
                scan.evidence,
                hints,
                scan.first,
                scan.rows,
                scan.notes(named));
        return fit(read, columns);
    }

    /** The same with other columns; those that are different are counted anew. */
    public TableAnalysis fit(TableAnalysis analysis, List<ColumnInfo> columns) throws IOException {
        List<Fit> fits = new ArrayList<>(analysis.fits());
        List<Integer> asked = new ArrayList<>();
        List<Column> readers = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            ColumnInfo info = columns.get(i);
            if (info.type() == ColumnType.TEXT) {
                fits.set(i, Fit.WELL);
            } else if (analysis.columns().equals(columns)
                    || !info.isReadAs(analysis.columns().get(i))) {
                asked.add(i);
                fits.set(i, Fit.WELL);
            }
            readers.add(Column.of(info));
        }
        if (!asked.isEmpty()) {
            try (RecordReader records = new RecordReader(source, analysis.dialect(), cancelled)) {
                count(records, analysis.dialect().header(), asked, readers, fits);
            }
        }
        return analysis.with(columns, fits);
    }

    private static void count(
            RecordReader records, boolean header, List<Integer> asked, List<Column> readers, List<Fit> fits)
            throws IOException {
        long number = header ? -1 : 0;
        for (List<String> row = records.next(); row != null; row = records.next()) {
            number++;
            if (number == 0) {
                continue;
            }
            for (int column : asked) {
                if (column < row.size() && readers.get(column).kindOf(row.get(column)) == Column.Kind.MISFIT) {
                    Fit before = fits.get(column);
                    fits.set(
                            column,
                            before.misfits() == 0
                                    ? new Fit(1, number, row.get(column))
                                    : new Fit(before.misfits() + 1, before.row(), before.cell()));
                }
            }
        }
    }

    /** Where a column leaves doubt, the others decide; where all do, what goes with the separator, or with the person. */
    private Hints hints(Dialect dialect, List<ColumnEvidence> columns) {
        int points = 0;
        int commas = 0;
        int days = 0;
        int months = 0;
        for (ColumnEvidence each : columns) {
            points += each.decimalSign() == '.' ? 1 : 0;
            commas += each.decimalSign() == ',' ? 1 : 0;
            days += each.dayOrder() == DateOrder.DMY ? 1 : 0;
            months += each.dayOrder() == DateOrder.MDY ? 1 : 0;
        }
        char decimal = points != commas ? (points > commas ? '.' : ',') : dialect.separator() == ';' ? ',' : '.';
        boolean american = locale.getCountry().equals("US");
        DateOrder order = days != months
                ? (days > months ? DateOrder.DMY : DateOrder.MDY)
                : american ? DateOrder.MDY : DateOrder.DMY;
        return new Hints(decimal, order);
    }

    /** There are more columns than a table can have. */
    public static final class TooWideException extends IOException {

        private static final long serialVersionUID = 1;

        TooWideException(String message) {
            super(message);
        }
    }

    /** One reading of all rows. */
    private static final class Scan {

        private final List<ColumnEvidence> evidence = new ArrayList<>();
        private final List<List<String>> first = new ArrayList<>();
        private List<String> top = List.of();
        private long rows;
        private long shorter;
        private long longer;
        private long cut;
        private long nuls;
        private long broken;

        void read(RecordReader records) throws IOException {
            List<String> row = records.next();
            if (row == null) {
                throw new IOException("there is nothing in it; a table has at least one row");
            }
            top = row;
            widen(row.size());
            int usual = row.size();
            while (usual > 1 && row.get(usual - 1).isBlank()) {
                usual--;
            }
            for (row = records.next(); row != null; row = records.next()) {
                rows++;
                shorter += row.size() < usual ? 1 : 0;
                longer += hasMore(row, usual) ? 1 : 0;
                if (first.size() < FIRST) {
                    first.add(row);
                }
                widen(row.size());
                for (int i = 0; i < row.size(); i++) {
                    evidence.get(i).add(row.get(i));
                }
            }
            cut = records.cut();
            nuls = records.nuls();
            broken = records.broken();
        }

        private static boolean hasMore(List<String> row, int usual) {
            for (int i = usual; i < row.size(); i++) {
                if (!row.get(i).isBlank()) {
                    return true;
                }
            }
            return false;
        }

        private void widen(int width) {
            while (evidence.size() < width) {
                evidence.add(new ColumnEvidence());
            }
        }

        void takeTopAsRow() {
            for (int i = 0; i < top.size(); i++) {
                evidence.get(i).add(top.get(i));
            }
            first.add(0, top);
            if (first.size() > FIRST) {
                first.remove(FIRST);
            }
            rows++;
        }

        /** Columns at the end without name and cells are what a separator at the end of each line makes. */
        int width(boolean named) {
            int width = evidence.size();
            while (width > 1
                    && evidence.get(width - 1).isEmpty()
                    && !(named && width <= top.size() && !top.get(width - 1).isBlank())) {
                width--;
            }
            return width;
        }

        List<String> notes(boolean named) {
            List<String> notes = new ArrayList<>();
            String usual = named ? "the header" : "the first row";
            note(notes, shorter, "row has fewer cells than " + usual, "rows have fewer cells than " + usual);
            note(notes, longer, "row has more cells than " + usual, "rows have more cells than " + usual);
            note(notes, cut, "cell is too long and is cut", "cells are too long and are cut");
            note(notes, nuls, "NUL character is left out", "NUL characters are left out");
            note(
                    notes,
                    broken,
                    "character can't be read: choose another encoding",
                    "characters can't be read: choose another encoding");
            return notes;
        }

        private static void note(List<String> notes, long count, String one, String several) {
            if (count > 0) {
                notes.add(String.format("%,d %s", count, count == 1 ? one : several));
            }
        }
    }
}
