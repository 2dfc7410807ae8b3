package dev.lockstep.desktop.board.shapes;

import java.text.Bidi;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.lockstep.desktop.text.DisplayText;
import dev.lockstep.desktop.text.EmojiGlyphs;

/**
 * A line of text in pieces that are each drawn in one go, from left to right as they are seen: letters of one direction, or an emoji,
 * which is a picture. Tabs are the room between pieces. Any thread; the work is bounded by the length of the line.
 */
final class TextLine {

    /** How wide an emoji is, in font sizes, its room included. */
    static final double EMOJI_WIDTH = 1.2;

    /** How high its picture is, and how far above what letters stand on it begins, in font sizes. */
    static final double EMOJI_SIDE = 1.08;

    static final double EMOJI_ABOVE = 0.88;

    /** From one place where a tab ends to the next, in font sizes. */
    static final double TAB = 2.4;

    /** Before Hebrew no letter goes from right to left. */
    private static final char FIRST_FROM_RIGHT = 0x590;

    /** So many characters are drawn in one go: letters that join are shaped together. */
    private static final int RUN_MAX = 200;

    private static final String LEFT_TO_RIGHT = "\u200E";
    private static final String RIGHT_TO_LEFT = "\u200F";

    /** Each beside its other side. */
    private static final String BRACKETS = "()[]{}<>«»‹›";

    /** In longer lines letters stand in the order in which they are stored. */
    private static final int DIRECTIONS_MAX = 5_000;

    /**
     * @param text letters, or an emoji
     * @param x from the beginning of the line, in font sizes
     * @param emoji the name of its picture; null for letters
     * @param rightToLeft whether its letters are
     * @param turned whether what comes later in the line stands further to the left
     * @param from where it begins in the line, and {@code to} where it ends
     */
    record Piece(
            String text,
            double x,
            double width,
            @Nullable String emoji,
            boolean rightToLeft,
            boolean turned,
            int from,
            int to) {

        private Piece at(double place) {
            return new Piece(text, place, width, emoji, rightToLeft, turned, from, to);
        }
    }

    private final List<Piece> all = new ArrayList<>();
    private final List<Piece> pieces = new ArrayList<>();
    private final double width;
    private final boolean rightToLeft;

    private TextLine(String line) {
        Bidi bidi = line.length() <= DIRECTIONS_MAX && Bidi.requiresBidi(line.toCharArray(), 0, line.length())
                ? new Bidi(line, Bidi.DIRECTION_DEFAULT_LEFT_TO_RIGHT)
                : null;
        rightToLeft = bidi != null && !bidi.baseIsLeftToRight();
        List<Piece> stored = new ArrayList<>();
        List<Byte> levels = new ArrayList<>();
        double x = 0;
        for (int from = 0; from < line.length(); ) {
            int to = end(line, from, bidi);
            String text = line.substring(from, to);
            boolean tab = text.equals("\t");
            boolean emoji = !tab && EmojiGlyphs.end(line, from) == to;
            double wide = tab ? tabWidth(x) : emoji ? EMOJI_WIDTH : TextLayout.lettersWidth(text);
            int level = bidi == null ? 0 : bidi.getLevelAt(from);
            boolean turned = (level & 1) != 0;
            boolean letters = !tab && !emoji && turned && hasRightToLeftLetter(text);
            String seen = tab ? "" : withoutMarks(!turned || emoji || letters ? text : mirrored(text));
            stored.add(new Piece(seen, 0, wide, emoji ? EmojiGlyphs.name(text) : null, letters, turned, from, to));
            levels.add((byte) level);
            x += wide;
            from = to;
        }
        width = x;
        place(stored, levels, bidi != null);
    }

    /** {@code line} without line breaks. */
    static TextLine of(String line) {
        return new TextLine(line);
    }

    /** Whether some of {@code text} may go from right to left. */
    static boolean hasTwoDirections(String text) {
        return text.chars().anyMatch(c -> c >= FIRST_FROM_RIGHT)
                && Bidi.requiresBidi(text.toCharArray(), 0, text.length());
    }

    /** The sign that has what follows go the way that {@code paragraph} goes. */
    static String directionMark(String paragraph) {
        return beginsAtRight(paragraph) ? RIGHT_TO_LEFT : LEFT_TO_RIGHT;
    }

    /** Whether the first letter that has a direction goes from right to left. */
    static boolean beginsAtRight(String text) {
        int first = text.codePoints()
                .filter(c ->
                        isRightToLeft(c) || Character.getDirectionality(c) == Character.DIRECTIONALITY_LEFT_TO_RIGHT)
                .findFirst()
                .orElse('a');
        return isRightToLeft(first);
    }

    /** Fonts have boxes for signs that say a direction, where one stands by itself. */
    private static String withoutMarks(String text) {
        return text.replace(LEFT_TO_RIGHT, "").replace(RIGHT_TO_LEFT, "");
    }

    private static boolean hasRightToLeftLetter(String text) {
        return text.codePoints().anyMatch(TextLine::isRightToLeft);
    }

    private static boolean isRightToLeft(int c) {
        byte direction = Character.getDirectionality(c);
        return direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
    }

    /** Signs without a direction of their own, as they are seen where all goes from right to left: brackets open to the other side. */
    private static String mirrored(String text) {
        StringBuilder seen = new StringBuilder(text).reverse();
        for (int i = 0; i < seen.length(); i++) {
            int pair = BRACKETS.indexOf(seen.charAt(i));
            if (pair >= 0) {
                seen.setCharAt(i, BRACKETS.charAt(pair ^ 1));
            }
        }
        return seen.toString();
    }

    private void place(List<Piece> stored, List<Byte> levels, boolean reordered) {
        Object[] seen = stored.toArray();
        if (reordered) {
            byte[] order = new byte[levels.size()];
            for (int i = 0; i < order.length; i++) {
                order[i] = levels.get(i);
            }
            Bidi.reorderVisually(order, 0, seen, 0, seen.length);
        }
        double x = 0;
        for (Object each : seen) {
            Piece piece = ((Piece) each).at(x);
            all.add(piece);
            if (!piece.text().isEmpty()) {
                pieces.add(piece);
            }
            x += piece.width();
        }
    }

    /** Where the piece ends that begins at {@code from}. */
    private static int end(String line, int from, @Nullable Bidi bidi) {
        int emoji = EmojiGlyphs.end(line, from);
        if (emoji > from) {
            return emoji;
        } else if (line.charAt(from) == '\t') {
            return from + 1;
        }
        int level = bidi == null ? 0 : bidi.getLevelAt(from);
        int at = from + Character.charCount(line.codePointAt(from));
        while (at < line.length()) {
            int c = line.codePointAt(at);
            boolean mark = DisplayText.takesNoPlace(c); // a letter keeps its marks
            boolean ends = c == '\t'
                    || (at - from >= RUN_MAX && !mark)
                    || (bidi != null && bidi.getLevelAt(at) != level)
                    || EmojiGlyphs.end(line, at) > at;
            if (ends) {
                break;
            }
            at += Character.charCount(c);
        }
        return at;
    }

    /** How wide a tab is that begins at {@code x}, in font sizes. */
    static double tabWidth(double x) {
        return (Math.floor(x / TAB + 1e-6) + 1) * TAB - x;
    }

    List<Piece> pieces() {
        return pieces;
    }

    /** As {@link #pieces}, tabs too, which have no text. */
    List<Piece> all() {
        return all;
    }

    /** In font sizes. */
    double width() {
        return width;
    }

    /** Whether it begins at the right. */
    boolean isRightToLeft() {
        return rightToLeft;
    }
}
