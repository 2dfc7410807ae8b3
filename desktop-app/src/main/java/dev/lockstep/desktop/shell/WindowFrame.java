package dev.lockstep.desktop.shell;

import java.util.ArrayList;
import java.util.List;
import javafx.animation.KeyFrame;
import javafx.animation.PauseTransition;
import javafx.animation.Timeline;
import javafx.beans.InvalidationListener;
import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.stage.Window;
import javafx.util.Duration;

import dev.lockstep.desktop.view.Settings;

/** Puts a window on the screen that is there, and remembers where it was. On the JavaFX thread. */
final class WindowFrame {

    private static final double MIN_WIDTH = 560;
    private static final double MIN_HEIGHT = 360;

    /** When it is looked again whether a window manager has put the window where it wants it, in milliseconds. */
    private static final int[] LOOKS = {150, 400, 900, 1_800};

    /** How long a window stands still before its place is kept. */
    private static final Duration KEEP_AFTER = Duration.seconds(1);

    private final Stage stage;
    private final WindowPlacements places;
    private WindowBounds wanted;

    WindowFrame(Stage stage, Settings settings) {
        this.stage = stage;
        this.places = new WindowPlacements(settings);
        List<Rectangle2D> screens = screens();
        this.wanted = places.next(screens).beside(others(), screens);
        stage.setMinWidth(Math.min(MIN_WIDTH, wanted.width()));
        stage.setMinHeight(Math.min(MIN_HEIGHT, wanted.height()));
        put(wanted);
        stage.setMaximized(wanted.maximized());
        stage.setOnShown(shown -> settleSoon());
    }

    private static List<Rectangle2D> screens() {
        List<Rectangle2D> all = new ArrayList<>(List.of(Screen.getPrimary().getVisualBounds()));
        Screen.getScreens().stream()
                .map(Screen::getVisualBounds)
                .filter(bounds -> !all.contains(bounds))
                .forEach(all::add);
        return all;
    }

    private List<WindowBounds> others() {
        return Window.getWindows().stream()
                .filter(window -> window instanceof Stage && !window.equals(stage))
                .map(window ->
                        new WindowBounds(window.getX(), window.getY(), window.getWidth(), window.getHeight(), false))
                .toList();
    }

    private void put(WindowBounds bounds) {
        stage.setX(bounds.x());
        stage.setY(bounds.y());
        stage.setWidth(bounds.width());
        stage.setHeight(bounds.height());
    }

    /**
     * Once the window has its title bar: some window managers put that above the screen, or open a program's first window as
     * small as it may be.
     */
    private void settleSoon() {
        Timeline looks = new Timeline();
        for (int millis : LOOKS) {
            looks.getKeyFrames().add(new KeyFrame(Duration.millis(millis), at -> settle()));
        }
        looks.setOnFinished(over -> keepWhenMoved()); // until then it may be the window manager's
        looks.play();
    }

    /** Not every program ends well, so a place isn't kept at the end alone. */
    private void keepWhenMoved() {
        PauseTransition quiet = new PauseTransition(KEEP_AFTER);
        quiet.setOnFinished(over -> {
            if (stage.isShowing()) {
                keep();
            }
        });
        InvalidationListener moved = property -> quiet.playFromStart();
        stage.xProperty().addListener(moved);
        stage.yProperty().addListener(moved);
        stage.widthProperty().addListener(moved);
        stage.heightProperty().addListener(moved);
        stage.maximizedProperty().addListener(moved);
        quiet.play(); // it may have been moved meanwhile
    }

    private void settle() {
        if (!stage.isShowing() || stage.isMaximized() || stage.isFullScreen() || stage.isIconified()) {
            return;
        }
        boolean tiny = stage.getWidth() <= MIN_WIDTH && stage.getHeight() <= MIN_HEIGHT;
        WindowBounds now = tiny ? wanted : bounds();
        WindowBounds fitted = now.fitted(screens());
        if (!fitted.equals(bounds())) {
            put(fitted);
        }
    }

    private WindowBounds bounds() {
        return new WindowBounds(stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight(), false);
    }

    /** Where the window is, for the next time. */
    void keep() {
        if (!stage.isMaximized() && !stage.isFullScreen() && !stage.isIconified()) {
            wanted = bounds();
        }
        places.keep(
                screens(),
                new WindowBounds(wanted.x(), wanted.y(), wanted.width(), wanted.height(), stage.isMaximized()));
    }
}
