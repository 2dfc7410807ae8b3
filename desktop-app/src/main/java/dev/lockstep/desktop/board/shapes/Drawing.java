package dev.lockstep.desktop.board.shapes;

import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.ArrayList;
import java.util.List;

import dev.lockstep.desktop.colors.ColorToken;

/**
 * What a shape looks like: paths and lines of text, in board units and in the order in which they are drawn. The screen, tiles,
 * pictures and SVG all draw these. Any thread.
 */
public final class Drawing {

    public static final int NONE = -1;

    private static final double CORNER = 8;
    private static final double STICKY_CORNER = 4;
    private static final int SHADOW_LAYERS = 4;
    private static final double SHADOW = 0.055;
    private static final double DARK_SHADOW = 0.2;

    /** How far a note's shadow reaches, in board units. */
    static final double SHADOW_REACH = 2 * SHADOW_LAYERS;

    public static final int PLACEHOLDER = ColorToken.BOARD_GRAY.rgb(false);

    /** A line of more dashes than this is drawn without: each is a shape of its own to whoever paints it. */
    static final int DASHES_MAX = 4_000;

    /** A stroke of more points than this is drawn by those that can be told apart. */
    private static final int POINTS_WHOLE = 1_000;

    /** What can't be told apart, in pixels. */
    private static final double SAME_PIXELS = 0.3;

    private static final String MARK = "GIF";
    private static final double MARK_SIZE_MAX = 12;
    private static final double MARK_SIZE_MIN = 3;
    private static final double MARK_PART = 8;
    private static final double MARK_OPACITY = 0.72;

    public sealed interface Part {}

    /**
     * @param fill {@code 0xrrggbb} or {@link #NONE}
     * @param stroke likewise, with round caps and joins
     * @param width of the line
     */
    public record Path(Path2D.Double path, int fill, int stroke, double width, boolean dash, double opacity)
            implements Part {}

    /**
     * A line of text.
     *
     * @param x where it begins, and {@code y} what it stands on, before it is turned
     * @param rightToLeft whether its letters are; {@code x} is its left side all the same
     * @param turn from its own place to that on the board
     */
    public record Text(
            String line,
            double x,
            double y,
            double size,
            int color,
            double opacity,
            boolean rightToLeft,
            AffineTransform turn)
            implements Part {}

    /**
     * An emoji in a text.
     *
     * @param name of its picture, see {@link dev.lockstep.desktop.text.EmojiGlyphs}
     * @param frame where it is, before it is turned
     */
    public record Emoji(String name, Box frame, double opacity, AffineTransform turn) implements Part {}

    /**
     * A picture.
     *
     * @param id which it is: the text of a shape of kind {@link Kind#IMAGE}
     * @param frame where it is, before it is turned
     */
    public record Picture(String id, Box frame, double opacity, AffineTransform turn) implements Part {}

    private Drawing() {}

    /** What says, in its upper left corner, that a picture moves while it stands still; nothing where there is no room. */
    public static List<Part> mark(Picture picture) {
        Box frame = picture.frame();
        double size = Math.min(MARK_SIZE_MAX, Math.min(frame.width(), frame.height()) / MARK_PART);
        if (size < MARK_SIZE_MIN) {
            return List.of();
        }
        double left = frame.minX() + size / 2;
        double top = frame.minY() + size / 2;
        double width = TextLayout.width(MARK, size) + size;
        Path2D.Double plate = turned(
                new RoundRectangle2D.Double(left, top, width, size * 1.5, size * 0.7, size * 0.7), picture.turn());
        return List.of(
                new Path(plate, ColorToken.MARK.rgb(false), NONE, 0, false, MARK_OPACITY),
                new Text(
                        MARK,
                        left + size / 2,
                        top + size * 1.1,
                        size,
                        ColorToken.ON_COLOR.rgb(false),
                        1,
                        false,
                        picture.turn()));
    }

    /** As it looks however near one comes. */
    public static List<Part> of(Shape shape, boolean dark) {
        return of(shape, dark, Double.POSITIVE_INFINITY);
    }

    /** @param scale pixels a unit of the board: what is finer than they are may be left out */
    public static List<Part> of(Shape shape, boolean dark, double scale) {
        List<Part> parts = new ArrayList<>(2);
        Look look = shape.look();
        int color = Palette.rgb(look.color(), dark);
        int fill = look.fill().isEmpty() ? NONE : Palette.fill(look.fill(), dark);
        Box frame = shape.frame();
        AffineTransform turn =
                AffineTransform.getRotateInstance(Math.toRadians(shape.angle()), frame.centerX(), frame.centerY());
        switch (shape.kind()) {
            case PEN ->
                parts.add(new Path(
                        turned(polygon(Outline.of(points(shape, scale), look.width())), turn),
                        color,
                        NONE,
                        0,
                        false,
                        look.opacity()));
            case HIGHLIGHTER ->
                parts.add(new Path(
                        turned(polyline(Outline.curve(points(shape, scale))), turn),
                        NONE,
                        color,
                        look.width() * Outline.HIGHLIGHTER_WIDTHS,
                        false,
                        look.opacity()));
            case LINE, ARROW -> line(shape, color, parts);
            case RECTANGLE -> {
                double corner = Math.min(CORNER, Math.min(frame.width(), frame.height()) / 4) * 2;
                parts.add(outlined(
                        new RoundRectangle2D.Double(
                                frame.minX(), frame.minY(), frame.width(), frame.height(), corner, corner),
                        turn,
                        fill,
                        color,
                        look));
                text(shape, color, turn, parts);
            }
            case ELLIPSE -> {
                parts.add(outlined(
                        new Ellipse2D.Double(frame.minX(), frame.minY(), frame.width(), frame.height()),
                        turn,
                        fill,
                        color,
                        look));
                text(shape, color, turn, parts);
            }
            case DIAMOND -> {
                Path2D.Double diamond = new Path2D.Double();
                diamond.moveTo(frame.centerX(), frame.minY());
                diamond.lineTo(frame.maxX(), frame.centerY());
                diamond.lineTo(frame.centerX(), frame.maxY());
                diamond.lineTo(frame.minX(), frame.centerY());
                diamond.closePath();
                parts.add(outlined(diamond, turn, fill, color, look));
                text(shape, color, turn, parts);
            }
            case TEXT -> text(shape, color, turn, parts);
            case STICKY -> {
                note(shape, frame, turn, dark, parts);
                text(shape, Palette.onPaper(), turn, parts);
            }
            case IMAGE -> parts.add(new Picture(shape.text(), frame, look.opacity(), turn));
            case UNKNOWN -> placeholder(shape, frame, turn, parts);
        }
        return parts;
    }

    /** A sheet of paper that lies on the board: its shadow grows softer outwards. */
    private static void note(Shape shape, Box frame, AffineTransform turn, boolean dark, List<Part> parts) {
        double opacity = shape.look().opacity();
        for (int i = SHADOW_LAYERS; i > 0; i--) {
            Path2D.Double shade = sheet(frame.grown(i - 1).moved(0, i), STICKY_CORNER + i, turn);
            parts.add(new Path(
                    shade, ColorToken.NOTE_SHADOW.rgb(dark), NONE, 0, false, opacity * (dark ? DARK_SHADOW : SHADOW)));
        }
        int paper = Palette.paper(shape.look().fill());
        parts.add(new Path(sheet(frame, STICKY_CORNER, turn), paper, NONE, 0, false, opacity));
    }

    private static Path2D.Double sheet(Box box, double corner, AffineTransform turn) {
        return turned(
                new RoundRectangle2D.Double(box.minX(), box.minY(), box.width(), box.height(), corner, corner), turn);
    }

    private static double[] points(Shape stroke, double scale) {
        double[] placed = Geometry.placed(stroke);
        return placed.length <= POINTS_WHOLE * Shape.POINT ? placed : Geometry.thinned(placed, SAME_PIXELS / scale);
    }

    private static void placeholder(Shape shape, Box frame, AffineTransform turn, List<Part> parts) {
        parts.add(new Path(
                turned(new Rectangle2D.Double(frame.minX(), frame.minY(), frame.width(), frame.height()), turn),
                NONE,
                PLACEHOLDER,
                1.5,
                true,
                1));
        String what = shape.text().isEmpty() ? "unknown shape" : "unknown: " + shape.text();
        double size = Math.min(14, frame.width() / 10);
        parts.add(new Text(
                what,
                frame.centerX() - TextLayout.width(what, size) / 2,
                frame.centerY() + size / 3,
                size,
                PLACEHOLDER,
                1,
                false,
                turn));
    }

    private static void line(Shape shape, int color, List<Part> parts) {
        Look look = shape.look();
        Path2D.Double shaft = new Path2D.Double();
        shaft.moveTo(shape.x(), shape.y());
        shaft.lineTo(shape.x() + shape.width(), shape.y() + shape.height());
        boolean dash = look.dash() && dashes(shape) <= DASHES_MAX;
        parts.add(new Path(shaft, NONE, color, look.width(), dash, look.opacity()));
        if (shape.kind() == Kind.ARROW) {
            double[] ends = Geometry.head(shape);
            Path2D.Double head = new Path2D.Double();
            head.moveTo(ends[0], ends[1]);
            head.lineTo(shape.x() + shape.width(), shape.y() + shape.height());
            head.lineTo(ends[2], ends[3]);
            parts.add(new Path(head, NONE, color, look.width(), false, look.opacity()));
        }
    }

    private static void text(Shape shape, int color, AffineTransform turn, List<Part> parts) {
        if (shape.text().isEmpty()) {
            return;
        }
        double size = shape.look().fontSize();
        List<TextLayout.Line> lines = TextLayout.of(shape);
        double top = TextLayout.top(shape, lines.size());
        for (int i = 0; i < lines.size(); i++) {
            TextLine pieces = TextLine.of(lines.get(i).text());
            double x = TextLayout.left(shape, pieces, pieces.width());
            double y = top + (i * TextLayout.LINE_HEIGHT + TextLayout.ASCENT) * size;
            for (TextLine.Piece piece : pieces.pieces()) {
                parts.add(part(
                        piece,
                        x + piece.x() * size,
                        y,
                        size,
                        color,
                        shape.look().opacity(),
                        turn));
            }
        }
    }

    private static Part part(
            TextLine.Piece piece, double x, double y, double size, int color, double opacity, AffineTransform turn) {
        String emoji = piece.emoji();
        if (emoji == null) {
            return new Text(piece.text(), x, y, size, color, opacity, piece.rightToLeft(), turn);
        }
        double left = x + (TextLine.EMOJI_WIDTH - TextLine.EMOJI_SIDE) / 2 * size;
        double top = y - TextLine.EMOJI_ABOVE * size;
        double side = TextLine.EMOJI_SIDE * size;
        return new Emoji(emoji, new Box(left, top, left + side, top + side), opacity, turn);
    }

    private static Path outlined(java.awt.Shape form, AffineTransform turn, int fill, int color, Look look) {
        Rectangle2D box = form.getBounds2D();
        boolean dash = look.dash() && 2 * (box.getWidth() + box.getHeight()) / period(look) <= DASHES_MAX;
        return new Path(turned(form, turn), fill, color, look.width(), dash, look.opacity());
    }

    /** How many dashes its lines would be of; about. */
    public static double dashes(Shape shape) {
        double length = shape.kind().isLine()
                ? Math.hypot(shape.width(), shape.height())
                : 2 * (shape.width() + shape.height());
        return shape.look().dash() ? length / period(shape.look()) : 0;
    }

    private static double period(Look look) {
        double[] dashes = dashes(look.width());
        return dashes[0] + dashes[1];
    }

    private static Path2D.Double turned(java.awt.Shape form, AffineTransform turn) {
        return new Path2D.Double(form, turn.isIdentity() ? null : turn);
    }

    private static Path2D.Double polygon(double[] points) {
        Path2D.Double path = new Path2D.Double(Path2D.WIND_NON_ZERO, points.length / 2 + 1);
        for (int i = 0; i < points.length; i += 2) {
            if (i == 0) {
                path.moveTo(points[0], points[1]);
            } else {
                path.lineTo(points[i], points[i + 1]);
            }
        }
        path.closePath();
        return path;
    }

    private static Path2D.Double polyline(double[] points) {
        Path2D.Double path = new Path2D.Double(Path2D.WIND_NON_ZERO, points.length / Shape.POINT);
        path.moveTo(points[0], points[1]);
        for (int i = Shape.POINT; i < points.length; i += Shape.POINT) {
            path.lineTo(points[i], points[i + 1]);
        }
        if (points.length == Shape.POINT) {
            path.lineTo(points[0], points[1]); // a dot
        }
        return path;
    }

    /** Dashes of a line: drawn, and left out. */
    public static double[] dashes(double width) {
        return new double[] {Math.max(1, width * 3), Math.max(1, width * 2.5)};
    }
}
