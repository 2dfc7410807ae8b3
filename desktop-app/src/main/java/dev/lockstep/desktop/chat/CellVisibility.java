package dev.lockstep.desktop.chat;

import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.stage.Stage;
import javafx.stage.Window;

/** Tells whether somebody may see a cell of a list. On the JavaFX thread. */
final class CellVisibility {

    private CellVisibility() {}

    /** A list hides cells that have no row in view, or keeps them where nothing is seen; a tab or a window may hide all of it. */
    static ObservableValue<Boolean> of(Node cell) {
        ObservableValue<Boolean> placed =
                cell.parentProperty().flatMap(Node::visibleProperty).orElse(false);
        ObservableValue<Window> window = cell.sceneProperty().flatMap(Scene::windowProperty);
        ObservableValue<Boolean> showing =
                window.flatMap(Window::showingProperty).orElse(false);
        ObservableValue<Boolean> iconified = window.flatMap(
                        each -> each instanceof Stage stage ? stage.iconifiedProperty() : null)
                .orElse(false);
        return Bindings.createBooleanBinding(
                () -> cell.isVisible() && placed.getValue() && showing.getValue() && !iconified.getValue(),
                cell.visibleProperty(),
                placed,
                showing,
                iconified);
    }
}
