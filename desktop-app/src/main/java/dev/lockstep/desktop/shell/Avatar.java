package dev.lockstep.desktop.shell;

import java.util.Locale;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.Color;
import javafx.scene.shape.Circle;

/** A person as a disc of their colour with their initials. */
final class Avatar extends StackPane {

    private static final double RADIUS = 14;

    private final Circle disc = new Circle(RADIUS);
    private final Label initials = new Label();

    Avatar() {
        getStyleClass().add(Styles.AVATAR);
        initials.getStyleClass().add(Styles.AVATAR_TEXT);
        getChildren().addAll(disc, initials);
        setMinSize(2 * RADIUS, 2 * RADIUS);
        setMaxSize(2 * RADIUS, 2 * RADIUS);
    }

    void show(String name, String color) {
        disc.setFill(parsed(color));
        initials.setText(initialsOf(name));
    }

    /** What a stranger's program sent may be no colour. */
    private static Color parsed(String color) {
        try {
            return Color.web(color);
        } catch (IllegalArgumentException e) {
            return Color.GRAY;
        }
    }

    /** The first letters of the first and the last word. */
    static String initialsOf(String name) {
        String[] words = name.strip().split("\\s+", -1);
        String first = firstLetter(words[0]);
        String last = words.length > 1 ? firstLetter(words[words.length - 1]) : "";
        return (first + last).toUpperCase(Locale.ROOT);
    }

    private static String firstLetter(String word) {
        return word.isEmpty() ? "" : word.substring(0, word.offsetByCodePoints(0, 1));
    }
}
