package dev.lockstep.desktop.text;

import java.lang.Character.UnicodeScript;

/** What is known of the scripts that texts are written in. Pure; any thread. */
public final class Scripts {

    private Scripts() {}

    /** Whether {@code c} is a letter of a script that writes words without spaces between them. */
    public static boolean isWithoutSpaces(int c) {
        if (c < 0x0E00 || !Character.isLetter(c)) {
            return false;
        }
        UnicodeScript script = UnicodeScript.of(c);
        return switch (script) {
            case HAN, HIRAGANA, KATAKANA, HANGUL, BOPOMOFO, THAI, LAO, KHMER, MYANMAR, TIBETAN -> true;
            case COMMON -> c >= 0x3000 && c < 0xFF00; // the sign that makes a Japanese vowel long
            default -> false;
        };
    }

    /**
     * Whether a line is written from right to left: as its first letter is.
     *
     * @param absent where it has none
     */
    public static boolean isRightToLeft(String line, boolean absent) {
        for (int i = 0; i < line.length(); ) {
            int c = line.codePointAt(i);
            byte direction = Character.getDirectionality(c);
            if (direction == Character.DIRECTIONALITY_LEFT_TO_RIGHT) {
                return false;
            } else if (direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                    || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC) {
                return true;
            }
            i += Character.charCount(c);
        }
        return absent;
    }
}
