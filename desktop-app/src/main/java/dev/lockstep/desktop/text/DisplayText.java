package dev.lockstep.desktop.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Makes what others wrote fit to be shown: names, titles, messages. Whoever writes an entry may put anything into it, and some
 * of it costs a layout minutes (thousands of accents on one letter), turns what stands beside it around (bidirectional
 * overrides), or can't be seen at all. Such signs are taken out, and the rest is bounded. What is stored stays as it is.
 *
 * <p>Any thread. The work is bounded by what is asked for, not by what is given.
 */
public final class DisplayText {

    /** The most of a name of a person or room, in code points. */
    public static final int NAME_CHARS_MAX = 48;

    /** Shown for a name in which there is nothing to see. */
    public static final String NAMELESS = "Guest";

    private static final String MORE = "…";

    private DisplayText() {}

    /**
     * @param text fit to be shown
     * @param cut whether there is more that is left out
     */
    public record Shown(String text, boolean cut) {}

    /** The name of a person, on one line; {@link #NAMELESS} where there is nothing to see of it. */
    public static String name(String raw) {
        String name = line(raw, NAME_CHARS_MAX);
        return hasSomethingToSee(name) ? withoutTag(name) : NAMELESS;
    }

    /**
     * Text on one line.
     *
     * @param charsMax the most code points of it; more is left out, and "…" says so
     */
    public static String line(String raw, int charsMax) {
        Shown shown = new TextCleaner(raw, charsMax, 1, Integer.MAX_VALUE).clean();
        return shown.cut() ? shown.text() + MORE : shown.text();
    }

    /**
     * Text with its lines.
     *
     * @param charsMax the most code points of it
     * @param linesMax the most lines of it
     */
    public static Shown block(String raw, int charsMax, int linesMax) {
        return block(raw, charsMax, linesMax, Integer.MAX_VALUE);
    }

    /**
     * Text with its lines, however many they are.
     *
     * @param charsMax the most code points of it; more is left out, and "…" says so
     */
    public static String text(String raw, int charsMax) {
        Shown shown = block(raw, charsMax, Integer.MAX_VALUE);
        return shown.cut() ? shown.text() + MORE : shown.text();
    }

    /** Whether {@code c} is drawn on or with what stands before it, and so takes no place of its own. */
    public static boolean takesNoPlace(int c) {
        return TextCleaner.isMark(c) || Character.getType(c) == Character.FORMAT;
    }

    /**
     * Text with its lines, to be laid out in one piece.
     *
     * @param complexMax the most of it that has to be shaped: letters of Arabic, Indic and other scripts that are joined or turned,
     *     where a layout takes four times as long for twice as many of them
     */
    public static Shown block(String raw, int charsMax, int linesMax, int complexMax) {
        return new TextCleaner(raw, charsMax, linesMax, complexMax).clean();
    }

    /**
     * The lines of a text that is clean, long ones in parts, at spaces where there are some.
     *
     * @param charsMax the most characters of a part
     * @param complexMax as in {@link #block}, of a part
     */
    public static List<String> lines(String clean, int charsMax, int complexMax) {
        List<String> lines = new ArrayList<>();
        clean.lines().forEach(line -> {
            int from = 0;
            int end = part(line, from, charsMax, complexMax);
            while (end < line.length()) {
                int space = line.lastIndexOf(' ', end - 1);
                int to = space > from ? space + 1 : end;
                lines.add(line.substring(from, to));
                from = to;
                end = part(line, from, charsMax, complexMax);
            }
            lines.add(line.substring(from));
        });
        return lines;
    }

    /** Where a part ends that begins at {@code from}; it has one sign at least. */
    private static int part(String line, int from, int charsMax, int complexMax) {
        Complexity complexity = new Complexity(complexMax);
        int at = from;
        while (at < line.length() && at - from < charsMax) {
            int c = line.codePointAt(at);
            if (!complexity.add(c) && at > from) {
                return at;
            }
            at += Character.charCount(c);
        }
        return at;
    }

    private static boolean hasSomethingToSee(String name) {
        return name.codePoints().anyMatch(c -> !Character.isWhitespace(c) && !TextCleaner.isMark(c));
    }

    /** Nobody gives themselves the sign before which {@link DistinctNames} has its tags; in the middle of a word it is a letter. */
    private static String withoutTag(String name) {
        StringBuilder plain = new StringBuilder(name);
        for (int i = 0; i < plain.length(); i++) {
            boolean begins = i == 0 || plain.charAt(i - 1) == ' ';
            if (begins && "·•‧∙⋅・᛫⸱･".indexOf(plain.charAt(i)) >= 0) {
                plain.setCharAt(i, '.');
            }
        }
        return plain.toString();
    }
}
