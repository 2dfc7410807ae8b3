package dev.lockstep.desktop.data;

import java.util.AbstractList;
import java.util.Arrays;
import javafx.collections.ObservableListBase;

/** The numbers of the rows that are shown, however many, without an object for each. */
final class RowList extends ObservableListBase<Integer> {

    private Numbers rows = new Numbers(new int[0]);

    void show(int[] now) {
        int[] before = rows.numbers;
        if (Arrays.equals(now, before)) {
            return;
        }
        beginChange();
        Numbers replaced = rows;
        rows = new Numbers(now);
        boolean grown = now.length > before.length && Arrays.equals(before, 0, before.length, now, 0, before.length);
        if (grown) {
            nextAdd(before.length, now.length);
        } else {
            nextReplace(0, now.length, replaced);
        }
        endChange();
    }

    @Override
    public Integer get(int index) {
        return rows.get(index);
    }

    @Override
    public int size() {
        return rows.size();
    }

    private static final class Numbers extends AbstractList<Integer> {

        private final int[] numbers;

        Numbers(int[] numbers) {
            this.numbers = numbers;
        }

        @Override
        public Integer get(int index) {
            return numbers[index];
        }

        @Override
        public int size() {
            return numbers.length;
        }
    }
}
