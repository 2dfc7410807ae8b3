package dev.lockstep.desktop.view;

import java.util.function.Predicate;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.input.DragEvent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.TransferMode;

/** A view that takes what is dropped on it, and shows that it would while something is dragged over it. */
public final class DropZone {

    private static final PseudoClass DROPPING = PseudoClass.getPseudoClass("dropping");

    public static final Predicate<Dragboard> FILES_OR_TEXT = board -> board.hasFiles() || board.hasString();

    /** Takes a copy of what was dropped. */
    public interface Taker {

        /** @param x from the view's left edge; {@code y} from its top */
        void dropped(Dragboard board, double x, double y);
    }

    private DropZone() {}

    /** @param wanted whether the view takes anything of what is dragged */
    public static void make(Node view, Predicate<Dragboard> wanted, Taker taker) {
        view.getStyleClass().add("drop-zone");
        view.setOnDragEntered(drag -> view.pseudoClassStateChanged(DROPPING, wanted.test(drag.getDragboard())));
        view.setOnDragExited(drag -> view.pseudoClassStateChanged(DROPPING, false));
        view.setOnDragOver(drag -> over(drag, wanted));
        view.setOnDragDropped(drop -> {
            boolean taken = wanted.test(drop.getDragboard());
            if (taken) {
                taker.dropped(drop.getDragboard(), drop.getX(), drop.getY());
            }
            drop.setDropCompleted(taken);
            drop.consume();
        });
    }

    private static void over(DragEvent drag, Predicate<Dragboard> wanted) {
        if (wanted.test(drag.getDragboard())) {
            drag.acceptTransferModes(TransferMode.COPY);
        }
        drag.consume();
    }
}
