package dev.lockstep.desktop.data.table;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.lockstep.desktop.text.DisplayText;

/**
 * The different texts of a column, of which a filter may mean some: how many rows have each, and which are found by a search.
 * Texts that differ in anything, such as capitals, are different.
 *
 * <p>Any thread; made and searched in time that grows with the table, so not on the JavaFX thread.
 */
public final class TextChoices {

    /** So many are offered at once; a search finds the others. */
    static final int OFFERED_MAX = 1_000;

    /** Longer than this, in characters of JSON, a filter may not fit into an entry. */
    private static final int FILTER_CHARS_MAX = 60_000;

    /** So many characters of a text are shown. */
    private static final int SHOWN_MAX = 100;

    /** So many characters of a text are searched. */
    private static final int SEARCHED_MAX = 1_000;

    /** Alphabetically, whatever the capitals; nothing at all comes first. */
    private static final Comparator<Choice> IN_ORDER =
            Comparator.comparing(Choice::text, String.CASE_INSENSITIVE_ORDER).thenComparing(Choice::text);

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");

    /**
     * A text of the column.
     *
     * @param rows how many rows have it
     */
    public record Choice(String text, int rows) {

        /** As people read it: an empty one is named, and spaces at its ends can be seen. */
        public String shown() {
            if (text.isEmpty()) {
                return "(empty)";
            } else if (text.isBlank()) {
                return "(only spaces)";
            }
            String line = DisplayText.line(text, SHOWN_MAX);
            return text.equals(text.strip()) ? line : "“" + line + "”";
        }
    }

    /**
     * What a search found.
     *
     * @param offered the first of them, in their order
     * @param total how many there are
     */
    public record Found(List<Choice> offered, int total) {

        public Found {
            offered = List.copyOf(offered);
        }

        public boolean isAll() {
            return offered.size() == total;
        }
    }

    private final List<Choice> choices = new ArrayList<>();

    /** @param column one of texts */
    public TextChoices(DataTable table, int column) {
        Column cells = table.columns().get(column);
        int rows = table.rows();
        int[] counts = new int[cells.differentTexts()]; // asked for after the rows: it has all of theirs
        for (int row = 0; row < rows; row++) {
            counts[(int) cells.value(row)]++;
        }
        for (int code = 0; code < counts.length; code++) {
            if (counts[code] > 0) {
                choices.add(new Choice(cells.textOf(code), counts[code]));
            }
        }
    }

    /** How many different texts there are. */
    public int total() {
        return choices.size();
    }

    /** Those that have {@code search} in them, in whatever capitals and with or without accents; all where it is empty. */
    public Found find(String search) {
        String wanted = folded(search.strip());
        PriorityQueue<Choice> first =
                new PriorityQueue<>(Collections.reverseOrder(IN_ORDER)); // the last of them on top
        int total = 0;
        for (Choice choice : choices) {
            if (wanted.isEmpty() || folded(choice.text()).contains(wanted)) {
                total++;
                if (first.size() < OFFERED_MAX) {
                    first.add(choice);
                } else if (IN_ORDER.compare(choice, first.element()) < 0) {
                    first.remove();
                    first.add(choice);
                }
            }
        }
        List<Choice> offered = new ArrayList<>(first);
        offered.sort(IN_ORDER);
        return new Found(offered, total);
    }

    /** Those of {@code texts} that the column has. */
    public Set<String> known(Set<String> texts) {
        Set<String> known = new HashSet<>();
        for (Choice choice : choices) {
            if (texts.contains(choice.text())) {
                known.add(choice.text());
            }
        }
        return known;
    }

    private static String folded(String text) {
        String some = text.length() <= SEARCHED_MAX ? text : text.substring(0, SEARCHED_MAX);
        boolean plain = some.chars().allMatch(c -> c < 0x80);
        String bare = plain
                ? some
                : MARKS.matcher(Normalizer.normalize(some, Normalizer.Form.NFKD))
                        .replaceAll("");
        return plain
                ? bare.toLowerCase(Locale.ROOT)
                : bare.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT); // ß is ss
    }

    /** Why a filter can't mean just these texts, for people; null where it can. */
    public static @Nullable String problem(Set<String> texts) {
        if (texts.isEmpty()) {
            return "Choose at least one value.";
        } else if (texts.size() > Filter.TEXTS_MAX) {
            return String.format(
                    "%,d values are chosen; a filter takes %,d at most. Choose fewer.", texts.size(), Filter.TEXTS_MAX);
        }
        boolean tooLong = Filter.of(0, texts).toJson().toString().length() > FILTER_CHARS_MAX;
        return tooLong ? "The values are too long for one filter together. Choose fewer." : null;
    }
}
