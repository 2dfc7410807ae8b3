package dev.lockstep.desktop.board;

import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.util.ArrayList;
import java.util.List;

/** Texts broken into lines, and how large they are. Safe for use by many threads. */
final class TextLayout {

    /** From one line to the next, in font sizes. */
    static final double LINE_HEIGHT = 1.3;

    /** From the upper side of a line to what letters stand on, in font sizes. */
    static final double ASCENT = 1.0;

    /** What stays free in a shape around its text, in board units. */
    static final double PADDING = 10;

    /** No letter is narrower, in font sizes: so that a very long word is not measured as a whole. */
    private static final double NARROWEST = 0.1;

    private static final double MEASURED_SIZE = 100;
    private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, (int) MEASURED_SIZE);
    private static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);

    private TextLayout() {}

    static Font font(double size) {
        return FONT.deriveFont((float) size);
    }

    static double width(String line, double size) {
        return line.isEmpty() ? 0 : FONT.getStringBounds(line, CONTEXT).getWidth() * size / MEASURED_SIZE;
    }

    /** The lines of {@code text}, broken where they would be wider than {@code widthMax}. */
    static List<String> lines(String text, double size, double widthMax) {
        List<String> lines = new ArrayList<>();
        for (String paragraph : text.split("\\n", -1)) {
            StringBuilder line = new StringBuilder();
            for (String word : paragraph.split("(?<= )", -1)) {
                if (!line.isEmpty() && width((line + word).stripTrailing(), size) > widthMax) {
                    lines.add(line.toString().stripTrailing());
                    line.setLength(0);
                }
                line.append(word);
                breakLong(line, size, widthMax, lines);
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    /** A word that is wider than all there is. */
    private static void breakLong(StringBuilder line, double size, double widthMax, List<String> lines) {
        int charsMax = (int) Math.max(2, widthMax / (size * NARROWEST));
        while (line.length() > 1
                && (line.length() > charsMax || width(line.toString().stripTrailing(), size) > widthMax)) {
            int fits = 1;
            int tooLong = Math.min(line.length(), charsMax);
            while (tooLong - fits > 1) {
                int middle = (fits + tooLong) / 2;
                if (width(line.substring(0, middle), size) > widthMax) {
                    tooLong = middle;
                } else {
                    fits = middle;
                }
            }
            if (Character.isHighSurrogate(line.charAt(fits - 1))) {
                fits += fits > 1 ? -1 : 1;
            }
            lines.add(line.substring(0, fits));
            line.delete(0, fits);
        }
    }

    /** The lines of {@code text} as they were typed. */
    static List<String> lines(String text) {
        return List.of(text.split("\\n", -1));
    }

    /** The size of a text that is not broken. */
    static double[] size(String text, double fontSize) {
        double width = 0;
        List<String> lines = lines(text);
        for (String line : lines) {
            width = Math.max(width, width(line, fontSize));
        }
        return new double[] {width, lines.size() * LINE_HEIGHT * fontSize};
    }

    /** How high a text is that is broken to fit {@code widthMax}. */
    static double height(String text, double fontSize, double widthMax) {
        return lines(text, fontSize, widthMax).size() * LINE_HEIGHT * fontSize;
    }
}
