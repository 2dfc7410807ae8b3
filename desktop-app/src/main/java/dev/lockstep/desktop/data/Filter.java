package dev.lockstep.desktop.data;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import dev.lockstep.desktop.text.DisplayText;
import dev.lockstep.model.Json;

/**
 * Which cells of a column are meant: numbers and dates of a range, or some texts.
 *
 * @param min the least that is meant, −∞ for no bound
 * @param max the most that is meant, ∞ for no bound
 * @param texts of a column of texts; null where a range is meant
 * @param by who set it
 * @param color of who set it
 */
record Filter(int column, double min, double max, @Nullable Set<String> texts, String by, String color) {

    /** So many texts a filter means at most. */
    static final int TEXTS_MAX = 1_000;

    private static final int BY_MAX = 40;

    /** So many characters are read of one filter. */
    private static final int WORDS_MAX = 80;

    /** The same of somebody else. */
    Filter by(String name) {
        return new Filter(column, min, max, texts, name, color);
    }

    static Filter range(int column, double min, double max) {
        return new Filter(column, Math.min(min, max), Math.max(min, max), null, "", "");
    }

    static Filter of(int column, Set<String> texts) {
        return new Filter(column, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, Set.copyOf(texts), "", "");
    }

    Filter setBy(String name, String itsColor) {
        return new Filter(column, min, max, texts, name, itsColor);
    }

    /** Whether a row is meant. What can't be of that column, such as a range of texts, means all rows. */
    IntPredicate of(DataTable table) {
        if (column >= table.columns().size()) {
            return row -> true;
        }
        Column cells = table.columns().get(column);
        if (texts == null) {
            return cells.isNumeric()
                    ? row -> {
                        double value = cells.value(row);
                        return value >= min && value <= max;
                    }
                    : row -> true;
        }
        Set<String> wanted = texts;
        if (cells.isNumeric()) {
            return row -> wanted.contains(cells.text(row));
        }
        Set<Integer> codes = IntStream.range(0, cells.differentTexts())
                .filter(code -> wanted.contains(cells.textOf(code)))
                .boxed()
                .collect(Collectors.toSet());
        return row -> codes.contains((int) cells.value(row));
    }

    static IntPredicate all(List<Filter> filters, DataTable table) {
        IntPredicate all = row -> true;
        for (Filter filter : filters) {
            all = all.and(filter.of(table));
        }
        return all;
    }

    /** In words, such as {@code price 1 to 5}. */
    String words(DataTable table) {
        return DisplayText.line(allWords(table), WORDS_MAX);
    }

    private String allWords(DataTable table) {
        if (column >= table.columns().size()) {
            return "a column that is not there";
        }
        Column cells = table.columns().get(column);
        if (texts != null) {
            return cells.name() + ": " + (texts.size() <= 3 ? String.join(", ", texts) : texts.size() + " values");
        }
        String from = cells.type() == ColumnType.DATE ? ColumnType.words(min) : rounded(min, max);
        String to = cells.type() == ColumnType.DATE ? ColumnType.words(max) : rounded(max, min);
        if (Double.isInfinite(min)) {
            return cells.name() + " at most " + to;
        }
        return Double.isInfinite(max) ? cells.name() + " at least " + from : cells.name() + " " + from + " to " + to;
    }

    /** As exact as the range is wide. */
    private static String rounded(double value, double other) {
        double range = Math.abs(value - other);
        if (!Double.isFinite(range) || range == 0) {
            return Column.words(value);
        }
        double unit = Math.pow(10, Math.floor(Math.log10(range)) - 2);
        return Column.words(Math.round(value / unit) * unit);
    }

    Json.Obj toJson() {
        Map<String, Json> members = new LinkedHashMap<>();
        members.put("column", Json.of(column));
        if (texts != null) {
            members.put(
                    "in", new Json.Arr(texts.stream().<Json>map(Json.Text::new).toList()));
        }
        if (Double.isFinite(min)) {
            members.put("min", Json.of(min));
        }
        if (Double.isFinite(max)) {
            members.put("max", Json.of(max));
        }
        members.put("by", new Json.Text(by));
        members.put("color", new Json.Text(color));
        return new Json.Obj(members);
    }

    static @Nullable Filter read(@Nullable Json value) {
        if (!(value instanceof Json.Obj object)
                || !(object.get("column") instanceof Json.Num column)
                || column.value() < 0
                || column.value() >= TableInfo.COLUMNS_MAX) {
            return null;
        }
        Set<String> texts = null;
        if (object.get("in") instanceof Json.Arr array) {
            texts = new LinkedHashSet<>();
            for (Json each : array.items()) {
                if (texts.size() == TEXTS_MAX) {
                    break;
                }
                if (each instanceof Json.Text text && text.value().length() <= Column.CELL_MAX) {
                    texts.add(text.value());
                }
            }
        }
        return new Filter(
                (int) column.value(),
                object.get("min") instanceof Json.Num min ? min.value() : Double.NEGATIVE_INFINITY,
                object.get("max") instanceof Json.Num max ? max.value() : Double.POSITIVE_INFINITY,
                texts,
                object.get("by") instanceof Json.Text by ? DisplayText.line(by.value(), BY_MAX) : "",
                object.get("color") instanceof Json.Text color ? DisplayText.line(color.value(), BY_MAX) : "");
    }
}
