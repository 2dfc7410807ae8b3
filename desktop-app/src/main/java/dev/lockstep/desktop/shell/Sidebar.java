package dev.lockstep.desktop.shell;

import java.util.List;
import java.util.Locale;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignB;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignD;
import org.kordamp.ikonli.materialdesign2.MaterialDesignL;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;
import org.kordamp.ikonli.materialdesign2.MaterialDesignW;

import dev.lockstep.desktop.view.Styles;

/** What stands at the left of every window: connection, rooms, people, and what windows can do. */
final class Sidebar extends VBox {

    private static final double WIDTH = 264;
    private static final double ROOM_HEIGHT = 36;
    private static final double ROOMS_HEIGHT_MIN = ROOM_HEIGHT + 4;
    private static final double PEOPLE_HEIGHT_MIN = 52; // one of them
    private static final int COUNT_MAX = 99;
    private static final PseudoClass UNREAD = PseudoClass.getPseudoClass("unread");
    private static final PseudoClass MENTIONED = PseudoClass.getPseudoClass("mentioned");
    private static final PseudoClass OPEN = PseudoClass.getPseudoClass("open");

    private final ListView<RoomItem> rooms = new ListView<>();
    private final TextField roomField = new TextField();
    private final Label roomProblem = new Label();
    private final Label roomHint = new Label();
    private final PeopleView people;
    private final Actions actions;
    private @Nullable FilteredList<RoomItem> filtered;
    private String openRoom = "";

    /** What the sidebar asks of its window. */
    interface Actions extends PeopleView.Actions {
        void fold();

        void newWindow();

        void newWindowAs();

        void toggleTheme();

        void openRoom(String name);

        void toggleFavourite(String room);

        void toggleMuted(String room);

        void share(Node beside);

        void otherHub();
    }

    Sidebar(StatusModel status, RefusalsModel refusals, Actions actions) {
        this.actions = actions;
        this.people = new PeopleView(actions);
        getStyleClass().add(ShellStyles.SIDEBAR);
        setMinWidth(WIDTH);
        setPrefWidth(WIDTH);
        setMaxWidth(WIDTH);
        VBox.setVgrow(people, Priority.ALWAYS);
        VBox.setVgrow(rooms, Priority.SOMETIMES);
        people.setMinHeight(PEOPLE_HEIGHT_MIN);
        getChildren()
                .addAll(
                        brand(),
                        new StatusPill(status),
                        new RefusalsBar(refusals),
                        section("Rooms"),
                        roomField(),
                        roomHint,
                        roomProblem,
                        roomList(status),
                        section("People"),
                        people,
                        tools());
        roomProblem.getStyleClass().add(Styles.PROBLEM);
        roomProblem.setWrapText(true);
        roomProblem.managedProperty().bind(roomProblem.textProperty().isNotEmpty());
        roomHint.setId("room-hint");
        roomHint.getStyleClass().add(Styles.CARD_HINT);
        roomHint.managedProperty().bind(roomHint.textProperty().isNotEmpty());
    }

    PeopleView people() {
        return people;
    }

    void showRooms(ObservableList<RoomItem> items) {
        FilteredList<RoomItem> shown = new FilteredList<>(items, this::isShown);
        filtered = shown;
        rooms.setItems(shown);
        seeOpenRoom();
    }

    /** Marks {@code name} as the open room. */
    void showRoom(String name) {
        openRoom = name;
        rooms.refresh();
        seeOpenRoom();
    }

    /** The open room is in sight, however low the window; it is where the arrows start. */
    private void seeOpenRoom() {
        for (int i = 0; i < rooms.getItems().size(); i++) {
            if (rooms.getItems().get(i).name().equals(openRoom)) {
                rooms.getSelectionModel().clearAndSelect(i);
                int seen = (int) Math.max(1, rooms.getHeight() / ROOM_HEIGHT);
                rooms.scrollTo(Math.max(0, i - seen / 2));
            }
        }
    }

    private boolean isShown(RoomItem item) {
        String typed = roomField.getText().strip().toLowerCase(Locale.ROOT);
        return typed.isEmpty()
                || item.title().toLowerCase(Locale.ROOT).contains(typed)
                || item.name().toLowerCase(Locale.ROOT).contains(typed);
    }

    private Node brand() {
        FontIcon mark = new FontIcon(MaterialDesignC.CARDS_OUTLINE);
        Label name = new Label("Lockstep", mark);
        name.getStyleClass().add(ShellStyles.BRAND);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Button fold = tool(MaterialDesignD.DOCK_LEFT, "Hide rooms and people (F9)", "sidebar-fold");
        fold.setOnAction(clicked -> actions.fold());
        HBox row = new HBox(name, gap, fold);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add(ShellStyles.BRAND_ROW);
        return row;
    }

    private static Label section(String title) {
        Label label = new Label(title);
        label.getStyleClass().add(Styles.SECTION);
        return label;
    }

    private Node roomList(StatusModel status) {
        rooms.setId("rooms");
        rooms.setAccessibleText("Rooms; Enter opens one");
        rooms.setFixedCellSize(ROOM_HEIGHT);
        rooms.setMinHeight(ROOMS_HEIGHT_MIN);
        Label none = new Label();
        none.textProperty().bind(status.whenConnected("No room is called so"));
        none.setId("no-rooms");
        none.setWrapText(true);
        rooms.setPlaceholder(none);
        rooms.heightProperty().addListener((property, before, now) -> seeOpenRoom());
        rooms.setCellFactory(list -> new RoomCell());
        rooms.setOnKeyPressed(key -> {
            if (key.getCode() == KeyCode.ENTER) {
                openSelected();
            }
        });
        return rooms;
    }

    private void openSelected() {
        RoomItem item = rooms.getSelectionModel().getSelectedItem();
        if (item != null && !item.name().equals(openRoom)) {
            actions.openRoom(item.name());
        }
    }

    private Node roomField() {
        roomField.setId("room-field");
        roomField.setPromptText("Find or create a room…");
        roomField.setAccessibleText("Find a room, or the name of a new one");
        roomField.setOnKeyPressed(key -> {
            if (key.getCode() == KeyCode.DOWN && !rooms.getItems().isEmpty()) {
                rooms.requestFocus();
                rooms.getSelectionModel().selectFirst();
                key.consume();
            } else if (key.getCode() == KeyCode.ESCAPE && !roomField.getText().isEmpty()) {
                roomField.clear();
                key.consume();
            }
        });
        roomField.textProperty().addListener((text, before, now) -> {
            roomProblem.setText("");
            roomHint.setText(hint(now.strip()));
            FilteredList<RoomItem> shown = filtered;
            if (shown != null) {
                shown.setPredicate(this::isShown);
            }
        });
        roomField.setOnAction(entered -> {
            String typed = roomField.getText().strip();
            RoomItem known = called(typed);
            String name = known == null ? typed : known.name();
            String problem = RoomsModel.problemWith(name);
            if (problem == null) {
                roomField.clear();
                actions.openRoom(name);
            } else {
                roomProblem.setText(problem);
            }
        });
        return roomField;
    }

    /** What Enter does with what is typed; empty where it does nothing. */
    private String hint(String typed) {
        if (typed.isEmpty() || RoomsModel.problemWith(typed) != null) {
            return "";
        }
        return called(typed) == null ? "Enter creates this room" : "Enter opens this room";
    }

    /** The room that is called {@code typed}, by its name or else by its title; null where none is. */
    private @Nullable RoomItem called(String typed) {
        List<RoomItem> all = filtered == null
                ? List.of()
                : filtered.getSource().stream().map(RoomItem.class::cast).toList();
        return all.stream()
                .filter(room -> room.name().equals(typed))
                .findFirst()
                .or(() -> all.stream()
                        .filter(room -> room.title().equalsIgnoreCase(typed))
                        .findFirst())
                .orElse(null);
    }

    private Node tools() {
        Button window = tool(MaterialDesignW.WINDOW_RESTORE, "New window (Ctrl+N)", "new-window");
        window.setOnAction(clicked -> actions.newWindow());
        Button windowAs = tool(MaterialDesignA.ACCOUNT_PLUS_OUTLINE, "New window as… (Ctrl+Shift+N)", "new-window-as");
        windowAs.setOnAction(clicked -> actions.newWindowAs());
        Button share = new Button("Share on the network", new FontIcon(MaterialDesignL.LAN_CONNECT));
        share.setId("share-box");
        share.setMaxWidth(Double.MAX_VALUE);
        share.setOnAction(clicked -> actions.share(share));
        Button other = tool(MaterialDesignS.SWAP_HORIZONTAL, "You, and another hub", "other-hub");
        other.setOnAction(clicked -> actions.otherHub());
        Button theme = tool(MaterialDesignT.THEME_LIGHT_DARK, "Light, dark, or as the system (Ctrl+L)", "theme");
        theme.setOnAction(clicked -> actions.toggleTheme());
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox tools = new HBox(2, window, windowAs, other, gap, theme);
        tools.setAlignment(Pos.CENTER_LEFT);
        return new VBox(6, share, tools);
    }

    private static Button tool(Ikon icon, String what, String id) {
        Button button = new Button(null, new FontIcon(icon));
        button.setId(id);
        button.getStyleClass().addAll(Styles.TOOL_BUTTON, "flat");
        button.setAccessibleText(what);
        button.setTooltip(new Tooltip(what));
        return button;
    }

    private final class RoomCell extends ListCell<RoomItem> {

        private final FontIcon icon = new FontIcon(MaterialDesignP.POUND);
        private final Label title = new Label();
        private final Label members = new Label(null, new FontIcon(MaterialDesignA.ACCOUNT_OUTLINE));
        private final Label badge = new Label();
        private final HBox row = new HBox(8, icon, title, members, badge);

        RoomCell() {
            getStyleClass().add(ShellStyles.ROOM_ITEM);
            setOnMouseClicked(clicked -> {
                if (clicked.getButton() == MouseButton.PRIMARY && !isEmpty()) {
                    openSelected();
                }
            });
            row.setAlignment(Pos.CENTER_LEFT);
            row.setPrefWidth(0);
            title.setMinWidth(0);
            title.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(title, Priority.ALWAYS);
            members.getStyleClass().add(ShellStyles.ROOM_MEMBERS);
            members.setMinWidth(USE_PREF_SIZE);
            badge.getStyleClass().add(ShellStyles.ROOM_BADGE);
            badge.setMinWidth(USE_PREF_SIZE);
        }

        @Override
        protected void updateItem(@Nullable RoomItem item, boolean empty) {
            super.updateItem(item, empty);
            if (empty || item == null) {
                setGraphic(null);
                setContextMenu(null);
                setAccessibleText(null);
                mark(false, false, false);
                return;
            }
            setGraphic(row);
            setContextMenu(menu(item));
            mark(item.name().equals(openRoom), item.unread() > 0 && !item.muted(), item.mentioned());
            icon.setIconCode(item.favourite() ? MaterialDesignS.STAR : icon(item));
            title.setText(item.title());
            members.setText(String.valueOf(item.members()));
            members.setVisible(item.members() > 0);
            badge.setText(item.unread() > COUNT_MAX ? COUNT_MAX + "+" : String.valueOf(item.unread()));
            badge.setVisible(item.unread() > 0);
            badge.setManaged(item.unread() > 0);
            setAccessibleText(item.title() + ", " + item.members() + " people, " + item.unread() + " new messages");
        }

        private void mark(boolean open, boolean unread, boolean mentioned) {
            pseudoClassStateChanged(OPEN, open);
            pseudoClassStateChanged(UNREAD, unread);
            pseudoClassStateChanged(MENTIONED, mentioned);
        }

        private Ikon icon(RoomItem item) {
            return item.muted() ? MaterialDesignB.BELL_OFF_OUTLINE : MaterialDesignP.POUND;
        }

        private ContextMenu menu(RoomItem item) {
            MenuItem favourite = new MenuItem(item.favourite() ? "No favourite any more" : "Favourite");
            favourite.setOnAction(chosen -> actions.toggleFavourite(item.name()));
            MenuItem muted = new MenuItem(item.muted() ? "Notify me again" : "Mute");
            muted.setOnAction(chosen -> actions.toggleMuted(item.name()));
            return new ContextMenu(favourite, muted);
        }
    }
}
