package dev.lockstep.desktop.view;

import java.util.Locale;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.Color;
import javafx.scene.shape.Circle;

import dev.lockstep.desktop.colors.ColorToken;
import dev.lockstep.desktop.text.DisplayText;
import dev.lockstep.desktop.text.DistinctNames;

/** A person as a disc of their colour with their initials. */
public final class Avatar extends StackPane {

    private static final double RADIUS = 14;
    private static final double RADIUS_SMALL = 8;
    private static final int COLOR_CHARS_MAX = 40;
    private static final Color UNKNOWN = Color.web(ColorToken.PERSON_UNKNOWN.web());

    private final Circle disc = new Circle(RADIUS);
    private final Label initials = new Label();

    public Avatar() {
        getStyleClass().add(Styles.AVATAR);
        initials.getStyleClass().add(Styles.AVATAR_TEXT);
        getChildren().addAll(disc, initials);
        size(RADIUS);
    }

    /** As small as it can be and still be told from others. */
    public void setSmall() {
        size(RADIUS_SMALL);
        initials.setVisible(false);
    }

    private void size(double radius) {
        disc.setRadius(radius);
        setMinSize(2 * radius, 2 * radius);
        setMaxSize(2 * radius, 2 * radius);
    }

    /** Both may be what a stranger sent. */
    public void show(String name, String color) {
        disc.setFill(parsed(color));
        initials.setText(initialsOf(DisplayText.name(DistinctNames.withoutTag(name))));
    }

    /** What a stranger's program sent may be no colour, or one that nobody sees. */
    private static Color parsed(String color) {
        if (color.length() > COLOR_CHARS_MAX) {
            return UNKNOWN;
        }
        try {
            Color known = Color.web(color);
            return known.isOpaque() ? known : Color.color(known.getRed(), known.getGreen(), known.getBlue());
        } catch (RuntimeException e) { // of several kinds
            return UNKNOWN;
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
