package dev.lockstep.desktop.shell;

import org.controlsfx.control.Notifications;

/** Notifications in the colours of the theme: ControlsFX's own style sheet decides them, and has two kinds. */
final class Toasts {

    private Toasts() {}

    static Notifications of(Theme theme) {
        Notifications toast = Notifications.create();
        return theme.darkProperty().get() ? toast.darkStyle() : toast;
    }
}
