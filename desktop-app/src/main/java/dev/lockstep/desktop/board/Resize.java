package dev.lockstep.desktop.board;

import java.util.List;

import dev.lockstep.desktop.board.shapes.Box;
import dev.lockstep.desktop.board.shapes.Geometry;
import dev.lockstep.desktop.board.shapes.Kind;
import dev.lockstep.desktop.board.shapes.Shape;

/**
 * Stretches shapes by a handle; with Shift, or by a corner of what has proportions of its own, evenly. Beyond the edge that stands
 * still they are mirrored; what is written, and pictures, are only moved there.
 */
final class Resize extends Transform {

    private static final double SIZE_MIN = 2;

    private final Handle.Role role;
    private final Box frame;
    private final double angle;
    private final boolean even;
    private final double offsetX; // of the pointer, from the middle of the handle
    private final double offsetY;

    Resize(BoardModel model, List<Shape> shapes, Handle handle, Pointer pointer) {
        super(model, "Resize", shapes, pointer);
        this.role = handle.role();
        this.offsetX = pointer.x() - handle.x();
        this.offsetY = pointer.y() - handle.y();
        this.frame = Handle.frame(shapes);
        this.angle = shapes.size() == 1 ? shapes.get(0).angle() : 0;
        this.even = shapes.stream().anyMatch(s -> s.kind() == Kind.IMAGE || s.kind() == Kind.TEXT);
    }

    @Override
    List<Shape> at(Pointer pointer) {
        double x = pointer.x() - offsetX;
        double y = pointer.y() - offsetY;
        if (role == Handle.Role.LINE_START || role == Handle.Role.LINE_END) {
            return List.of(line(shapes.get(0), x, y));
        }
        double[] upright = Geometry.rotated(x, y, frame.centerX(), frame.centerY(), -angle);
        double fixedX = frame.minX() + (1 - role.partX) * frame.width();
        double fixedY = frame.minY() + (1 - role.partY) * frame.height();
        double width = role.partX == 0.5 ? frame.width() : (upright[0] - fixedX) * (role.partX == 1 ? 1 : -1);
        double height = role.partY == 0.5 ? frame.height() : (upright[1] - fixedY) * (role.partY == 1 ? 1 : -1);
        boolean flipX = width < 0; // it is beyond the edge that stands still
        boolean flipY = height < 0;
        width = Math.max(SIZE_MIN, Math.abs(width));
        height = Math.max(SIZE_MIN, Math.abs(height));
        if ((even || pointer.straight()) && role.isCorner() && frame.width() > 0 && frame.height() > 0) {
            double scale = Math.max(width / frame.width(), height / frame.height());
            width = frame.width() * scale;
            height = frame.height() * scale;
        }
        double minX = role.partX == 0.5 ? frame.minX() : (role.partX == 1) == flipX ? fixedX - width : fixedX;
        double minY = role.partY == 0.5 ? frame.minY() : (role.partY == 1) == flipY ? fixedY - height : fixedY;
        Box to = standing(new Box(minX, minY, minX + width, minY + height), fixedX, fixedY);
        return shapes.stream().map(shape -> stretched(shape, to, flipX, flipY)).toList();
    }

    /** Of several, the mirror image of one that is turned is turned the other way. */
    private Shape stretched(Shape shape, Box to, boolean flipX, boolean flipY) {
        Shape stretched = Geometry.stretched(shape, frame, to, flipX, flipY);
        return shapes.size() == 1 || flipX == flipY || shape.angle() == 0
                ? stretched
                : stretched.with(
                        stretched.x(), stretched.y(), stretched.width(), stretched.height(), -stretched.angle());
    }

    /** What is turned is turned around its middle, which moves: so that the corner that stands still does stand still. */
    private Box standing(Box box, double fixedX, double fixedY) {
        if (angle == 0) {
            return box;
        }
        double[] before = Geometry.rotated(fixedX, fixedY, frame.centerX(), frame.centerY(), angle);
        double[] after = Geometry.rotated(fixedX, fixedY, box.centerX(), box.centerY(), angle);
        return box.moved(before[0] - after[0], before[1] - after[1]);
    }

    private Shape line(Shape line, double x, double y) {
        double endX = line.x() + line.width();
        double endY = line.y() + line.height();
        return role == Handle.Role.LINE_END
                ? line.with(line.x(), line.y(), x - line.x(), y - line.y(), 0)
                : line.with(x, y, endX - x, endY - y, 0);
    }
}
