package dev.lockstep.desktop.board.shapes;

import java.util.Locale;

/** What a shape is. */
public enum Kind {
    PEN,
    HIGHLIGHTER,
    LINE,
    ARROW,
    RECTANGLE,
    ELLIPSE,
    DIAMOND,
    TEXT,
    STICKY,
    IMAGE,

    /** Something that this program doesn't know, or can't read: shown as a placeholder, and left as it is. */
    UNKNOWN;

    /** As it is written in entries. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Kind of(String id) {
        for (Kind kind : values()) {
            if (kind.id().equals(id)) {
                return kind;
            }
        }
        return UNKNOWN;
    }

    /** Drawn along points. */
    public boolean isStroke() {
        return this == PEN || this == HIGHLIGHTER;
    }

    /** From one point to another: its width and height may be negative. */
    public boolean isLine() {
        return this == LINE || this == ARROW;
    }

    /** Is nothing without its text. Forms that are closed may have one too. */
    public boolean hasText() {
        return this == TEXT || this == STICKY;
    }

    /** Has an inside that can be filled. */
    public boolean isClosed() {
        return this == RECTANGLE || this == ELLIPSE || this == DIAMOND || this == STICKY;
    }
}
