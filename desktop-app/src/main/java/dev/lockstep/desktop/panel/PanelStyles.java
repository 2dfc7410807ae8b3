package dev.lockstep.desktop.panel;

/** Style classes of the panel, as the style sheet names them. */
final class PanelStyles {

    static final String BIG_NUMBER = "big-number";
    static final String ROUND_BUTTON = "round-button";
    static final String LOCK_BAR = "lock-bar";

    private PanelStyles() {}
}
