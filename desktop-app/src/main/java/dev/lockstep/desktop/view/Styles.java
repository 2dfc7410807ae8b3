package dev.lockstep.desktop.view;

import java.util.Objects;

/** Style classes and node ids, as the style sheets and tests name them. */
public final class Styles {

    public static final String SHELL = "shell";
    public static final String SIDEBAR = "sidebar";
    public static final String SIDE_RAIL = "side-rail";
    public static final String BRAND_ROW = "brand-row";
    public static final String BRAND = "brand";
    public static final String SECTION = "section-title";
    public static final String STATUS = "status-pill";
    public static final String STATUS_DOT = "status-dot";
    public static final String STATUS_WAITING = "status-waiting";
    public static final String ROOM_ITEM = "room-item";
    public static final String PERSON = "person";
    public static final String PERSON_NAME = "person-name";
    public static final String PERSON_TAG = "person-tag";
    public static final String AVATAR = "avatar";
    public static final String AVATAR_TEXT = "avatar-text";
    public static final String CONTENT = "content";
    public static final String VIEW_TITLE = "view-title";
    public static final String VIEW_HINT = "view-hint";
    public static final String CARD = "card-box";
    public static final String PLAIN_SCROLL = "plain-scroll";
    public static final String CARD_TITLE = "card-title";
    public static final String CARD_HINT = "card-hint";
    public static final String BIG_NUMBER = "big-number";
    public static final String ROUND_BUTTON = "round-button";
    public static final String LOCK_BAR = "lock-bar";
    public static final String REFUSALS = "refusals";
    public static final String POPOVER = "popover-box";
    public static final String BANNER = "banner";
    public static final String PROBLEM = "problem";
    public static final String EMPTY = "empty-state";
    public static final String TOOL_BUTTON = "tool-button";
    public static final String ROOM_BAR = "room-bar";
    public static final String ROOM_TITLE = "room-title";
    public static final String ROOM_TAB = "room-tab";
    public static final String SWATCH = "swatch";
    public static final String ROOM_BADGE = "room-badge";
    public static final String ROOM_MEMBERS = "room-members";
    public static final String BOARD = "board";
    public static final String BOARD_BAR = "board-bar";
    public static final String BOARD_TOOLS = "board-tools";
    public static final String BOARD_LOOK = "board-look";
    public static final String BOARD_LOOK_PANE = "board-look-pane";
    public static final String BOARD_FOCUS = "board-focus";
    public static final String BOARD_SAMPLE = "board-sample";
    public static final String BOARD_VIEWS = "board-views";
    public static final String BOARD_ZOOM = "board-zoom";
    public static final String BOARD_HINTS = "board-hints";
    public static final String BOARD_BACK = "board-back";
    public static final String BOARD_NOTICE = "board-notice";
    public static final String BOARD_SHADE = "board-shade";
    public static final String BOARD_SHEET = "board-sheet";
    public static final String BOARD_PEOPLE = "board-people";
    public static final String BOARD_KEY = "board-key";
    public static final String BOARD_TEXT = "board-text";
    public static final String BOARD_TEXT_SELECTION = "board-text-selection";

    private Styles() {}

    /** The style sheet that they are in, for a scene or a pop-over. */
    public static String sheet() {
        return Objects.requireNonNull(Styles.class.getResource("/dev/lockstep/desktop/lockstep.css"))
                .toExternalForm();
    }
}
