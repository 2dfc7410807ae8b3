package dev.lockstep.controls;

import java.net.URL;
import java.util.Objects;
import javafx.css.PseudoClass;
import javafx.scene.Node;

/** How the controls look where the program says nothing else. */
final class ControlStyle {

    private ControlStyle() {}

    /** For {@link javafx.scene.layout.Region#getUserAgentStylesheet}. */
    static String sheet() {
        URL sheet = Objects.requireNonNull(ControlStyle.class.getResource("controls.css"));
        return sheet.toExternalForm();
    }

    static void set(Node node, String pseudoClass, boolean active) {
        node.pseudoClassStateChanged(PseudoClass.getPseudoClass(pseudoClass), active);
    }
}
