package dev.lockstep.desktop.board.shapes;

import java.util.Locale;

import dev.lockstep.desktop.colors.ColorToken;

/** What is behind the shapes of a picture, and so in which colours they are drawn. */
public enum Paper {
    WHITE("White", ColorToken.BOARD.rgb(false), false),
    DARK("Dark", ColorToken.BOARD.rgb(true), true),
    /** Drawn for white paper, with nothing behind it. */
    NONE("None", Drawing.NONE, false);

    private final String title;
    private final int rgb;
    private final boolean dark;

    Paper(String title, int rgb, boolean dark) {
        this.title = title;
        this.rgb = rgb;
        this.dark = dark;
    }

    /** The one that settings call {@code id}; white where none is. */
    public static Paper of(String id) {
        for (Paper each : values()) {
            if (each.id().equals(id)) {
                return each;
            }
        }
        return WHITE;
    }

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** For display. */
    public String title() {
        return title;
    }

    /** {@code 0xrrggbb}, or {@link Drawing#NONE}. */
    public int rgb() {
        return rgb;
    }

    /** Whether shapes are drawn in the colours of the dark theme. */
    public boolean isDark() {
        return dark;
    }
}
