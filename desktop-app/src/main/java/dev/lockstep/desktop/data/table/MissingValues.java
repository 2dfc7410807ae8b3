package dev.lockstep.desktop.data.table;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.lockstep.model.Json;
import dev.lockstep.model.JsonReader;

/**
 * Which cells of a column of numbers or dates say that there is no value; an empty one always does. Immutable, any thread.
 *
 * @param usual whether the usual words do: NA, null, a dash and the like
 * @param words those that do so in this column, whatever else they may be, such as -999; in lower case, stripped
 */
public record MissingValues(boolean usual, List<String> words) {

    /** The words that need not be said, in lower case. */
    private static final Set<String> USUAL_WORDS = Set.of(
            "na", "n/a", "#n/a", "nan", "null", "none", "nil", "-", "--", "–", "—", "−", ".", "..", "...", "…", "k.a.",
            "k. a.");

    private static final int USUAL_MAX = 5;

    /** The most words of one column. */
    static final int WORDS_MAX = 20;

    /** The longest of them, in characters. */
    static final int WORD_MAX = 40;

    /** What a column has of which nothing else is said. */
    static final MissingValues USUAL = new MissingValues(true, List.of());

    public MissingValues {
        words = words.stream()
                .map(MissingValues::folded)
                .filter(word -> !word.isEmpty() && word.length() <= WORD_MAX)
                .distinct()
                .limit(WORDS_MAX)
                .toList();
    }

    private static String folded(String word) {
        return word.strip().toLowerCase(Locale.ROOT);
    }

    /** Whether a cell that is no value otherwise says that there is none. */
    boolean contains(String cell) {
        return cell.isBlank() || (usual && isUsual(cell)) || isOwn(cell);
    }

    /** Whether a cell says so in a word of this column, which is one even where it could be read as a value. */
    boolean isOwn(String cell) {
        return !words.isEmpty() && cell.length() <= 2 * WORD_MAX && words.contains(folded(cell));
    }

    /** Whether a cell is empty, or a word that usually says so. */
    public static boolean isUsualOrBlank(String cell) {
        return cell.isBlank() || isUsual(cell);
    }

    private static boolean isUsual(String cell) {
        if (cell.length() > 4 * USUAL_MAX) {
            return false;
        }
        String word = cell.strip();
        return word.length() <= USUAL_MAX && USUAL_WORDS.contains(word.toLowerCase(Locale.ROOT));
    }

    /** Adds what there is to say to the members of a spelling. */
    void write(Map<String, Json> members) {
        if (!words.isEmpty()) {
            members.put(
                    "missing",
                    new Json.Arr(words.stream().<Json>map(Json.Text::new).toList()));
        }
        if (!usual) {
            members.put("usualMissing", Json.of(false));
        }
    }

    /** Of a spelling; what can't be read is as if it weren't there. */
    static MissingValues read(JsonReader spelling) {
        List<String> words = spelling.at("missing").texts(WORDS_MAX, WORD_MAX);
        boolean usual = spelling.at("usualMissing").flag(true);
        return usual && words.isEmpty() ? USUAL : new MissingValues(usual, words);
    }

    /** As somebody types the words: with commas between them. */
    public String typed() {
        return String.join(", ", words);
    }

    /**
     * Why {@code typed} is no list of words, in words; null where it is one.
     *
     * @param typed words with commas between them
     */
    public static @Nullable String problem(String typed) {
        List<String> words = words(typed);
        if (words.size() > WORDS_MAX) {
            return String.format("At most %d words can stand for a missing value.", WORDS_MAX);
        }
        return words.stream().anyMatch(word -> word.length() > WORD_MAX)
                ? String.format("A word has at most %d characters.", WORD_MAX)
                : null;
    }

    /** With the words that a person typed, separated by commas. */
    public static MissingValues of(boolean usual, String typed) {
        return new MissingValues(usual, words(typed));
    }

    private static List<String> words(String typed) {
        return Arrays.stream(typed.split(",", -1))
                .map(MissingValues::folded)
                .filter(word -> !word.isEmpty())
                .distinct()
                .toList();
    }
}
