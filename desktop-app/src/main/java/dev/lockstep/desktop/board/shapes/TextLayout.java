package dev.lockstep.desktop.board.shapes;

import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

import dev.lockstep.desktop.text.DisplayText;
import dev.lockstep.desktop.text.EmojiGlyphs;
import dev.lockstep.desktop.text.WordBreaks;

/**
 * Texts broken into lines, and how large they are. Safe for use by many threads.
 *
 * <p>A text may come from anybody, so what this does is bounded: widths are sums of the widths of letters, which is one pass
 * over the text, and what is more than {@link #LINES_MAX} lines is left out.
 */
public final class TextLayout {

    /** From one line to the next, in font sizes. */
    public static final double LINE_HEIGHT = 1.3;

    /** From the upper side of a line to what letters stand on, in font sizes. */
    static final double ASCENT = 1.0;

    /** What stays free in a shape around its text, in board units. */
    public static final double PADDING = 10;

    /** So many lines of a text are shown; the last one is dots where there are more. */
    static final int LINES_MAX = 2_000;

    /** A text of more characters is not shaped to learn how wide it is: the sum of its letters does. */
    private static final int SHAPED_MAX = 200;

    private static final double MEASURED_SIZE = 100;
    private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, (int) MEASURED_SIZE);
    private static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);

    private TextLayout() {}

    static Font font(double size) {
        return FONT.deriveFont((float) size);
    }

    /** How wide a line is as it is drawn, in board units, as is {@code size}. */
    public static double width(String line, double size) {
        return line.isEmpty() ? 0 : TextLine.of(line).width() * size;
    }

    /** Of letters without tabs and emoji, in font sizes; letters that join, if they are many, as the sum of them. */
    static double lettersWidth(String letters) {
        boolean shaped = letters.length() <= SHAPED_MAX && !isSimple(letters);
        double width = shaped ? FONT.getStringBounds(letters, CONTEXT).getWidth() : sum(letters, 0, letters.length());
        return width / MEASURED_SIZE;
    }

    /**
     * A line, and what of the text it is.
     *
     * @param text as it is drawn
     * @param begin of the first character in the text, as {@link DisplayText} leaves it
     * @param end behind the last one, spaces that are not drawn included
     * @param mark what the line has before the text's own characters, so that it goes the way its paragraph does; mostly empty
     */
    record Line(String text, int begin, int end, String mark) {}

    /** The lines of {@code text}, broken where they would be wider than {@code widthMax}. */
    static List<String> lines(String text, double size, double widthMax) {
        return broken(text, size, widthMax).stream().map(Line::text).toList();
    }

    /** As {@link #lines(String, double, double)}, with where they are in the text. */
    static List<Line> broken(String text, double size, double widthMax) {
        Breaker breaker = new Breaker(widthMax / size * MEASURED_SIZE, TextLine.hasTwoDirections(text));
        int begin = 0;
        for (String paragraph : paragraphs(text)) {
            if (!breaker.add(paragraph, begin)) {
                break;
            }
            begin += paragraph.length() + 1;
        }
        return breaker.lines;
    }

    /** As {@link #lines(String)}, with where they are in the text. */
    static List<Line> whole(String text) {
        List<Line> whole = new ArrayList<>();
        int begin = 0;
        for (String line : lines(text)) {
            whole.add(new Line(line, begin, begin + line.length(), ""));
            begin += line.length() + 1;
        }
        return whole;
    }

    /** The lines of {@code text} as they were typed. */
    static List<String> lines(String text) {
        List<String> lines = paragraphs(text);
        if (lines.size() <= LINES_MAX) {
            return lines;
        }
        List<String> some = new ArrayList<>(lines.subList(0, LINES_MAX - 1));
        some.add("…");
        return some;
    }

    /** The lines of the text of {@code shape}, as they are drawn in it. */
    static List<Line> of(Shape shape) {
        if (shape.kind() == Kind.TEXT) {
            return whole(shape.text());
        }
        double size = shape.look().fontSize();
        return broken(shape.text(), size, Math.max(size, shape.frame().width() - 2 * PADDING));
    }

    /** Whether its lines stand in the middle, as in a shape that is no note. */
    static boolean isCentered(Shape shape) {
        return shape.kind() != Kind.TEXT && shape.kind() != Kind.STICKY;
    }

    /** Where the first of so many lines begins: in the middle of a shape, where notes begin at the upper left. */
    public static double top(Shape shape, int lines) {
        Box frame = shape.frame();
        double height = lines * LINE_HEIGHT * shape.look().fontSize();
        return isCentered(shape) ? frame.centerY() - height / 2 : frame.minY() + padding(shape);
    }

    private static double padding(Shape shape) {
        return shape.kind() == Kind.TEXT ? 0 : PADDING;
    }

    /**
     * Where a line begins, in board units, before the shape is turned.
     *
     * @param drawn how wide of it is what is drawn, in font sizes, where that is {@linkplain #isCentered centered}; what is behind it
     *     is spaces
     */
    static double left(Shape shape, TextLine line, double drawn) {
        Box frame = shape.frame();
        double size = shape.look().fontSize();
        double spaces = line.isRightToLeft() ? (line.width() - drawn) * size : 0;
        if (isCentered(shape)) {
            return frame.centerX() - drawn * size / 2 - spaces;
        }
        return line.isRightToLeft()
                ? frame.maxX() - padding(shape) - line.width() * size
                : frame.minX() + padding(shape);
    }

    private static List<String> paragraphs(String text) {
        return List.of(DisplayText.text(text, ShapeCodec.TEXT_MAX).split("\n", -1));
    }

    /** Width and height of a text that is not broken, in board units. */
    public static double[] size(String text, double fontSize) {
        double width = 0;
        List<String> lines = lines(text);
        for (String line : lines) {
            width = Math.max(width, sum(line, 0, line.length()));
        }
        return new double[] {width * fontSize / MEASURED_SIZE, lines.size() * LINE_HEIGHT * fontSize};
    }

    /** How high a text is that is broken to fit {@code widthMax}, in board units. */
    public static double height(String text, double fontSize, double widthMax) {
        return lines(text, fontSize, widthMax).size() * LINE_HEIGHT * fontSize;
    }

    /** {@code shape} with room for its text: a text is as large as that, another shape at least as high. */
    public static Shape fitted(Shape shape) {
        double fontSize = shape.look().fontSize();
        if (shape.kind() == Kind.TEXT) {
            double[] size = size(shape.text(), fontSize);
            return shape.with(shape.x(), shape.y(), size[0], size[1], shape.angle());
        }
        double room = shape.frame().width() - 2 * PADDING;
        double needed = shape.text().isBlank() ? 0 : height(shape.text(), fontSize, room) + 2 * PADDING;
        return needed <= shape.frame().height()
                ? shape
                : shape.with(shape.x(), shape.y(), shape.width(), needed, shape.angle());
    }

    /** At {@link #MEASURED_SIZE}, from the beginning of a line. */
    private static double sum(String text, int from, int to) {
        double width = 0;
        for (int i = from; i < to; ) {
            int emojiEnd = EmojiGlyphs.end(text, i);
            width += unitWidth(text, i, emojiEnd, width);
            i = unitEnd(text, i, emojiEnd);
        }
        return width;
    }

    /** Where the letter or emoji ends that begins at {@code from}. */
    private static int unitEnd(String text, int from, int emojiEnd) {
        return emojiEnd > from ? emojiEnd : from + Character.charCount(text.codePointAt(from));
    }

    /**
     * @param emojiEnd where the emoji ends that begins at {@code from}; the same where none does
     * @param before how wide the line is before it
     */
    private static double unitWidth(String text, int from, int emojiEnd, double before) {
        if (emojiEnd > from) {
            return TextLine.EMOJI_WIDTH * MEASURED_SIZE;
        }
        int c = text.codePointAt(from);
        return c == '\t' ? TextLine.tabWidth(before / MEASURED_SIZE) * MEASURED_SIZE : Advances.of(c);
    }

    private static boolean isSimple(String line) {
        for (int i = 0; i < line.length(); i++) {
            if (line.charAt(i) >= Advances.SIMPLE) {
                return false;
            }
        }
        return true;
    }

    /** How wide single letters are, at {@link #MEASURED_SIZE}. */
    private static final class Advances {

        /** Below, letters stand side by side, and the width of a line is the sum of theirs. */
        static final int SIMPLE = 0x300;

        private static final int BLOCK = 256;

        /** From here on letters are as wide as they are high, or nearly. */
        private static final int WIDE = 0x2e80;

        private static final int FIRST_IDEOGRAPH = 0x3100;
        private static final int LAST_IDEOGRAPH = 0x9fff;

        private static final float[][] BLOCKS = new float[WIDE / BLOCK + 1][];

        static float of(int c) {
            if (c >= WIDE) {
                return (c >= FIRST_IDEOGRAPH && c <= LAST_IDEOGRAPH) || !DisplayText.takesNoPlace(c)
                        ? (float) MEASURED_SIZE
                        : 0;
            }
            float[] block = BLOCKS[c / BLOCK]; // whoever is first makes it; two who do make the same
            if (block == null) {
                block = measured(c / BLOCK * BLOCK);
                BLOCKS[c / BLOCK] = block;
            }
            return block[c % BLOCK];
        }

        /** A mark that no font of this machine has stands beside its letter, where others are above or below. */
        private static boolean isShownAsBox(char c) {
            return Character.getType(c) != Character.FORMAT && !FONT.canDisplay(c);
        }

        private static float[] measured(int first) {
            char[] letters = new char[BLOCK];
            for (int i = 0; i < BLOCK; i++) {
                letters[i] = (char) (first + i);
            }
            var glyphs = FONT.createGlyphVector(CONTEXT, letters);
            float[] widths = new float[BLOCK];
            for (int i = 0; i < BLOCK; i++) {
                widths[i] = DisplayText.takesNoPlace(letters[i]) && !isShownAsBox(letters[i])
                        ? 0
                        : glyphs.getGlyphMetrics(i).getAdvanceX();
            }
            return widths;
        }
    }

    /** Breaks paragraphs into lines between words, and words where they are wider than a line. */
    private static final class Breaker {

        private static final String NEVER_FIRST = "、。，．！？：；）】」』〉》〕｝’”ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ,.!?:;)]}";
        private static final String NEVER_LAST = "（【「『〈《〔｛‘“([{";

        private final double widthMax;
        private final boolean twoDirections;
        final List<Line> lines = new ArrayList<>();

        /** @param twoDirections whether some of the text may go from right to left */
        Breaker(double widthMax, boolean twoDirections) {
            this.widthMax = widthMax;
            this.twoDirections = twoDirections;
        }

        /**
         * False where there is no room for more.
         *
         * @param at where it begins in the text
         */
        boolean add(String paragraph, int at) {
            String mark = twoDirections ? TextLine.directionMark(paragraph) : "";
            BitSet words = WordBreaks.of(paragraph);
            int begin = 0; // of the line
            double width = 0; // of the line so far
            int wordBegin = 0;
            double beforeWord = 0; // how wide the line is without the word
            int letterBegin = 0; // with all that is joined to it
            double beforeLetter = 0;
            for (int i = 0; i < paragraph.length(); ) {
                int c = paragraph.codePointAt(i);
                int emojiEnd = EmojiGlyphs.end(paragraph, i);
                int next = unitEnd(paragraph, i, emojiEnd);
                double wider = width + unitWidth(paragraph, i, emojiEnd, width);
                if (i > begin && (words.get(i) || mayBreakBefore(paragraph, i, c))) {
                    wordBegin = i;
                    beforeWord = width;
                }
                if (i > begin && !WordBreaks.isJoined(paragraph.codePointBefore(i), c)) {
                    letterBegin = i;
                    beforeLetter = width;
                }
                if (wider > widthMax && c != ' ' && c != '\t' && i > begin && !DisplayText.takesNoPlace(c)) {
                    boolean betweenWords = wordBegin > begin;
                    boolean whole = letterBegin > begin;
                    int end = betweenWords ? wordBegin : whole ? letterBegin : i;
                    if (!line(mark, paragraph, begin, end, at)) {
                        return false;
                    }
                    begin = end;
                    wordBegin = end;
                    width = betweenWords ? width - beforeWord : whole ? width - beforeLetter : 0;
                    beforeWord = 0;
                    continue; // the same letter, on the next line
                }
                width = wider;
                i = next;
                if (c == ' ' || c == '\t') {
                    wordBegin = next;
                    beforeWord = width;
                }
            }
            return line(mark, paragraph, begin, paragraph.length(), at);
        }

        /** A line goes the way its paragraph does, whatever it begins with. */
        private static boolean goesOn(String mark, String line, int begin) {
            return begin == 0 || mark.isEmpty() || TextLine.beginsAtRight(line) == TextLine.beginsAtRight(mark);
        }

        /** Between Chinese and Japanese signs a line may end, but none begins with a mark that ends a sentence or a bracket. */
        private static boolean mayBreakBefore(String text, int at, int c) {
            int before = text.codePointBefore(at);
            if (c < Advances.WIDE && before < Advances.WIDE) {
                return false;
            }
            return (Character.isIdeographic(c) || Character.isIdeographic(before) || isKana(c) || isKana(before))
                    && !DisplayText.takesNoPlace(c)
                    && NEVER_FIRST.indexOf(c) < 0
                    && NEVER_LAST.indexOf(before) < 0;
        }

        private static boolean isKana(int c) {
            return c >= 0x3041 && c <= 0x30FF;
        }

        private boolean line(String mark, String paragraph, int begin, int end, int at) {
            boolean room = lines.size() < LINES_MAX - 1;
            String text = paragraph.substring(begin, end);
            String before = goesOn(mark, text, begin) ? "" : mark;
            lines.add(
                    room
                            ? new Line((before + text).stripTrailing(), at + begin, at + end, before)
                            : new Line("…", at + begin, at + end, ""));
            return room;
        }
    }
}
