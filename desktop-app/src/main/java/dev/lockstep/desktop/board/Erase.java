package dev.lockstep.desktop.board;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import dev.lockstep.desktop.board.shapes.Shape;

/** An eraser: takes away whole shapes that it touches, all of them as one action. */
final class Erase implements Gesture {

    private static final double REACH_PIXELS = 6;
    private static final double STEP_PIXELS = 4;
    private static final int STEPS_MAX = 500;

    private final BoardModel model;
    private final Map<String, Shape> touched = new LinkedHashMap<>();
    private double lastX;
    private double lastY;

    Erase(BoardModel model, Pointer pointer) {
        this.model = model;
        lastX = pointer.x();
        lastY = pointer.y();
        touch(lastX, lastY, pointer);
    }

    @Override
    public void move(Pointer pointer) {
        double length = Math.hypot(pointer.x() - lastX, pointer.y() - lastY) * pointer.scale();
        int steps = (int) Math.max(1, Math.min(STEPS_MAX, Math.ceil(length / STEP_PIXELS)));
        for (int i = 1; i <= steps; i++) {
            double part = (double) i / steps;
            touch(lastX + (pointer.x() - lastX) * part, lastY + (pointer.y() - lastY) * part, pointer);
        }
        lastX = pointer.x();
        lastY = pointer.y();
    }

    private void touch(double x, double y, Pointer pointer) {
        double reach = pointer.units(REACH_PIXELS);
        for (Shape shape : model.index().hits(x, y, reach)) {
            if (!shape.locked()) {
                touched.put(shape.id(), shape);
            }
        }
    }

    @Override
    public void end(Pointer pointer) {
        move(pointer);
        model.remove("Erase", touched.values());
    }

    @Override
    public void cancel() {}

    @Override
    public Set<String> hidden() {
        return touched.keySet();
    }
}
