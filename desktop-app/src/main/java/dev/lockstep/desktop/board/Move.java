package dev.lockstep.desktop.board;

import java.util.HashSet;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.lockstep.desktop.board.shapes.Box;
import dev.lockstep.desktop.board.shapes.Shape;
import dev.lockstep.desktop.board.shapes.ShapeIndex;

/** Moves shapes; with Shift along one direction. */
final class Move extends Transform {

    private final double startX;
    private final double startY;
    private final Snapper snapper;
    private final @Nullable Box box;

    Move(BoardModel model, List<Shape> shapes, boolean grid, Pointer pointer) {
        super(model, "Move", shapes, pointer);
        this.startX = pointer.x();
        this.startY = pointer.y();
        this.snapper = new Snapper(model.index(), grid, new HashSet<>(ids));
        this.box = ShapeIndex.around(shapes);
    }

    @Override
    List<Shape> at(Pointer pointer) {
        double dx = pointer.x() - startX;
        double dy = pointer.y() - startY;
        if (pointer.straight()) {
            if (Math.abs(dx) > Math.abs(dy)) {
                dy = 0;
            } else {
                dx = 0;
            }
        }
        if (box == null) {
            return shapes;
        }
        Snapper.Snapped by = snapper.box(box, dx, dy, pointer);
        showGuides(by.guides());
        return shapes.stream()
                .map(shape -> shape.at(shape.x() + by.x(), shape.y() + by.y()))
                .toList();
    }
}
