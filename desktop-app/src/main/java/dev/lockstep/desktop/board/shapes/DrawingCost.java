package dev.lockstep.desktop.board.shapes;

/**
 * How much work it is to draw shapes on the live layer, which the JavaFX thread does in each frame: about one for a corner of a
 * path. What is above the bounds is drawn as something cheap until its tiles have it.
 */
public final class DrawingCost {

    /** More than this and a shape never goes to the live layer as itself: a stroke of some 1,300 points, 2,000 letters. */
    public static final int SHAPE_MAX = 8_000;

    /** What all shapes of one frame may be together. */
    public static final int FRAME_MAX = 60_000;

    /** What a box costs, which stands for a shape. */
    public static final int BOX = 10;

    private static final int POINT = 6;
    private static final int LETTER = 4;
    private static final int JOINING_LETTER = 32;
    private static final int LINE = 20;
    private static final int DASH = 8;
    private static final int FIRST_JOINING = 0x300;

    /**
     * How much a stroke may be on a picture of {@link #PICTURE} pixels a side: corners times the pixels that the line is wide,
     * and how long it is. Some 60 ms.
     */
    static final long STROKE_MAX = 1_000_000;

    /** How much all strokes may be on such a picture; with more, those that are much are boxes there. */
    static final long PICTURE_MAX = 5_000_000;

    /** A stroke that is less is always drawn. */
    static final long STROKE_LITTLE = 20_000;

    /** Pixels of a picture's side that {@link #PICTURE_MAX} is for. */
    static final int PICTURE = 512;

    private DrawingCost() {}

    /**
     * How much a stroke is on a picture.
     *
     * @param scale pixels a unit of the board
     * @param side pixels of the picture's longer side
     */
    static long onPicture(Shape stroke, double scale, double side) {
        double width = stroke.look().width() * (stroke.kind() == Kind.HIGHLIGHTER ? Outline.HIGHLIGHTER_WIDTHS : 1);
        double[] points = stroke.points();
        double[] stretch = Geometry.scale(stroke);
        int stepsMax = Outline.stepsMax(points.length / Shape.POINT);
        double corners = 1;
        double length = 0;
        for (int i = Shape.POINT; i < points.length; i += Shape.POINT) {
            double along = Math.hypot(
                    (points[i] - points[i - Shape.POINT]) * stretch[0],
                    (points[i + 1] - points[i + 1 - Shape.POINT]) * stretch[1]);
            corners += Outline.steps(along, stepsMax);
            length += Math.min(side, along * scale);
        }
        return (long) (corners * Math.min(side, width * scale + 1) + 2 * length);
    }

    /** Of how many points a stroke may be to be less than {@link #STROKE_MAX} on a picture, however far they are from each other. */
    static int pointsOnPicture(Shape stroke, double scale, double side) {
        double width = stroke.look().width() * (stroke.kind() == Kind.HIGHLIGHTER ? Outline.HIGHLIGHTER_WIDTHS : 1);
        return (int) (STROKE_MAX / (Outline.STEPS_MAX * Math.min(side, width * scale + 1) + 2 * side));
    }

    /** At least {@link #BOX}; more than {@link #SHAPE_MAX} is said without looking at all of it. */
    public static int of(Shape shape) {
        double cost = BOX;
        cost += (double) shape.points().length / Shape.POINT * POINT;
        cost += Math.min(Drawing.DASHES_MAX, Drawing.dashes(shape)) * DASH;
        if (shape.kind() != Kind.IMAGE) {
            cost += text(shape, SHAPE_MAX - cost);
        }
        return (int) Math.min(cost, SHAPE_MAX + 1.0);
    }

    private static double text(Shape shape, double max) {
        String text = shape.text();
        if (text.isEmpty()) {
            return 0;
        } else if (text.length() * (double) LETTER > max) {
            return max + 1;
        }
        double cost = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            cost += c == '\n' ? LINE : c < FIRST_JOINING ? LETTER : JOINING_LETTER;
        }
        if (shape.kind() != Kind.TEXT) { // it is broken to fit
            double size = shape.look().fontSize();
            double room = Math.max(size, shape.frame().width() - 2 * TextLayout.PADDING);
            cost += Math.min(text.length(), text.length() * size / 2 / room) * LINE;
        }
        return cost;
    }
}
