package dev.lockstep.desktop.text;

import java.text.Normalizer;
import java.util.Locale;

/** Text as one looks for it: without accents, and however large its letters are, so that {@code cafe} finds a café. Pure. */
public final class Folded {

    /** Letters that are one sign in their script, and no letter with an accent. */
    private static final String[][] SINGLE = {
        {"ø", "o"}, {"ł", "l"}, {"đ", "d"}, {"ð", "d"}, {"þ", "th"}, {"æ", "ae"}, {"œ", "oe"}, {"ı", "i"}, {"ħ", "h"}
    };

    private Folded() {}

    /** The same for all texts that one takes for the same. */
    public static String of(String text) {
        if (text.chars().allMatch(c -> c < 0x80)) {
            return text.toLowerCase(Locale.ROOT);
        }
        String parts = Normalizer.normalize(text, Normalizer.Form.NFKD);
        StringBuilder letters = new StringBuilder(parts.length());
        parts.codePoints()
                .filter(c -> Character.getType(c) != Character.NON_SPACING_MARK
                        && Character.getType(c) != Character.ENCLOSING_MARK
                        && Character.getType(c) != Character.FORMAT)
                .forEach(letters::appendCodePoint);
        String folded = letters.toString()
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT)
                .replace('ς', 'σ');
        for (String[] pair : SINGLE) {
            folded = folded.replace(pair[0], pair[1]);
        }
        return folded;
    }
}
