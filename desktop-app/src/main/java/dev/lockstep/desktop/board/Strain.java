package dev.lockstep.desktop.board;

/**
 * How much work it is to draw shapes on the live layer, which the JavaFX thread does in each frame: about one for a corner of a
 * path. What is above the bounds is drawn as something cheap until its tiles have it.
 */
final class Strain {

    /** More than this and a shape never goes to the live layer as itself: a stroke of some 1,300 points, 2,000 letters. */
    static final int SHAPE_MAX = 8_000;

    /** What all shapes of one frame may be together. */
    static final int FRAME_MAX = 60_000;

    /** What a box costs, which stands for a shape. */
    static final int BOX = 10;

    private static final int POINT = 6;
    private static final int LETTER = 4;
    private static final int JOINING_LETTER = 32;
    private static final int LINE = 20;
    private static final int DASH = 8;
    private static final int FIRST_JOINING = 0x300;

    private Strain() {}

    /** At least {@link #BOX}; more than {@link #SHAPE_MAX} is said without looking at all of it. */
    static int of(Shape shape) {
        double strain = BOX;
        strain += (double) shape.points().length / Shape.POINT * POINT;
        strain += Math.min(Drawing.DASHES_MAX, Drawing.dashes(shape)) * DASH;
        if (shape.kind() != Kind.IMAGE) {
            strain += text(shape, SHAPE_MAX - strain);
        }
        return (int) Math.min(strain, SHAPE_MAX + 1.0);
    }

    private static double text(Shape shape, double max) {
        String text = shape.text();
        if (text.isEmpty()) {
            return 0;
        } else if (text.length() * (double) LETTER > max) {
            return max + 1;
        }
        double strain = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            strain += c == '\n' ? LINE : c < FIRST_JOINING ? LETTER : JOINING_LETTER;
        }
        if (shape.kind() != Kind.TEXT) { // it is broken to fit
            double size = shape.look().fontSize();
            double room = Math.max(size, shape.frame().width() - 2 * TextLayout.PADDING);
            strain += Math.min(text.length(), text.length() * size / 2 / room) * LINE;
        }
        return strain;
    }
}
