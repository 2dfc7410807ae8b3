package dev.lockstep.desktop.shell;

import javafx.scene.Node;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.Modality;
import javafx.stage.Window;

import org.jspecify.annotations.Nullable;

import dev.lockstep.desktop.view.Styles;

/** A window beside the one that it belongs to, which can be worked in meanwhile; closed by its button. */
abstract class ToolDialog extends Dialog<ButtonType> {

    ToolDialog(@Nullable Window owner, String title) {
        initOwner(owner);
        initModality(Modality.NONE);
        setTitle(title);
        setResizable(true);
        getDialogPane().getStylesheets().add(Styles.sheet());
        getDialogPane().getButtonTypes().add(ButtonType.CLOSE);
    }

    /** What is scrolled where it is too long, and takes all the height that there is. */
    static ScrollPane scrolled(Node content) {
        ScrollPane scroll = new ScrollPane(content);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add(Styles.PLAIN_SCROLL);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        return scroll;
    }
}
