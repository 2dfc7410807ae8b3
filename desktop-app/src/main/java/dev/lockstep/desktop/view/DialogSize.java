package dev.lockstep.desktop.view;

import javafx.scene.control.Dialog;
import javafx.scene.control.DialogPane;
import javafx.stage.Window;

/** Keeps what a dialog says in sight. */
public final class DialogSize {

    private DialogSize() {}

    /** Makes the dialog as high as what is in it now, if it is less; to be called when more was put in while it is shown. */
    public static void grow(Dialog<?> dialog) {
        DialogPane pane = dialog.getDialogPane();
        Window window = pane.getScene().getWindow();
        pane.applyCss();
        double missing = pane.prefHeight(pane.getWidth()) - pane.getHeight();
        if (window != null && window.isShowing() && missing > 0) {
            window.setHeight(window.getHeight() + Math.ceil(missing));
        }
    }
}
