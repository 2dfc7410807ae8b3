package dev.lockstep.desktop.shell;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javafx.beans.InvalidationListener;
import javafx.beans.WeakInvalidationListener;
import javafx.geometry.Pos;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.TextInputDialog;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.controlsfx.control.PopOver;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;

import dev.lockstep.desktop.keys.Keys;
import dev.lockstep.desktop.view.DialogFocus;
import dev.lockstep.desktop.view.RoomContext;
import dev.lockstep.desktop.view.RoomView;
import dev.lockstep.desktop.view.Styles;
import dev.lockstep.desktop.view.ViewDescriptor;
import dev.lockstep.model.Role;

/** The views of a room, one of which is shown; each is made when it is first looked at. */
final class RoomTabs extends BorderPane implements AutoCloseable {

    /** The width of a window, in units of layout, that has room for the words of the tabs. */
    private static final double ICONS_BELOW = 900;

    /** There are so many digits to show a tab by. */
    private static final int KEYS_MAX = 9;

    private final RoomContext context;
    private final Label title = new Label();
    private final Runnable changed;
    private final UnaryOperator<String> titleOf;
    private final Map<String, RoomView> views = new HashMap<>();
    private final Map<String, ToggleButton> buttons = new HashMap<>();
    private final Map<String, String> writes = new HashMap<>();
    private final Label onlyLooks = new Label();
    private final InvalidationListener accessChanged = any -> showRights();
    private String shown = "";

    /**
     * @param first the id of the tab that is shown
     * @param rename gives the room a title
     * @param titleOf what people call a room
     * @param changed told when another tab is shown
     */
    RoomTabs(
            RoomContext context,
            List<ViewDescriptor> tabs,
            String first,
            Consumer<String> rename,
            UnaryOperator<String> titleOf,
            Runnable changed) {
        this.context = context;
        this.changed = changed;
        this.titleOf = titleOf;
        title.setId("room-title");
        title.setMinWidth(0);
        Tooltip whole = new Tooltip();
        whole.textProperty().bind(title.textProperty());
        title.setTooltip(whole);
        title.getStyleClass().add(ShellStyles.ROOM_TITLE);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Button edit = new Button(null, new FontIcon(MaterialDesignP.PENCIL_OUTLINE));
        edit.setId("room-rename");
        edit.setMinWidth(USE_PREF_SIZE);
        edit.getStyleClass().addAll("flat", Styles.TOOL_BUTTON);
        edit.setAccessibleText("Give the room a title");
        edit.setTooltip(new Tooltip("Give the room a title"));
        edit.setOnAction(clicked -> askForTitle(rename));
        edit.visibleProperty().bind(context.room().roleProperty().map(role -> role.isAtLeast(Role.EDITOR)));
        edit.managedProperty().bind(edit.visibleProperty());
        Button access = new Button(null, new FontIcon(MaterialDesignA.ACCOUNT_KEY_OUTLINE));
        access.setId("room-access");
        access.setMinWidth(USE_PREF_SIZE);
        access.getStyleClass().addAll("flat", Styles.TOOL_BUTTON);
        access.setAccessibleText("Who may do what in this room");
        access.setTooltip(new Tooltip("Who may do what in this room"));
        access.setOnAction(clicked -> showAccess(access));
        HBox bar = new HBox(4, title, edit, access, gap);
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.getStyleClass().add(ShellStyles.ROOM_BAR);
        ToggleGroup group = new ToggleGroup();
        for (ViewDescriptor tab : tabs) {
            ToggleButton button = new ToggleButton(tab.title(), new FontIcon(tab.icon()));
            button.setId("tab-" + tab.id());
            button.setMinWidth(USE_PREF_SIZE); // a long title is cut before a tab is
            button.setAccessibleText(tab.title());
            int position = tabs.indexOf(tab);
            button.setTooltip(new Tooltip(position < KEYS_MAX ? tab.title() + "  ·  " + keys(position) : tab.title()));
            button.getStyleClass().add(ShellStyles.ROOM_TAB);
            button.setToggleGroup(group);
            button.setOnAction(clicked -> show(tab));
            buttons.put(tab.id(), button);
            writes.put(tab.id(), tab.writes());
            bar.getChildren().add(button);
        }
        onlyLooks.setId("room-only-looks");
        onlyLooks.getStyleClass().add(ShellStyles.ONLY_LOOKS);
        onlyLooks.setWrapText(true);
        onlyLooks.setMaxWidth(Double.MAX_VALUE);
        onlyLooks.managedProperty().bind(onlyLooks.visibleProperty());
        context.room().accessProperty().addListener(new WeakInvalidationListener(accessChanged));
        context.room().roleProperty().addListener(new WeakInvalidationListener(accessChanged));
        setTop(new VBox(bar, onlyLooks));
        addShortcuts(tabs);
        sceneProperty().flatMap(Scene::widthProperty).orElse(ICONS_BELOW).subscribe(this::fit);
        tabs.stream()
                .filter(tab -> tab.id().equals(first))
                .findFirst()
                .or(() -> tabs.stream().findFirst())
                .ifPresent(this::show);
    }

    /** Who only looks is told so, and who can change it: there are no tools then. */
    private void showRights() {
        boolean may = context.room().mayWrite(writes.getOrDefault(shown, ""));
        onlyLooks.setVisible(!may);
        if (!may) {
            onlyLooks.setText("You may only look here. " + AccessBox.whoChanges(context.room()) + " can change that.");
        }
    }

    private void showAccess(Button beside) {
        Popover popover = new Popover(PopOver.ArrowLocation.TOP_LEFT);
        AccessBox access = new AccessBox(
                context.room(),
                title.getText(),
                () -> {
                    popover.hide();
                    new DeedsDialog(getScene().getWindow(), context.rooms()).show();
                },
                () -> {
                    popover.hide();
                    new UsageDialog(
                                    getScene().getWindow(),
                                    context.rooms().lockstep().tools(),
                                    titleOf)
                            .show();
                });
        popover.show(access, beside);
    }

    /** In a narrow window the tabs are icons. */
    private void fit(Number width) {
        ContentDisplay display = width.doubleValue() < ICONS_BELOW ? ContentDisplay.GRAPHIC_ONLY : ContentDisplay.LEFT;
        buttons.values().forEach(button -> button.setContentDisplay(display));
    }

    /** Shows the tab at {@code position}, counted from 0; just the first {@link #KEYS_MAX} have one. */
    private static Keys keys(int position) {
        return Keys.of("Alt+" + (position + 1));
    }

    private void addShortcuts(List<ViewDescriptor> tabs) {
        sceneProperty().addListener((property, before, now) -> {
            for (int i = 0; i < Math.min(tabs.size(), KEYS_MAX); i++) {
                ViewDescriptor tab = tabs.get(i);
                Keys keys = keys(i);
                if (before != null) {
                    before.getAccelerators().remove(keys);
                }
                if (now != null) {
                    now.getAccelerators().put(keys, () -> show(tab));
                }
            }
        });
    }

    private void show(ViewDescriptor tab) {
        shown = tab.id();
        buttons.forEach((id, button) -> button.setSelected(id.equals(shown)));
        RoomView view = views.computeIfAbsent(tab.id(), id -> tab.make().apply(context));
        setCenter(view.node());
        showRights();
        view.node().requestFocus();
        changed.run();
    }

    private void askForTitle(Consumer<String> rename) {
        TextInputDialog dialog = new TextInputDialog(title.getText());
        dialog.initOwner(getScene().getWindow());
        dialog.setTitle("Title of the room");
        dialog.setHeaderText("What is this room about?");
        dialog.setContentText("Title");
        dialog.setGraphic(null);
        dialog.getEditor().setId("room-title-field");
        DialogFocus.in(dialog, dialog.getEditor());
        dialog.showAndWait().ifPresent(rename);
    }

    void showTitle(String text) {
        title.setText(text);
    }

    /** Shows the tab called {@code id}, where there is one, and goes along with whoever is there. */
    void follow(String id, String session) {
        ToggleButton button = buttons.get(id);
        if (button != null && !id.equals(shown)) {
            button.fire();
        }
        RoomView view = views.get(shown);
        if (view != null) {
            view.follow(session);
        }
    }

    /** The keys are for what is shown. */
    void focus() {
        RoomView view = views.get(shown);
        if (view != null) {
            view.node().requestFocus();
        }
    }

    /** The id of the tab that is shown. */
    String shown() {
        return shown;
    }

    @Override
    public void close() {
        views.values().forEach(RoomView::close);
        views.clear();
    }
}
