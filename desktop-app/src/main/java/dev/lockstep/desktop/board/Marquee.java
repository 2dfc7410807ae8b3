package dev.lockstep.desktop.board;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.lockstep.desktop.board.shapes.Box;
import dev.lockstep.desktop.board.shapes.Geometry;
import dev.lockstep.desktop.board.shapes.Shape;

/** Selects what lies in a rectangle. */
final class Marquee implements Gesture {

    private final BoardModel model;
    private final List<Shape> before;
    private final double startX;
    private final double startY;
    private Box box;

    /** @param adding whether what was selected stays so */
    Marquee(BoardModel model, Pointer pointer, boolean adding) {
        this.model = model;
        this.before = adding ? model.selection() : List.of();
        this.startX = pointer.x();
        this.startY = pointer.y();
        this.box = new Box(startX, startY, startX, startY);
        model.select(before);
    }

    @Override
    public void move(Pointer pointer) {
        box = Box.between(startX, startY, pointer.x(), pointer.y());
        Map<String, Shape> chosen = new LinkedHashMap<>();
        before.forEach(shape -> chosen.put(shape.id(), shape));
        for (Shape shape : model.index().near(box, Integer.MAX_VALUE)) {
            if (!shape.locked() && box.contains(Geometry.turned(shape.frame(), shape.angle()))) {
                chosen.put(shape.id(), shape);
            }
        }
        model.select(chosen.values());
    }

    @Override
    public void end(Pointer pointer) {
        move(pointer);
    }

    @Override
    public void cancel() {
        model.select(before);
    }

    @Override
    public Box marquee() {
        return box;
    }
}
