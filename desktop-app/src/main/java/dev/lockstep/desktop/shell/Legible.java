package dev.lockstep.desktop.shell;

/**
 * Texts from elsewhere, made fit to be measured and drawn. A letter with twenty thousand marks above it is a valid text that
 * keeps every text layout busy for minutes, so all that is shown of a room passes through here first. Any thread.
 */
public final class Legible {

    /** So many marks stay on one letter: the most that any script needs, and all of an emoji of a flag. */
    public static final int MARKS_MAX = 8;

    private static final String CUT = "…";

    /** Below this code point nothing combines with what stands before it. */
    private static final int FIRST_MARK = 0x300;

    private static final char SOFT_HYPHEN = 0xad;

    private Legible() {}

    /** A name, a title or a cell: one line of at most {@code charsMax} characters, cut with dots. */
    public static String line(String text, int charsMax) {
        return of(text, charsMax, false);
    }

    /** A text of several lines of at most {@code charsMax} characters together, cut with dots. */
    public static String text(String text, int charsMax) {
        return of(text, charsMax, true);
    }

    private static String of(String text, int charsMax, boolean lines) {
        if (text.length() <= charsMax && isPlain(text, lines)) {
            return text;
        }
        StringBuilder out = new StringBuilder(Math.min(text.length(), charsMax) + 1);
        int marks = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            marks = isMark(c) ? marks + 1 : 0;
            if (marks > MARKS_MAX) {
                continue;
            }
            if (out.length() + Character.charCount(c) > charsMax) {
                return out.append(CUT).toString();
            }
            out.appendCodePoint(isControl(c) && !(lines && c == '\n') ? ' ' : c);
        }
        return out.toString();
    }

    private static boolean isPlain(String text, boolean lines) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= FIRST_MARK || c == SOFT_HYPHEN || (isControl(c) && !(lines && c == '\n'))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isControl(int c) {
        return c < ' ' || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029;
    }

    /** Whether it is drawn on or with what stands before it. */
    public static boolean isMark(int c) {
        if (c < FIRST_MARK) {
            return c == SOFT_HYPHEN;
        }
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.COMBINING_SPACING_MARK,
                    Character.FORMAT -> true;
            default ->
                (c >= 0x1160 && c <= 0x11ff) || (c >= 0xd7b0 && c <= 0xd7fb); // vowels and ends of Hangul syllables
        };
    }
}
