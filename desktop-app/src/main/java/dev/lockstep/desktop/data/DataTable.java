package dev.lockstep.desktop.data;

import java.util.ArrayList;
import java.util.List;

/** Rows of cells, in columns. One thread adds rows; others read as many as they were told there are. */
final class DataTable {

    /** @param name of a column */
    record ColumnInfo(String name, ColumnType type) {}

    /** More than this doesn't fit into a program's memory beside all else: 800 MB of numbers. */
    private static final long CELLS_MAX = 100_000_000;

    private final List<Column> columns = new ArrayList<>();
    private int added; // the adding thread's own
    private volatile int rows;

    DataTable(List<ColumnInfo> infos) {
        infos.forEach(info -> columns.add(new Column(info.name(), info.type())));
    }

    List<Column> columns() {
        return columns;
    }

    int rows() {
        return rows;
    }

    /** Adds a row; what is missing is empty, what is over is left out. */
    void add(List<String> cells) {
        if ((long) (added + 1) * columns.size() > CELLS_MAX) {
            return; // one value of a few bytes may unpack to millions of rows
        }
        for (int i = 0; i < columns.size(); i++) {
            columns.get(i).add(i < cells.size() ? cells.get(i) : "");
        }
        rows = ++added;
    }
}
