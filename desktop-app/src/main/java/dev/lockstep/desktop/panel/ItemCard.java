package dev.lockstep.desktop.panel;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignD;

import dev.lockstep.desktop.view.Styles;

/** One thing on the panel: its name, its value, its lock, and what can be done with it. */
final class ItemCard extends VBox implements AutoCloseable {

    private static final double HEIGHT = 176;

    private final PanelItems items;
    private final LockRequests asks;
    private final LockModel lock;
    private final LockBar lockBar;
    private final PanelValue value;
    private final ValueControls controls;
    private final Label name = new Label();
    private final Label trouble = new Label();
    private PanelItem item;

    ItemCard(PanelItems items, LockRequests asks, PanelItem item) {
        super(14);
        this.items = items;
        this.asks = asks;
        this.item = item;
        this.lock = new LockModel(items.room(), item.key(), items.names());
        this.lockBar = new LockBar(lock, asks, item.name(), item.id() + "-lock");
        this.value = PanelValue.of(items.room(), item);
        this.controls = new ValueControls(item, value, lock.lockedByOther(), items);
        setId("card-" + item.id());
        getStyleClass().add(Styles.CARD);
        setMinHeight(HEIGHT);
        name.getStyleClass().add(Styles.CARD_TITLE);
        name.setMinWidth(0);
        name.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(name, Priority.ALWAYS);
        HBox head = new HBox(8, name, menu());
        head.setAlignment(Pos.CENTER_LEFT);
        trouble.getStyleClass().add(Styles.PROBLEM);
        trouble.setWrapText(true);
        trouble.setMinHeight(USE_PREF_SIZE);
        trouble.managedProperty().bind(trouble.textProperty().isNotEmpty());
        Region gap = new Region();
        VBox.setVgrow(gap, Priority.ALWAYS);
        getChildren().addAll(head, trouble, item.isUnreadable() ? remake() : controls.node(), gap, lockBar);
        show(item);
    }

    /** What it is stays as it was; a name may be another. */
    void show(PanelItem now) {
        item = now;
        name.setText(now.name());
        trouble.setText(now.isUnreadable() ? "Nothing that the panel knows:" : now.trouble());
        asks.guard(now.key(), now.name(), lock);
    }

    /** Whether somebody would lose something if the card went: its lock is held here, or waited for. */
    boolean isInUse() {
        return lock.isWanted() || lock.lockedByMe().get();
    }

    /** Of what can't be read: what there is, and what it can be made. */
    private Node remake() {
        Label written = new Label(item.trouble());
        written.setId(item.id() + "-unreadable-shown");
        written.getStyleClass().add("unreadable-shown");
        written.setWrapText(true);
        VBox box = new VBox(8, written);
        if (PanelItem.isRepairable(item.id())) {
            MenuButton make = new MenuButton("Make it a…");
            make.setId(item.id() + "-make");
            for (PanelItem.Kind kind : PanelItem.Kind.ADDED) {
                MenuItem choice = new MenuItem(kind.title());
                choice.setOnAction(chosen -> items.remake(item, kind));
                make.getItems().add(choice);
            }
            make.disableProperty().bind(lock.lockedByOther());
            box.getChildren().add(make);
        }
        return box;
    }

    private Node menu() {
        List<MenuItem> actions = new ArrayList<>();
        boolean number = item.kind() == PanelItem.Kind.COUNTER || item.kind() == PanelItem.Kind.SLIDER;
        if (number) {
            MenuItem type = action(
                    "Type a value…",
                    () -> new ValueDialog(getScene().getWindow(), item.name(), value::set).showAndWait());
            type.setId(item.id() + "-type");
            type.disableProperty().bind(lock.lockedByOther());
            actions.add(type);
        }
        if (!item.isUnreadable()) {
            actions.add(action(
                    "Edit…",
                    () -> ItemDialog.editing(getScene().getWindow(), items, item)
                            .showAndWait()));
        }
        actions.add(action("Move towards the beginning", () -> items.move(item, -1)));
        actions.add(action("Move towards the end", () -> items.move(item, 1)));
        actions.add(action("Copy its key, for scripts", () -> {
            ClipboardContent content = new ClipboardContent();
            content.putString(item.isUnreadable() ? item.key() : item.valueKey());
            Clipboard.getSystemClipboard().setContent(content);
        }));
        actions.add(action("Remove", () -> items.remove(item)));
        return menuButton(item.id() + "-menu", item.name(), actions);
    }

    static MenuItem action(String words, Runnable done) {
        MenuItem action = new MenuItem(words);
        action.setOnAction(chosen -> done.run());
        return action;
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

    @Override
    public void close() {
        controls.close();
        value.close();
        asks.unguard(item.key(), lock);
        lockBar.close();
        lock.close();
    }
}
