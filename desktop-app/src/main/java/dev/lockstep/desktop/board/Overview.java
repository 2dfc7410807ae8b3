package dev.lockstep.desktop.board;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.lockstep.desktop.board.shapes.Box;
import dev.lockstep.desktop.board.shapes.Geometry;
import dev.lockstep.desktop.board.shapes.Shape;
import dev.lockstep.desktop.board.shapes.ShapeIndex;

/**
 * What is shown of a board when all of it is asked for. Where something is so far out that all of it together could not be seen,
 * that is the part with the most shapes.
 *
 * @param box around what is shown
 * @param left how many shapes are elsewhere
 */
record Overview(Box box, int left) {

    /**
     * @param widthMax of what can be seen at once, in board units, as is {@code heightMax}
     * @return null where there are no shapes
     */
    static @Nullable Overview of(Collection<Shape> shapes, double widthMax, double heightMax) {
        Box all = ShapeIndex.around(shapes);
        if (all == null || (all.width() <= widthMax && all.height() <= heightMax)) {
            return all == null ? null : new Overview(all, 0);
        }
        Box densest = densest(shapes, widthMax / 2, heightMax / 2);
        Box window = new Box(
                densest.centerX() - widthMax / 2,
                densest.centerY() - heightMax / 2,
                densest.centerX() + widthMax / 2,
                densest.centerY() + heightMax / 2);
        List<Shape> inside = new ArrayList<>();
        for (Shape shape : shapes) {
            if (window.contains(Geometry.turned(shape.frame(), shape.angle()))) {
                inside.add(shape);
            }
        }
        Box box = ShapeIndex.around(inside);
        return new Overview(box == null ? densest : box, shapes.size() - inside.size());
    }

    /** The cell of a grid in which the middles of most shapes are. */
    private static Box densest(Collection<Shape> shapes, double width, double height) {
        Map<List<Long>, Integer> counts = new HashMap<>();
        List<Long> most = List.of(0L, 0L);
        for (Shape shape : shapes) {
            Box frame = shape.frame();
            List<Long> cell =
                    List.of((long) Math.floor(frame.centerX() / width), (long) Math.floor(frame.centerY() / height));
            if (counts.merge(cell, 1, Integer::sum) >= counts.getOrDefault(most, 0)) {
                most = cell;
            }
        }
        double x = most.get(0) * width;
        double y = most.get(1) * height;
        return new Box(x, y, x + width, y + height);
    }
}
