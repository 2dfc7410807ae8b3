package dev.lockstep.desktop.shell;

import java.util.Comparator;
import java.util.List;
import javafx.geometry.Rectangle2D;

/**
 * Where a window is, its frame included, in units of layout.
 *
 * @param maximized whether it fills its screen now; the rest is where it is when it doesn't
 */
record WindowBounds(double x, double y, double width, double height, boolean maximized) {

    private static final double OFFSET = 32;

    /** In the middle of a screen. */
    static WindowBounds centred(double width, double height, boolean maximized, Rectangle2D screen) {
        double fittedWidth = Math.min(width, screen.getWidth());
        double fittedHeight = Math.min(height, screen.getHeight());
        return new WindowBounds(
                Math.rint(screen.getMinX() + (screen.getWidth() - fittedWidth) / 2),
                Math.rint(screen.getMinY() + (screen.getHeight() - fittedHeight) / 2),
                fittedWidth,
                fittedHeight,
                maximized);
    }

    /**
     * All of it on the screen that shows most of it: no larger than that, and nothing beyond its edges.
     *
     * @param screens what windows may use of each; not empty
     */
    WindowBounds fitted(List<Rectangle2D> screens) {
        Rectangle2D screen =
                screens.stream().max(Comparator.comparingDouble(this::shownOn)).orElseThrow();
        double fittedWidth = Math.min(width, screen.getWidth());
        double fittedHeight = Math.min(height, screen.getHeight());
        return new WindowBounds(
                Math.max(screen.getMinX(), Math.min(x, screen.getMaxX() - fittedWidth)),
                Math.max(screen.getMinY(), Math.min(y, screen.getMaxY() - fittedHeight)),
                fittedWidth,
                fittedHeight,
                maximized);
    }

    private double shownOn(Rectangle2D screen) {
        double across = Math.min(x + width, screen.getMaxX()) - Math.max(x, screen.getMinX());
        double down = Math.min(y + height, screen.getMaxY()) - Math.max(y, screen.getMinY());
        return Math.max(0, across) * Math.max(0, down);
    }

    /** Beside others at the same place, so that each title bar is seen. */
    WindowBounds beside(List<WindowBounds> others, List<Rectangle2D> screens) {
        WindowBounds place = this;
        for (int i = 0; i < others.size() && place.isOver(others); i++) {
            WindowBounds next =
                    new WindowBounds(place.x + OFFSET, place.y + OFFSET, width, height, maximized).fitted(screens);
            if (next.equals(place)) {
                return place; // there is no room
            }
            place = next;
        }
        return place;
    }

    private boolean isOver(List<WindowBounds> others) {
        return others.stream()
                .anyMatch(other -> Math.abs(other.x - x) < OFFSET / 2 && Math.abs(other.y - y) < OFFSET / 2);
    }
}
