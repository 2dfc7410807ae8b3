package dev.lockstep.desktop.board;

/** Pointers for tests. */
final class Pointers {

    private Pointers() {}

    /** At a place of the board that is shown as large as it is, without a key that is held. */
    static Pointer at(double x, double y) {
        return new Pointer(x, y, 1, false, false, 0);
    }
}
