package dev.lockstep.desktop.keys;

import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Control;
import javafx.stage.Window;

import org.jspecify.annotations.Nullable;

/**
 * Input methods in fields that get the focus before they were ever shown, such as that of a dialog. JavaFX 21 asks a field just
 * as it gets the focus whether an input method is wanted; one that has no skin yet says no, and nobody can type Japanese there
 * until the focus comes again. So it gets its skin at once, and the focus again.
 */
final class FirstFocus {

    private FirstFocus() {}

    static void watch(Window window) {
        window.sceneProperty().flatMap(Scene::focusOwnerProperty).addListener((property, before, now) -> look(now));
    }

    private static void look(@Nullable Node focused) {
        if (focused instanceof Control control && control.getSkin() == null && control.getScene() != null) {
            control.applyCss();
            if (control.getInputMethodRequests() != null) {
                control.getScene().getRoot().requestFocus();
                control.requestFocus();
            }
        }
    }
}
