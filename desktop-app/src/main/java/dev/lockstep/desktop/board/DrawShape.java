package dev.lockstep.desktop.board;

import java.util.List;
import java.util.function.Consumer;

import dev.lockstep.desktop.board.shapes.Box;
import dev.lockstep.desktop.board.shapes.Kind;
import dev.lockstep.desktop.board.shapes.Look;
import dev.lockstep.desktop.board.shapes.Shape;

/** A line, an arrow, or a shape between two corners. */
final class DrawShape implements Gesture {

    /** What is drawn smaller than this on the screen, in pixels, was a click. */
    private static final double CLICK_PIXELS = 4;

    /** Directions that a line keeps to with Shift, in degrees. */
    private static final double DIRECTION = 15;

    private static final double CLICKED_WIDTH = 160;
    private static final double CLICKED_HEIGHT = 100;

    private final BoardModel model;
    private final Snapper snapper;
    private final Consumer<Shape> drawn;
    private final double startX;
    private final double startY;
    private Shape shape;
    private List<double[]> guides = List.of();

    /** @param drawn gets the shape when it is there */
    DrawShape(BoardModel model, Kind kind, Look look, Snapper snapper, Pointer pointer, Consumer<Shape> drawn) {
        this.model = model;
        this.snapper = snapper;
        this.drawn = drawn;
        Snapper.Snapped start = snapper.point(pointer.x(), pointer.y(), pointer);
        this.startX = start.x();
        this.startY = start.y();
        this.shape = Shape.of(model.newId(), kind, look).at(startX, startY);
    }

    @Override
    public void move(Pointer pointer) {
        Snapper.Snapped end = snapper.point(pointer.x(), pointer.y(), pointer);
        guides = end.guides();
        double width = end.x() - startX;
        double height = end.y() - startY;
        if (shape.kind().isLine()) {
            if (pointer.straight()) {
                double length = Math.hypot(width, height);
                double direction =
                        Math.toRadians(Math.round(Math.toDegrees(Math.atan2(height, width)) / DIRECTION) * DIRECTION);
                width = length * Math.cos(direction);
                height = length * Math.sin(direction);
            }
            shape = shape.with(startX, startY, width, height, 0);
            return;
        }
        if (pointer.straight()) {
            double side = Math.max(Math.abs(width), Math.abs(height));
            width = Math.copySign(side, width);
            height = Math.copySign(side, height);
        }
        Box box = Box.between(startX, startY, startX + width, startY + height);
        shape = shape.with(box.minX(), box.minY(), box.width(), box.height(), 0);
    }

    @Override
    public void end(Pointer pointer) {
        move(pointer);
        boolean clicked = Math.hypot(shape.width(), shape.height()) * pointer.scale() < CLICK_PIXELS;
        if (clicked && shape.kind().isLine()) {
            return;
        }
        if (clicked) {
            shape = shape.with(
                    startX - CLICKED_WIDTH / 2, startY - CLICKED_HEIGHT / 2, CLICKED_WIDTH, CLICKED_HEIGHT, 0);
        }
        drawn.accept(model.add("Draw", shape));
    }

    @Override
    public void cancel() {}

    @Override
    public List<Shape> preview() {
        return List.of(shape);
    }

    @Override
    public List<double[]> guides() {
        return guides;
    }

    @Override
    public boolean isDrawing() {
        return true;
    }
}
