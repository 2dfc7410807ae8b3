package dev.lockstep.desktop.view;

import java.util.Objects;

/** Style classes that views share with each other and the window, as the style sheet names them. What one has alone is beside it. */
public final class Styles {

    public static final String SECTION = "section-title";
    public static final String CONTENT = "content";
    public static final String VIEW_TITLE = "view-title";
    public static final String VIEW_HINT = "view-hint";
    public static final String CARD = "card-box";
    public static final String PLAIN_SCROLL = "plain-scroll";
    public static final String CARD_TITLE = "card-title";
    public static final String CARD_HINT = "card-hint";
    public static final String PROBLEM = "problem";
    public static final String EMPTY = "empty-state";
    public static final String TOOL_BUTTON = "tool-button";

    private Styles() {}

    /** The style sheet that they are in, for a scene or a pop-over. */
    public static String sheet() {
        return sheet("lockstep");
    }

    /** What is added to it for cards that may only be looked at. */
    public static String lookOnlySheet() {
        return sheet("look-only");
    }

    private static String sheet(String name) {
        return Objects.requireNonNull(Styles.class.getResource("/dev/lockstep/desktop/" + name + ".css"))
                .toExternalForm();
    }
}
