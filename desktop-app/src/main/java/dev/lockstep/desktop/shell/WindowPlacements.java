package dev.lockstep.desktop.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javafx.geometry.Rectangle2D;

import org.jspecify.annotations.Nullable;

import dev.lockstep.desktop.view.Settings;

/** Where windows were the last time, for each set-up of screens: a laptop at its dock has another than on the train. */
final class WindowPlacements {

    private static final String KEY = "window.places";
    private static final int SETUPS_MAX = 8;
    private static final double WIDTH = 1_200;
    private static final double HEIGHT = 760;
    private static final double SIDE_MIN = 100;
    private static final double SIDE_MAX = 20_000;
    private static final double PLACE_MAX = 100_000;

    private final Settings settings;

    WindowPlacements(Settings settings) {
        this.settings = settings;
    }

    /**
     * The place of a window that opens, all of it on one of the screens.
     *
     * @param screens what windows may use of each, the main one first; not empty
     */
    WindowBounds next(List<Rectangle2D> screens) {
        String setup = setup(screens);
        for (String line : settings.list(KEY)) {
            WindowBounds kept = line.startsWith(setup + "=") ? parsed(line.substring(setup.length() + 1)) : null;
            if (kept != null) {
                return kept.fitted(screens);
            }
        }
        double width = settings.get("window.width", WIDTH, SIDE_MIN, SIDE_MAX); // as earlier versions kept it
        double height = settings.get("window.height", HEIGHT, SIDE_MIN, SIDE_MAX);
        return WindowBounds.centred(width, height, settings.get("window.maximized", false), screens.get(0));
    }

    /** Keeps where a window was as it closed. */
    void keep(List<Rectangle2D> screens, WindowBounds at) {
        String setup = setup(screens);
        List<String> lines = new ArrayList<>(settings.list(KEY));
        lines.removeIf(line -> line.startsWith(setup + "="));
        lines.add(
                0,
                setup + "=" + (long) at.x() + " " + (long) at.y() + " " + (long) at.width() + " " + (long) at.height()
                        + " " + at.maximized());
        settings.setList(KEY, lines.subList(0, Math.min(SETUPS_MAX, lines.size())));
    }

    private static String setup(List<Rectangle2D> screens) {
        return screens.stream()
                .map(screen -> (long) screen.getWidth() + "x" + (long) screen.getHeight() + "+"
                        + (long) screen.getMinX() + "+" + (long) screen.getMinY())
                .collect(Collectors.joining(","));
    }

    private static @Nullable WindowBounds parsed(String text) {
        String[] parts = text.split(" ", -1);
        if (parts.length != 5) {
            return null;
        }
        try {
            WindowBounds bounds = new WindowBounds(
                    Double.parseDouble(parts[0]),
                    Double.parseDouble(parts[1]),
                    Double.parseDouble(parts[2]),
                    Double.parseDouble(parts[3]),
                    Boolean.parseBoolean(parts[4]));
            boolean sane = Math.abs(bounds.x()) <= PLACE_MAX
                    && Math.abs(bounds.y()) <= PLACE_MAX
                    && bounds.width() >= SIDE_MIN
                    && bounds.width() <= SIDE_MAX
                    && bounds.height() >= SIDE_MIN
                    && bounds.height() <= SIDE_MAX;
            return sane ? bounds : null;
        } catch (NumberFormatException e) {
            return null; // somebody has edited the file
        }
    }
}
