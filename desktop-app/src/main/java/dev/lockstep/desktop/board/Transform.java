package dev.lockstep.desktop.board;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.lockstep.desktop.board.shapes.Shape;

/**
 * What moves, stretches or turns the selected shapes. They are locked meanwhile; a change from elsewhere doesn't interrupt it. A
 * click, whose pointer hardly moves, changes nothing.
 */
abstract class Transform implements Gesture {

    /** A pointer that is moved less on the screen, in pixels, was clicked. */
    private static final double CLICK_PIXELS = 3;

    private final BoardModel model;
    private final String label;
    private final GestureLocks locks;
    private final @Nullable Pointer start;
    private boolean begun;
    private boolean over;
    private List<Shape> now;
    private List<double[]> guides = List.of();

    /** The shapes as they were when it began. */
    final List<Shape> shapes;

    final Set<String> ids = new HashSet<>();

    /** @param start where the pointer was pressed; null where it is done without one */
    Transform(BoardModel model, String label, List<Shape> shapes, @Nullable Pointer start) {
        this.start = start;
        this.model = model;
        this.label = label;
        this.shapes = shapes;
        this.now = shapes;
        shapes.forEach(shape -> ids.add(shape.id()));
        this.locks = GestureLocks.of(model.room(), shapes, this::refused);
    }

    private void refused() {
        String holder = GestureLocks.holder(model.room(), shapes);
        model.say((holder == null ? "Somebody else" : holder) + " has hold of this");
        cancel();
    }

    /** Whether it was ended from elsewhere. */
    final boolean isOver() {
        return over;
    }

    /** The shapes as they are to be with the pointer there, in the order of {@link #shapes}. */
    abstract List<Shape> at(Pointer pointer);

    final void showGuides(List<double[]> lines) {
        guides = lines;
    }

    /** Shows what is to be without a pointer. */
    final void show(List<Shape> shown) {
        if (!over) {
            now = shown;
        }
    }

    @Override
    public final void move(Pointer pointer) {
        begun |= start == null
                || Math.hypot(pointer.x() - start.x(), pointer.y() - start.y()) * pointer.scale() >= CLICK_PIXELS;
        if (begun) {
            show(at(pointer));
        }
    }

    @Override
    public final void end(Pointer pointer) {
        move(pointer);
        end();
    }

    /** Keeps what is shown. */
    final void end() {
        if (!over) {
            over = true;
            if (locks.isGranted()) {
                model.changeHeld(label, this::changed, Transform::place, this::lost);
            } else {
                model.change(label, changed());
            }
            locks.close();
        }
    }

    private static Object place(Shape shape) {
        return List.of(shape.x(), shape.y(), shape.width(), shape.height(), shape.angle());
    }

    private void lost() {
        model.say("Somebody else has changed this meanwhile: it is where they put it");
    }

    /** What somebody else changed meanwhile, such as a colour, stays: only place and size are from here. */
    private List<Shape> changed() {
        List<Shape> changed = new ArrayList<>();
        for (int i = 0; i < now.size(); i++) {
            Shape shape = now.get(i);
            Shape current = model.index().get(shape.id());
            if (current != null) {
                Shape placed = current.with(shape.x(), shape.y(), shape.width(), shape.height(), shape.angle())
                        .withLook(current.look().withFontSize(shape.look().fontSize()));
                boolean mirrored = shape.points() != shapes.get(i).points();
                changed.add(mirrored ? placed.withPoints(shape.points()) : placed);
            }
        }
        return changed;
    }

    @Override
    public final void cancel() {
        over = true;
        now = List.of();
        guides = List.of();
        locks.close();
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
