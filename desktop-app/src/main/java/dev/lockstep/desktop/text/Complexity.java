package dev.lockstep.desktop.text;

/**
 * Counts how much of a text has to be shaped before it can be laid out: letters that are joined, stacked, or run from right to left.
 * For them a layout asks another library, run by run, and takes four times as long for twice as many.
 */
final class Complexity {

    /** Where simple letters change to others, or back, a run ends: what a run costs by itself, in letters. */
    private static final int TURN = 3;

    private final int most;
    private int counted;
    private boolean complex;

    Complexity(int most) {
        this.most = most;
    }

    /** Counts one more; false where that is more than enough. */
    boolean add(int c) {
        if (c > ' ') { // spaces go with what is before them
            boolean now = isComplex(c);
            counted += (now ? 1 : 0) + (now == complex ? 0 : TURN);
            complex = now;
        }
        return counted <= most;
    }

    private static boolean isComplex(int c) {
        if (c < 0x300) {
            return false;
        } else if (c < 0x1E00) {
            return c < 0x370 || c >= 0x590; // between are Greek, Cyrillic, Armenian
        } else if (c < 0xA4D0) {
            return c >= 0x200C && c <= 0x200F; // Latin, signs, Chinese and Japanese
        } else if (c < 0xF900) {
            return c < 0xAC00; // Korean, and what is nobody's
        } else if (c < 0x1F000) {
            return c >= 0xFB1D && (c < 0xFF00 || c >= 0x10000);
        }
        return c >= 0xE0000;
    }
}
