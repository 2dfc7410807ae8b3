package dev.lockstep.desktop.text;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Text in pieces that a line ends between, a node of JavaFX each. Where JavaFX 21 ends a line in the middle of a node, and the letters
 * are shaped by Pango, as those of Arabic, Hindi and Thai are on Linux, it draws the whole node on the first line and its rest on the
 * next once more; between two nodes it ends lines right.
 */
public final class WordPieces {

    /** So many pieces are made of one text; what is left is the last. */
    private static final int PIECES_MAX = 500;

    /** @param mayEnd whether a line may end behind it, though no space says so */
    public record Piece(String text, boolean mayEnd) {}

    private WordPieces() {}

    /** The pieces of {@code text}, which is one itself where nothing in it is shaped. Words of Thai have no spaces between them. */
    public static List<Piece> of(String text) {
        int first = firstShaped(text);
        if (first < 0) {
            return List.of(new Piece(text, false));
        }
        BitSet thai = WordBreaks.of(text);
        List<Piece> pieces = new ArrayList<>();
        int from = 0;
        for (int i = 1; i < text.length() && pieces.size() < PIECES_MAX - 1; i++) {
            boolean behindSpace = text.charAt(i - 1) == ' ' && text.charAt(i) != ' ';
            if (i > first && behindSpace) {
                pieces.add(new Piece(text.substring(from, i), false));
                from = i;
            } else if (thai.get(i)) {
                pieces.add(new Piece(text.substring(from, i), true));
                from = i;
            }
        }
        pieces.add(new Piece(text.substring(from), false));
        return pieces;
    }

    /** Where the first word begins of which a letter is shaped; -1 where there is none. */
    private static int firstShaped(String text) {
        int word = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ' ') {
                word = i + 1;
            } else if (isShaped(c)) {
                return word;
            }
        }
        return -1;
    }

    /** Right-to-left scripts, those of India and South-East Asia, and forms of Arabic letters. */
    private static boolean isShaped(char c) {
        return (c >= 0x0590 && c < 0x10A0)
                || (c >= 0x1780 && c < 0x18B0)
                || (c >= 0xFB1D && c < 0xFE00)
                || (c >= 0xFE70 && c < 0xFEFF);
    }
}
