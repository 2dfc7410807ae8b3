package dev.lockstep.desktop.board;

import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import dev.lockstep.desktop.board.shapes.Look;
import dev.lockstep.desktop.board.shapes.Shape;

/** What lets people type the text of a shape. */
interface TextTool {

    /** Nobody types. */
    TextTool NONE = new TextTool() {
        @Override
        public void edit(Shape shape) {}

        @Override
        public @Nullable Shape preview() {
            return null;
        }

        @Override
        public void restyle(String label, UnaryOperator<Look> change) {}
    };

    /** @param shape on the board, or yet to be */
    void edit(Shape shape);

    /** The shape as it will be with what was typed so far; null where nothing is typed. */
    @Nullable
    Shape preview();

    /** Changes how the shape looks whose text is typed. */
    void restyle(String label, UnaryOperator<Look> change);
}
