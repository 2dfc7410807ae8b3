package dev.lockstep.desktop.panel;

import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.value.ChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputDialog;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

import atlantafx.base.controls.ToggleSwitch;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignD;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;

import dev.lockstep.desktop.shell.Styles;
import dev.lockstep.desktop.text.DisplayText;
import dev.lockstep.fx.SharedBoolean;
import dev.lockstep.fx.SharedNumber;
import dev.lockstep.fx.SharedRoom;
import dev.lockstep.fx.SharedString;

/** One thing on the panel: its name, its value, its lock, and what can be done with it. */
final class ItemCard extends VBox implements AutoCloseable {

    private static final double WIDTH = 340;
    private static final double HEIGHT = 232;

    /** So many characters of an option are read in a card. */
    private static final int OPTION_SHOWN = 80;

    private final PanelItems items;
    private final LockAsks asks;
    private final LockModel lock;
    private final LockBar lockBar;
    private final Label name = new Label();
    private PanelItem item;
    private Runnable unbind = () -> {};

    ItemCard(PanelItems items, LockAsks asks, PanelItem item) {
        super(16);
        this.items = items;
        this.asks = asks;
        this.item = item;
        this.lock = new LockModel(items.room(), item.key(), items.names());
        this.lockBar = new LockBar(lock, asks, item.name(), item.id() + "-lock");
        setId("card-" + item.id());
        getStyleClass().add(Styles.CARD);
        setPrefWidth(WIDTH);
        setMinHeight(HEIGHT);
        name.getStyleClass().add(Styles.CARD_TITLE);
        name.setMinWidth(0);
        name.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(name, Priority.ALWAYS);
        HBox head = new HBox(8, name, menu());
        head.setAlignment(Pos.CENTER_LEFT);
        Region gap = new Region();
        VBox.setVgrow(gap, Priority.ALWAYS);
        getChildren().addAll(head, value(items.room()), gap, lockBar);
        show(item);
    }

    /** What it is stays as it was; a name may be another. */
    void show(PanelItem now) {
        item = now;
        name.setText(now.name());
        asks.guard(now.key(), now.name(), lock);
    }

    /** Whether somebody would lose something if the card went: its lock is held here, or waited for. */
    boolean isInUse() {
        return lock.isWanted() || lock.lockedByMe().get();
    }

    private Node menu() {
        MenuItem rename = new MenuItem("Rename…");
        rename.setOnAction(chosen -> rename());
        MenuItem left = new MenuItem("Move towards the beginning");
        left.setOnAction(chosen -> items.move(item, -1));
        MenuItem right = new MenuItem("Move towards the end");
        right.setOnAction(chosen -> items.move(item, 1));
        MenuItem key = new MenuItem("Copy its key, for scripts");
        key.setOnAction(chosen -> {
            ClipboardContent content = new ClipboardContent();
            content.putString(item.valueKey());
            Clipboard.getSystemClipboard().setContent(content);
        });
        MenuItem remove = new MenuItem("Remove");
        remove.setOnAction(chosen -> items.remove(item));
        return menuButton(item.id() + "-menu", item.name(), List.of(rename, left, right, key, remove));
    }

    /** What can be done with the card called {@code title}. */
    static MenuButton menuButton(String id, String title, List<MenuItem> actions) {
        MenuButton menu = new MenuButton(null, new FontIcon(MaterialDesignD.DOTS_VERTICAL));
        menu.setId(id);
        menu.getStyleClass().addAll("flat", "no-arrow", Styles.TOOL_BUTTON);
        menu.setAccessibleText("What can be done with " + title);
        menu.getItems().setAll(actions);
        return menu;
    }

    private void rename() {
        TextInputDialog dialog = new TextInputDialog(item.name());
        dialog.initOwner(getScene().getWindow());
        dialog.setTitle("Rename");
        dialog.setHeaderText("What is " + item.name() + " called?");
        dialog.setContentText("Name");
        dialog.setGraphic(null);
        dialog.showAndWait().ifPresent(typed -> items.rename(item, typed));
    }

    // ---- values

    private Node value(SharedRoom room) {
        return switch (item.kind()) {
            case COUNTER -> counter(room.number(item.valueKey(), 0));
            case SLIDER -> slider(room.number(item.valueKey(), item.min()));
            case SWITCH -> toggle(room.bool(item.valueKey(), false));
            case TEXT -> text(room.string(item.valueKey(), ""));
            case CHOICE -> choice(room.string(item.valueKey(), ""));
            case LIVE -> live(room.number(item.valueKey(), 0));
        };
    }

    private Node counter(SharedNumber number) {
        Button minus = round(new FontIcon(MaterialDesignM.MINUS), "One less");
        minus.setOnAction(clicked -> number.add(-1));
        Button plus = round(new FontIcon(MaterialDesignP.PLUS), "One more");
        plus.setId(item.id() + "-plus");
        plus.getStyleClass().add("accent");
        plus.setOnAction(clicked -> number.add(1));
        Label shown = big(number);
        HBox row = new HBox(12, minus, shown, plus);
        row.setAlignment(Pos.CENTER);
        disableWhenLocked(minus.disableProperty(), plus.disableProperty());
        return row;
    }

    private Node slider(SharedNumber number) {
        Slider slider = new Slider(item.min(), item.max(), item.min());
        slider.setId(item.id() + "-slider");
        slider.setAccessibleText(item.name());
        slider.setBlockIncrement((item.max() - item.min()) / 20);
        alsoUnbind(Ties.tie(slider, number));
        disableWhenLocked(slider.disableProperty());
        return new VBox(8, big(number), slider);
    }

    private Node toggle(SharedBoolean on) {
        ToggleSwitch toggle = new ToggleSwitch();
        toggle.setId(item.id() + "-switch");
        toggle.setAccessibleText(item.name());
        toggle.selectedProperty().bindBidirectional(on);
        alsoUnbind(() -> toggle.selectedProperty().unbindBidirectional(on));
        disableWhenLocked(toggle.disableProperty());
        Label words = new Label();
        words.textProperty().bind(on.map(now -> now ? "On" : "Off"));
        alsoUnbind(words.textProperty()::unbind);
        HBox row = new HBox(12, toggle, words);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private Node text(SharedString text) {
        TextField field = new TextField();
        field.setId(item.id() + "-text");
        field.setAccessibleText(item.name());
        field.setPromptText("Type, and all see it");
        alsoUnbind(Ties.tie(field, text));
        disableWhenLocked(field.disableProperty());
        return field;
    }

    private Node choice(SharedString text) {
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
        box.valueProperty().bindBidirectional(text);
        alsoUnbind(() -> box.valueProperty().unbindBidirectional(text));
        disableWhenLocked(box.disableProperty());
        return box;
    }

    private Node live(SharedNumber number) {
        Sparkline line = new Sparkline();
        ChangeListener<Number> sample = (value, before, now) -> line.add(now.doubleValue());
        number.addListener(sample);
        alsoUnbind(() -> number.removeListener(sample));
        double first = number.get();
        items.courses()
                .of(item.valueKey())
                .thenAccept(before -> line.addBefore(before.isEmpty() ? List.of(first) : before));
        return new VBox(4, big(number), line);
    }

    private Label big(SharedNumber number) {
        Label label = new Label();
        label.setId(item.id() + "-value");
        label.getStyleClass().add(Styles.BIG_NUMBER);
        label.setMaxWidth(Double.MAX_VALUE);
        label.setAlignment(Pos.CENTER);
        HBox.setHgrow(label, Priority.ALWAYS);
        label.textProperty().bind(number.map(Numbers::words));
        alsoUnbind(label.textProperty()::unbind);
        return label;
    }

    private static Button round(FontIcon icon, String what) {
        Button button = new Button(null, icon);
        button.getStyleClass().add(Styles.ROUND_BUTTON);
        button.setAccessibleText(what);
        return button;
    }

    private void disableWhenLocked(BooleanProperty... disabled) {
        ReadOnlyBooleanProperty locked = lock.lockedByOther();
        for (BooleanProperty each : disabled) {
            each.bind(locked);
            alsoUnbind(each::unbind);
        }
    }

    private void alsoUnbind(Runnable one) {
        Runnable before = unbind;
        unbind = () -> {
            before.run();
            one.run();
        };
    }

    @Override
    public void close() {
        unbind.run();
        asks.unguard(item.key(), lock);
        lockBar.close();
        lock.close();
    }
}
