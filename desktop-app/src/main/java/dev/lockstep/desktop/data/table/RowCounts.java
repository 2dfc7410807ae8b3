package dev.lockstep.desktop.data.table;

/** What is said of the rows that are shown: how many they are, and what is about them. */
public final class RowCounts {

    private RowCounts() {}

    /** @param marksBy who marked what is marked; empty for nobody that has to be named */
    public static String words(TableInfo info, FilteredTable now, String marksBy) {
        String all = now.rows().length == now.total()
                ? String.format("%,d rows", now.total())
                : String.format("%,d of %,d rows", now.rows().length, now.total());
        String marked = now.markedShown() == 0 ? "" : String.format(" · %,d marked", now.markedShown());
        String by = now.markedShown() == 0 || marksBy.isEmpty() ? "" : " by " + marksBy;
        return all + marked + by + misfits(now.table()) + coming(info, now);
    }

    private static String misfits(DataTable table) {
        long misfits = table.columns().stream().mapToLong(Column::misfits).sum();
        return misfits == 0
                ? ""
                : misfits == 1
                        ? " · 1 cell does not fit its column"
                        : String.format(" · %,d cells do not fit", misfits);
    }

    private static String coming(TableInfo info, FilteredTable now) {
        if (now.table().isFull()) {
            return " · more don't fit into memory";
        } else if (!info.complete()) {
            return " · " + info.by() + " is bringing in more";
        }
        return now.total() < info.rows() ? String.format(" · %,d to come", info.rows() - now.total()) : "";
    }
}
