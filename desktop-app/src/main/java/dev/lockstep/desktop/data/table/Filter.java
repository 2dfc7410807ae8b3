package dev.lockstep.desktop.data.table;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import dev.lockstep.desktop.text.DisplayText;
import dev.lockstep.model.Json;
import dev.lockstep.model.JsonReader;

/**
 * Which cells of a column are meant: numbers and dates of a range, some texts, or those that don't fit the column's type.
 *
 * @param least the least that is meant, exactly; null for no bound
 * @param most the most that is meant, exactly; null for no bound
 * @param texts as {@link Column#group} gives them, where an empty one means all empty cells; null where a range is meant
 * @param misfits whether the cells that don't fit are meant, and nothing else
 * @param by who set it
 * @param color of who set it
 */
public record Filter(
        int column,
        @Nullable BigDecimal least,
        @Nullable BigDecimal most,
        @Nullable Set<String> texts,
        boolean misfits,
        String by,
        String color) {

    /** So many texts a filter means at most. */
    static final int TEXTS_MAX = 1_000;

    private static final int BY_MAX = 40;
    private static final int BY_LOOKED_AT_MAX = 1_000;

    /** So many characters are read of one filter. */
    private static final int WORDS_MAX = 80;

    /** The same of somebody else. */
    public Filter by(String name) {
        return setBy(name, color);
    }

    /** Values from the lesser of {@code one} and {@code other} to the greater, both included; an infinite one is no bound. */
    public static Filter range(int column, double one, double other) {
        return range(column, decimal(Math.min(one, other)), decimal(Math.max(one, other)));
    }

    /** Exactly; null for no bound. */
    public static Filter range(int column, @Nullable BigDecimal least, @Nullable BigDecimal most) {
        return new Filter(column, least, most, null, false, "", "");
    }

    /** Cells whose text is one of {@code texts}, to the last capital. */
    public static Filter of(int column, Set<String> texts) {
        return new Filter(column, null, null, Set.copyOf(texts), false, "", "");
    }

    /** Those whose texts are none of the column's type. */
    public static Filter misfits(int column) {
        return new Filter(column, null, null, null, true, "", "");
    }

    private static @Nullable BigDecimal decimal(double bound) {
        return Double.isInfinite(bound) ? null : BigDecimal.valueOf(bound).stripTrailingZeros();
    }

    /** The same filter as somebody has set it: their name and colour. */
    public Filter setBy(String name, String itsColor) {
        return new Filter(column, least, most, texts, misfits, name, itsColor);
    }

    /** The double nearest to the least that is meant, −∞ for no bound. */
    public double min() {
        return least == null ? Double.NEGATIVE_INFINITY : least.doubleValue();
    }

    /** The double nearest to the most that is meant, ∞ for no bound. */
    public double max() {
        return most == null ? Double.POSITIVE_INFINITY : most.doubleValue();
    }

    /** Whether a row is meant. What can't be of that column, such as a range of texts, means all rows. */
    public IntPredicate of(DataTable table) {
        if (column >= table.columns().size()) {
            return row -> true;
        }
        Column cells = table.columns().get(column);
        if (misfits) {
            return cells.isNumeric() ? row -> cells.kind(row) == Column.Kind.MISFIT : row -> true;
        } else if (texts == null) {
            return cells.isNumeric() ? inRange(cells) : row -> true;
        }
        Set<String> wanted = texts;
        if (cells.isNumeric()) {
            return row -> wanted.contains(cells.group(row));
        }
        Set<Integer> codes = IntStream.range(0, cells.differentTexts())
                .filter(code -> wanted.contains(cells.textOf(code)))
                .boxed()
                .collect(Collectors.toSet());
        return row -> codes.contains((int) cells.value(row));
    }

    /** By the nearest doubles; where these are those of a bound, exactly. */
    private IntPredicate inRange(Column cells) {
        double min = min();
        double max = max();
        return row -> {
            double value = cells.value(row);
            if (value > min && value < max) {
                return true;
            } else if (!(value >= min && value <= max)) {
                return false;
            }
            BigDecimal exact = cells.exact(row);
            return exact != null
                    && (least == null || exact.compareTo(least) >= 0)
                    && (most == null || exact.compareTo(most) <= 0);
        };
    }

    static IntPredicate all(List<Filter> filters, DataTable table) {
        IntPredicate all = row -> true;
        for (Filter filter : filters) {
            all = all.and(filter.of(table));
        }
        return all;
    }

    /** In words, such as {@code price 1 to 5}. */
    public String words(DataTable table) {
        return DisplayText.line(allWords(table), WORDS_MAX);
    }

    private String allWords(DataTable table) {
        if (column >= table.columns().size()) {
            return "a column that is not there";
        }
        Column cells = table.columns().get(column);
        if (misfits) {
            return cells.name() + " is no " + cells.type().wireName();
        } else if (texts != null) {
            return cells.name() + ": " + (texts.size() <= 3 ? textWords(texts) : texts.size() + " values");
        }
        String from = words(cells, least, most);
        String to = words(cells, most, least);
        if (least == null) {
            return cells.name() + (most == null ? ": any value" : " at most " + to);
        }
        return most == null ? cells.name() + " at least " + from : cells.name() + " " + from + " to " + to;
    }

    private static String textWords(Set<String> texts) {
        return texts.stream()
                .map(text -> text.isEmpty() ? "empty" : text)
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static String words(Column cells, @Nullable BigDecimal bound, @Nullable BigDecimal other) {
        if (bound == null) {
            return "";
        }
        return cells.type() == ColumnType.DATE
                ? ColumnType.words(bound.doubleValue())
                : rounded(bound, Objects.requireNonNullElse(other, bound));
    }

    /** As exact as the range is wide: bounds that were drawn with a mouse have digits that mean nothing. */
    private static String rounded(BigDecimal bound, BigDecimal other) {
        double value = bound.doubleValue();
        double range = Math.abs(value - other.doubleValue());
        if (bound.scale() <= 0 || !Double.isFinite(range) || range == 0) {
            return Column.words(bound);
        }
        double unit = Math.pow(10, Math.floor(Math.log10(range)) - 2);
        return Column.words(Math.round(value / unit) * unit);
    }

    /** As its entry has it; {@link #read} reads it. */
    public Json.Obj toJson() {
        Map<String, Json> members = new LinkedHashMap<>();
        members.put("column", Json.of(column));
        if (texts != null) {
            members.put(
                    "in", new Json.Arr(texts.stream().<Json>map(Json.Text::new).toList()));
        }
        if (least != null) {
            members.put("min", Json.Num.parse(least.toString()));
        }
        if (most != null) {
            members.put("max", Json.Num.parse(most.toString()));
        }
        if (misfits) {
            members.put("misfits", Json.of(true));
        }
        members.put("by", new Json.Text(by));
        members.put("color", new Json.Text(color));
        return new Json.Obj(members);
    }

    /** Null where {@code value} names no column that a table can have; what is malformed beside that is left out. */
    public static @Nullable Filter read(@Nullable Json value) {
        JsonReader filter = JsonReader.of(value);
        double column = filter.at("column").number(0, TableInfo.COLUMNS_MAX - 1);
        if (!filter.isFine()) {
            return null;
        }
        return new Filter(
                (int) column,
                filter.at("min").decimal(), // one that no cell could reach is none
                filter.at("max").decimal(),
                texts(filter.at("in")),
                filter.at("misfits").flag(false),
                DisplayText.line(filter.at("by").shortened(BY_LOOKED_AT_MAX, ""), BY_MAX),
                DisplayText.line(filter.at("color").shortened(BY_LOOKED_AT_MAX, ""), BY_MAX));
    }

    private static @Nullable Set<String> texts(JsonReader member) {
        return member.json() instanceof Json.Arr ? new LinkedHashSet<>(member.texts(TEXTS_MAX, Column.CELL_MAX)) : null;
    }
}
