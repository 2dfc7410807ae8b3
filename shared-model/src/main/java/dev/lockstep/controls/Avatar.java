package dev.lockstep.controls;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.Color;
import javafx.scene.shape.Circle;

/**
 * A person as a disc of their colour with their initials; style class {@code lockstep-avatar}. Name and colour are what their program sent, and may
 * be anything.
 *
 * <p>To be used on the JavaFX thread.
 */
public final class Avatar extends StackPane {

    private static final double RADIUS = 14;
    private static final int COLOR_CHARS_MAX = 40;
    private static final int NAME_CHARS_MAX = 300;

    private static final Color UNKNOWN = Color.web("#6b7280");

    private final Circle disc = new Circle(RADIUS);
    private final Label initials = new Label();

    /** Of nobody yet; see {@link #show}. */
    public Avatar() {
        getStyleClass().add("lockstep-avatar");
        disc.setFill(UNKNOWN);
        getChildren().addAll(disc, initials);
        setRadius(RADIUS);
    }

    /** One that shows a person. */
    public Avatar(String name, String color) {
        this();
        show(name, color);
    }

    /** How large it is, in pixels of the scene; 14 at first. Below 10 there is no room for initials, which are left out. */
    public void setRadius(double radius) {
        disc.setRadius(radius);
        setMinSize(2 * radius, 2 * radius);
        setMaxSize(2 * radius, 2 * radius);
        initials.setVisible(radius >= 10);
    }

    /**
     * Shows a person.
     *
     * @param color a CSS colour; grey is shown where it is none
     */
    public void show(String name, String color) {
        disc.setFill(parsed(color));
        initials.setText(initialsOf(name.length() <= NAME_CHARS_MAX ? name : name.substring(0, NAME_CHARS_MAX)));
    }

    /** The letters that are shown. */
    public String getInitials() {
        return initials.getText();
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

    /** The first letters of the first and the last word. Signs that are no letters, as those that turn a text round, are left out. */
    static String initialsOf(String name) {
        List<String> letters = Stream.of(name.split("\\s+", -1))
                .map(Avatar::firstLetter)
                .filter(letter -> !letter.isEmpty())
                .toList();
        if (letters.isEmpty()) {
            return "";
        }
        String last = letters.size() > 1 ? letters.get(letters.size() - 1) : "";
        return (letters.get(0) + last).toUpperCase(Locale.ROOT);
    }

    private static String firstLetter(String word) {
        return word.codePoints()
                .filter(Character::isLetterOrDigit)
                .limit(1)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    @Override
    public String getUserAgentStylesheet() {
        return ControlStyle.sheet();
    }
}
