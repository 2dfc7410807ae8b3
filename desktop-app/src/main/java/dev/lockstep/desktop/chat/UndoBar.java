package dev.lockstep.desktop.chat;

import javafx.animation.PauseTransition;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.util.Duration;

import org.jspecify.annotations.Nullable;

/** Says what was just done, and takes it back for some seconds. */
final class UndoBar extends HBox {

    private static final Duration OFFERED = Duration.seconds(8);

    private final Label what = new Label();
    private final Button button = new Button();
    private final PauseTransition over = new PauseTransition(OFFERED);
    private @Nullable Runnable action;

    UndoBar() {
        super(6);
        setId("chat-undo");
        getStyleClass().add("chat-undo");
        setAlignment(Pos.CENTER_RIGHT);
        button.setId("chat-undo-button");
        button.getStyleClass().addAll("flat", "chat-undo-button");
        button.setOnAction(clicked -> undo());
        getChildren().addAll(what, button);
        over.setOnFinished(late -> end());
        setVisible(false);
    }

    /**
     * @param done what was done, in words
     * @param offer what the button says
     * @param undo takes it back
     */
    void offer(String done, String offer, Runnable undo) {
        action = undo;
        what.setText(done);
        button.setText(offer);
        button.setAccessibleText(done + " " + offer);
        setVisible(true);
        over.playFromStart();
    }

    boolean isOffered() {
        return action != null;
    }

    void undo() {
        Runnable undo = action;
        end();
        if (undo != null) {
            undo.run();
        }
    }

    /** Nothing is taken back any more. */
    void end() {
        over.stop();
        action = null;
        setVisible(false);
    }
}
