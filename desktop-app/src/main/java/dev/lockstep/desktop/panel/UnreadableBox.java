package dev.lockstep.desktop.panel;

import java.util.List;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;

import dev.lockstep.desktop.view.Styles;

/** What a value is that can't be read, and what may be done about it. */
final class UnreadableBox extends VBox {

    private final Label shown = new Label();
    private final Label why = new Label();
    private final FlowPane repairs = new FlowPane(8, 8);
    private final ReadOnlyBooleanProperty locked;
    private final String id;

    /** @param locked whether nothing may be done about it now */
    UnreadableBox(ReadOnlyBooleanProperty locked, String id) {
        super(8);
        this.locked = locked;
        this.id = id;
        setId(id + "-unreadable");
        getStyleClass().add("unreadable");
        shown.setId(id + "-unreadable-shown");
        shown.getStyleClass().add("unreadable-shown");
        shown.setWrapText(true);
        why.getStyleClass().add(Styles.PROBLEM);
        why.setWrapText(true);
        getChildren().addAll(why, shown, repairs);
    }

    void show(ValueReading.Bad bad, PanelValue value) {
        why.setText(bad.why() + ":");
        shown.setText(bad.shown());
        repairs.getChildren().forEach(each -> each.disableProperty().unbind());
        List<Node> buttons =
                bad.repairs().stream().map(repair -> button(repair, value)).toList();
        repairs.getChildren().setAll(buttons);
        for (int i = 0; i < buttons.size(); i++) {
            buttons.get(i).setId(id + "-repair-" + i);
        }
    }

    private Node button(ValueReading.Repair repair, PanelValue value) {
        Button button = new Button(repair.words());
        button.disableProperty().bind(locked);
        button.setOnAction(clicked -> value.repair(repair));
        return button;
    }

    /** The lock lives as long as the room. */
    void close() {
        repairs.getChildren().forEach(each -> each.disableProperty().unbind());
    }
}
