package dev.lockstep.desktop.panel;

import javafx.beans.InvalidationListener;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.scene.Node;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

/** The value of a card: its control, and in its place what the value is where it can't be read. */
final class ValueBox extends VBox implements AutoCloseable {

    private final PanelValue value;
    private final Node control;
    private final ReadOnlyBooleanProperty locked;
    private final String id;
    private final InvalidationListener changed = any -> show();
    private @Nullable UnreadableBox unreadable;

    /** @param locked whether the value can't be changed here now */
    ValueBox(PanelValue value, Node control, ReadOnlyBooleanProperty locked, String id) {
        super(10);
        this.value = value;
        this.control = control;
        this.locked = locked;
        this.id = id;
        getChildren().add(control);
        value.readingProperty().addListener(changed);
        show();
    }

    private void show() {
        ValueReading reading = value.readingProperty().get();
        UnreadableBox box = unreadable;
        if (reading instanceof ValueReading.Bad bad) {
            if (box == null) { // few ever need one
                box = new UnreadableBox(locked, id);
                unreadable = box;
                getChildren().add(box);
            }
            box.show(bad, value);
        }
        boolean bad = reading instanceof ValueReading.Bad;
        boolean replaced = bad && value.kind() != PanelItem.Kind.CHOICE; // to choose is to repair
        control.setVisible(!replaced);
        control.setManaged(!replaced);
        if (box != null) {
            box.setVisible(bad);
            box.setManaged(bad);
        }
    }

    @Override
    public void close() {
        value.readingProperty().removeListener(changed);
        if (unreadable != null) {
            unreadable.close();
        }
    }
}
