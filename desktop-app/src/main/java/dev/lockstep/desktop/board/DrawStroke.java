package dev.lockstep.desktop.board;

import java.util.List;

import dev.lockstep.desktop.board.shapes.Kind;
import dev.lockstep.desktop.board.shapes.Look;
import dev.lockstep.desktop.board.shapes.Shape;

/** A pen or a highlighter at work. */
final class DrawStroke implements Gesture {

    /** A stroke that grows longer goes on as another: one entry holds no more. */
    private static final int POINTS_MAX = 4_000;

    private final BoardModel model;
    private final Look look;
    private final Kind kind;
    private final boolean varies;
    private StrokeInput input;
    private Shape shape;

    DrawStroke(BoardModel model, Kind kind, Look look, boolean varies, Pointer pointer) {
        this.model = model;
        this.kind = kind;
        this.look = look;
        this.varies = varies && kind == Kind.PEN;
        this.input = new StrokeInput(this.varies, pointer.scale());
        this.shape = Shape.of(model.newId(), kind, look);
        input.add(pointer.x(), pointer.y(), pointer.nanos());
        shape = shape.along(input.points());
    }

    @Override
    public void move(Pointer pointer) {
        input.add(pointer.x(), pointer.y(), pointer.nanos());
        if (input.count() >= POINTS_MAX) {
            commit();
            input = new StrokeInput(varies, pointer.scale());
            input.add(pointer.x(), pointer.y(), pointer.nanos());
            shape = Shape.of(model.newId(), kind, look);
        }
        shape = shape.along(input.points());
    }

    @Override
    public void end(Pointer pointer) {
        input.add(pointer.x(), pointer.y(), pointer.nanos());
        commit();
    }

    private void commit() {
        model.add(kind == Kind.PEN ? "Draw" : "Highlight", shape.along(input.finished()));
    }

    @Override
    public void cancel() {}

    @Override
    public List<Shape> preview() {
        return List.of(shape);
    }

    @Override
    public boolean isDrawing() {
        return true;
    }
}
