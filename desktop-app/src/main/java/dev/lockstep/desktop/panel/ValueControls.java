package dev.lockstep.desktop.panel;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.InvalidationListener;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

import atlantafx.base.controls.ToggleSwitch;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;

import dev.lockstep.desktop.text.DisplayText;
import dev.lockstep.desktop.view.Styles;
import dev.lockstep.model.Json;

/** What the value of something on the panel is seen with and changed by. */
final class ValueControls implements AutoCloseable {

    /** So many characters of an option are read in a card. */
    private static final int OPTION_SHOWN = 80;

    private final PanelItem item;
    private final PanelValue value;
    private final ReadOnlyBooleanProperty locked;
    private final PanelItems items;
    private final List<Runnable> ends = new ArrayList<>();
    private final ValueBox node;

    /** @param locked whether the value can't be changed here now */
    ValueControls(PanelItem item, PanelValue value, ReadOnlyBooleanProperty locked, PanelItems items) {
        this.item = item;
        this.value = value;
        this.locked = locked;
        this.items = items;
        Node control = switch (item.kind()) {
            case COUNTER -> counter();
            case SLIDER -> slider();
            case SWITCH -> toggle();
            case TEXT -> text();
            case CHOICE -> choice();
            case LIVE -> live();
            case UNREADABLE -> new VBox();
        };
        node = new ValueBox(value, control, locked, item.id());
        ends.add(node::close);
    }

    Node node() {
        return node;
    }

    private Node counter() {
        Button minus = round(new FontIcon(MaterialDesignM.MINUS), "One less");
        minus.setOnAction(clicked -> value.add(-1));
        Button plus = round(new FontIcon(MaterialDesignP.PLUS), "One more");
        plus.setId(item.id() + "-plus");
        plus.getStyleClass().add("accent");
        plus.setOnAction(clicked -> value.add(1));
        HBox row = new HBox(12, minus, big(), plus);
        row.setAlignment(Pos.CENTER);
        disableWhenLocked(minus.disableProperty(), plus.disableProperty());
        return row;
    }

    private Node slider() {
        Slider slider = new Slider(item.min(), item.max(), item.min());
        slider.setId(item.id() + "-slider");
        slider.setAccessibleText(item.name());
        slider.setBlockIncrement((item.max() - item.min()) / 20);
        ends.add(ControlBindings.bind(slider, value));
        disableWhenLocked(slider.disableProperty());
        return new VBox(8, big(), slider);
    }

    private Node toggle() {
        ToggleSwitch toggle = new ToggleSwitch();
        toggle.setId(item.id() + "-switch");
        toggle.setAccessibleText(item.name());
        ends.add(ControlBindings.bind(toggle, value));
        disableWhenLocked(toggle.disableProperty());
        Label words = new Label();
        words.textProperty().bind(toggle.selectedProperty().map(now -> now ? "On" : "Off"));
        HBox row = new HBox(12, toggle, words);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private Node text() {
        TextField field = new TextField();
        field.setId(item.id() + "-text");
        field.setAccessibleText(item.name());
        field.setPromptText("Type, and all see it");
        ends.add(ControlBindings.bind(field, value.editedText()));
        disableWhenLocked(field.disableProperty());
        return field;
    }

    private Node choice() {
        ComboBox<String> box = new ComboBox<>();
        box.setId(item.id() + "-choice");
        box.setAccessibleText(item.name());
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable String option) {
                return option == null ? "" : DisplayText.line(option, OPTION_SHOWN);
            }

            @Override
            public String fromString(String typed) {
                return typed;
            }
        });
        box.getItems().setAll(item.options());
        box.setMaxWidth(Double.MAX_VALUE);
        ends.add(ControlBindings.bind(box, value));
        disableWhenLocked(box.disableProperty());
        Label stray = new Label("That is not one of its options.");
        stray.getStyleClass().add(Styles.CARD_HINT);
        stray.managedProperty().bind(stray.visibleProperty());
        onReading(() ->
                stray.setVisible(!value.text().isEmpty() && !item.options().contains(value.text())));
        return new VBox(6, box, stray);
    }

    private Node live() {
        Sparkline line = new Sparkline();
        onReading(() -> {
            if (value.readingProperty().get() instanceof ValueReading.Good good
                    && good.value() instanceof Json.Num now) {
                line.add(items.room().seq(), now.value());
            }
        });
        line.setId(item.id() + "-line");
        items.histories().ask(item.valueKey(), history -> line.tell(history.seq(), history.values()));
        return new VBox(4, big(), line);
    }

    private BigNumber big() {
        BigNumber big = new BigNumber(value, item.id() + "-value");
        ends.add(big::close);
        return big;
    }

    static Button round(FontIcon icon, String what) {
        Button button = new Button(null, icon);
        button.getStyleClass().add(PanelStyles.ROUND_BUTTON);
        button.setAccessibleText(what);
        return button;
    }

    /** Runs {@code show} now, and whenever there is another value. */
    private void onReading(Runnable show) {
        InvalidationListener changed = any -> show.run();
        show.run();
        value.readingProperty().addListener(changed);
        ends.add(() -> value.readingProperty().removeListener(changed));
    }

    private void disableWhenLocked(BooleanProperty... disabled) {
        for (BooleanProperty each : disabled) {
            each.bind(locked);
            ends.add(each::unbind);
        }
    }

    @Override
    public void close() {
        ends.forEach(Runnable::run);
    }
}
