package dev.lockstep.desktop.board.shapes;

import java.util.Arrays;

/** Where shapes are, and what is near them: in board units, turned by degrees clockwise. Any thread. */
public final class Geometry {

    /** How far the head of an arrow reaches back, in widths of its line; and what it has at least. */
    private static final double HEAD_WIDTHS = 4;

    private static final double HEAD_MIN = 12;

    /** Half of the opening of an arrow's head, in degrees. */
    private static final double HEAD_DEGREES = 26;

    /** What antialiasing and the widest points of a stroke paint beyond the half width. */
    private static final double MARGIN = 2;

    private Geometry() {}

    /** All that {@code shape} may paint on. */
    static Box bounds(Shape shape) {
        double reach = shape.look().width() * (shape.kind() == Kind.HIGHLIGHTER ? Outline.HIGHLIGHTER_WIDTHS / 2 : 1);
        if (shape.kind() == Kind.ARROW) {
            reach = Math.max(reach, headLength(shape));
        }
        if (shape.kind() == Kind.STICKY) {
            reach = Drawing.SHADOW_REACH;
        }
        Box box = turned(shape.frame(), shape.angle());
        return (shape.text().isEmpty() || shape.kind() == Kind.IMAGE ? box : box.union(textBounds(shape)))
                .grown(reach + MARGIN);
    }

    /** A text may be larger than its shape: wherever it is turned to, it is in here. */
    private static Box textBounds(Shape shape) {
        Box frame = shape.frame();
        double size = shape.look().fontSize();
        double width = frame.width();
        double height;
        if (shape.kind() == Kind.TEXT) {
            double[] whole = TextSizes.whole(shape.text(), size);
            width = Math.max(width, whole[0]);
            height = whole[1];
        } else {
            height = TextSizes.height(shape.text(), size, Math.max(size, width - 2 * TextLayout.PADDING))
                    + 2 * TextLayout.PADDING;
        }
        double reachX = Math.max(width - frame.width() / 2, width / 2);
        double reachY = Math.max(height - frame.height() / 2, height / 2);
        double reach = Math.hypot(reachX, reachY);
        return shape.angle() == 0
                ? new Box(
                        frame.centerX() - reachX,
                        frame.centerY() - reachY,
                        frame.centerX() + reachX,
                        frame.centerY() + reachY)
                : new Box(frame.centerX(), frame.centerY(), frame.centerX(), frame.centerY()).grown(reach);
    }

    /** The upright rectangle around {@code frame} turned around its middle. */
    public static Box turned(Box frame, double degrees) {
        if (degrees == 0) {
            return frame;
        }
        double cos = Math.abs(Math.cos(Math.toRadians(degrees)));
        double sin = Math.abs(Math.sin(Math.toRadians(degrees)));
        double halfWidth = (frame.width() * cos + frame.height() * sin) / 2;
        double halfHeight = (frame.width() * sin + frame.height() * cos) / 2;
        return new Box(
                frame.centerX() - halfWidth,
                frame.centerY() - halfHeight,
                frame.centerX() + halfWidth,
                frame.centerY() + halfHeight);
    }

    /** {@code x}, {@code y} turned around {@code centerX}, {@code centerY}, clockwise: x, y. */
    public static double[] rotated(double x, double y, double centerX, double centerY, double degrees) {
        double cos = Math.cos(Math.toRadians(degrees));
        double sin = Math.sin(Math.toRadians(degrees));
        double dx = x - centerX;
        double dy = y - centerY;
        return new double[] {centerX + dx * cos - dy * sin, centerY + dx * sin + dy * cos};
    }

    static double headLength(Shape arrow) {
        double length = Math.hypot(arrow.width(), arrow.height());
        return Math.min(length, Math.max(HEAD_MIN, HEAD_WIDTHS * arrow.look().width()));
    }

    /** The two ends of an arrow's head: x, y, x, y. */
    static double[] head(Shape arrow) {
        double endX = arrow.x() + arrow.width();
        double endY = arrow.y() + arrow.height();
        double back = Math.atan2(-arrow.height(), -arrow.width());
        double length = headLength(arrow);
        double spread = Math.toRadians(HEAD_DEGREES);
        return new double[] {
            endX + length * Math.cos(back - spread),
            endY + length * Math.sin(back - spread),
            endX + length * Math.cos(back + spread),
            endY + length * Math.sin(back + spread)
        };
    }

    /** The points of a stroke where they are now: {@link Shape#POINT} numbers each, not turned. */
    public static double[] placed(Shape stroke) {
        double[] points = stroke.points();
        double[] scale = scale(stroke);
        double[] placed = points.clone();
        for (int i = 0; i < placed.length; i += Shape.POINT) {
            placed[i] = stroke.x() + points[i] * scale[0];
            placed[i + 1] = stroke.y() + points[i + 1] * scale[1];
        }
        return placed;
    }

    /** How far a stroke is stretched, to the right and down. */
    static double[] scale(Shape stroke) {
        double[] points = stroke.points();
        double nativeWidth = 0;
        double nativeHeight = 0;
        for (int i = 0; i < points.length; i += Shape.POINT) {
            nativeWidth = Math.max(nativeWidth, points[i]);
            nativeHeight = Math.max(nativeHeight, points[i + 1]);
        }
        return new double[] {
            nativeWidth == 0 ? 1 : stroke.width() / nativeWidth, nativeHeight == 0 ? 1 : stroke.height() / nativeHeight
        };
    }

    /** A stroke along some of the points of {@code stroke}, both of its ends among them; about {@code pointsMax} at most. */
    public static Shape simpler(Shape stroke, int pointsMax) {
        double[] all = placed(stroke);
        int count = all.length / Shape.POINT;
        int step = Math.max(1, (count + pointsMax - 1) / pointsMax);
        double[] some = new double[((count + step - 2) / step + 1) * Shape.POINT];
        for (int i = 0; i < some.length / Shape.POINT; i++) {
            System.arraycopy(all, Math.min(i * step, count - 1) * Shape.POINT, some, i * Shape.POINT, Shape.POINT);
        }
        return stroke.along(some);
    }

    /** {@code placed} points without those that lie closer to the one before than {@code least}. */
    static double[] thinned(double[] placed, double least) {
        double[] kept = new double[placed.length];
        int length = 0;
        for (int i = 0; i < placed.length; i += Shape.POINT) {
            boolean ends = i == 0 || i + Shape.POINT == placed.length;
            if (ends || Math.hypot(placed[i] - kept[length - 3], placed[i + 1] - kept[length - 2]) >= least) {
                System.arraycopy(placed, i, kept, length, Shape.POINT);
                length += Shape.POINT;
            }
        }
        return Arrays.copyOf(kept, length);
    }

    /**
     * Whether {@code shape} is hit at a point: its lines, and its inside where it has one that is seen.
     *
     * @param slack how far beside it still counts, in board units
     */
    static boolean isHit(Shape shape, double x, double y, double slack) {
        if (!shape.bounds().grown(slack).contains(x, y)) {
            return false;
        }
        Box frame = shape.frame();
        double[] upright = rotated(x, y, frame.centerX(), frame.centerY(), -shape.angle());
        double px = upright[0];
        double py = upright[1];
        double near = slack + shape.look().width() / 2;
        return switch (shape.kind()) {
            case PEN, HIGHLIGHTER -> {
                double widths = shape.kind() == Kind.HIGHLIGHTER ? Outline.HIGHLIGHTER_WIDTHS : 1;
                yield isNearStroke(shape, px, py, slack + widths * shape.look().width() / 2);
            }
            case LINE, ARROW ->
                distance(px, py, shape.x(), shape.y(), shape.x() + shape.width(), shape.y() + shape.height()) <= near;
            case ELLIPSE -> isHitEllipse(frame, px, py, near, isFilled(shape));
            case DIAMOND -> isHitDiamond(frame, px, py, near, isFilled(shape));
            case RECTANGLE ->
                frame.grown(near).contains(px, py)
                        && (isFilled(shape) || !frame.grown(-near).contains(px, py));
            case TEXT, STICKY, IMAGE, UNKNOWN -> frame.grown(slack).contains(px, py);
        };
    }

    /** A text in a shape makes its inside part of it. */
    private static boolean isFilled(Shape shape) {
        return !shape.look().fill().isEmpty() || !shape.text().isEmpty();
    }

    private static boolean isHitEllipse(Box frame, double x, double y, double near, boolean filled) {
        double outer = ellipse(frame.grown(near), x, y);
        return outer <= 1 && (filled || ellipse(frame.grown(-near), x, y) > 1);
    }

    private static double ellipse(Box frame, double x, double y) {
        double rx = Math.max(1e-9, frame.width() / 2);
        double ry = Math.max(1e-9, frame.height() / 2);
        return Math.pow((x - frame.centerX()) / rx, 2) + Math.pow((y - frame.centerY()) / ry, 2);
    }

    private static boolean isHitDiamond(Box frame, double x, double y, double near, boolean filled) {
        double rx = Math.max(1e-9, frame.width() / 2);
        double ry = Math.max(1e-9, frame.height() / 2);
        double inside = Math.abs(x - frame.centerX()) / rx + Math.abs(y - frame.centerY()) / ry;
        if (filled && inside <= 1) {
            return true;
        }
        double[] corners = {
            frame.centerX(), frame.minY(), frame.maxX(), frame.centerY(),
            frame.centerX(), frame.maxY(), frame.minX(), frame.centerY()
        };
        for (int i = 0; i < corners.length; i += 2) {
            int next = (i + 2) % corners.length;
            if (distance(x, y, corners[i], corners[i + 1], corners[next], corners[next + 1]) <= near) {
                return true;
            }
        }
        return false;
    }

    private static boolean isNearStroke(Shape stroke, double x, double y, double near) {
        double[] points = stroke.points();
        double[] scale = scale(stroke);
        double beforeX = stroke.x() + points[0] * scale[0];
        double beforeY = stroke.y() + points[1] * scale[1];
        boolean hit = Math.hypot(beforeX - x, beforeY - y) <= near;
        for (int i = Shape.POINT; i < points.length && !hit; i += Shape.POINT) {
            double nextX = stroke.x() + points[i] * scale[0];
            double nextY = stroke.y() + points[i + 1] * scale[1];
            hit = distance(x, y, beforeX, beforeY, nextX, nextY) <= near;
            beforeX = nextX;
            beforeY = nextY;
        }
        return hit;
    }

    /** Of a point to the line between two others. */
    static double distance(double x, double y, double x1, double y1, double x2, double y2) {
        double dx = x2 - x1;
        double dy = y2 - y1;
        double length = dx * dx + dy * dy;
        double along = length == 0 ? 0 : Math.max(0, Math.min(1, ((x - x1) * dx + (y - y1) * dy) / length));
        return Math.hypot(x - x1 - along * dx, y - y1 - along * dy);
    }

    /**
     * {@code shape} as it is when what was in {@code from} is stretched into {@code to}. A turned shape keeps its angle, and
     * what is written or drawn as a picture keeps its proportions.
     *
     * @param flipX whether what was left is right then
     * @param flipY whether what was above is below then
     */
    public static Shape stretched(Shape shape, Box from, Box to, boolean flipX, boolean flipY) {
        double scaleX = from.width() == 0 ? 1 : to.width() / from.width();
        double scaleY = from.height() == 0 ? 1 : to.height() / from.height();
        double alongX = (shape.x() - from.minX()) * scaleX;
        double alongY = (shape.y() - from.minY()) * scaleY;
        double x = flipX ? to.maxX() - alongX : to.minX() + alongX;
        double y = flipY ? to.maxY() - alongY : to.minY() + alongY;
        double width = shape.width() * scaleX;
        double height = shape.height() * scaleY;
        if (shape.kind().isLine()) {
            return shape.with(x, y, flipX ? -width : width, flipY ? -height : height, shape.angle());
        }
        if (shape.kind() == Kind.TEXT) {
            double scale = Math.max(scaleX, scaleY);
            double size =
                    Math.max(Look.FONT_MIN, Math.min(Look.FONT_MAX, shape.look().fontSize() * scale));
            double real = size / shape.look().fontSize();
            shape = shape.withLook(shape.look().withFontSize(size));
            width = shape.width() * real;
            height = shape.height() * real;
        }
        Shape stretched = shape.with(flipX ? x - width : x, flipY ? y - height : y, width, height, shape.angle());
        return shape.kind().isStroke() && (flipX || flipY) ? mirrored(stretched, flipX, flipY) : stretched;
    }

    /** {@code stroke} where it is, with its points the other way round. */
    static Shape mirrored(Shape stroke, boolean flipX, boolean flipY) {
        double[] points = stroke.points().clone();
        double width = 0;
        double height = 0;
        for (int i = 0; i < points.length; i += Shape.POINT) {
            width = Math.max(width, points[i]);
            height = Math.max(height, points[i + 1]);
        }
        for (int i = 0; i < points.length; i += Shape.POINT) {
            points[i] = flipX ? width - points[i] : points[i];
            points[i + 1] = flipY ? height - points[i + 1] : points[i + 1];
        }
        return stroke.withPoints(points);
    }
}
