package dev.lockstep.desktop.board;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.lockstep.desktop.board.shapes.Box;

/**
 * How large a picture of a board will be, before it is drawn.
 *
 * @param page what is on it, in board units
 * @param asked pixels a unit of the board that somebody wants
 * @param scale as many of them as fit one picture
 */
record ExportPlan(Box page, double asked, double scale) {

    /** What one picture has room for, in pixels: 64 MB of memory, and what other programs open. */
    static final double PIXELS_MAX = 16_000_000;

    static final double SIDE_MAX = 16_000;

    /** So many parts are written at most; more would be gigabytes. */
    static final int PARTS_MAX = 100;

    private static final double PART_SIDE_MAX = 4_000;

    static ExportPlan of(Box page, double asked) {
        return of(page, asked, PIXELS_MAX);
    }

    static ExportPlan of(Box page, double asked, double pixelsMax) {
        double fitting = Math.sqrt(pixelsMax / Math.max(1, page.width() * page.height()));
        double side = SIDE_MAX / Math.max(page.width(), page.height());
        return new ExportPlan(page, asked, Math.min(asked, Math.min(fitting, side)));
    }

    int width() {
        return pixels(page.width(), scale);
    }

    int height() {
        return pixels(page.height(), scale);
    }

    private static int pixels(double units, double scale) {
        return (int) Math.max(1, Math.min(SIDE_MAX, Math.ceil(units * scale - 1e-6)));
    }

    /** Whether one picture has no room for the scale that is wanted; several always have room for more. */
    boolean isReduced() {
        return scale < asked * 0.999;
    }

    /**
     * How it is cut into several pictures.
     *
     * @param scale pixels a unit of the board: as many as somebody wants, or as {@value #PARTS_MAX} parts have room for
     */
    record Grid(int columns, int rows, double scale) {

        int count() {
            return columns * rows;
        }
    }

    Grid grid() {
        double columns = Math.ceil(page.width() * asked / PART_SIDE_MAX);
        double rows = Math.ceil(page.height() * asked / PART_SIDE_MAX);
        if (columns * rows <= PARTS_MAX) {
            return new Grid((int) Math.max(1, columns), (int) Math.max(1, rows), asked);
        }
        Grid sharpest = new Grid(1, 1, 0);
        for (int across = 1; across <= PARTS_MAX; across++) {
            int down = PARTS_MAX / across;
            double fitting = Math.min(across * PART_SIDE_MAX / page.width(), down * PART_SIDE_MAX / page.height());
            if (fitting > sharpest.scale) {
                int needed = (int) Math.max(1, Math.ceil(page.height() * fitting / PART_SIDE_MAX - 1e-6));
                sharpest = new Grid(across, needed, fitting);
            }
        }
        return sharpest;
    }

    /** One picture for each part, row by row. */
    List<ExportPlan> parts() {
        Grid grid = grid();
        List<ExportPlan> parts = new ArrayList<>();
        double width = page.width() / grid.columns;
        double height = page.height() / grid.rows;
        for (int row = 0; row < grid.rows; row++) {
            for (int column = 0; column < grid.columns; column++) {
                double x = page.minX() + column * width;
                double y = page.minY() + row * height;
                parts.add(of(new Box(x, y, x + width, y + height), grid.scale));
            }
        }
        return parts;
    }

    /** How large it will be; for display. */
    String inWords() {
        return String.format(Locale.ROOT, "%,d × %,d pixels", width(), height());
    }

    /** How much of the board's own size {@code scale} is; for display. */
    static String percent(double scale) {
        double percent = scale * 100;
        return percent >= 10 ? Math.round(percent) + " %" : String.format(Locale.ROOT, "%.1f %%", percent);
    }
}
