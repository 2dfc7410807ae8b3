package dev.lockstep.desktop.board;

import java.util.EnumSet;
import java.util.Set;

import dev.lockstep.desktop.board.shapes.Kind;

/** What can be chosen of how a shape looks. */
enum LookPart {
    COLOR,
    FILL,

    /** The paper of a note. */
    PAPER,
    WIDTH,

    /** Whether a pen is thinner where it moves fast: of what is drawn next only. */
    SPEED,
    DASH,
    TEXT_SIZE,
    OPACITY;

    /** Those that make a difference to shapes of {@code kind}. */
    static Set<LookPart> of(Kind kind) {
        return switch (kind) {
            case PEN -> EnumSet.of(COLOR, WIDTH, SPEED, OPACITY);
            case HIGHLIGHTER -> EnumSet.of(COLOR, WIDTH, OPACITY);
            case LINE, ARROW -> EnumSet.of(COLOR, WIDTH, DASH, OPACITY);
            case RECTANGLE, ELLIPSE, DIAMOND -> EnumSet.of(COLOR, FILL, WIDTH, DASH, TEXT_SIZE, OPACITY);
            case TEXT -> EnumSet.of(COLOR, TEXT_SIZE, OPACITY);
            case STICKY -> EnumSet.of(PAPER, TEXT_SIZE, OPACITY);
            case IMAGE -> EnumSet.of(OPACITY);
            case UNKNOWN -> EnumSet.noneOf(LookPart.class);
        };
    }

    boolean isOf(Kind kind) {
        return of(kind).contains(this);
    }
}
