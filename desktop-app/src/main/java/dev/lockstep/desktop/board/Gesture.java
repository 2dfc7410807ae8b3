package dev.lockstep.desktop.board;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.lockstep.desktop.board.shapes.Box;
import dev.lockstep.desktop.board.shapes.Shape;

/** What goes on between pressing the pointer and letting it go. Nothing of it is kept before it ends well. */
interface Gesture {

    void move(Pointer pointer);

    /** The pointer was let go: what was done is committed. */
    void end(Pointer pointer);

    /** It ends without a trace. */
    void cancel();

    /** The shapes as they would be, to be drawn in front of all. */
    default List<Shape> preview() {
        return List.of();
    }

    /** The ids of those that are not to be drawn where they still are. */
    default Set<String> hidden() {
        return Set.of();
    }

    /** What is being drawn around, null where nothing is. */
    default @Nullable Box marquee() {
        return null;
    }

    /** Lines that something snapped to: x, y, x, y each, in board units. */
    default List<double[]> guides() {
        return List.of();
    }

    /** Whether the others see it as something new that is drawn, not as something that is moved. */
    default boolean isDrawing() {
        return false;
    }
}
