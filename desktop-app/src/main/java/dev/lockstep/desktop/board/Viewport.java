package dev.lockstep.desktop.board;

import dev.lockstep.desktop.board.shapes.Box;

/**
 * Which part of the board is on the screen. Immutable.
 *
 * @param x the board's place at the upper left corner of the view
 * @param scale pixels of the screen a unit of the board
 */
public record Viewport(double x, double y, double scale) {

    public static final double SCALE_MIN = 0.02;
    public static final double SCALE_MAX = 16;

    /** What stays free around what is shown whole. */
    private static final double MARGIN = 32;

    /** What is shown to others is rounded: views of the same size are not told apart by that. */
    private static final double ALIKE = 0.998;

    public static final Viewport START = new Viewport(0, 0, 1);

    public double toBoardX(double screenX) {
        return x + screenX / scale;
    }

    public double toBoardY(double screenY) {
        return y + screenY / scale;
    }

    public double toScreenX(double boardX) {
        return (boardX - x) * scale;
    }

    public double toScreenY(double boardY) {
        return (boardY - y) * scale;
    }

    public Viewport panned(double screenDx, double screenDy) {
        return new Viewport(x - screenDx / scale, y - screenDy / scale, scale);
    }

    /** What is at a point of the screen stays there. */
    public Viewport zoomed(double factor, double screenX, double screenY) {
        double next = Math.max(SCALE_MIN, Math.min(SCALE_MAX, scale * factor));
        return new Viewport(toBoardX(screenX) - screenX / next, toBoardY(screenY) - screenY / next, next);
    }

    /**
     * All of {@code box} in the middle, not enlarged beyond {@code scaleMax}.
     *
     * @param free the part of the screen that nothing covers
     */
    static Viewport showing(Box box, Box free, double scaleMax) {
        double fitting = Math.min(
                (free.width() - 2 * MARGIN) / Math.max(1, box.width()),
                (free.height() - 2 * MARGIN) / Math.max(1, box.height()));
        double scale = Math.max(SCALE_MIN, Math.min(scaleMax, fitting));
        return new Viewport(box.centerX() - free.centerX() / scale, box.centerY() - free.centerY() / scale, scale);
    }

    /** How much of the board can be seen at once in {@code free}, a part of the screen. */
    static Box most(Box free) {
        return new Box(0, 0, (free.width() - 2 * MARGIN) / SCALE_MIN, (free.height() - 2 * MARGIN) / SCALE_MIN);
    }

    /**
     * What somebody else sees, as large as they see it, or smaller where all of it would not be seen.
     *
     * @param theirScale not a number where it is not known
     */
    static Viewport like(Box theirs, double theirScale, double screenWidth, double screenHeight) {
        double fitting = Math.min(screenWidth / theirs.width(), screenHeight / theirs.height());
        boolean fits = fitting > theirScale * ALIKE;
        double scale = Math.max(SCALE_MIN, Math.min(SCALE_MAX, fits ? theirScale : fitting));
        return new Viewport(
                theirs.centerX() - screenWidth / scale / 2, theirs.centerY() - screenHeight / scale / 2, scale);
    }

    public Box box(double screenWidth, double screenHeight) {
        return new Box(x, y, toBoardX(screenWidth), toBoardY(screenHeight));
    }
}
