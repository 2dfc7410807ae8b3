package dev.lockstep.desktop.board.shapes;

import java.util.List;
import java.util.Map;

import dev.lockstep.desktop.colors.ColorToken;

/**
 * The colours of boards. Shapes name them, so that ink is dark on a light board and light on a dark one; any other colour is
 * {@code #rrggbb}, the same on both. Files have them as they are here.
 */
public final class Palette {

    /** Names in the order in which they are offered. */
    public static final List<String> NAMES =
            List.of("ink", "gray", "red", "orange", "yellow", "green", "teal", "blue", "violet", "pink");

    private static final Map<String, ColorToken> TOKENS = Map.of(
            "ink", ColorToken.BOARD_INK,
            "gray", ColorToken.BOARD_GRAY,
            "red", ColorToken.BOARD_RED,
            "orange", ColorToken.BOARD_ORANGE,
            "yellow", ColorToken.BOARD_YELLOW,
            "green", ColorToken.BOARD_GREEN,
            "teal", ColorToken.BOARD_TEAL,
            "blue", ColorToken.BOARD_BLUE,
            "violet", ColorToken.BOARD_VIOLET,
            "pink", ColorToken.BOARD_PINK);

    private static final double TINT = 0.65;

    private Palette() {}

    public static boolean isColor(String color) {
        return TOKENS.containsKey(color) || color.matches("#[0-9a-fA-F]{6}");
    }

    /** @return {@code 0xrrggbb}; ink for what is no colour */
    public static int rgb(String color, boolean dark) {
        ColorToken named = TOKENS.get(color);
        if (named != null) {
            return named.rgb(dark);
        }
        return isColor(color) ? Integer.parseInt(color.substring(1), 16) : rgb("ink", dark);
    }

    /** The inside of a shape: named colours are lighter there, or darker on a dark board, so that ink is read on them. */
    public static int fill(String color, boolean dark) {
        return TOKENS.containsKey(color) ? mixed(rgb(color, dark), ColorToken.BOARD.rgb(dark), TINT) : rgb(color, dark);
    }

    /** The tone of a sticky note: a light one, on which dark text is read whatever the theme. */
    public static int paper(String color) {
        int rgb = rgb(color.isEmpty() ? "yellow" : color, false);
        return mixed(rgb, ColorToken.BOARD.rgb(false), 0.55);
    }

    /** What is written on {@link #paper}. */
    public static int onPaper() {
        return ColorToken.BOARD_INK.rgb(false);
    }

    private static int mixed(int one, int other, double share) {
        int result = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            double channel = ((one >> shift) & 255) * (1 - share) + ((other >> shift) & 255) * share;
            result |= (int) Math.round(channel) << shift;
        }
        return result;
    }
}
