package dev.lockstep.desktop.data.table;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.lockstep.desktop.data.table.DataTable.ColumnInfo;

/** Texts, each kept once; a cell is the number of its text. */
final class TextColumn extends Column {

    /** What a text takes in memory beside its characters, about. */
    private static final int TEXT_BYTES = 120;

    private final Map<String, Integer> codes = new HashMap<>();
    private volatile String[] texts = new String[CAPACITY];
    private volatile int different;
    private volatile int[] cells = new int[CAPACITY];
    private int size;

    TextColumn(ColumnInfo info) {
        super(info);
    }

    @Override
    public long add(String cell) {
        int before = different;
        int[] now = cells;
        if (size == now.length) {
            now = Arrays.copyOf(now, size * 2);
            cells = now;
        }
        String text = bounded(cell);
        now[size++] = code(text);
        return different == before ? 0 : TEXT_BYTES + 2L * text.length();
    }

    private int code(String text) {
        Integer known = codes.get(text);
        if (known != null) {
            return known;
        }
        int code = different;
        if (code == texts.length) {
            texts = Arrays.copyOf(texts, code * 2);
        }
        texts[code] = text;
        codes.put(text, code);
        different = code + 1;
        return code;
    }

    @Override
    public Kind kindOf(String cell) {
        return cell.isEmpty() ? Kind.EMPTY : Kind.VALUE;
    }

    @Override
    public Kind kind(int row) {
        return kindOf(text(row));
    }

    @Override
    public double value(int row) {
        return cells[row];
    }

    @Override
    @Nullable
    BigDecimal exact(int row) {
        return null;
    }

    @Override
    public String text(int row) {
        return texts[cells[row]];
    }

    @Override
    public String group(int row) {
        return text(row);
    }

    @Override
    public int misfits() {
        return 0;
    }

    @Override
    public String textOf(int code) {
        return texts[code];
    }

    @Override
    public int differentTexts() {
        return different;
    }

    @Override
    int compareValues(int one, int other) {
        return text(one).compareToIgnoreCase(text(other));
    }
}
