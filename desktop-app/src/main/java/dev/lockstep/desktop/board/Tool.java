package dev.lockstep.desktop.board;

import dev.lockstep.desktop.board.shapes.Kind;

/** What the pointer does on the board; each has a key. */
public enum Tool {
    SELECT("Select", "V"),
    HAND("Pan", "H"),
    PEN("Pen", "P"),
    HIGHLIGHTER("Highlighter", "M"),
    ERASER("Eraser", "E"),
    LINE("Line", "L"),
    ARROW("Arrow", "A"),
    RECTANGLE("Rectangle", "R"),
    ELLIPSE("Ellipse", "O"),
    DIAMOND("Diamond", "D"),
    TEXT("Text", "T"),
    STICKY("Sticky note", "S"),
    LASER("Laser pointer", "K");

    private final String title;
    private final String key;

    Tool(String title, String key) {
        this.title = title;
        this.key = key;
    }

    /** For people. */
    public String title() {
        return title;
    }

    /** The letter that chooses it. */
    public String key() {
        return key;
    }

    /** What it draws. */
    Kind kind() {
        return switch (this) {
            case PEN -> Kind.PEN;
            case HIGHLIGHTER -> Kind.HIGHLIGHTER;
            case LINE -> Kind.LINE;
            case ARROW -> Kind.ARROW;
            case RECTANGLE -> Kind.RECTANGLE;
            case ELLIPSE -> Kind.ELLIPSE;
            case DIAMOND -> Kind.DIAMOND;
            case TEXT -> Kind.TEXT;
            case STICKY -> Kind.STICKY;
            case SELECT, HAND, ERASER, LASER -> Kind.UNKNOWN;
        };
    }
}
