package dev.lockstep.desktop.board;

/**
 * Where the pointer is, and what is held down with it.
 *
 * @param x in board units, as is {@code y}
 * @param scale pixels of the screen a unit of the board
 * @param straight whether Shift is held: proportions, angles and directions are kept to
 * @param free whether Alt is held: nothing snaps
 */
record Pointer(double x, double y, double scale, boolean straight, boolean free, long nanos) {

    /** {@code pixels} of the screen, in board units. */
    double units(double pixels) {
        return pixels / scale;
    }
}
