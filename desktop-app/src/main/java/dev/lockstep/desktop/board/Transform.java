package dev.lockstep.desktop.board;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What moves, stretches or turns the selected shapes. They are locked meanwhile; a change from elsewhere doesn't interrupt it. */
abstract class Transform implements Gesture {

    private final BoardModel model;
    private final String label;
    private final Grab grab;
    private boolean over;
    private List<Shape> now;
    private List<double[]> guides = List.of();

    /** The shapes as they were when it began. */
    final List<Shape> shapes;

    final Set<String> ids = new HashSet<>();

    Transform(BoardModel model, String label, List<Shape> shapes) {
        this.model = model;
        this.label = label;
        this.shapes = shapes;
        this.now = shapes;
        shapes.forEach(shape -> ids.add(shape.id()));
        this.grab = Grab.of(model.room(), shapes, this::refused);
    }

    private void refused() {
        String holder = Grab.holder(model.room(), shapes);
        model.say((holder == null ? "Somebody else" : holder) + " has hold of this");
        cancel();
    }

    /** Whether it was ended from elsewhere. */
    final boolean isOver() {
        return over;
    }

    /** The shapes as they are to be with the pointer there. */
    abstract List<Shape> at(Pointer pointer);

    final void showGuides(List<double[]> lines) {
        guides = lines;
    }

    @Override
    public final void move(Pointer pointer) {
        if (!over) {
            now = at(pointer);
        }
    }

    @Override
    public final void end(Pointer pointer) {
        if (!over) {
            now = at(pointer);
            over = true;
            model.change(label, changed());
            grab.close();
        }
    }

    /** What somebody else changed meanwhile, such as a colour, stays: only place and size are from here. */
    private List<Shape> changed() {
        List<Shape> changed = new ArrayList<>();
        for (Shape shape : now) {
            Shape current = model.index().get(shape.id());
            if (current != null) {
                changed.add(current.with(shape.x(), shape.y(), shape.width(), shape.height(), shape.angle())
                        .withLook(current.look().withFontSize(shape.look().fontSize())));
            }
        }
        return changed;
    }

    @Override
    public final void cancel() {
        over = true;
        now = List.of();
        guides = List.of();
        grab.close();
    }

    @Override
    public final List<Shape> preview() {
        return over ? List.of() : now;
    }

    @Override
    public final Set<String> hidden() {
        return over ? Set.of() : ids;
    }

    @Override
    public final List<double[]> guides() {
        return over ? List.of() : guides;
    }
}
