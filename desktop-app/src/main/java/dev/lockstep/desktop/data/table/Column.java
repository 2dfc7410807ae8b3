package dev.lockstep.desktop.data.table;

import java.math.BigDecimal;
import java.math.MathContext;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import org.jspecify.annotations.Nullable;

import dev.lockstep.desktop.data.table.DataTable.ColumnInfo;

/**
 * The cells of a column. One thread adds; others may read what was there when they were told how many rows there are.
 *
 * <p>The text of each cell is kept as it came, whatever the column's type: the type says how it is read beside that. A cell
 * that can't be read so is a {@link Kind#MISFIT}.
 */
public abstract class Column {

    /** What a cell is to the type of its column. */
    public enum Kind {
        VALUE,
        /** Empty, or says that nothing is known, as {@link MissingValues} has it. */
        EMPTY,
        /** A text that is none of the column's type. */
        MISFIT
    }

    /** The longest text of a cell; of a longer one the beginning is kept. */
    public static final int CELL_MAX = 10_000;

    static final int CAPACITY = 256;

    /** Digits of a number that was calculated, of 15 to 17 that a double has: 0.1 + 0.2 is 0.3. */
    private static final MathContext SHOWN = new MathContext(12);

    private static final int PLAIN_DIGITS_MAX = 21;
    private static final int PLAIN_SCALE_MAX = 9;

    private final String name;
    private final ColumnType type;
    private final Spelling spelling;

    Column(ColumnInfo info) {
        this.name = info.name();
        this.type = info.type();
        this.spelling = info.spelling();
    }

    /** An empty column, of the class for its type. */
    public static Column of(ColumnInfo info) {
        return switch (info.type()) {
            case NUMBER -> new NumberColumn(info);
            case DATE -> new DateColumn(info);
            case TEXT -> new TextColumn(info);
        };
    }

    public final String name() {
        return name;
    }

    public final ColumnType type() {
        return type;
    }

    public final Spelling spelling() {
        return spelling;
    }

    public final boolean isNumeric() {
        return type != ColumnType.TEXT;
    }

    /** @return the bytes that it takes in memory beyond the 8 that each cell has, about */
    @CanIgnoreReturnValue
    public abstract long add(String cell);

    /** What a cell would be, without adding it; on the thread that adds. */
    public abstract Kind kindOf(String cell);

    /** What the cell of {@code row} is. */
    public abstract Kind kind(int row);

    /** The nearest double, milliseconds since 1970 of a date, or the number of a text; NaN where there is no value. */
    public abstract double value(int row);

    /** The same exactly; null where there is no value, and of texts. */
    abstract @Nullable BigDecimal exact(int row);

    /** The cell as it came. */
    public abstract String text(int row);

    /** One text for all cells that mean the same: 1.50 and 1.5 are one, as are all that are empty. */
    public abstract String group(int row);

    /** How many cells there are that don't fit the type. */
    public abstract int misfits();

    /** The text of a number that {@link #value} gave; only of columns of texts. */
    public String textOf(int code) {
        throw new IllegalStateException("these are no texts: " + type + " " + code);
    }

    /** How many different texts there are; 0 of other columns. */
    public int differentTexts() {
        return 0;
    }

    /** Where two cells have values, which is less. */
    abstract int compareValues(int one, int other);

    /** By what is in the cells; whichever the direction, those that don't fit come behind all that do, empty ones last. */
    final int compare(int one, int other, boolean ascending) {
        Kind kind = kind(one);
        int byKind = rank(kind) - rank(kind(other));
        if (byKind != 0 || kind == Kind.EMPTY) {
            return byKind;
        }
        int less = kind == Kind.MISFIT ? text(one).compareToIgnoreCase(text(other)) : compareValues(one, other);
        return ascending ? less : -less;
    }

    private static int rank(Kind kind) {
        return kind == Kind.VALUE ? 0 : kind == Kind.MISFIT ? 1 : 2;
    }

    /**
     * What somebody types as the bound of a range, as the cells of this column are written, or as programs write it.
     *
     * @return null where it is none
     */
    @Nullable
    public BigDecimal bound(String typed) {
        return null;
    }

    /** As much of a cell as a table keeps. */
    public static String bounded(String cell) {
        return cell.length() <= CELL_MAX ? cell : cell.substring(0, CELL_MAX);
    }

    /** A number that was calculated, to be read: with an exponent where it would be long, never −0. */
    public static String words(double value) {
        return Double.isFinite(value)
                ? words(BigDecimal.valueOf(value).round(SHOWN))
                : String.valueOf(value).replace("Infinity", "∞");
    }

    /** A number, exactly; with an exponent where it would be long. */
    public static String words(BigDecimal value) {
        if (value.signum() == 0) {
            return "0";
        }
        BigDecimal plain = value.stripTrailingZeros();
        boolean isShort = plain.precision() - plain.scale() <= PLAIN_DIGITS_MAX
                && (plain.scale() <= PLAIN_SCALE_MAX || plain.precision() > plain.scale() - PLAIN_SCALE_MAX / 2);
        return isShort
                ? plain.toPlainString()
                : plain.toString().replace("E+", "e").replace('E', 'e');
    }
}
