package dev.lockstep.desktop.data;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.google.errorprone.annotations.CanIgnoreReturnValue;

/**
 * The cells of a column. One thread adds; others may read what was there when they were told how many rows there are.
 *
 * <p>Numbers and dates are doubles, NaN for an empty cell. Texts are kept once each, and cells are their numbers.
 */
final class Column {

    private static final int CAPACITY = 1_024;

    /** The longest text of a cell; of a longer one the beginning is kept. */
    static final int CELL_MAX = 10_000;

    /** What a text takes in memory beside its characters, about. */
    private static final int TEXT_BYTES = 120;

    private static final double PLAIN_MAX = 1e15;

    private final String name;
    private final ColumnType type;
    private final Map<String, Integer> codes = new HashMap<>();
    private final List<String> texts = new ArrayList<>(); // guarded by itself
    private volatile double[] values = new double[CAPACITY];
    private int size;

    Column(String name, ColumnType type) {
        this.name = name;
        this.type = type;
    }

    String name() {
        return name;
    }

    ColumnType type() {
        return type;
    }

    boolean isNumeric() {
        return type != ColumnType.TEXT;
    }

    /** @return the bytes that a text takes which was not there yet, about */
    @CanIgnoreReturnValue
    long add(String cell) {
        int textsBefore = texts.size();
        double[] now = values;
        if (size == now.length) {
            now = Arrays.copyOf(now, size * 2);
            values = now;
        }
        now[size++] = switch (type) {
            case NUMBER -> ColumnType.number(cell);
            case DATE -> ColumnType.date(cell);
            case TEXT -> code(cell.length() <= CELL_MAX ? cell : cell.substring(0, CELL_MAX));
        };
        return texts.size() == textsBefore ? 0 : TEXT_BYTES + 2L * Math.min(CELL_MAX, cell.length());
    }

    private int code(String cell) {
        return codes.computeIfAbsent(cell, text -> {
            synchronized (texts) {
                texts.add(text);
                return texts.size() - 1;
            }
        });
    }

    /** The number, or the number of the text. */
    double value(int row) {
        return values[row];
    }

    /** The cell as people read it. */
    String text(int row) {
        double value = values[row];
        return switch (type) {
            case NUMBER -> Double.isNaN(value) ? "" : words(value);
            case DATE -> Double.isNaN(value) ? "" : ColumnType.words(value);
            case TEXT -> textOf((int) value);
        };
    }

    String textOf(int code) {
        synchronized (texts) {
            return texts.get(code);
        }
    }

    /** How many different texts there are. */
    int differentTexts() {
        synchronized (texts) {
            return texts.size();
        }
    }

    /** By what is in the cells; empty ones come last, whichever the direction. */
    int compare(int one, int other, boolean ascending) {
        boolean noOne = isEmpty(one);
        boolean noOther = isEmpty(other);
        if (noOne || noOther) {
            return Boolean.compare(noOne, noOther);
        }
        return ascending ? compare(one, other) : compare(other, one);
    }

    private boolean isEmpty(int row) {
        double value = values[row];
        return type == ColumnType.TEXT ? textOf((int) value).isEmpty() : Double.isNaN(value);
    }

    private int compare(int one, int other) {
        if (type == ColumnType.TEXT) {
            return textOf((int) values[one]).compareToIgnoreCase(textOf((int) values[other]));
        }
        return Double.compare(values[one], values[other]);
    }

    static String words(double value) {
        if (value == Math.rint(value) && Math.abs(value) < PLAIN_MAX) {
            return String.valueOf((long) value);
        } else if (Math.abs(value) >= PLAIN_MAX) {
            return String.valueOf(value); // with an exponent: the largest has 309 digits
        }
        return new DecimalFormat("0.######", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(value);
    }
}
