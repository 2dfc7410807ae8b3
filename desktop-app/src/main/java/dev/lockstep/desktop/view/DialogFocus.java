package dev.lockstep.desktop.view;

import javafx.scene.Node;
import javafx.scene.control.Dialog;
import javafx.scene.control.TextInputControl;
import javafx.stage.WindowEvent;

/** Puts the focus into a dialog's field when it opens. */
public final class DialogFocus {

    private DialogFocus() {}

    /**
     * The focus goes to {@code first}; where that is a field, all of its text is selected. A dialog says that it is shown before
     * its window is, and a focus that was asked for by then goes to its first button.
     */
    public static void in(Dialog<?> dialog, Node first) {
        dialog.getDialogPane().getScene().getWindow().addEventHandler(WindowEvent.WINDOW_SHOWN, shown -> {
            first.requestFocus();
            if (first instanceof TextInputControl field) {
                field.selectAll();
            }
        });
    }
}
