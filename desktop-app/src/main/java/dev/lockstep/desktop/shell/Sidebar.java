package dev.lockstep.desktop.shell;

import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;
import org.kordamp.ikonli.materialdesign2.MaterialDesignW;

import dev.lockstep.model.Names;

/** What stands at the left of every window: connection, rooms, people, and what windows can do. */
final class Sidebar extends VBox {

    private static final double WIDTH = 256;
    private static final double ROOM_HEIGHT = 36;
    private static final int ROOMS_SHOWN_MAX = 6;

    private final ListView<String> rooms = new ListView<>();
    private final Label roomProblem = new Label();
    private final PeopleView people = new PeopleView();

    /** What the sidebar asks of its window. */
    interface Actions {
        void newWindow();

        void newWindowAs();

        void toggleTheme();

        void openRoom(String name);
    }

    Sidebar(StatusModel status, RefusalsModel refusals, Actions actions) {
        getStyleClass().add(Styles.SIDEBAR);
        setMinWidth(WIDTH);
        setPrefWidth(WIDTH);
        setMaxWidth(WIDTH);
        VBox.setVgrow(people, Priority.ALWAYS);
        getChildren()
                .addAll(
                        brand(),
                        new StatusPill(status),
                        new RefusalsButton(refusals),
                        section("Rooms"),
                        roomList(actions::openRoom),
                        roomField(actions::openRoom),
                        roomProblem,
                        section("People"),
                        people,
                        tools(actions));
        roomProblem.getStyleClass().add(Styles.PROBLEM);
        roomProblem.setWrapText(true);
        roomProblem.managedProperty().bind(roomProblem.textProperty().isNotEmpty());
    }

    PeopleView people() {
        return people;
    }

    /** Marks {@code name} as the open room, among those that this window was in. */
    void showRoom(String name) {
        if (!rooms.getItems().contains(name)) {
            rooms.getItems().add(name);
        }
        rooms.getSelectionModel().select(name);
        double shown = Math.min(ROOMS_SHOWN_MAX, rooms.getItems().size());
        rooms.setPrefHeight(shown * ROOM_HEIGHT + 2);
        rooms.setMinHeight(rooms.getPrefHeight());
    }

    private static Node brand() {
        FontIcon mark = new FontIcon(MaterialDesignC.CARDS_OUTLINE);
        Label name = new Label("Lockstep", mark);
        name.getStyleClass().add(Styles.BRAND);
        return name;
    }

    private static Label section(String title) {
        Label label = new Label(title);
        label.getStyleClass().add(Styles.SECTION);
        return label;
    }

    private Node roomList(Consumer<String> open) {
        rooms.setId("rooms");
        rooms.setAccessibleText("Rooms");
        rooms.setFixedCellSize(ROOM_HEIGHT);
        rooms.setCellFactory(list -> new RoomCell());
        rooms.getSelectionModel().selectedItemProperty().addListener((selected, before, now) -> {
            if (now != null) {
                open.accept(now);
            }
        });
        return rooms;
    }

    private Node roomField(Consumer<String> open) {
        TextField field = new TextField();
        field.setId("room-field");
        field.setPromptText("Open another room…");
        field.setAccessibleText("Name of a room to open");
        field.setOnAction(entered -> {
            String name = field.getText().strip();
            String problem = Names.problemWithRoom(name);
            roomProblem.setText(problem == null ? "" : problem);
            if (problem == null) {
                field.clear();
                open.accept(name);
            }
        });
        return field;
    }

    private static Node tools(Actions actions) {
        Button window = tool(new FontIcon(MaterialDesignW.WINDOW_RESTORE), "New window (Ctrl+N)", "new-window");
        window.setOnAction(clicked -> actions.newWindow());
        Button windowAs = tool(
                new FontIcon(MaterialDesignA.ACCOUNT_PLUS_OUTLINE), "New window as… (Ctrl+Shift+N)", "new-window-as");
        windowAs.setOnAction(clicked -> actions.newWindowAs());
        Button theme = tool(new FontIcon(MaterialDesignT.THEME_LIGHT_DARK), "Light or dark (Ctrl+L)", "theme");
        theme.setOnAction(clicked -> actions.toggleTheme());
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox tools = new HBox(4, window, windowAs, gap, theme);
        tools.setAlignment(Pos.CENTER_LEFT);
        return tools;
    }

    private static Button tool(FontIcon icon, String what, String id) {
        Button button = new Button(null, icon);
        button.setId(id);
        button.getStyleClass().addAll(Styles.TOOL_BUTTON, "flat");
        button.setAccessibleText(what);
        button.setTooltip(new Tooltip(what));
        return button;
    }

    private static final class RoomCell extends ListCell<String> {

        private final FontIcon icon = new FontIcon(MaterialDesignP.POUND);

        RoomCell() {
            getStyleClass().add(Styles.ROOM_ITEM);
        }

        @Override
        protected void updateItem(@Nullable String name, boolean empty) {
            super.updateItem(name, empty);
            setText(empty ? null : name);
            setGraphic(empty ? null : icon);
        }
    }
}
