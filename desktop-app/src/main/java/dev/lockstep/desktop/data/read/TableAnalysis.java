package dev.lockstep.desktop.data.read;

import java.util.List;

import dev.lockstep.desktop.data.table.ColumnType;
import dev.lockstep.desktop.data.table.DataTable.ColumnInfo;
import dev.lockstep.desktop.data.table.Spelling;
import dev.lockstep.desktop.data.table.Spelling.DateOrder;

/**
 * What a text is as a table: everything about it that is known before it is shared.
 *
 * @param header what the columns are called by the text, as long as names may be; fewer than there are columns where it says no more
 * @param fits of each column, which of its cells are of its type
 * @param evidence of each column
 * @param first the first rows, without the header
 * @param rows how many there are, without the header
 * @param notes what a person should know of it, in words
 */
public record TableAnalysis(
        Dialect dialect,
        List<String> header,
        List<ColumnInfo> columns,
        List<Fit> fits,
        List<ColumnEvidence> evidence,
        Hints hints,
        List<List<String>> first,
        long rows,
        List<String> notes) {

    /**
     * What decides where the cells of a column don't.
     *
     * @param decimal by the other columns, or by the separator
     */
    record Hints(char decimal, DateOrder order) {}

    /**
     * How well the cells of a column are of its type.
     *
     * @param misfits how many are not
     * @param row the first of these, from 1; 0 where there is none
     * @param cell its text
     */
    public record Fit(long misfits, long row, String cell) {
        public static final Fit WELL = new Fit(0, 0, "");
    }

    public TableAnalysis {
        header = List.copyOf(header);
        columns = List.copyOf(columns);
        fits = List.copyOf(fits);
        first = List.copyOf(first);
        notes = List.copyOf(notes);
    }

    /** How the cells of a column are written if it is of another type. */
    public Spelling spelling(int column, ColumnType type) {
        return evidence.get(column).spelling(type, hints.decimal(), hints.order());
    }

    public TableAnalysis with(List<ColumnInfo> itsColumns, List<Fit> itsFits) {
        return new TableAnalysis(dialect, header, itsColumns, itsFits, evidence, hints, first, rows, notes);
    }
}
