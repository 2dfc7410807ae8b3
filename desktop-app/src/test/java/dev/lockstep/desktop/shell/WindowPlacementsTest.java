package dev.lockstep.desktop.shell;

import java.util.List;
import javafx.geometry.Rectangle2D;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.lockstep.desktop.view.Settings;

import static org.assertj.core.api.Assertions.assertThat;

class WindowPlacementsTest {

    private static final Rectangle2D SMALL = new Rectangle2D(0, 0, 800, 480);
    private static final Rectangle2D LARGE = new Rectangle2D(0, 28, 2560, 1412);
    private static final Rectangle2D RIGHT = new Rectangle2D(2560, 0, 1920, 1080);

    private final Settings settings = Settings.none();
    private final WindowPlacements places = new WindowPlacements(settings);

    @Test
    @DisplayName("a first window is in the middle of the main screen, and no larger than it")
    void first() {
        assertThat(places.next(List.of(LARGE))).isEqualTo(new WindowBounds(680, 354, 1200, 760, false));
        assertThat(places.next(List.of(SMALL))).isEqualTo(new WindowBounds(0, 0, 800, 480, false));
    }

    @Test
    @DisplayName("a size that an earlier version kept is that of the first window")
    void earlier() {
        settings.set("window.width", 1000.0);
        settings.set("window.height", 700.0);
        settings.set("window.maximized", true);
        assertThat(places.next(List.of(LARGE))).isEqualTo(new WindowBounds(780, 384, 1000, 700, true));
    }

    @Test
    @DisplayName("each set-up of screens has its own place")
    void setups() {
        WindowBounds docked = new WindowBounds(2700, 100, 1600, 900, false);
        WindowBounds onTheTrain = new WindowBounds(10, 20, 700, 400, true);
        places.keep(List.of(LARGE, RIGHT), docked);
        places.keep(List.of(SMALL), onTheTrain);
        assertThat(places.next(List.of(LARGE, RIGHT))).isEqualTo(docked);
        assertThat(places.next(List.of(SMALL))).isEqualTo(onTheTrain);
        for (int i = 0; i < 20; i++) {
            places.keep(List.of(new Rectangle2D(0, 0, 1000 + i, 800)), docked);
        }
        assertThat(settings.list("window.places")).hasSize(8);
    }

    @Test
    @DisplayName("a window is put where all of it is seen, title bar and foot included")
    void fitted() {
        List<Rectangle2D> screens = List.of(LARGE, RIGHT);
        assertThat(new WindowBounds(100, -8, 900, 600, false).fitted(screens))
                .isEqualTo(new WindowBounds(100, 28, 900, 600, false));
        assertThat(new WindowBounds(2000, 900, 900, 600, false).fitted(screens))
                .as("most of it is on the left")
                .isEqualTo(new WindowBounds(1660, 840, 900, 600, false));
        assertThat(new WindowBounds(9000, 9000, 900, 600, false).fitted(screens))
                .as("its screen is gone")
                .satisfies(bounds ->
                        assertThat(screens).anyMatch(screen -> screen.contains(bounds.x(), bounds.y(), 900, 600)));
        assertThat(new WindowBounds(-20, -20, 2000, 1500, true).fitted(List.of(SMALL)))
                .isEqualTo(new WindowBounds(0, 0, 800, 480, true));
    }

    @Test
    @DisplayName("a window opens beside those at the same place, where there is room")
    void beside() {
        WindowBounds one = new WindowBounds(100, 100, 900, 600, false);
        WindowBounds two = one.beside(List.of(one), List.of(LARGE));
        assertThat(two).isEqualTo(new WindowBounds(132, 132, 900, 600, false));
        assertThat(one.beside(List.of(one, two), List.of(LARGE)))
                .isEqualTo(new WindowBounds(164, 164, 900, 600, false));
        WindowBounds whole = new WindowBounds(0, 0, 800, 480, false);
        assertThat(whole.beside(List.of(whole), List.of(SMALL))).isEqualTo(whole);
    }

    @Test
    @DisplayName("what somebody has written into the settings is no place")
    void nonsense() {
        for (String text : List.of("", "1 2 3", "a b c d e", "NaN 0 900 600 false", "0 0 9e99 600 false")) {
            settings.setList("window.places", List.of("800x480+0+0=" + text));
            assertThat(places.next(List.of(SMALL))).isEqualTo(new WindowBounds(0, 0, 800, 480, false));
        }
    }
}
