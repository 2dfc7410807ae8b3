package dev.lockstep.desktop.shell;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import javafx.animation.PauseTransition;
import javafx.collections.FXCollections;
import javafx.geometry.Bounds;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Alert;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.TextInputDialog;
import javafx.scene.control.Tooltip;
import javafx.scene.input.InputEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import javafx.util.Duration;

import org.controlsfx.control.PopOver;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignL;

import dev.lockstep.desktop.keys.Keys;
import dev.lockstep.desktop.text.DisplayText;
import dev.lockstep.desktop.view.DialogFocus;
import dev.lockstep.desktop.view.RoomContext;
import dev.lockstep.desktop.view.Settings;
import dev.lockstep.desktop.view.Styles;
import dev.lockstep.fx.Lockstep;
import dev.lockstep.fx.SharedRoom;
import dev.lockstep.model.Role;

/** A window: the sidebar, and the view of the room that is open. */
public final class ShellWindow {

    private static final String FOLDED = "sidebar.folded";
    private static final Duration SHORT_NOTICE = Duration.seconds(1.5);

    /** Where that stands, in pixels from the left and from below. */
    private static final double SAID_INSET = 12;

    private static final double SAID_ABOVE_FOOT = 96;

    private final Stage stage;
    private final UserSession userSession;
    private final Settings settings;
    private final BorderPane root = new BorderPane();
    private final StatusModel status = new StatusModel();
    private final Sidebar sidebar;
    private final javafx.beans.InvalidationListener membersChanged;
    private final javafx.beans.InvalidationListener accessChanged;
    private final SideRail rail;
    private boolean folded;
    private final WindowFrame frame;
    private String roomName;
    private UserSession.@Nullable Connection connection;
    private boolean asking;
    private @Nullable SharedRoom openRoom;
    private boolean titleTaken; // of the open room, since it is private
    private final NoticeBars notices;
    private @Nullable RoomTabs view;
    private String tab;
    private long lastInput;

    ShellWindow(Stage stage, UserSession userSession, String roomName, String tab) {
        this.stage = stage;
        this.userSession = userSession;
        this.membersChanged = any -> userSession.directoryChanged();
        this.accessChanged = any -> accessChanged();
        this.settings = userSession.services().settings();
        this.roomName = roomName;
        this.tab = tab;
        this.sidebar = new Sidebar(status, userSession.refusals(), new SidebarActions());
        this.folded = settings.get(FOLDED, false);
        this.rail = new SideRail(status, userSession.refusals(), this::toggleSidebar);
        this.notices = new NoticeBars(userSession.notices());
        root.getStyleClass().add(ShellStyles.SHELL);
        showSide();
        showBelowNotices(waiting());
        Scene scene = new Scene(root);
        scene.getStylesheets().add(Styles.sheet());
        addShortcuts(scene);
        scene.addEventFilter(InputEvent.ANY, any -> input());
        new RestingCaret(scene, System::nanoTime, userSession::later);
        stage.setScene(scene);
        this.frame = new WindowFrame(stage, settings);
        stage.setTitle("Lockstep");
        stage.setOnHidden(hidden -> close());
        stage.focusedProperty().addListener((property, before, now) -> userSession.moved());
    }

    public void show() {
        stage.show();
    }

    /** The sidebar, or what is left of it while it is folded. */
    private void showSide() {
        root.setLeft(folded ? rail : sidebar);
    }

    private void toggleSidebar() {
        if (root.getLeft() != null) {
            folded = !folded;
            settings.set(FOLDED, folded);
            showSide();
            if (view != null) {
                view.focus();
            }
        }
    }

    /** Not for each of a thousand moves of a mouse. */
    private void input() {
        long now = System.nanoTime();
        if (now - lastInput > 1_000_000_000L) {
            lastInput = now;
            userSession.moved();
        }
    }

    String roomName() {
        return roomName;
    }

    /** Whether the room is not for everybody; not known before it is loaded, and then nobody is told of it yet. */
    boolean isPrivate() {
        SharedRoom room = openRoom;
        return room != null
                && (!room.loadedProperty().get() || room.accessProperty().get().everyone() == Role.NONE);
    }

    /** The id of the view that is shown; empty where none is. */
    String viewId() {
        return view == null ? "" : view.shown();
    }

    boolean isFocused() {
        return stage.isFocused();
    }

    Stage stage() {
        return stage;
    }

    boolean isLookingAt(String room, String viewId) {
        return stage.isFocused()
                && view != null
                && roomName.equals(room)
                && view.shown().equals(viewId);
    }

    void showView(String room, String viewId) {
        stage.toFront();
        stage.requestFocus();
        open(room);
        if (view != null) {
            view.follow(viewId, "");
        }
    }

    // ---- what is in the middle

    /** Opens the room over a connection. */
    void connected(UserSession.Connection connected) {
        connection = connected;
        asking = false;
        showSide();
        sidebar.showRooms(connected.roomsModel().items());
        rail.showRooms(connected.roomsModel().items());
        open(roomName);
    }

    /** The connection is over: nothing of it is shown any more. */
    void disconnected() {
        closeView();
        connection = null;
        sidebar.showRooms(FXCollections.observableArrayList());
        rail.showRooms(FXCollections.observableArrayList());
        sidebar.people().show(List.of());
    }

    void ask(SignIn before, String why, List<String> recent) {
        closeView();
        asking = true;
        root.setLeft(null);
        showBelowNotices(new SignInView(before, why, recent, userSession.services(), userSession));
    }

    /** This person waits to be let in. */
    void showLettingIn(LettingInModel model) {
        showBelowNotices(new LettingInView(model, () -> userSession.ask("")));
    }

    void showWaiting() {
        asking = false;
        showSide();
        showBelowNotices(waiting());
    }

    /** Says why there is nothing to see. */
    void failed(String reason, Runnable retry) {
        status.failed();
        Label title = new Label("There is no hub to work with");
        title.getStyleClass().add(Styles.VIEW_TITLE);
        Label why = new Label(reason);
        why.getStyleClass().add(Styles.VIEW_HINT);
        why.setWrapText(true);
        Button again = new Button("Try again");
        again.setId("retry");
        again.setDefaultButton(true);
        again.setOnAction(clicked -> {
            showBelowNotices(waiting());
            retry.run();
        });
        Button other = new Button("Another hub…");
        other.setOnAction(clicked -> userSession.ask(""));
        HBox buttons = new HBox(8, again, other);
        buttons.setAlignment(Pos.CENTER);
        VBox box = new VBox(12, new FontIcon(MaterialDesignL.LAN_DISCONNECT), title, why, buttons);
        box.setAlignment(Pos.CENTER);
        box.getStyleClass().add(Styles.EMPTY);
        showBelowNotices(box);
    }

    private void showBelowNotices(Node content) {
        VBox.setVgrow(content, Priority.ALWAYS);
        root.setCenter(new VBox(notices, content));
    }

    private void open(String name) {
        UserSession.Connection connected = connection;
        if (connected == null || asking || (openRoom != null && name.equals(openRoom.name()))) {
            return;
        }
        closeView();
        roomName = name;
        SharedRoom room = connected.rooms().take(name);
        openRoom = room;
        titleTaken = false;
        connected.roomsModel().visited(name);
        settings.set("room.last", name);
        sidebar.showRoom(name);
        room.members().addListener(membersChanged);
        room.accessProperty().addListener(accessChanged);
        room.loadedProperty().addListener(accessChanged);
        showHub();
        userSession.refusals().follow(room);
        RoomTabs tabs = new RoomTabs(
                new RoomContext(
                        room,
                        connected.rooms(),
                        settings,
                        userSession.services().fx(),
                        userSession.services().browser()),
                userSession.services().views(),
                tab,
                title -> rename(connected, name, title),
                connected.directory()::titleOf,
                this::tabChanged);
        view = tabs;
        VBox.setVgrow(tabs, Priority.ALWAYS);
        showBelowNotices(new VBox(banner(room), tabs));
        tabs.focus();
        directoryChanged();
        tabChanged();
    }

    /** Titles are for all to read: a private room has none but its name. */
    private void rename(UserSession.Connection connected, String name, String title) {
        if (!isPrivate()) {
            CompletionStage<?> done = connected.directory().rename(name, title);
            done.exceptionally(refused -> null); // which is shown among what was refused
        } else {
            say("A private room is called by its name: a title could be read by everybody.");
        }
    }

    private void accessChanged() {
        userSession.showWhere();
        takeTitleOfPrivateRoom();
    }

    /** A room may have had one before it was private. What isn't live may be known of one of the two and not yet of the other. */
    private void takeTitleOfPrivateRoom() {
        UserSession.Connection connected = connection;
        SharedRoom room = openRoom;
        if (connected == null || room == null || !room.loadedProperty().get() || !room.isHost()) {
            return;
        }
        if (!isPrivate()) {
            titleTaken = false;
            return;
        }
        HubDirectory directory = connected.directory();
        if (!titleTaken
                && connected.lockstep().getStatus().isLive()
                && directory.hasTitle(room.name())
                && directory.mayRename(room.name())) {
            titleTaken = true; // whoever gives it another one again and again gets no answer to each
            CompletionStage<?> taken = directory.rename(room.name(), "");
            taken.thenRun(() -> say(
                    "This room is private now. It is called by its name again: its title could be read by everybody."));
        }
    }

    private void say(String aboutTitles) {
        userSession.notices().show(new Notice("private-title", aboutTitles, List.of()));
    }

    private void tabChanged() {
        if (view != null) {
            settings.set("view.last", view.shown());
            userSession.moved();
        }
    }

    /** Says where the hub is. */
    void showHub() {
        UserSession.Connection connected = connection;
        if (connected != null && openRoom != null) {
            Lockstep lockstep = connected.lockstep();
            status.follow(
                    lockstep.statusProperty(),
                    lockstep.pendingProperty(),
                    () -> WaitingChanges.lines(lockstep.waiting()),
                    userSession.where());
        }
    }

    /** Titles, and who is where. */
    void directoryChanged() {
        UserSession.Connection connected = connection;
        SharedRoom room = openRoom;
        RoomTabs tabs = view;
        if (connected == null || room == null || tabs == null) {
            return;
        }
        takeTitleOfPrivateRoom();
        String title = connected.directory().titleOf(room.name());
        tabs.showTitle(title);
        stage.setTitle(
                title + " · " + DisplayText.name(connected.lockstep().identity().name()) + " · Lockstep");
        sidebar.people().show(PeopleView.rows(room, connected.directory()));
    }

    /** Why there is nothing to see in the room, where there is a reason. */
    private static Node banner(SharedRoom room) {
        Label banner = new Label();
        banner.setId("room-problem");
        banner.getStyleClass().add(ShellStyles.BANNER);
        banner.setWrapText(true);
        banner.setMaxWidth(Double.MAX_VALUE);
        banner.textProperty().bind(room.problemProperty());
        banner.visibleProperty().bind(room.problemProperty().isNotEmpty());
        banner.managedProperty().bind(banner.visibleProperty());
        return banner;
    }

    void closeView() {
        if (view != null) {
            tab = view.shown();
            view.close();
            view = null;
        }
        SharedRoom room = openRoom;
        openRoom = null;
        if (room != null && connection != null) {
            room.members().removeListener(membersChanged);
            room.accessProperty().removeListener(accessChanged);
            room.loadedProperty().removeListener(accessChanged);
            connection.rooms().giveBack(room.name());
        }
    }

    private void close() {
        frame.keep();
        closeView();
        root.setCenter(null); // what looks for hubs there looks no more
        notices.close();
        userSession.closed(this);
    }

    /** Says it for a moment above the foot of the sidebar, where nothing is covered that is needed. */
    private void sayShortly(String words) {
        Node side = root.getLeft();
        Bounds place = side == null ? null : side.localToScreen(side.getLayoutBounds());
        if (place != null) {
            Tooltip shown = new Tooltip(words);
            shown.setId("said-shortly");
            shown.show(side, place.getMinX() + SAID_INSET, place.getMaxY() - SAID_ABOVE_FOOT);
            PauseTransition over = new PauseTransition(SHORT_NOTICE);
            over.setOnFinished(passed -> shown.hide());
            over.play();
        }
    }

    private void showInvites() {
        UserSession.Connection connected = connection;
        if (connected != null) {
            HubService hubs = userSession.services().hubs();
            String title = connected.directory().titleOf(roomName);
            new InvitesDialog(stage, connected.rooms(), roomName, title, hubs::inviteLink).show();
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
        scene.getAccelerators().put(Keys.of("Shortcut+N"), actions::newWindow);
        scene.getAccelerators().put(Keys.of("Shortcut+Shift+N"), actions::newWindowAs);
        scene.getAccelerators().put(Keys.of("Shortcut+L"), actions::toggleTheme);
        scene.getAccelerators().put(Keys.of("F9"), this::toggleSidebar);
    }

    private final class SidebarActions implements Sidebar.Actions {

        @Override
        public void newWindow() {
            userSession
                    .newWindow(new Stage(), roomName, view == null ? tab : view.shown())
                    .show();
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
            DialogFocus.in(dialog, dialog.getEditor());
            dialog.showAndWait()
                    .map(String::strip)
                    .filter(name -> !name.isEmpty())
                    .ifPresent(name -> userSession.newUser(name, roomName, view == null ? tab : view.shown()));
        }

        @Override
        public void toggleTheme() {
            String unseen = userSession.services().theme().toggle();
            if (!unseen.isEmpty()) {
                sayShortly(unseen);
            }
        }

        @Override
        public void fold() {
            toggleSidebar();
        }

        @Override
        public void openRoom(String name) {
            open(name);
        }

        @Override
        public void toggleFavourite(String room) {
            if (connection != null) {
                connection.roomsModel().toggleFavourite(room);
            }
        }

        @Override
        public void toggleMuted(String room) {
            if (connection != null) {
                connection.roomsModel().toggleMuted(room);
            }
        }

        @Override
        public void share(Node beside) {
            Popover popover = new Popover(PopOver.ArrowLocation.LEFT_BOTTOM);
            ShareBox sharing = new ShareBox(userSession.services().hubs(), userSession, () -> {
                popover.hide();
                showInvites();
            });
            popover.show(sharing, beside);
        }

        @Override
        public void otherHub() {
            userSession.ask("");
        }

        @Override
        public boolean maySendAway() {
            SharedRoom room = openRoom;
            return room != null && room.hostsHub();
        }

        @Override
        public void whereFrom(Person person, Consumer<String> told) {
            UserSession.Connection connected = connection;
            if (connected != null) {
                connected
                        .lockstep()
                        .tools()
                        .people()
                        .whenComplete((people, failure) -> told.accept(HubGuests.whereFrom(person.client(), people)));
            }
        }

        @Override
        public void sendAway(Person person, java.time.@Nullable Duration lasts) {
            UserSession.Connection connected = connection;
            if (connected == null || (lasts == null && !confirmed(person))) {
                return;
            }
            HubGuests guests = new HubGuests(connected.rooms(), System::currentTimeMillis, () -> {});
            CompletionStage<?> done = lasts == null
                    ? guests.sendAwayForGood(person.client(), person.name())
                    : guests.sendAway(person.client(), person.name(), lasts);
            done.whenComplete((receipt, failure) -> guests.close()); // what was refused is said by the room
        }

        private boolean confirmed(Person person) {
            Alert alert = new Alert(
                    Alert.AlertType.CONFIRMATION,
                    person.name()
                            + " is put out of all rooms, and can't come in again as who they are. Whoever knows the token can"
                            + " still come in as somebody new: share the hub with another one to prevent that.");
            alert.initOwner(stage);
            alert.setHeaderText("Send " + person.name() + " away for good?");
            return alert.showAndWait().filter(ButtonType.OK::equals).isPresent();
        }

        @Override
        public void goTo(Person person) {
            if (!person.room().isEmpty() && RoomsModel.problemWith(person.room()) == null) {
                open(person.room());
            }
            RoomTabs tabs = view;
            if (tabs != null) {
                tabs.follow(person.view(), person.session());
            }
        }
    }
}
