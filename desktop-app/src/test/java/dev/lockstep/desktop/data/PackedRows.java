package dev.lockstep.desktop.data;

import java.util.List;

/** Rows as a room keeps them, for tests outside this package. */
public final class PackedRows {

    private PackedRows() {}

    public static String of(List<List<String>> rows) {
        return RowsPart.pack(rows);
    }
}
