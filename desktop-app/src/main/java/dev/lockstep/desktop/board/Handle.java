package dev.lockstep.desktop.board;

import java.util.ArrayList;
import java.util.List;

import dev.lockstep.desktop.board.shapes.Box;
import dev.lockstep.desktop.board.shapes.Geometry;
import dev.lockstep.desktop.board.shapes.Kind;
import dev.lockstep.desktop.board.shapes.Shape;
import dev.lockstep.desktop.board.shapes.ShapeIndex;

/**
 * What a selection is pulled at.
 *
 * @param x in board units, as is {@code y}
 */
record Handle(Role role, double x, double y) {

    /** How far above a selection it is turned, in pixels of the screen. */
    private static final double TURN_PIXELS = 26;

    /** What it does. */
    enum Role {
        NORTH_WEST(0, 0),
        NORTH(0.5, 0),
        NORTH_EAST(1, 0),
        EAST(1, 0.5),
        SOUTH_EAST(1, 1),
        SOUTH(0.5, 1),
        SOUTH_WEST(0, 1),
        WEST(0, 0.5),
        TURN(0.5, 0),
        LINE_START(0, 0),
        LINE_END(1, 1);

        final double partX;
        final double partY;

        Role(double partX, double partY) {
            this.partX = partX;
            this.partY = partY;
        }

        boolean isCorner() {
            return partX != 0.5 && partY != 0.5;
        }
    }

    /** Those of a selection; none where all of it is locked. */
    static List<Handle> of(List<Shape> shapes, double scale) {
        List<Handle> handles = new ArrayList<>();
        if (shapes.isEmpty()) {
            return handles;
        }
        if (shapes.size() == 1 && shapes.get(0).kind().isLine()) {
            Shape line = shapes.get(0);
            handles.add(new Handle(Role.LINE_START, line.x(), line.y()));
            handles.add(new Handle(Role.LINE_END, line.x() + line.width(), line.y() + line.height()));
            return handles;
        }
        double angle = shapes.size() == 1 ? shapes.get(0).angle() : 0;
        Box box = frame(shapes);
        boolean text = shapes.size() == 1 && shapes.get(0).kind() == Kind.TEXT;
        for (Role role : Role.values()) {
            if (role == Role.LINE_START || role == Role.LINE_END || (text && !role.isCorner() && role != Role.TURN)) {
                continue;
            }
            double x = box.minX() + role.partX * box.width();
            double y = box.minY() + role.partY * box.height() - (role == Role.TURN ? TURN_PIXELS / scale : 0);
            double[] turned = Geometry.rotated(x, y, box.centerX(), box.centerY(), angle);
            handles.add(new Handle(role, turned[0], turned[1]));
        }
        return handles;
    }

    /** What the handles stand around: of one shape its own frame, which may be turned; of more what is around them. */
    static Box frame(List<Shape> shapes) {
        Box around = shapes.size() == 1 ? shapes.get(0).frame() : ShapeIndex.around(shapes);
        return around == null ? new Box(0, 0, 0, 0) : around;
    }
}
