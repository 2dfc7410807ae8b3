package dev.lockstep.desktop.board;

import java.util.Objects;
import javafx.scene.control.Button;

import org.jspecify.annotations.Nullable;

import dev.lockstep.desktop.board.shapes.Box;
import dev.lockstep.desktop.board.shapes.Shape;
import dev.lockstep.desktop.board.shapes.ShapeIndex;

/** The way back for who has lost all that is on the board from view. */
final class BackToContent extends Button {

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
        if (known != null && known.bounds().intersects(view) && Objects.equals(known, index.get(known.id()))) {
            return true;
        }
        seen = index.near(view, 1).stream().findFirst().orElse(null);
        return seen != null;
    }
}
