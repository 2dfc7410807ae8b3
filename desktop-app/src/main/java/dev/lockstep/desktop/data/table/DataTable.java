package dev.lockstep.desktop.data.table;

import java.util.ArrayList;
import java.util.List;

/** Rows of cells, in columns. One thread adds rows; others read as many as they were told there are. */
public final class DataTable {

    /**
     * A column.
     *
     * @param spelling how its cells are written
     */
    public record ColumnInfo(String name, ColumnType type, Spelling spelling) {

        public ColumnInfo(String name, ColumnType type) {
            this(name, type, Spelling.ANY);
        }

        public ColumnInfo named(String other) {
            return new ColumnInfo(other, type, spelling);
        }

        /** Whether the same cells are the same values, whatever the columns are called. */
        public boolean isReadAs(ColumnInfo other) {
            return type == other.type && spelling.equals(other.spelling);
        }
    }

    /** Of the memory that the program may have, a table takes this part at most. */
    private static final int MEMORY_PART = 5;

    /** More cells than this don't fit beside all else, however much memory there is. */
    private static final long CELLS_MAX = 100_000_000;

    private static final int CELL_BYTES = Double.BYTES;

    private final List<Column> columns = new ArrayList<>();
    private final long bytesMax;
    private int added; // the adding thread's own
    private long bytes; // likewise
    private volatile int rows;
    private volatile boolean full;

    /** An empty table, which takes a part of the memory that the program may have at most. */
    public DataTable(List<ColumnInfo> infos) {
        this(infos, Runtime.getRuntime().maxMemory() / MEMORY_PART);
    }

    /** @param bytesMax of memory that its cells take at most, about */
    public DataTable(List<ColumnInfo> infos, long bytesMax) {
        this.bytesMax = bytesMax;
        infos.forEach(info -> columns.add(Column.of(info)));
    }

    public List<Column> columns() {
        return columns;
    }

    /** How many rows may be read; any thread. */
    public int rows() {
        return rows;
    }

    /** Whether there was no room for more rows. */
    public boolean isFull() {
        return full;
    }

    /**
     * Adds a row; what is missing is empty, what is over is left out. So is the row where there is no room: one value of a few
     * bytes may unpack to millions of rows.
     */
    public void add(List<String> cells) {
        full |= (long) (added + 1) * columns.size() > CELLS_MAX || bytes > bytesMax;
        if (full) {
            return;
        }
        for (int i = 0; i < columns.size(); i++) {
            bytes += CELL_BYTES + columns.get(i).add(i < cells.size() ? cells.get(i) : "");
        }
        rows = ++added;
    }
}
