package dev.lockstep.desktop.shell;

import javafx.animation.PauseTransition;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.TextInputDialog;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import javafx.util.Duration;

import org.controlsfx.control.Notifications;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignL;

import dev.lockstep.client.RefusedException;
import dev.lockstep.fx.Lockstep;
import dev.lockstep.fx.SharedRoom;
import dev.lockstep.fx.Subscription;

/** A window: the sidebar, and the view of the room that is open. */
public final class ShellWindow {

    private static final double WIDTH = 1_200;
    private static final double HEIGHT = 760;
    private static final double MIN_WIDTH = 800;
    private static final double MIN_HEIGHT = 480;
    private static final Duration OPENED = Duration.millis(250);
    private static final Duration NOTICE = Duration.seconds(5);

    private final Stage stage;
    private final Theme theme;
    private final Desk desk;
    private final BorderPane root = new BorderPane();
    private final StatusModel status = new StatusModel();
    private final Sidebar sidebar;
    private String roomName;
    private @Nullable Lockstep lockstep;
    private String where = "";
    private @Nullable String openRoom;
    private Subscription refusals = () -> {};
    private @Nullable RoomTabs view;
    private String tab;

    ShellWindow(Stage stage, Theme theme, Desk desk, String roomName) {
        this.stage = stage;
        this.theme = theme;
        this.desk = desk;
        this.roomName = roomName;
        this.tab = desk.firstTab();
        this.sidebar = new Sidebar(status, desk.refusals(), new SidebarActions());
        root.getStyleClass().add(Styles.SHELL);
        root.setLeft(sidebar);
        root.setCenter(waiting());
        Scene scene = new Scene(root, WIDTH, HEIGHT);
        scene.getStylesheets().add(Styles.sheet());
        addShortcuts(scene);
        stage.setScene(scene);
        stage.setMinWidth(MIN_WIDTH);
        stage.setMinHeight(MIN_HEIGHT);
        stage.setTitle("Lockstep");
        stage.setOnHidden(hidden -> close());
    }

    public void show() {
        stage.show();
        insistOnSize();
    }

    /** Some window managers (Openbox) open a program's first window as small as it may be: they are asked once more. */
    private void insistOnSize() {
        PauseTransition soon = new PauseTransition(OPENED);
        soon.setOnFinished(opened -> {
            if (stage.getWidth() <= MIN_WIDTH && stage.getHeight() <= MIN_HEIGHT) {
                stage.setWidth(WIDTH);
                stage.setHeight(HEIGHT);
            }
        });
        soon.play();
    }

    /** Opens the room over {@code connection}. */
    void connected(Lockstep connection, String hubWhere) {
        lockstep = connection;
        where = hubWhere;
        open(roomName);
    }

    /** Says why there is nothing to see. */
    void failed(String reason, Runnable retry) {
        status.failed(reason);
        Label title = new Label("There is no hub to work with");
        title.getStyleClass().add(Styles.VIEW_TITLE);
        Label why = new Label(reason);
        why.getStyleClass().add(Styles.VIEW_HINT);
        why.setWrapText(true);
        Button again = new Button("Try again");
        again.setId("retry");
        again.setDefaultButton(true);
        again.setOnAction(clicked -> {
            root.setCenter(waiting());
            retry.run();
        });
        VBox box = new VBox(12, new FontIcon(MaterialDesignL.LAN_DISCONNECT), title, why, again);
        box.setAlignment(Pos.CENTER);
        box.getStyleClass().add(Styles.EMPTY);
        root.setCenter(box);
    }

    private void open(String name) {
        Lockstep connection = lockstep;
        if (connection == null || name.equals(openRoom)) {
            return;
        }
        closeView();
        roomName = name;
        openRoom = name;
        SharedRoom room = connection.room(name);
        sidebar.showRoom(name);
        sidebar.people().show(room.members());
        status.follow(connection.statusProperty(), room.pendingProperty(), where);
        desk.refusals().follow(room);
        refusals = room.onRefused(this::tell);
        RoomTabs tabs = new RoomTabs(room, desk.tabs(), tab);
        view = tabs;
        VBox.setVgrow(tabs, Priority.ALWAYS);
        root.setCenter(new VBox(banner(room), tabs));
        tabs.focus();
        stage.setTitle(name + " · " + connection.identity().name() + " · Lockstep");
    }

    /** Why there is nothing to see in the room, where there is a reason. */
    private static Node banner(SharedRoom room) {
        Label banner = new Label();
        banner.setId("room-problem");
        banner.getStyleClass().add(Styles.BANNER);
        banner.setWrapText(true);
        banner.setMaxWidth(Double.MAX_VALUE);
        banner.textProperty().bind(room.problemProperty());
        banner.visibleProperty().bind(room.problemProperty().isNotEmpty());
        banner.managedProperty().bind(banner.visibleProperty());
        return banner;
    }

    private void closeView() {
        refusals.close();
        refusals = () -> {};
        if (view != null) {
            tab = view.shown();
            view.close();
            view = null;
        }
    }

    private void close() {
        closeView();
        desk.closed(this);
    }

    private void tell(RefusedException refusal) {
        if (stage.isFocused()) {
            Notifications.create()
                    .owner(stage)
                    .title("Not done")
                    .text(refusal.getMessage())
                    .hideAfter(NOTICE)
                    .showWarning();
        }
    }

    private static Node waiting() {
        ProgressIndicator spinner = new ProgressIndicator();
        spinner.setMaxSize(36, 36);
        Label label = new Label("Looking for a hub…");
        label.getStyleClass().add(Styles.VIEW_HINT);
        VBox box = new VBox(12, spinner, label);
        box.setAlignment(Pos.CENTER);
        return box;
    }

    private void addShortcuts(Scene scene) {
        SidebarActions actions = new SidebarActions();
        scene.getAccelerators()
                .put(new KeyCodeCombination(KeyCode.N, KeyCombination.SHORTCUT_DOWN), actions::newWindow);
        scene.getAccelerators()
                .put(
                        new KeyCodeCombination(KeyCode.N, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN),
                        actions::newWindowAs);
        scene.getAccelerators()
                .put(new KeyCodeCombination(KeyCode.L, KeyCombination.SHORTCUT_DOWN), actions::toggleTheme);
    }

    private final class SidebarActions implements Sidebar.Actions {

        @Override
        public void newWindow() {
            desk.newWindow(new Stage(), roomName).show();
        }

        @Override
        public void newWindowAs() {
            TextInputDialog dialog = new TextInputDialog();
            dialog.initOwner(stage);
            dialog.setTitle("New window as…");
            dialog.setHeaderText("Who is at the new window?");
            dialog.setContentText("Name");
            dialog.setGraphic(null);
            dialog.getEditor().setId("new-window-name");
            dialog.showAndWait()
                    .map(String::strip)
                    .filter(name -> !name.isEmpty())
                    .ifPresent(name -> desk.newDesk(name, roomName));
        }

        @Override
        public void toggleTheme() {
            theme.toggle();
        }

        @Override
        public void openRoom(String name) {
            open(name);
        }
    }
}
