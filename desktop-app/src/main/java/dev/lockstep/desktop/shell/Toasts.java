package dev.lockstep.desktop.shell;

import javafx.geometry.Pos;
import javafx.scene.Scene;
import javafx.stage.Window;

import org.controlsfx.control.Notifications;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;

/**
 * Notifications in the colours of the theme: ControlsFX's own style sheet decides them, and has two kinds. They are at the top right of the
 * window, or of the screen where they belong to no window: nobody writes there, and nothing new appears there. On the JavaFX thread.
 */
final class Toasts {

    private Toasts() {}

    static Notifications of(Theme theme) {
        Notifications toast = Notifications.create().position(Pos.TOP_RIGHT);
        return theme.darkProperty().get() ? toast.darkStyle() : toast;
    }

    /** Shows one about somebody who speaks to this person. Returns what closes it before its time; doing so again does nothing. */
    static Runnable mention(Notifications toast) {
        FontIcon icon = new FontIcon(MaterialDesignM.MESSAGE_TEXT_OUTLINE);
        toast.graphic(icon).show();
        return () -> {
            Scene scene = icon.getScene(); // ControlsFX gives no other way to a notification than through what is in it
            Window window = scene == null ? null : scene.getWindow();
            if (window != null) {
                window.hide();
            }
        };
    }
}
