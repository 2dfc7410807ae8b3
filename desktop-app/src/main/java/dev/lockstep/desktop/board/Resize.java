package dev.lockstep.desktop.board;

import java.util.List;

/** Stretches shapes by a handle; with Shift, or by a corner of what has proportions of its own, evenly. */
final class Resize extends Transform {

    private static final double SIZE_MIN = 2;

    private final Handle.Role role;
    private final Box frame;
    private final double angle;
    private final boolean even;

    Resize(BoardModel model, List<Shape> shapes, Handle.Role role) {
        super(model, "Resize", shapes);
        this.role = role;
        this.frame = Handle.frame(shapes);
        this.angle = shapes.size() == 1 ? shapes.get(0).angle() : 0;
        this.even = shapes.stream().anyMatch(s -> s.kind() == Kind.IMAGE || s.kind() == Kind.TEXT);
    }

    @Override
    List<Shape> at(Pointer pointer) {
        if (role == Handle.Role.LINE_START || role == Handle.Role.LINE_END) {
            return List.of(line(shapes.get(0), pointer));
        }
        double[] upright = Geometry.rotated(pointer.x(), pointer.y(), frame.centerX(), frame.centerY(), -angle);
        double fixedX = frame.minX() + (1 - role.partX) * frame.width();
        double fixedY = frame.minY() + (1 - role.partY) * frame.height();
        double width = role.partX == 0.5 ? frame.width() : (upright[0] - fixedX) * (role.partX == 1 ? 1 : -1);
        double height = role.partY == 0.5 ? frame.height() : (upright[1] - fixedY) * (role.partY == 1 ? 1 : -1);
        width = Math.max(SIZE_MIN, width);
        height = Math.max(SIZE_MIN, height);
        if ((even || pointer.straight()) && role.isCorner() && frame.width() > 0 && frame.height() > 0) {
            double scale = Math.max(width / frame.width(), height / frame.height());
            width = frame.width() * scale;
            height = frame.height() * scale;
        }
        double minX = role.partX == 0 ? fixedX - width : role.partX == 1 ? fixedX : frame.minX();
        double minY = role.partY == 0 ? fixedY - height : role.partY == 1 ? fixedY : frame.minY();
        Box to = standing(new Box(minX, minY, minX + width, minY + height), fixedX, fixedY);
        return shapes.stream()
                .map(shape -> Geometry.stretched(shape, frame, to))
                .toList();
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

    private Shape line(Shape line, Pointer pointer) {
        double endX = line.x() + line.width();
        double endY = line.y() + line.height();
        return role == Handle.Role.LINE_END
                ? line.with(line.x(), line.y(), pointer.x() - line.x(), pointer.y() - line.y(), 0)
                : line.with(pointer.x(), pointer.y(), endX - pointer.x(), endY - pointer.y(), 0);
    }
}
