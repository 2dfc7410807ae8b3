package dev.lockstep.desktop.panel;

import java.util.function.Consumer;
import javafx.event.ActionEvent;
import javafx.scene.Node;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.stage.Window;

import dev.lockstep.desktop.view.DialogFocus;
import dev.lockstep.desktop.view.Styles;
import dev.lockstep.model.Json;

/** Asks for a number that something on the panel is set to. */
final class ValueDialog extends Dialog<Void> {

    private static final double WIDTH = 320;

    /**
     * @param what what is set, for people
     * @param set gets the number
     */
    ValueDialog(Window owner, String what, Consumer<Json.Num> set) {
        initOwner(owner);
        setTitle("Type a value");
        setHeaderText("What is " + what + " set to?");
        ButtonType ok = new ButtonType("Set", ButtonBar.ButtonData.OK_DONE);
        getDialogPane().getButtonTypes().addAll(ok, ButtonType.CANCEL);
        getDialogPane().getStylesheets().add(Styles.sheet());
        NumberField field = new NumberField(what, number -> {
            set.accept(number);
            close();
        });
        field.hideButton();
        field.setPrefWidth(WIDTH);
        field.setMinHeight(NumberField.USE_PREF_SIZE);
        field.heightProperty()
                .addListener((property, before, now) ->
                        getDialogPane().getScene().getWindow().sizeToScene());
        getDialogPane().setContent(field);
        Node done = getDialogPane().lookupButton(ok);
        done.setId("value-ok");
        done.addEventFilter(ActionEvent.ACTION, pressed -> {
            pressed.consume(); // it closes when there is a number
            field.take();
        });
        DialogFocus.in(this, field.field());
    }
}
