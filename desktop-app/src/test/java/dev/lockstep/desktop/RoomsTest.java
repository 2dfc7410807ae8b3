package dev.lockstep.desktop;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioButton;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Pane;
import javafx.scene.shape.Polyline;
import javafx.stage.Stage;
import javafx.stage.Window;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;

import dev.lockstep.client.HubConnection;
import dev.lockstep.client.Identity;
import dev.lockstep.client.Invite;
import dev.lockstep.desktop.connect.HubAddress;
import dev.lockstep.desktop.connect.LocalHub;
import dev.lockstep.desktop.shell.AppServices;
import dev.lockstep.desktop.shell.HubService;
import dev.lockstep.desktop.shell.SignIn;
import dev.lockstep.desktop.shell.UserSession;
import dev.lockstep.desktop.view.Settings;
import dev.lockstep.discovery.Announcement;
import dev.lockstep.discovery.HubFinder;
import dev.lockstep.discovery.Way;
import dev.lockstep.disk.UserDirectory;
import dev.lockstep.fx.Lockstep;
import dev.lockstep.fx.SharedRoom;
import dev.lockstep.hub.Hub;
import dev.lockstep.hub.HubOptions;
import dev.lockstep.hub.journal.MemoryJournal;

import static org.assertj.core.api.Assertions.assertThat;

/** Starting, rooms, people, sharing, and what people put on a panel. */
@UiTest
@ExtendWith(ApplicationExtension.class)
class RoomsTest extends TwoPeople {

    @TempDir
    private Path elsewhere;

    @BeforeEach
    void open() {
        open(Hub.start(HubOptions.defaults().withPort(0), new MemoryJournal()), "panel");
    }

    // ---- the start

    @Test
    @DisplayName("the first start asks for a name and a colour, keeps them, and opens the room")
    void firstStart() {
        Settings settings = Settings.none();
        Stage stage = asking(settings, "");
        Fx.run(() -> press(stage, "#start"));
        assertThat(Fx.get(() -> text(stage, "#start-problem"))).contains("name");
        Fx.run(() -> {
            ((TextField) node(stage, "#start-name")).setText("Linus");
            press(stage, "#start");
        });
        Fx.await("Linus is in the room", () -> people(stage).size() == 3);
        SignIn kept = Fx.get(() -> SignIn.last(settings));
        assertThat(kept.name()).isEqualTo("Linus");
        assertThat(kept.color())
                .as("nobody chose one")
                .isEqualTo(new SignIn("Linus", "", null, null).identity().color());
        Fx.await("Ada sees Linus", () -> people(ada).stream().anyMatch(text -> text.startsWith("Linus")));
    }

    @Test
    @DisplayName("an address that can't be one is told; one that can is remembered")
    void address() {
        Settings settings = Settings.none();
        Stage stage = asking(settings, "You can't come in.");
        assertThat(Fx.get(() -> text(stage, "#start-problem"))).isEqualTo("You can't come in.");
        Fx.run(() -> {
            ((TextField) node(stage, "#start-name")).setText("Linus");
            ((RadioButton) node(stage, "#start-elsewhere")).setSelected(true);
            address(stage).setText("ftp://nonsense");
            press(stage, "#start");
        });
        assertThat(Fx.get(() -> text(stage, "#start-problem"))).startsWith("The address:");
        Fx.run(() -> {
            address(stage).setText("127.0.0.1:" + hub.port());
            press(stage, "#start");
        });
        Fx.await("Linus is in the room", () -> people(stage).size() == 3);
        assertThat(Fx.get(() -> SignIn.last(settings).address())).isEqualTo("127.0.0.1:" + hub.port());
    }

    @Test
    @DisplayName("a hub that asks for a token sends back to the start, where it can be typed")
    void token() {
        Hub guarded = ofSomebodyElse(HubOptions.defaults().withPort(0).withToken("open sesame"));
        try {
            Settings settings = Settings.none();
            Stage stage = asking(settings, "");
            Fx.run(() -> {
                ((TextField) node(stage, "#start-name")).setText("Linus");
                ((RadioButton) node(stage, "#start-elsewhere")).setSelected(true);
                address(stage).setText("127.0.0.1:" + guarded.port());
                press(stage, "#start");
            });
            Fx.await(
                    "it says why",
                    () -> stage.getScene().getRoot().lookup("#start-problem") instanceof Label problem
                            && problem.getText().contains("token"));
            Fx.run(() -> {
                ((TextField) node(stage, "#start-token")).setText("open sesame");
                press(stage, "#start");
            });
            Fx.await(
                    "Linus is in",
                    () -> stage.getScene().getRoot().lookup("#people") != null
                            && people(stage).size() == 1);
        } finally {
            Fx.run(() -> List.copyOf(Window.getWindows()).forEach(Window::hide));
            guarded.close();
        }
    }

    @Test
    @DisplayName(
            "whoever has no token asks to be let in, and is told why that is not possible now; wrong words are said at once")
    void askingFirst() {
        Hub guarded = ofSomebodyElse(HubOptions.defaults().withPort(0).withToken("open sesame"));
        try {
            Stage stage = asking(Settings.none(), "");
            Fx.run(() -> {
                ((TextField) node(stage, "#start-name")).setText("Linus");
                ((RadioButton) node(stage, "#start-elsewhere")).setSelected(true);
                address(stage).setText("127.0.0.1:" + guarded.port());
                ((TextField) node(stage, "#start-token")).setText("aardvark abandoned qqqqq zucchini zombie yearbook");
                press(stage, "#start");
            });
            assertThat(Fx.get(() -> text(stage, "#start-problem")))
                    .isEqualTo("The words: “qqqqq” is none of the words that codes are made of.");
            Fx.run(() -> ((Hyperlink) node(stage, "#start-ask")).fire());
            Fx.await(
                    "it says why",
                    () -> stage.getScene().getRoot().lookup("#start-problem") instanceof Label problem
                            && problem.getText().contains("nobody who hosts this hub is at it now"));
        } finally {
            Fx.run(() -> List.copyOf(Window.getWindows()).forEach(Window::hide));
            guarded.close();
        }
    }

    @Test
    @DisplayName("that there is no hub is told with the reason, also behind one that was there; another try finds it")
    void noHub() {
        CompletableFuture<LocalHub.Found> first = new CompletableFuture<>();
        List<CompletionStage<LocalHub.Found>> answers =
                new ArrayList<>(List.of(first, CompletableFuture.completedStage(LocalHub.Found.at(hub.url()))));
        AppServices all = TestSession.services(theme, Settings.none(), TestSession.views(), hub, false);
        HubService failing = new TestSession.TestHubs(hub, false) {
            @Override
            public CompletionStage<LocalHub.Found> local() {
                return answers.remove(0);
            }
        };
        AppServices services = new AppServices(
                all.theme(),
                all.settings(),
                all.views(),
                all.connector(),
                all.unread(),
                failing,
                all.problems(),
                all.browser(),
                all.fx());
        Stage stage = Fx.get(() -> {
            Stage made = new Stage();
            UserSession userSession = TestSession.open(services, made, "Linus", "lobby", "panel", hub);
            userSession.begin(); // to the hub on this machine, from one that works
            return made;
        });
        Fx.await("it is looked for", () -> answers.size() == 1);
        Fx.run(() -> first.completeExceptionally(new IllegalStateException("the port is taken")));
        Fx.await("it is told", () -> stage.getScene().getRoot().lookup("#retry") != null);
        assertThat(Fx.get(() -> text(stage, "#status-text"))).isEqualTo("No hub");
        assertThat(Fx.get(() -> ((Label) stage.getScene().getRoot().lookup(".view-hint")).getText()))
                .isEqualTo("the port is taken");
        Fx.run(() -> press(stage, "#retry"));
        Fx.await(
                "Linus is in the room",
                () -> stage.getScene().getRoot().lookup("#count") != null
                        && people(stage).size() == 3);
    }

    @Test
    @DisplayName(
            "a hub in the network is shown with its host's name, without what could disguise it, and comes back by its key")
    void foundInNetwork() {
        Settings settings = Settings.none();
        Announcement announced =
                new Announcement(hub.identity(), hub.port(), "Ada\u202e", "ada-pc\nOn this machine", "#c0392b");
        AtomicInteger looking = new AtomicInteger();
        Announcement own = new Announcement("B".repeat(43), 7171, "Myself", "here", "");
        TestSession.TestHubs hubs = new TestSession.TestHubs(hub, false) {
            @Override
            public Runnable lookForHubs(Consumer<List<HubFinder.Found>> told) {
                looking.incrementAndGet();
                told.accept(List.of(
                        new HubFinder.Found(announced, List.of(hub.url()), Set.of(Way.BROADCAST), false),
                        new HubFinder.Found(own, List.of("wss://192.0.2.1/live"), Set.of(Way.BROADCAST), true)));
                return looking::decrementAndGet;
            }
        };
        Stage closed = asking(settings, "", hubs);
        assertThat(looking).hasValue(1);
        Fx.run(closed::hide);
        assertThat(looking).as("a closed window looks no more").hasValue(0);
        Stage stage = asking(settings, "", hubs);
        Fx.run(() -> {
            ((TextField) node(stage, "#start-name")).setText("Linus");
            List<RadioButton> found = ((Pane) node(stage, "#start-found"))
                    .getChildren().stream().map(RadioButton.class::cast).toList();
            assertThat(found).extracting(RadioButton::getText).containsExactly("Ada’s hub, on ada-pc On this machine");
            found.get(0).fire();
            assertThat(((Button) node(stage, "#start")).getText()).isEqualTo("Ask to be let in");
            ((TextField) node(stage, "#start-token")).setText("as on a note");
            assertThat(((Button) node(stage, "#start")).getText()).isEqualTo("Start");
            press(stage, "#start");
        });
        Fx.await("Linus is in the room", () -> people(stage).size() == 3);
        assertThat(Fx.get(() -> SignIn.last(settings).hub())).isEqualTo(hub.identity());
        assertThat(looking).as("nor does one that is in a room").hasValue(0);
    }

    @Test
    @DisplayName(
            "an invite is read where an address is typed; one that was cut off is told, and none is kept among the recent addresses")
    void invite() {
        Settings settings = Settings.none();
        Stage stage = asking(settings, "");
        String link = new Invite(hub.identity(), hub.port(), List.of("127.0.0.1"), "a long secret").link();
        Fx.run(() -> {
            ((TextField) node(stage, "#start-name")).setText("Linus");
            ((RadioButton) node(stage, "#start-elsewhere")).setSelected(true);
            address(stage).setText(link.substring(0, link.length() - 3));
            press(stage, "#start");
        });
        assertThat(Fx.get(() -> text(stage, "#start-problem"))).contains("copy the whole link once more");
        Fx.run(() -> {
            address(stage).setText(" " + link + " ");
            press(stage, "#start");
        });
        SignIn chosen = Fx.get(() -> SignIn.last(settings));
        assertThat(chosen.hub()).isEqualTo(hub.identity());
        assertThat(chosen.token()).isEqualTo("a long secret");
        assertThat(chosen.address()).isEqualTo("wss://127.0.0.1:" + hub.port() + "/live");
        Fx.await("it is tried", () -> !settings.list("hub.recent").isEmpty());
        assertThat(Fx.get(() -> settings.list("hub.recent"))).noneMatch(recent -> recent.contains("lockstep:"));
    }

    @Test
    @DisplayName("a hub elsewhere that does not answer is told, with a check that says why")
    void unreachable() {
        Stage stage = asking(Settings.none(), "");
        Fx.run(() -> {
            ((TextField) node(stage, "#start-name")).setText("Linus");
            ((RadioButton) node(stage, "#start-elsewhere")).setSelected(true);
            address(stage).setText("127.0.0.1:1");
            press(stage, "#start");
        });
        Fx.await("it is told", () -> stage.getScene().getRoot().lookup("#notice-unreachable") != null);
        Fx.run(() -> ((Button) node(stage, "#notice-unreachable").lookup(".button")).fire());
        Fx.await(
                "the check has found something",
                () -> popup("#check-steps") instanceof Pane steps
                        && steps.getChildren().size() == 1
                        && steps.getChildren().get(0).getAccessibleText().contains("It is long."));
        Fx.run(() -> popup("#check-steps").getScene().getWindow().hide());
    }

    private Stage asking(Settings settings, String why) {
        return asking(settings, why, new TestSession.TestHubs(hub, false));
    }

    private Stage asking(Settings settings, String why, HubService hubs) {
        return Fx.get(() -> {
            Stage stage = new Stage();
            UserSession userSession = new UserSession(
                    TestSession.services(theme, settings, TestSession.views(), hubs), SignIn.last(settings));
            userSession.newWindow(stage, "lobby", "panel");
            userSession.ask(why);
            stage.show();
            return stage;
        });
    }

    private static TextField address(Stage stage) {
        return ((ComboBox<?>) node(stage, "#start-address")).getEditor();
    }

    private static void press(Stage stage, String id) {
        ((Button) node(stage, id)).fire();
    }

    // ---- rooms

    @Test
    @DisplayName("a room that somebody makes is listed for all, with who is in it; its title too")
    void listed() {
        click(ada, "#room-field");
        robot.write("workshop").type(KeyCode.ENTER);
        Fx.await("Grace sees it", () -> rooms(grace).stream().anyMatch(text -> text.startsWith("workshop, 1 people")));
        Lockstep linus = Fx.get(() -> Lockstep.connect(hub.url(), Identity.named("Linus")));
        Fx.run(() -> linus.room("~rooms").put("title/workshop", "The workshop"));
        Fx.await("by its title", () -> rooms(grace).stream().anyMatch(text -> text.startsWith("The workshop, 1")));
        Fx.await("in Ada's window too", () -> text(ada, "#room-title").equals("The workshop"));
        Fx.run(linus::close);
    }

    @Test
    @DisplayName("rooms are found by a part of their name; what can't be one is told")
    void found() {
        click(ada, "#room-field");
        robot.write("workshop").type(KeyCode.ENTER);
        Fx.await("Grace sees it", () -> rooms(grace).size() == 2);
        click(grace, "#room-field");
        robot.write("WORK");
        Fx.await("one is left", () -> rooms(grace).size() == 1);
        robot.type(KeyCode.A, 4).eraseText(8).write("~mine").type(KeyCode.ENTER);
        Fx.await(
                "it is told",
                () -> grace.getScene().getRoot().lookupAll(".problem").stream()
                        .anyMatch(node ->
                                node instanceof Label label && label.getText().contains("begins with ~")));
    }

    @Test
    @DisplayName("nobody is left behind in a room that no window shows any more")
    void noGhosts() {
        click(ada, "#room-field");
        robot.write("workshop").type(KeyCode.ENTER);
        Fx.await("Grace is alone in the lobby", () -> people(grace).size() == 1);
        Fx.await(
                "and hears where Ada is",
                () -> heard(grace, "#people", ".person").stream().anyMatch(text -> text.equals("Ada, in workshop")));
    }

    @Test
    @DisplayName("who is clicked is followed to the room where they are")
    void follow() {
        click(ada, "#room-field");
        robot.write("workshop").type(KeyCode.ENTER);
        Fx.await(
                "Grace hears where Ada is",
                () -> heard(grace, "#people", ".person").stream().anyMatch(text -> text.equals("Ada, in workshop")));
        front(grace);
        robot.clickOn(Fx.get(() -> cell(grace, "#people", ".person", "Ada")));
        Fx.await(
                "both are there",
                () -> people(grace).size() == 2 && grace.getTitle().startsWith("workshop"));
    }

    // ---- sharing

    @Test
    @DisplayName("who hosts shares the hub with a token and stops again; who doesn't is told where it is")
    void share() {
        click(ada, "#share-box");
        Fx.await("the box is there", () -> popup("#share") != null);
        String token = Fx.get(() -> ((TextField) popup("#share-token")).getText());
        Fx.run(() -> ((Button) popup("#share")).fire());
        Fx.await(
                "it is shared, or the machine has no network",
                () -> popup("#unshare") != null
                        || !((Label) popup("#share-problem")).getText().isEmpty());
        if (Fx.get(() -> popup("#unshare") != null)) {
            String where = Fx.get(() -> ((Label) node(ada, "#status").lookup(".card-hint")).getText());
            assertThat(where).startsWith("shared at ");
            String url = HubAddress.url(where.substring("shared at ".length()).split(", ", 2)[0]);
            try (HubConnection guest =
                    HubConnection.open(url, Identity.named("Guest").withToken(token))) {
                Fx.await("a guest comes in", () -> guest.status().isLive());
            }
            Fx.run(() -> ((Button) popup("#unshare")).fire());
            Fx.await("it is private again", () -> popup("#share") != null);
        }
    }

    /** A hub of another user of this machine. */
    private Hub ofSomebodyElse(HubOptions options) {
        String own = System.getProperty(UserDirectory.PROPERTY);
        System.setProperty(UserDirectory.PROPERTY, elsewhere.toString());
        try {
            return Hub.start(options);
        } finally {
            System.setProperty(UserDirectory.PROPERTY, own);
        }
    }

    private static Node popup(String id) {
        return Window.getWindows().stream()
                .map(window -> window.getScene().getRoot().lookup(id))
                .filter(node -> node != null)
                .findFirst()
                .orElse(null);
    }

    @Test
    @DisplayName("who never read a chat is told of what comes while the program is there, and of no more")
    void unreadWithoutMark() {
        Lockstep script = Fx.get(() -> Lockstep.connect(hub.url(), Identity.named("Script")));
        SharedRoom chat = Fx.get(() -> script.room("lobby/~chat"));
        Fx.await("Ada and Grace watch the chat", () -> chat.members().size() == 3);
        Fx.await(
                "nothing is new",
                () -> heard(ada, "#rooms", ".room-item").get(0).contains(" 0 new messages"));
        Fx.run(() -> chat.put(
                "message/1",
                Map.of("client", "script", "author", "Script", "color", "#333333", "at", 1, "text", "Good morning")));
        Fx.await(
                "Ada hears of it",
                () -> heard(ada, "#rooms", ".room-item").get(0).contains(" 1 new messages"));
        Fx.run(script::close);
    }

    // ---- the panel

    @Test
    @DisplayName("what one puts on the panel is there for all, works, is renamed, moved and removed")
    void items() {
        add("slider", "Speed", "");
        Fx.await("Grace has it", () -> grace.getScene().getRoot().lookup("#speed-slider") != null);
        add("choice", "Lunch", "Pizza, Soup");
        Fx.await("Grace has it", () -> grace.getScene().getRoot().lookup("#lunch-choice") != null);
        assertThat(Fx.get(() -> ((ComboBox<?>) node(grace, "#lunch-choice")).getValue()))
                .isEqualTo("Pizza");
        Fx.run(() -> ((Slider) node(ada, "#speed-slider")).setValue(75));
        Fx.await("it moves everywhere", () -> ((Slider) node(grace, "#speed-slider")).getValue() == 75);

        Fx.run(() -> menuItem(grace, "#lunch-menu", "Move towards the beginning"));
        Fx.await("Ada sees the order", () -> cards(ada).equals(List.of("card-lunch", "card-speed")));
        Fx.run(() -> menuItem(ada, "#speed-menu", "Remove"));
        Fx.await("it is gone", () -> cards(grace).equals(List.of("card-lunch")));
    }

    @Test
    @DisplayName("the counter that each room has can be taken away, and brought back as it was")
    void counterTakenAway() {
        click(ada, "#plus");
        Fx.await("Grace sees it", () -> text(grace, "#count").equals("1"));
        Fx.run(() -> menuItem(grace, "#count-menu", "Remove"));
        Fx.await("Ada has none", () -> ada.getScene().getRoot().lookup("#count") == null);
        assertThat(Fx.get(() -> node(ada, "#slider").isVisible())).isTrue();
        Fx.run(() -> menuItem(ada, "#panel-add", "The room's counter"));
        Fx.await(
                "Grace has it again",
                () -> grace.getScene().getRoot().lookup("#count") != null
                        && text(grace, "#count").equals("1"));
    }

    @Test
    @DisplayName("a value that a script feeds is shown with its course")
    void live() {
        add("live", "Room temperature", "");
        Fx.await("Grace has it", () -> grace.getScene().getRoot().lookup("#room-temperature-value") != null);
        Lockstep script = Fx.get(() -> Lockstep.connect(hub.url(), Identity.named("Script")));
        Fx.run(() -> script.room("lobby").put("panel/room-temperature/value", 20));
        Fx.await("it is shown", () -> text(grace, "#room-temperature-value").equals("20"));
        Fx.run(() -> script.room("lobby").put("panel/room-temperature/value", 21.5));
        Fx.await("it is shown", () -> text(grace, "#room-temperature-value").equals("21.5"));
        Stage late = Fx.get(() -> {
            Stage stage = new Stage();
            adaSession.newWindow(stage, "lobby", "panel").show();
            return stage;
        });
        Fx.await("who opens the panel later sees its course: 20 and 21.5", () -> {
            Node line = late.getScene().getRoot().lookup(".sparkline-line");
            return line instanceof Polyline course && course.getPoints().size() == 4;
        });
        Fx.run(late::close);
        Fx.run(script::close);
    }

    private void add(String kind, String name, String options) {
        front(ada);
        Fx.run(() -> ((MenuButton) node(ada, "#panel-add")).show());
        Fx.run(() -> javafx.application.Platform.runLater(() -> ((MenuButton) node(ada, "#panel-add"))
                .getItems().stream()
                        .filter(item -> ("panel-add-" + kind).equals(item.getId()))
                        .forEach(item -> item.fire())));
        Fx.await("the dialog is there", () -> popup("#add-name") != null);
        Fx.run(() -> {
            ((TextField) popup("#add-name")).setText(name);
            if (!options.isEmpty()) {
                ((TextField) popup("#add-options")).setText(options);
            }
            ((Button) popup("#add-ok")).fire();
        });
        Fx.await("it is closed", () -> popup("#add-name") == null);
    }

    private static void menuItem(Stage stage, String menu, String text) {
        ((MenuButton) node(stage, menu))
                .getItems().stream().filter(item -> text.equals(item.getText())).forEach(item -> item.fire());
    }

    private static List<String> cards(Stage stage) {
        Node card = stage.getScene().getRoot().lookupAll(".card-box").iterator().next();
        return card.getParent().getChildrenUnmodifiable().stream()
                .map(Node::getId)
                .filter(id -> id != null)
                .toList();
    }

    private static List<String> rooms(Stage stage) {
        return heard(stage, "#rooms", ".room-item");
    }

    private static Node cell(Stage stage, String list, String cells, String beginning) {
        Set<Node> all = node(stage, list).lookupAll(cells);
        return all.stream()
                .filter(node -> node.getAccessibleText() != null
                        && node.getAccessibleText().startsWith(beginning))
                .findFirst()
                .orElseThrow();
    }
}
