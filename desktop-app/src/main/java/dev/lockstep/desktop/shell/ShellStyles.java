package dev.lockstep.desktop.shell;

/** Style classes of the window, as the style sheet names them. */
final class ShellStyles {

    static final String SHELL = "shell";
    static final String SIDEBAR = "sidebar";
    static final String SIDE_RAIL = "side-rail";
    static final String BRAND_ROW = "brand-row";
    static final String BRAND = "brand";
    static final String STATUS = "status-pill";
    static final String STATUS_DOT = "status-dot";
    static final String STATUS_WAITING = "status-waiting";
    static final String ROOM_ITEM = "room-item";
    static final String PERSON = "person";
    static final String PERSON_NAME = "person-name";
    static final String PERSON_TAG = "person-tag";
    static final String REFUSALS = "refusals";
    static final String POPOVER = "popover-box";
    static final String POPOVER_SCROLLED = "popover-scrolled";
    static final String DIGITS = "digits";
    static final String BANNER = "banner";
    static final String ONLY_LOOKS = "only-looks";
    static final String ACCESS_PEOPLE = "access-people";
    static final String ROOM_BAR = "room-bar";
    static final String ROOM_TITLE = "room-title";
    static final String ROOM_TAB = "room-tab";
    static final String SWATCH = "swatch";
    static final String ROOM_BADGE = "room-badge";
    static final String ROOM_MEMBERS = "room-members";

    private ShellStyles() {}
}
