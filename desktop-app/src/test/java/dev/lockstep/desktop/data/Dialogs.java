package dev.lockstep.desktop.data;

import javafx.scene.control.DialogPane;
import javafx.stage.Window;

import org.jspecify.annotations.Nullable;

/** The dialogs that are open. */
final class Dialogs {

    private Dialogs() {}

    /** One of them; null where none is. */
    static @Nullable DialogPane shown() {
        return Window.getWindows().stream()
                .filter(Window::isShowing)
                .map(window -> window.getScene().getRoot())
                .filter(DialogPane.class::isInstance)
                .map(DialogPane.class::cast)
                .findFirst()
                .orElse(null);
    }
}
