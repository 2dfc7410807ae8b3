package dev.lockstep.desktop.board;

import java.util.List;

import dev.lockstep.desktop.board.shapes.Box;
import dev.lockstep.desktop.board.shapes.Geometry;
import dev.lockstep.desktop.board.shapes.Shape;

/** Turns shapes around their common middle; with Shift by 15 degrees each. */
final class Turn extends Transform {

    private static final double STEP = 15;

    private final Box frame;
    private final double startDegrees;

    Turn(BoardModel model, List<Shape> shapes, Pointer pointer) {
        super(model, "Turn", shapes, pointer);
        this.frame = Handle.frame(shapes);
        this.startDegrees = degrees(pointer);
    }

    private double degrees(Pointer pointer) {
        return Math.toDegrees(Math.atan2(pointer.y() - frame.centerY(), pointer.x() - frame.centerX()));
    }

    @Override
    List<Shape> at(Pointer pointer) {
        double turned = degrees(pointer) - startDegrees;
        if (pointer.straight()) {
            double first = shapes.size() == 1 ? shapes.get(0).angle() : 0;
            turned = Math.round((first + turned) / STEP) * STEP - first;
        }
        double by = turned;
        return shapes.stream().map(shape -> turned(shape, by)).toList();
    }

    private Shape turned(Shape shape, double by) {
        Box own = shape.frame();
        double[] middle = Geometry.rotated(own.centerX(), own.centerY(), frame.centerX(), frame.centerY(), by);
        double dx = middle[0] - own.centerX();
        double dy = middle[1] - own.centerY();
        if (shape.kind().isLine()) {
            double[] end = Geometry.rotated(shape.width(), shape.height(), 0, 0, by);
            return shape.with(middle[0] - end[0] / 2, middle[1] - end[1] / 2, end[0], end[1], 0);
        }
        return shape.with(
                shape.x() + dx,
                shape.y() + dy,
                shape.width(),
                shape.height(),
                Math.IEEEremainder(shape.angle() + by, 360));
    }
}
