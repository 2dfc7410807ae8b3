package dev.lockstep.desktop.shell;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.geometry.Pos;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.stage.Window;

import org.controlsfx.control.Notifications;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;

import dev.lockstep.desktop.text.DisplayText;

/**
 * Notifications beside the windows, for people who look elsewhere. ControlsFX's own style sheet decides their colours, and has two kinds.
 * On the JavaFX thread.
 */
final class Toasts {

    /** What one takes of a corner of the screen, with the distance to its edges, in pixels. */
    private static final double WIDTH = 440;

    private static final double HEIGHT = 120;

    /** What fits into {@link #WIDTH}: a toast is as wide as its text. */
    private static final int LINE_CHARS = 52;

    private Toasts() {}

    /** As much of {@code text} as a toast has room for. */
    static String line(String text) {
        return DisplayText.line(text, LINE_CHARS);
    }

    /** @param windows those of this person, which it is not to cover */
    static Notifications of(Theme theme, List<? extends Window> windows) {
        List<Rectangle2D> taken = windows.stream()
                .filter(Window::isShowing)
                .filter(window -> !(window instanceof Stage stage && stage.isIconified()))
                .map(window -> new Rectangle2D(window.getX(), window.getY(), window.getWidth(), window.getHeight()))
                .toList();
        Notifications toast =
                Notifications.create().position(place(Screen.getPrimary().getVisualBounds(), taken));
        return theme.darkProperty().get() ? toast.darkStyle() : toast;
    }

    /** A corner of the screen where none of {@code taken} is; else the middle of its top edge, where a window has but its title. */
    static Pos place(Rectangle2D screen, List<Rectangle2D> taken) {
        double right = screen.getMaxX() - WIDTH;
        double foot = screen.getMaxY() - HEIGHT;
        Map<Pos, Rectangle2D> corners = new LinkedHashMap<>();
        corners.put(Pos.TOP_RIGHT, new Rectangle2D(right, screen.getMinY(), WIDTH, HEIGHT));
        corners.put(Pos.BOTTOM_RIGHT, new Rectangle2D(right, foot, WIDTH, HEIGHT));
        corners.put(Pos.TOP_LEFT, new Rectangle2D(screen.getMinX(), screen.getMinY(), WIDTH, HEIGHT));
        corners.put(Pos.BOTTOM_LEFT, new Rectangle2D(screen.getMinX(), foot, WIDTH, HEIGHT));
        return corners.entrySet().stream()
                .filter(corner -> taken.stream().noneMatch(corner.getValue()::intersects))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(Pos.TOP_CENTER);
    }

    /** Shows one about somebody who speaks to this person. Returns what closes it before its time; doing so again does nothing. */
    static Runnable mention(Notifications toast) {
        FontIcon icon = new FontIcon(MaterialDesignM.MESSAGE_TEXT_OUTLINE);
        toast.graphic(icon).show();
        return () -> {
            Scene scene = icon.getScene(); // ControlsFX gives no other way to a notification than through what is in it
            Window window = scene == null ? null : scene.getWindow();
            if (window != null) {
                window.hide();
            }
        };
    }
}
