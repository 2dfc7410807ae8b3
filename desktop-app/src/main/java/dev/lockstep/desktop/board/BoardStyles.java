package dev.lockstep.desktop.board;

/** Style classes of the board, as the style sheet names them. */
final class BoardStyles {

    static final String BOARD = "board";
    static final String BAR = "board-bar";
    static final String TOOLS = "board-tools";
    static final String LOOK = "board-look";
    static final String LOOK_PANE = "board-look-pane";
    static final String FOCUS = "board-focus";
    static final String SAMPLE = "board-sample";
    static final String VIEWS = "board-views";
    static final String ZOOM = "board-zoom";
    static final String HINTS = "board-hints";
    static final String BACK = "board-back";
    static final String NOTICE = "board-notice";
    static final String SHADE = "board-shade";
    static final String SHEET = "board-sheet";
    static final String PEOPLE = "board-people";
    static final String KEY = "board-key";
    static final String TEXT = "board-text";
    static final String TEXT_SELECTION = "board-text-selection";
    static final String SWATCH_DISC = "swatch-disc";

    private BoardStyles() {}
}
