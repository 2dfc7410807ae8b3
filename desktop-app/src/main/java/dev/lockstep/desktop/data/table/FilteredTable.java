package dev.lockstep.desktop.data.table;

import java.util.BitSet;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** The rows of a table that pass its filters, in an order, at one moment. Immutable but for its arrays, which are not to be changed. */
public final class FilteredTable {

    private final DataTable table;
    private final int total;
    private final int[] rows;
    private final BitSet marked;
    private final int markedShown;

    private FilteredTable(DataTable table, int total, int[] rows, BitSet marked, int markedShown) {
        this.table = table;
        this.total = total;
        this.rows = rows;
        this.marked = marked;
        this.markedShown = markedShown;
    }

    public DataTable table() {
        return table;
    }

    /** How many rows the table has. */
    public int total() {
        return total;
    }

    /** Those that pass the filters, in their order; not to be changed. */
    public int[] rows() {
        return rows;
    }

    /** Those of {@link #rows} that are marked; not to be changed. */
    public BitSet marked() {
        return marked;
    }

    public int markedShown() {
        return markedShown;
    }

    /** @param column of the order, −1 for the order in which rows came */
    public record Order(int column, boolean ascending) {
        public static final Order NONE = new Order(-1, true);
    }

    /**
     * Filters and sorts. Takes its time; on the thread that adds rows.
     *
     * @param selection the rows that all of these mean are marked; null where none are
     */
    public static FilteredTable of(
            DataTable table, List<Filter> filters, @Nullable List<Filter> selection, Order order) {
        int total = table.rows();
        var passes = Filter.all(filters, table);
        int[] rows = new int[total];
        int count = 0;
        for (int row = 0; row < total; row++) {
            if (passes.test(row)) {
                rows[count++] = row;
            }
        }
        int[] shown = java.util.Arrays.copyOf(rows, count);
        sort(table, shown, order);
        BitSet marked = new BitSet();
        int markedShown = 0;
        if (selection != null) {
            var meant = Filter.all(selection, table);
            for (int row : shown) {
                if (meant.test(row)) {
                    marked.set(row);
                    markedShown++;
                }
            }
        }
        return new FilteredTable(table, total, shown, marked, markedShown);
    }

    private static void sort(DataTable table, int[] rows, Order order) {
        if (order.column() < 0 || order.column() >= table.columns().size()) {
            return;
        }
        Column column = table.columns().get(order.column());
        Integer[] boxed = new Integer[rows.length];
        for (int i = 0; i < rows.length; i++) {
            boxed[i] = rows[i];
        }
        java.util.Arrays.parallelSort(boxed, (one, other) -> column.compare(one, other, order.ascending()));
        for (int i = 0; i < rows.length; i++) {
            rows[i] = boxed[i];
        }
    }
}
