package dev.lockstep.desktop.board;

import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.lockstep.desktop.board.shapes.Shape;

/** Moves shapes by a run of arrow keys, which is one action. */
final class Nudge extends Transform {

    /** Without a key for so long, a run is over. */
    static final long RUN_NANOS = TimeUnit.MILLISECONDS.toNanos(900);

    private double dx;
    private double dy;
    private long lastNanos;

    Nudge(BoardModel model, List<Shape> shapes) {
        super(model, "Move", shapes, null);
    }

    /** @param right in board units, as is {@code down} */
    void by(double right, double down, long nanos) {
        dx += right;
        dy += down;
        lastNanos = nanos;
        show(moved());
    }

    /** Whether no key has come for so long that none will. */
    boolean isRunOver(long nanos) {
        return nanos - lastNanos > RUN_NANOS;
    }

    private List<Shape> moved() {
        return shapes.stream()
                .map(shape -> shape.at(shape.x() + dx, shape.y() + dy))
                .toList();
    }

    @Override
    List<Shape> at(Pointer pointer) {
        return moved();
    }
}
