package dev.lockstep.desktop.board.shapes;

import java.awt.geom.AffineTransform;
import java.awt.geom.PathIterator;
import java.io.IOException;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import dev.lockstep.desktop.text.EmojiGlyphs;

/** Shapes as an SVG picture. Any thread. */
public final class SvgWriter {

    private static final double MARGIN = 16;

    /** So many characters are written at once. */
    private static final int PIECE = 64 * 1_024;

    private SvgWriter() {}

    /**
     * Writes piece by piece: a whole board as one text would not fit into memory.
     *
     * @param shapes from back to front, one at least
     * @param pictures addresses of pictures by their ids, that have all of them; null where one is not here
     * @throws IOException as {@code to} does
     */
    public static void write(
            List<Shape> shapes, Paper paper, Function<String, @Nullable String> pictures, Appendable to)
            throws IOException {
        Box box = null;
        for (Shape shape : shapes) {
            box = box == null ? shape.bounds() : box.union(shape.bounds());
        }
        Box page = (box == null ? new Box(0, 0, 1, 1) : box).grown(MARGIN);
        StringBuilder out = new StringBuilder(1_024);
        out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\"");
        out.append(" xmlns:xlink=\"http://www.w3.org/1999/xlink\"");
        out.append(String.format(
                Locale.ROOT,
                " width=\"%.0f\" height=\"%.0f\" viewBox=\"%.2f %.2f %.2f %.2f\">%n",
                page.width(),
                page.height(),
                page.minX(),
                page.minY(),
                page.width(),
                page.height()));
        if (paper.rgb() != Drawing.NONE) {
            out.append(String.format(
                    Locale.ROOT,
                    "<rect x=\"%.2f\" y=\"%.2f\" width=\"%.2f\" height=\"%.2f\" fill=\"%s\"/>%n",
                    page.minX(),
                    page.minY(),
                    page.width(),
                    page.height(),
                    color(paper.rgb())));
        }
        Set<String> drawn = new HashSet<>();
        for (Shape shape : shapes) {
            for (Drawing.Part part : Drawing.of(shape, paper.isDark())) {
                if (part instanceof Drawing.Path path) {
                    append(out, path);
                } else if (part instanceof Drawing.Text text) {
                    append(out, text);
                } else if (part instanceof Drawing.Emoji emoji) {
                    append(out, emoji, drawn);
                } else if (part instanceof Drawing.Picture picture) {
                    append(out, picture, pictures.apply(picture.id()));
                }
                if (out.length() > PIECE) {
                    to.append(out);
                    out.setLength(0);
                }
            }
        }
        to.append(out.append("</svg>\n"));
    }

    private static void append(StringBuilder out, Drawing.Path path) {
        out.append("<path d=\"");
        double[] at = new double[6];
        for (PathIterator i = path.path().getPathIterator(null); !i.isDone(); i.next()) {
            switch (i.currentSegment(at)) {
                case PathIterator.SEG_MOVETO -> append(out, 'M', at, 2);
                case PathIterator.SEG_LINETO -> append(out, 'L', at, 2);
                case PathIterator.SEG_QUADTO -> append(out, 'Q', at, 4);
                case PathIterator.SEG_CUBICTO -> append(out, 'C', at, 6);
                default -> out.append('Z');
            }
        }
        out.append("\" fill=\"").append(path.fill() == Drawing.NONE ? "none" : color(path.fill()));
        if (path.stroke() != Drawing.NONE) {
            out.append("\" stroke=\"").append(color(path.stroke()));
            out.append("\" stroke-linejoin=\"round\" stroke-linecap=\"").append(path.dash() ? "butt" : "round");
            out.append("\" stroke-width=\"").append(number(path.width()));
            if (path.dash()) {
                double[] dashes = Drawing.dashes(path.width());
                out.append("\" stroke-dasharray=\"").append(number(dashes[0])).append(' ');
                out.append(number(dashes[1]));
            }
        }
        opacity(out, path.opacity());
        out.append("\"/>\n");
    }

    private static void append(StringBuilder out, Drawing.Text text) {
        out.append("<text xml:space=\"preserve\" font-family=\"sans-serif\" font-size=\"")
                .append(number(text.size()));
        out.append("\" x=\"").append(number(text.x())).append("\" y=\"").append(number(text.y()));
        out.append("\" fill=\"").append(color(text.color()));
        out.append(text.rightToLeft() ? "\" direction=\"rtl\" text-anchor=\"end" : ""); // which is at the left then
        opacity(out, text.opacity());
        turn(out, text.turn());
        out.append("\">").append(escaped(text.line())).append("</text>\n");
    }

    /** The picture of each emoji is there once, with a side of 1. */
    private static void append(StringBuilder out, Drawing.Emoji emoji, Set<String> drawn) {
        String id = "emoji-" + emoji.name();
        if (drawn.add(id)) {
            String address =
                    "data:image/png;base64," + Base64.getEncoder().encodeToString(EmojiGlyphs.file(emoji.name()));
            out.append("<defs><image id=\"").append(id).append("\" width=\"1\" height=\"1\" xlink:href=\"");
            out.append(address).append("\" href=\"").append(address).append("\"/></defs>\n");
        }
        AffineTransform place = new AffineTransform(emoji.turn());
        place.translate(emoji.frame().minX(), emoji.frame().minY());
        place.scale(emoji.frame().width(), emoji.frame().height());
        out.append("<use xlink:href=\"#").append(id).append("\" href=\"#").append(id);
        opacity(out, emoji.opacity());
        turn(out, place);
        out.append("\"/>\n");
    }

    private static void append(StringBuilder out, Drawing.Picture picture, @Nullable String address) {
        if (address == null) {
            return; // it has not arrived
        }
        Box frame = picture.frame();
        out.append("<image preserveAspectRatio=\"none\" x=\"").append(number(frame.minX()));
        out.append("\" y=\"").append(number(frame.minY())).append("\" width=\"").append(number(frame.width()));
        out.append("\" height=\"").append(number(frame.height()));
        opacity(out, picture.opacity());
        turn(out, picture.turn());
        out.append("\" xlink:href=\"").append(address); // older programs know this one
        out.append("\" href=\"").append(address).append("\"/>\n");
    }

    private static void turn(StringBuilder out, AffineTransform turn) {
        if (!turn.isIdentity()) {
            double[] m = new double[6];
            turn.getMatrix(m);
            out.append("\" transform=\"matrix(");
            for (int i = 0; i < m.length; i++) {
                out.append(i == 0 ? "" : " ").append(String.format(Locale.ROOT, "%.5f", m[i]));
            }
            out.append(')');
        }
    }

    private static void opacity(StringBuilder out, double opacity) {
        if (opacity < 1) {
            out.append("\" opacity=\"").append(number(opacity));
        }
    }

    private static void append(StringBuilder out, char command, double[] at, int count) {
        out.append(command);
        for (int i = 0; i < count; i++) {
            out.append(i == 0 ? "" : " ").append(number(at[i]));
        }
    }

    private static String number(double value) {
        double rounded = Math.round(value * 100) / 100.0;
        return rounded == Math.rint(rounded) ? String.valueOf((long) rounded) : String.valueOf(rounded);
    }

    private static String color(int rgb) {
        return String.format(Locale.ROOT, "#%06x", rgb);
    }

    /** Text for XML 1.0, which has no place for most control characters. */
    private static String escaped(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                default -> {
                    boolean allowed =
                            c == '\t' || (c >= ' ' && c <= 0xd7ff) || (c >= 0xe000 && c != 0xfffe && c != 0xffff);
                    out.appendCodePoint(allowed ? c : 0xfffd);
                }
            }
        });
        return out.toString();
    }
}
