package dev.lockstep.desktop.board.shapes;

import java.util.List;
import java.util.Map;

/**
 * The colours of boards. Shapes name them, so that ink is dark on a light board and light on a dark one; any other colour is
 * {@code #rrggbb}, the same on both.
 */
public final class Palette {

    /** Names in the order in which they are offered. */
    public static final List<String> NAMES =
            List.of("ink", "gray", "red", "orange", "yellow", "green", "teal", "blue", "violet", "pink");

    private static final Map<String, Integer> LIGHT = Map.of(
            "ink", 0x1c2430,
            "gray", 0x8a94a6,
            "red", 0xd8423b,
            "orange", 0xe8772e,
            "yellow", 0xf2c744,
            "green", 0x2f9e5b,
            "teal", 0x1a93a3,
            "blue", 0x3f6fe0,
            "violet", 0x7b57d6,
            "pink", 0xd6509a);

    private static final Map<String, Integer> DARK = Map.of(
            "ink", 0xe8ebf1,
            "gray", 0x8a94a6,
            "red", 0xf0706a,
            "orange", 0xf59a5b,
            "yellow", 0xf5d470,
            "green", 0x57c785,
            "teal", 0x4cc0cf,
            "blue", 0x7499f5,
            "violet", 0xa689f0,
            "pink", 0xec82bb);

    static final int WHITE = 0xffffff;
    static final int DARK_PAPER = 0x14171d;
    private static final double TINT = 0.65;
    private static final int BLACK = 0x1c2430;

    private Palette() {}

    public static boolean isColor(String color) {
        return LIGHT.containsKey(color) || color.matches("#[0-9a-fA-F]{6}");
    }

    /** @return {@code 0xrrggbb}; ink for what is no colour */
    public static int rgb(String color, boolean dark) {
        Integer named = (dark ? DARK : LIGHT).get(color);
        if (named != null) {
            return named;
        }
        return isColor(color) ? Integer.parseInt(color.substring(1), 16) : rgb("ink", dark);
    }

    /** The inside of a shape: named colours are lighter there, or darker on a dark board, so that ink is read on them. */
    public static int fill(String color, boolean dark) {
        return LIGHT.containsKey(color) ? mixed(rgb(color, dark), dark ? DARK_PAPER : WHITE, TINT) : rgb(color, dark);
    }

    /** The tone of a sticky note: a light one, on which dark text is read whatever the theme. */
    public static int paper(String color) {
        int rgb = rgb(color.isEmpty() ? "yellow" : color, false);
        return mixed(rgb, WHITE, 0.55);
    }

    /** What is written on {@link #paper}. */
    public static int onPaper() {
        return BLACK;
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
