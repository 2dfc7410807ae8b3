package dev.lockstep.desktop.board;

import java.awt.geom.Rectangle2D;
import java.util.Objects;
import javafx.scene.control.Button;

import org.jspecify.annotations.Nullable;

import dev.lockstep.desktop.board.shapes.Box;
import dev.lockstep.desktop.board.shapes.Shape;
import dev.lockstep.desktop.board.shapes.ShapeIndex;

/** The way back for who has lost all that is on the board from view. */
final class BackToContent extends Button {

    /** Of so many that may be in view, one is looked for that is. */
    private static final int NEAR_MAX = 50;

    private @Nullable Shape seen; // one that was in view lately: as long as it is, no other is looked for

    BackToContent(Runnable back) {
        super("Back to content");
        setId("board-back");
        getStyleClass().add(BoardStyles.BACK);
        setFocusTraversable(false);
        setVisible(false);
        setOnAction(clicked -> back.run());
    }

    /** To be called with each frame in which something is different. */
    void look(Box view, ShapeIndex index) {
        setVisible(index.size() > 0 && !isSomethingIn(view, index));
    }

    private boolean isSomethingIn(Box view, ShapeIndex index) {
        Shape known = seen;
        if (known != null && isIn(view, known) && Objects.equals(known, index.get(known.id()))) {
            return true;
        }
        seen = index.near(view, NEAR_MAX).stream()
                .filter(shape -> isIn(view, shape))
                .findFirst()
                .orElse(null);
        return seen != null;
    }

    /** Of a line the box says little: most of it is empty. */
    private static boolean isIn(Box view, Shape shape) {
        if (!shape.bounds().intersects(view)) {
            return false;
        }
        if (!shape.kind().isLine() || shape.angle() != 0) {
            return true;
        }
        return new Rectangle2D.Double(view.minX(), view.minY(), view.width(), view.height())
                .intersectsLine(shape.x(), shape.y(), shape.x() + shape.width(), shape.y() + shape.height());
    }
}
