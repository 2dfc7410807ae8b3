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
        Shape smallest = null; // of those that are too large to be seen whole
        List<Shape> fitting = new ArrayList<>();
        for (Shape shape : shapes) {
            Box frame = turned(shape);
            if (frame.width() <= widthMax && frame.height() <= heightMax) {
                fitting.add(shape);
            } else if (smallest == null || extent(frame) < extent(turned(smallest))) {
                smallest = shape;
            }
        }
        if (fitting.isEmpty() && smallest != null) {
            double x = smallest.x(); // a corner, where something is to be seen
            double y = smallest.y();
            Box corner = new Box(x - widthMax / 4, y - heightMax / 4, x + widthMax / 4, y + heightMax / 4);
            return new Overview(corner, shapes.size());
        }
        Box densest = densest(fitting, widthMax / 2, heightMax / 2);
        Box window = new Box(
                densest.centerX() - widthMax / 2,
                densest.centerY() - heightMax / 2,
                densest.centerX() + widthMax / 2,
                densest.centerY() + heightMax / 2);
        List<Shape> inside = new ArrayList<>();
        for (Shape shape : fitting) {
            if (window.contains(turned(shape))) {
                inside.add(shape);
            }
        }
        Box box = ShapeIndex.around(inside);
        return new Overview(box == null ? densest : box, shapes.size() - inside.size());
    }

    private static Box turned(Shape shape) {
        return Geometry.turned(shape.frame(), shape.angle());
    }

    private static double extent(Box box) {
        return Math.max(box.width(), box.height());
    }

    /** The cell of a grid in which the middles of most shapes are; of several, that of the first. */
    private static Box densest(Collection<Shape> shapes, double width, double height) {
        Map<List<Long>, Integer> counts = new HashMap<>();
        List<Long> most = List.of(0L, 0L);
        int highest = 0;
        for (Shape shape : shapes) {
            Box frame = shape.frame();
            List<Long> cell =
                    List.of((long) Math.floor(frame.centerX() / width), (long) Math.floor(frame.centerY() / height));
            int count = counts.merge(cell, 1, Integer::sum);
            if (count > highest) {
                highest = count;
                most = cell;
            }
        }
        double x = most.get(0) * width;
        double y = most.get(1) * height;
        return new Box(x, y, x + width, y + height);
    }
}
