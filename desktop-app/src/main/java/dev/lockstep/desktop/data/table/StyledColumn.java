package dev.lockstep.desktop.data.table;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.lockstep.desktop.data.table.DataTable.ColumnInfo;

/**
 * Numbers or dates with the texts that they came as, in about 8 bytes a cell: a cell is a whole number and a style, which say
 * its value and its text both. What can't be said so (it doesn't fit, it has too many digits) is kept as a text beside the value,
 * as is all that comes once there are too many styles.
 *
 * @param <S> what is the same of many cells, such as how many decimals there are, with value semantics
 */
abstract class StyledColumn<S> extends Column {

    private static final int STYLES_MAX = 250;
    private static final byte EMPTY = (byte) 255;
    private static final byte OTHER = (byte) 254;

    /** So many of the others are found again when they come once more. */
    private static final int KNOWN_MAX = 10_000;

    /** What one of the others takes in memory beside its characters, about. */
    private static final int OTHER_BYTES = 200;

    /** A cell that is kept as a text. */
    private record Other(
            String text, Kind kind, double value, @Nullable BigDecimal exact) {}

    private final MissingValues missing;
    private final List<S> styles = new ArrayList<>(); // the adding thread's own
    private final Map<S, Integer> styleIndex = new HashMap<>();
    private final Map<String, Integer> known = new HashMap<>();
    private volatile Object[] styleArray = new Object[0];
    private volatile long[] words = new long[CAPACITY];
    private volatile byte @Nullable [] styleOf; // null while all are of the first style
    private volatile double @Nullable [] doubles; // where they can't be made quickly
    private volatile Other[] others = new Other[0];
    private int otherCount;
    private int size;
    private int misfitCount; // the adding thread's own
    private volatile int misfits;

    StyledColumn(ColumnInfo info) {
        super(info);
        this.missing = info.spelling().missing();
    }

    // ---- adding

    @Override
    public final long add(String cell) {
        if (size == words.length) {
            words = Arrays.copyOf(words, size * 2);
        }
        String text = bounded(cell);
        long bytes = text.isEmpty() || missing.isOwn(text) ? putEmpty(text) : put(text);
        size++;
        return bytes;
    }

    /** Says what a cell is that is not empty: by one of the methods below. */
    abstract long put(String cell);

    /** Whether a cell is of the column's type. */
    abstract boolean isValue(String cell);

    @Override
    public final Kind kindOf(String cell) {
        if (missing.isOwn(cell)) {
            return Kind.EMPTY;
        }
        return isValue(cell) ? Kind.VALUE : missing.contains(cell) ? Kind.EMPTY : Kind.MISFIT;
    }

    final int indexOf(S style) {
        Integer index = styleIndex.get(style);
        if (index != null) {
            return index;
        } else if (styles.size() == STYLES_MAX) {
            return -1;
        }
        styles.add(style);
        styleIndex.put(style, styles.size() - 1);
        styleArray = styles.toArray();
        return styles.size() - 1;
    }

    final int styleCount() {
        return styles.size();
    }

    final S styleAt(int index) {
        return styles.get(index);
    }

    final long putRegular(int style, long word) {
        words[size] = word;
        return styled((byte) style) + doubled(style, word);
    }

    /** What is no value: it says that there is none, or doesn't fit. */
    final long putNone(String cell) {
        return missing.contains(cell) ? putEmpty(cell) : putMisfit(cell);
    }

    private long putEmpty(String cell) {
        if (!cell.isEmpty()) {
            return putOther(cell, Kind.EMPTY, null);
        }
        return styled(EMPTY);
    }

    private long putMisfit(String cell) {
        misfits = ++misfitCount;
        return putOther(cell, Kind.MISFIT, null);
    }

    /** A value whose text no style makes. */
    final long putOther(String cell, BigDecimal exact) {
        return putOther(cell, Kind.VALUE, exact);
    }

    private long putOther(String cell, Kind kind, @Nullable BigDecimal exact) {
        Integer before = known.get(cell);
        if (before != null) {
            words[size] = before;
            return styled(OTHER);
        }
        if (otherCount == others.length) {
            others = Arrays.copyOf(others, Math.max(16, otherCount * 2));
        }
        others[otherCount] = new Other(cell, kind, exact == null ? Double.NaN : exact.doubleValue() + 0.0, exact);
        if (known.size() < KNOWN_MAX) {
            known.put(cell, otherCount);
        }
        words[size] = otherCount++;
        return styled(OTHER) + OTHER_BYTES + 2L * cell.length();
    }

    private long styled(byte style) {
        byte[] now = styleOf;
        if (now == null) {
            if (style == 0) {
                return 0;
            }
            now = new byte[words.length];
        } else if (now.length < words.length) {
            now = Arrays.copyOf(now, words.length);
        }
        now[size] = style;
        styleOf = now;
        return 1;
    }

    private long doubled(int style, long word) {
        double[] now = doubles;
        if (now == null) {
            if (isQuick(styles.get(style), word)) {
                return 0;
            }
            now = new double[words.length];
            for (int row = 0; row < size; row++) {
                now[row] = value(row);
            }
        } else if (now.length < words.length) {
            now = Arrays.copyOf(now, words.length);
        }
        now[size] = value(styles.get(style), word);
        doubles = now;
        return Double.BYTES;
    }

    // ---- what a style says; any thread

    /** Whether {@link #value(Object, long)} takes no time. */
    abstract boolean isQuick(S style, long word);

    public abstract double value(S style, long word);

    abstract BigDecimal exact(S style, long word);

    public abstract String text(S style, long word);

    abstract int compare(S one, long oneWord, S other, long otherWord);

    public abstract String group(BigDecimal exact);

    // ---- reading

    /** The style of a row, or EMPTY or OTHER. */
    private byte code(int row) {
        byte[] all = styleOf;
        return all == null ? 0 : all[row];
    }

    @SuppressWarnings("unchecked") // nothing else is put there
    private S style(byte code) {
        return (S) styleArray[code & 0xFF];
    }

    private Other other(int row) {
        return others[(int) words[row]];
    }

    @Override
    public final Kind kind(int row) {
        byte code = code(row);
        return code == EMPTY ? Kind.EMPTY : code == OTHER ? other(row).kind() : Kind.VALUE;
    }

    @Override
    public final double value(int row) {
        byte code = code(row);
        if (code == EMPTY) {
            return Double.NaN;
        } else if (code == OTHER) {
            return other(row).value();
        }
        double[] made = doubles;
        return made != null ? made[row] : value(style(code), words[row]);
    }

    @Override
    final @Nullable BigDecimal exact(int row) {
        byte code = code(row);
        if (code == EMPTY) {
            return null;
        }
        return code == OTHER ? other(row).exact() : exact(style(code), words[row]);
    }

    @Override
    public final String text(int row) {
        byte code = code(row);
        if (code == EMPTY) {
            return "";
        }
        return code == OTHER ? other(row).text() : text(style(code), words[row]);
    }

    @Override
    public final String group(int row) {
        BigDecimal exact = exact(row);
        return exact != null ? group(exact) : kind(row) == Kind.EMPTY ? "" : text(row);
    }

    @Override
    public final int misfits() {
        return misfits;
    }

    @Override
    final int compareValues(int one, int other) {
        byte codeOne = code(one);
        byte codeOther = code(other);
        if (codeOne != OTHER && codeOther != OTHER) {
            return compare(style(codeOne), words[one], style(codeOther), words[other]);
        }
        int nearly = Double.compare(value(one), value(other));
        BigDecimal exactOne = exact(one);
        BigDecimal exactOther = exact(other);
        return nearly != 0 || exactOne == null || exactOther == null ? nearly : exactOne.compareTo(exactOther);
    }
}
