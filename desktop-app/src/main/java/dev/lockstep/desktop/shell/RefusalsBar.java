package dev.lockstep.desktop.shell;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

import dev.lockstep.desktop.view.Styles;

/** That changes were refused, until that is dismissed. */
final class RefusalsBar extends HBox {

    RefusalsBar(RefusalsModel model) {
        RefusalsButton button = new RefusalsButton(model);
        HBox.setHgrow(button, Priority.ALWAYS);
        Button dismiss = new Button(null, new FontIcon(MaterialDesignC.CLOSE));
        dismiss.setId("refused-dismiss");
        dismiss.getStyleClass().addAll(Styles.TOOL_BUTTON, "flat");
        dismiss.setAccessibleText("Dismiss what was refused");
        dismiss.setTooltip(new Tooltip("Dismiss"));
        dismiss.setOnAction(clicked -> model.clear());
        setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(button, dismiss);
        visibleProperty().bind(button.visibleProperty());
        managedProperty().bind(visibleProperty());
    }
}
