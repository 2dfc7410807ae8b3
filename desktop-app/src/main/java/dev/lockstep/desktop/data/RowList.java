package dev.lockstep.desktop.data;

import javafx.collections.ObservableListBase;

/** The numbers of the rows that are shown, however many, without an object for each. */
final class RowList extends ObservableListBase<Integer> {

    private int[] rows = new int[0];

    void show(int[] now) {
        if (java.util.Arrays.equals(now, rows)) {
            return;
        }
        beginChange();
        int[] before = rows;
        rows = now;
        int same = Math.min(before.length, now.length);
        boolean grown = now.length > before.length && java.util.Arrays.equals(before, 0, same, now, 0, same);
        if (grown) {
            nextAdd(before.length, now.length);
        } else {
            nextReplace(0, now.length, new Old(before));
        }
        endChange();
    }

    @Override
    public Integer get(int index) {
        return rows[index];
    }

    @Override
    public int size() {
        return rows.length;
    }

    private static final class Old extends java.util.AbstractList<Integer> {

        private final int[] rows;

        Old(int[] rows) {
            this.rows = rows;
        }

        @Override
        public Integer get(int index) {
            return rows[index];
        }

        @Override
        public int size() {
            return rows.length;
        }
    }
}
