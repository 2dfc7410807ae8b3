package dev.lockstep.desktop.text;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/**
 * Where a line of Thai may end: its words stand side by side without spaces, and Java finds them by its dictionary. Of Lao, Khmer and
 * Burmese it has none; they are broken between syllables' letters where a line is full. Any thread; the work is bounded by the length
 * of the text.
 */
public final class WordBreaks {

    /** Nothing but spaces says where lines may end. */
    private static final BitSet NONE = new BitSet();

    private static final Locale THAI = Locale.forLanguageTag("th");
    private static final int FIRST = 0x0E00;
    private static final int LAST = 0x0E7F;

    /** So many letters are looked up together: what makes no words takes long where there are thousands in a row. */
    private static final int RUN_MAX = 200;

    /** Vowels that are written before the consonant they are spoken after, of Thai and Lao. */
    private static final String NEVER_LAST = "เแโใไເແໂໃໄ";

    /** Vowels and marks that are written behind, as letters of their own. */
    private static final String NEVER_FIRST = "ะาำๅๆฯະາຳຽໆ";

    /** The next consonant stands below the one before, in Khmer and Burmese. */
    private static final String STACKING = "\u17D2\u1039";

    /** So many pieces are made of one text; what is left is the last. */
    private static final int PIECES_MAX = 500;

    private WordBreaks() {}

    /** {@code text} in pieces that a line may end between, though no space says so; one where nothing in it is Thai. */
    public static List<String> pieces(String text) {
        BitSet breaks = of(text);
        List<String> pieces = new ArrayList<>();
        int from = 0;
        for (int i = breaks.nextSetBit(1); i > 0 && pieces.size() < PIECES_MAX - 1; i = breaks.nextSetBit(i + 1)) {
            pieces.add(text.substring(from, i));
            from = i;
        }
        pieces.add(text.substring(from));
        return pieces;
    }

    /** The places in {@code line} before which Thai words begin that have others before them; nobody may change what this returns. */
    public static BitSet of(String line) {
        BitSet breaks = NONE;
        for (int from = 0; from < line.length(); from++) {
            if (isThai(line.charAt(from))) {
                int to = from + 1;
                while (to < line.length() && isThai(line.charAt(to))) {
                    to++;
                }
                breaks = breaks.isEmpty() ? new BitSet(line.length()) : breaks;
                find(line, from, to, breaks);
                from = to;
            }
        }
        return breaks;
    }

    private static boolean isThai(char c) {
        return c >= FIRST && c <= LAST;
    }

    private static void find(String line, int from, int to, BitSet breaks) {
        BreakIterator words = BreakIterator.getLineInstance(THAI);
        int begin = from;
        while (begin < to) {
            int end = Math.min(to, begin + RUN_MAX);
            words.setText(line.substring(begin, end));
            int last = begin;
            for (int at = words.next(); at != BreakIterator.DONE && begin + at < end; at = words.next()) {
                last = begin + at;
                if (!isJoined(line.codePointBefore(last), line.codePointAt(last))) {
                    breaks.set(last);
                }
            }
            begin = end == to || last == begin ? end : last; // the last word may go on
        }
    }

    /** Whether no line ends between {@code before} and {@code c}, however long it is, as they are one syllable. */
    public static boolean isJoined(int before, int c) {
        return c >= FIRST
                && (DisplayText.takesNoPlace(c)
                        || NEVER_LAST.indexOf(before) >= 0
                        || NEVER_FIRST.indexOf(c) >= 0
                        || STACKING.indexOf(before) >= 0
                        || Character.getType(c) == Character.COMBINING_SPACING_MARK);
    }
}
