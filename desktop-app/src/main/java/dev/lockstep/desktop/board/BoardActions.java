package dev.lockstep.desktop.board;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Alert;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import dev.lockstep.desktop.board.shapes.Box;
import dev.lockstep.desktop.board.shapes.Look;
import dev.lockstep.desktop.board.shapes.Palette;
import dev.lockstep.desktop.keys.Keys;
import dev.lockstep.desktop.view.Styles;

/** All that can be done on a board: by keys, in the palette, and in the list of keys. */
final class BoardActions {

    /** What is said where somebody who only looks tries to change something. */
    static final String ONLY_LOOKS = "You may only look at this board";

    private static final double SHEET_WIDTH = 960;
    private static final double SHEET_HEIGHT = 720;

    private final BoardView view;
    private final BoardModel model;
    private final Toolbox toolbox;
    private final BoardExchange exchange;
    private final List<BoardAction> actions = new ArrayList<>();

    BoardActions(BoardView view, BoardModel model, Toolbox toolbox, BoardExchange exchange) {
        this.view = view;
        this.model = model;
        this.toolbox = toolbox;
        this.exchange = exchange;
        tools();
        editing();
        looks();
        arranging();
        looking();
        together();
        files();
    }

    private void add(String group, String title, String keys, Runnable run) {
        add(BoardAction.of(group, title, keys, true, run));
    }

    /** What whoever only looks may do too. */
    private void addLooking(String group, String title, String keys, Runnable run) {
        add(BoardAction.of(group, title, keys, false, run));
    }

    /** Two actions under one key would leave the second without it, unnoticed. */
    private void add(BoardAction added) {
        for (Keys keys : added.keys()) {
            actions.stream()
                    .filter(action -> action.keys().contains(keys))
                    .findFirst()
                    .ifPresent(action -> {
                        throw new IllegalArgumentException(
                                keys.getDisplayText() + " is both " + action.title() + " and " + added.title());
                    });
        }
        actions.add(added);
    }

    /** What this person may do. */
    private List<BoardAction> available() {
        boolean all = model.mayEdit().get();
        return actions.stream().filter(action -> all || !action.changes()).toList();
    }

    private void tools() {
        for (Tool tool : Tool.values()) {
            add("Tools", tool.title(), tool.key(), () -> toolbox.toolProperty().set(tool));
        }
        add("Tools", "Snap to the grid, on or off", "G", () -> {
            boolean now = !toolbox.gridProperty().get();
            toolbox.gridProperty().set(now);
            model.say(now ? "Things snap to the grid" : "Things snap to each other");
        });
        add(
                "Tools",
                "Pen: width by speed, on or off",
                "",
                () -> toolbox.widthBySpeedProperty()
                        .set(!toolbox.widthBySpeedProperty().get()));
    }

    private void editing() {
        add("Edit", "Undo", "Shortcut+Z", model::undo);
        add("Edit", "Redo", "Shortcut+Shift+Z Shortcut+Y", model::redo);
        add("Edit", "Select all", "Shortcut+A", () -> {
            toolbox.toolProperty().set(Tool.SELECT);
            model.selectAll();
        });
        addLooking("Edit", "Copy", "Shortcut+C", exchange::copy);
        add("Edit", "Cut", "Shortcut+X", () -> {
            exchange.copy();
            model.removeSelection();
        });
        add("Edit", "Paste", "Shortcut+V", exchange::paste);
        add("Edit", "Paste as picture", "Shortcut+Shift+V", exchange::pasteAsPicture);
        add("Edit", "Duplicate", "Shortcut+D", model::duplicate);
        add("Edit", "Delete", "Delete Backspace", model::removeSelection);
        add("Edit", "Edit the text, or place what the tool draws", "Enter", this::enter);
        addLooking("Edit", "Select the next shape", "N", () -> model.selectNext(1));
        addLooking("Edit", "Select the one before", "Shift+N", () -> model.selectNext(-1));
        add("Edit", "Clear the board…", "", this::askToClear);
    }

    /** Without a mouse, what the tool draws is placed in the middle, to be moved and stretched from there. */
    private void enter() {
        Tool tool = toolbox.toolProperty().get();
        if (tool == Tool.SELECT) {
            view.editSelected();
        } else {
            Box box = view.box();
            toolbox.place(box.centerX(), box.centerY(), view.viewport().scale());
        }
    }

    private void looks() {
        for (String color : Palette.NAMES) {
            add(
                    "Look",
                    "Colour: " + color,
                    "",
                    () -> toolbox.restyle("Colour", LookPart.COLOR, look -> look.withColor(color)));
        }
        add("Look", "Fill: none", "", () -> toolbox.restyle("Fill", LookPart.FILL, look -> look.withFill("")));
        for (String color : Palette.NAMES.subList(1, Palette.NAMES.size())) {
            add(
                    "Look",
                    "Fill: " + color,
                    "",
                    () -> toolbox.restyle("Fill", LookPart.FILL, look -> look.withFill(color)));
        }
        for (String color : Palette.NAMES.subList(1, Palette.NAMES.size())) {
            add("Look", "Note: " + color, "", () -> toolbox.restyle("Note", LookPart.PAPER, l -> l.withFill(color)));
        }
        add(
                "Look",
                "Thinner",
                "Shortcut+Comma",
                () -> toolbox.restyle(
                        "Width", LookPart.WIDTH, look -> look.withWidth(Math.max(Look.WIDTH_MIN, look.width() / 1.5))));
        add(
                "Look",
                "Thicker",
                "Shortcut+Period",
                () -> toolbox.restyle(
                        "Width", LookPart.WIDTH, look -> look.withWidth(Math.min(Look.WIDTH_MAX, look.width() * 1.5))));
        add(
                "Look",
                "Solid or dashed",
                "",
                () -> toolbox.restyle("Line", LookPart.DASH, look -> look.withDash(!look.dash())));
        add(
                "Look",
                "Smaller text",
                "Shortcut+Shift+Comma",
                () -> toolbox.restyle(
                        "Text size",
                        LookPart.TEXT_SIZE,
                        look -> look.withFontSize(Math.max(Look.FONT_MIN, look.fontSize() / 1.25))));
        add(
                "Look",
                "Larger text",
                "Shortcut+Shift+Period",
                () -> toolbox.restyle(
                        "Text size",
                        LookPart.TEXT_SIZE,
                        look -> look.withFontSize(Math.min(Look.FONT_MAX, look.fontSize() * 1.25))));
        for (int percent = 100; percent >= 25; percent -= 25) {
            double opacity = percent / 100.0;
            add(
                    "Look",
                    "Opacity: " + percent + " %",
                    "",
                    () -> toolbox.restyle("Opacity", LookPart.OPACITY, look -> look.withOpacity(opacity)));
        }
    }

    private void arranging() {
        add("Arrange", "Bring to front", "Shortcut+Shift+Up", model::toFront);
        add("Arrange", "Send to back", "Shortcut+Shift+Down", model::toBack);
        add("Arrange", "Group", "Shortcut+G", model::group);
        add("Arrange", "Ungroup", "Shortcut+Shift+G", model::ungroup);
        add("Arrange", "Lock in place, or unlock", "Shortcut+Shift+L", model::toggleLocked);
    }

    private void looking() {
        addLooking("View", "Show all of it", "Shift+1", view::showAll);
        addLooking("View", "Show the selection", "Shift+2", view::showSelection);
        addLooking("View", "Actual size", "Shift+0 Shortcut+0", () -> view.zoomTo(1));
        addLooking("View", "Larger", "Shortcut+Plus", view::zoomIn);
        addLooking("View", "Smaller", "Shortcut+Minus", view::zoomOut);
        addLooking("View", "All keys", "F1 Question", this::showKeys);
        addLooking("View", "All commands", "Shortcut+K", this::showPalette);
    }

    private void together() {
        add("Together", "Invite everyone to my view", "Shortcut+Shift+B", () -> {
            view.people().inviteEveryone(view.box());
            model.say("Everyone on this board is invited here");
        });
        addLooking(
                "Together",
                "Show the invitations of all again",
                "",
                () -> model.say(
                        view.invitations().unmuteAll()
                                ? "Nobody's invitations are muted any more"
                                : "Nobody's invitations are muted"));
        addLooking("Together", "Follow the next person", "Shortcut+Shift+F", this::followNext);
    }

    private void files() {
        addLooking("File", "Save the board to a file…", "Shortcut+S", exchange::save);
        add("File", "Add the shapes of a file…", "Shortcut+O", exchange::open);
        add("File", "Put pictures on the board…", "I", exchange::openPicture);
        addLooking("File", "Export or copy as a picture…", "Shortcut+Shift+E", () -> exchange.export(false));
        addLooking("File", "Export as SVG…", "", () -> exchange.export(true));
    }

    private void followNext() {
        List<Peer> others = List.copyOf(view.people().peers());
        Peer next = null;
        boolean passed = view.following().isEmpty();
        for (Peer peer : others) {
            if (passed && next == null) {
                next = peer;
            }
            passed |= peer.session.equals(view.following());
        }
        view.follow(next == null ? "" : next.session);
        if (next == null) {
            model.say(others.isEmpty() ? "Nobody else is on this board" : "You follow nobody");
        }
    }

    private void askToClear() {
        int count = model.index().size();
        if (count == 0) {
            model.say("The board is empty");
            return;
        }
        Alert alert = new Alert(Alert.AlertType.CONFIRMATION);
        alert.initOwner(view.getScene().getWindow());
        alert.setTitle("Clear the board");
        alert.setHeaderText("Clear the board for everyone?");
        alert.setContentText((count == 1 ? "One shape goes." : count + " shapes go.") + " You can undo it.");
        ButtonType clear = new ButtonType("Clear");
        alert.getButtonTypes().setAll(clear, ButtonType.CANCEL);
        alert.getDialogPane().lookupButton(clear).setId("clear-board");
        if (alert.showAndWait().filter(clear::equals).isPresent()) {
            model.clear();
        }
    }

    /** Does what {@code event} asks for; false where it asks for nothing. */
    boolean run(KeyEvent event) {
        for (BoardAction action : actions) {
            for (Keys keys : action.keys()) {
                if (keys.match(event)) {
                    if (action.changes() && !model.mayEdit().get()) {
                        model.say(ONLY_LOOKS);
                    } else {
                        action.run().run();
                    }
                    return true;
                }
            }
        }
        return false;
    }

    // ---- the list of keys

    private void showKeys() {
        FlowPane columns = new FlowPane(36, 20);
        GridPane grid = null;
        String group = "";
        for (BoardAction action : available()) {
            if (action.keys().isEmpty()) {
                continue;
            }
            if (grid == null || !action.group().equals(group)) {
                group = action.group();
                grid = new GridPane();
                grid.setHgap(16);
                grid.setVgap(6);
                Label title = new Label(group);
                title.getStyleClass().add(Styles.CARD_TITLE);
                columns.getChildren().add(new VBox(8, title, grid));
            }
            Label keys = new Label(action.keysText());
            keys.getStyleClass().add(BoardStyles.KEY);
            keys.setMinWidth(Region.USE_PREF_SIZE);
            grid.addRow(grid.getRowCount(), keys, new Label(action.title()));
        }
        Label more = new Label(
                "Tab reaches the tools, where arrows move on and Esc comes back.  Arrows move what is selected, or the view.  Shift keeps proportions and directions, Alt lets"
                        + " nothing snap.  Esc cancels the current action.");
        more.getStyleClass().add(Styles.VIEW_HINT);
        more.setWrapText(true);
        VBox sheet = new VBox(20, columns, more);
        ScrollPane pane = new ScrollPane(sheet);
        pane.setId("board-keys");
        pane.getStyleClass().add(BoardStyles.SHEET);
        pane.setFitToWidth(true);
        pane.setMaxSize(Math.min(SHEET_WIDTH, view.getWidth() - 40), Math.min(SHEET_HEIGHT, view.getHeight() - 40));
        view.showOverlay(pane);
    }

    // ---- the palette

    void showPalette() {
        ObservableList<BoardAction> all = FXCollections.observableArrayList(available());
        FilteredList<BoardAction> found = new FilteredList<>(all);
        TextField field = new TextField();
        field.setId("palette-field");
        field.setPromptText("What do you want to do?");
        field.setAccessibleText("Command");
        ListView<BoardAction> list = new ListView<>(found);
        list.setId("palette-list");
        list.setAccessibleText("Commands");
        list.setFocusTraversable(false);
        list.setPrefHeight(360);
        list.setCellFactory(of -> new ActionCell());
        list.getSelectionModel().selectFirst();
        field.textProperty().addListener((property, before, now) -> {
            found.setPredicate(action -> fits(action, now));
            list.getSelectionModel().selectFirst();
            list.scrollTo(0);
        });
        Runnable choose = () -> {
            BoardAction chosen = list.getSelectionModel().getSelectedItem();
            view.hideOverlay();
            if (chosen != null) {
                chosen.run().run();
            }
        };
        field.setOnAction(entered -> choose.run());
        list.setOnMouseClicked(clicked -> choose.run());
        field.addEventFilter(KeyEvent.KEY_PRESSED, key -> {
            if (key.getCode() == KeyCode.DOWN || key.getCode() == KeyCode.UP) {
                key.consume();
                int by = key.getCode() == KeyCode.DOWN ? 1 : -1;
                int next = list.getSelectionModel().getSelectedIndex() + by;
                list.getSelectionModel().clearAndSelect(Math.max(0, Math.min(found.size() - 1, next)));
                list.scrollTo(Math.max(0, next - 4));
            }
        });
        VBox palette = new VBox(8, field, list);
        palette.setPadding(new Insets(12));
        palette.setMaxSize(520, Region.USE_PREF_SIZE);
        palette.getStyleClass().add(BoardStyles.SHEET);
        view.showOverlay(palette);
        field.requestFocus();
    }

    private static boolean fits(BoardAction action, String typed) {
        String text = (action.group() + " " + action.title()).toLowerCase(Locale.ROOT);
        for (String word : typed.toLowerCase(Locale.ROOT).strip().split("\\s+", -1)) {
            if (!text.contains(word)) {
                return false;
            }
        }
        return true;
    }

    private static final class ActionCell extends ListCell<BoardAction> {
        @Override
        protected void updateItem(@Nullable BoardAction action, boolean empty) {
            super.updateItem(action, empty);
            setText(null);
            if (action == null || empty) {
                setGraphic(null);
                return;
            }
            Label group = new Label(action.group());
            group.getStyleClass().add(Styles.CARD_HINT);
            group.setMinWidth(64);
            Label keys = new Label(action.keysText());
            keys.getStyleClass().add(BoardStyles.KEY);
            keys.setVisible(!action.keys().isEmpty());
            Label title = new Label(action.title());
            title.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(title, Priority.ALWAYS);
            HBox row = new HBox(10, group, title, keys);
            row.setAlignment(Pos.CENTER_LEFT);
            setGraphic(row);
        }
    }
}
