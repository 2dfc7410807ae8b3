package dev.lockstep.desktop.board.shapes;

/**
 * How a shape is drawn.
 *
 * @param color of lines and text: one of {@link Palette}'s names, or {@code #rrggbb}
 * @param fill of the inside, likewise; empty for none
 * @param width of lines, in board units
 * @param opacity from 0 to 1
 * @param dash whether lines are dashed
 * @param fontSize in board units
 */
public record Look(String color, String fill, double width, double opacity, boolean dash, double fontSize) {

    public static final double WIDTH_MIN = 0.5;
    public static final double WIDTH_MAX = 100;
    public static final double FONT_MIN = 4;
    public static final double FONT_MAX = 400;

    public static final Look DEFAULT = new Look("ink", "", 3, 1, false, 20);

    public Look withColor(String value) {
        return new Look(value, fill, width, opacity, dash, fontSize);
    }

    public Look withFill(String value) {
        return new Look(color, value, width, opacity, dash, fontSize);
    }

    public Look withWidth(double value) {
        return new Look(color, fill, value, opacity, dash, fontSize);
    }

    public Look withOpacity(double value) {
        return new Look(color, fill, width, value, dash, fontSize);
    }

    public Look withDash(boolean value) {
        return new Look(color, fill, width, opacity, value, fontSize);
    }

    public Look withFontSize(double value) {
        return new Look(color, fill, width, opacity, dash, value);
    }
}
