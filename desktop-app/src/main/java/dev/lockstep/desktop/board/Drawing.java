package dev.lockstep.desktop.board;

import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.ArrayList;
import java.util.List;

import dev.lockstep.desktop.pictures.Pictures;

/**
 * What a shape looks like: paths and lines of text, in board units and in the order in which they are drawn. The screen, tiles,
 * pictures and SVG all draw these.
 */
final class Drawing {

    static final int NONE = -1;

    private static final double CORNER = 8;
    private static final double STICKY_CORNER = 4;
    static final int PLACEHOLDER = 0x8a94a6;

    sealed interface Part {}

    /**
     * @param fill {@code 0xrrggbb} or {@link #NONE}
     * @param stroke likewise, with round caps and joins
     * @param width of the line
     */
    record Path(Path2D.Double path, int fill, int stroke, double width, boolean dash, double opacity) implements Part {}

    /**
     * A line of text.
     *
     * @param x where it begins, and {@code y} what it stands on, before it is turned
     * @param turn from its own place to that on the board
     */
    record Text(String line, double x, double y, double size, int color, double opacity, AffineTransform turn)
            implements Part {}

    /**
     * A picture.
     *
     * @param id of {@link Pictures}
     * @param frame where it is, before it is turned
     */
    record Picture(String id, Box frame, double opacity, AffineTransform turn) implements Part {}

    private Drawing() {}

    static List<Part> of(Shape shape, boolean dark) {
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
                        turned(polygon(Outline.of(Geometry.placed(shape), look.width())), turn),
                        color,
                        NONE,
                        0,
                        false,
                        look.opacity()));
            case HIGHLIGHTER ->
                parts.add(new Path(
                        turned(polyline(Outline.curve(Geometry.placed(shape))), turn),
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
                text(shape, frame, color, true, turn, parts);
            }
            case ELLIPSE -> {
                parts.add(outlined(
                        new Ellipse2D.Double(frame.minX(), frame.minY(), frame.width(), frame.height()),
                        turn,
                        fill,
                        color,
                        look));
                text(shape, frame, color, true, turn, parts);
            }
            case DIAMOND -> {
                Path2D.Double diamond = new Path2D.Double();
                diamond.moveTo(frame.centerX(), frame.minY());
                diamond.lineTo(frame.maxX(), frame.centerY());
                diamond.lineTo(frame.centerX(), frame.maxY());
                diamond.lineTo(frame.minX(), frame.centerY());
                diamond.closePath();
                parts.add(outlined(diamond, turn, fill, color, look));
                text(shape, frame, color, true, turn, parts);
            }
            case TEXT -> text(shape, frame, color, false, turn, parts);
            case STICKY -> {
                parts.add(new Path(
                        turned(
                                new RoundRectangle2D.Double(
                                        frame.minX(),
                                        frame.minY(),
                                        frame.width(),
                                        frame.height(),
                                        STICKY_CORNER,
                                        STICKY_CORNER),
                                turn),
                        Palette.paper(look.fill()),
                        NONE,
                        0,
                        false,
                        look.opacity()));
                text(shape, frame, Palette.onPaper(), false, turn, parts);
            }
            case IMAGE -> parts.add(new Picture(shape.text(), frame, look.opacity(), turn));
            case UNKNOWN -> placeholder(shape, frame, turn, parts);
        }
        return parts;
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
                turn));
    }

    private static void line(Shape shape, int color, List<Part> parts) {
        Look look = shape.look();
        Path2D.Double shaft = new Path2D.Double();
        shaft.moveTo(shape.x(), shape.y());
        shaft.lineTo(shape.x() + shape.width(), shape.y() + shape.height());
        parts.add(new Path(shaft, NONE, color, look.width(), look.dash(), look.opacity()));
        if (shape.kind() == Kind.ARROW) {
            double[] ends = Geometry.head(shape);
            Path2D.Double head = new Path2D.Double();
            head.moveTo(ends[0], ends[1]);
            head.lineTo(shape.x() + shape.width(), shape.y() + shape.height());
            head.lineTo(ends[2], ends[3]);
            parts.add(new Path(head, NONE, color, look.width(), false, look.opacity()));
        }
    }

    /** @param centered in a shape, where notes begin at the upper left */
    private static void text(
            Shape shape, Box frame, int color, boolean centered, AffineTransform turn, List<Part> parts) {
        if (shape.text().isEmpty()) {
            return;
        }
        double size = shape.look().fontSize();
        double padding = shape.kind() == Kind.TEXT ? 0 : TextLayout.PADDING;
        List<String> lines = shape.kind() == Kind.TEXT
                ? TextLayout.lines(shape.text())
                : TextLayout.lines(shape.text(), size, Math.max(size, frame.width() - 2 * padding));
        double height = lines.size() * TextLayout.LINE_HEIGHT * size;
        double top = centered ? frame.centerY() - height / 2 : frame.minY() + padding;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            double x = centered ? frame.centerX() - TextLayout.width(line, size) / 2 : frame.minX() + padding;
            double y = top + (i * TextLayout.LINE_HEIGHT + TextLayout.ASCENT) * size;
            parts.add(new Text(line, x, y, size, color, shape.look().opacity(), turn));
        }
    }

    private static Path outlined(java.awt.Shape form, AffineTransform turn, int fill, int color, Look look) {
        return new Path(turned(form, turn), fill, color, look.width(), look.dash(), look.opacity());
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
    static double[] dashes(double width) {
        return new double[] {Math.max(1, width * 3), Math.max(1, width * 2.5)};
    }
}
