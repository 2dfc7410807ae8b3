package dev.lockstep.desktop;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.Window;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;

import dev.lockstep.client.Identity;
import dev.lockstep.desktop.connect.LocalHub;
import dev.lockstep.desktop.shell.SignIn;
import dev.lockstep.desktop.shell.Theme;
import dev.lockstep.desktop.shell.UserSession;
import dev.lockstep.desktop.view.Settings;
import dev.lockstep.fx.Lockstep;
import dev.lockstep.fx.SharedRoom;
import dev.lockstep.hub.Hub;
import dev.lockstep.hub.HubOptions;
import dev.lockstep.hub.journal.MemoryJournal;
import dev.lockstep.model.AccessChange;
import dev.lockstep.model.Json;
import dev.lockstep.model.Role;

import static org.assertj.core.api.Assertions.assertThat;

/** What the window of somebody shows who doesn't host the hub, as the host of a room gives and takes roles. */
@UiTest
@ExtendWith(ApplicationExtension.class)
class RolesWindowTest {

    private static final String TOKEN = "a token of the test";

    private final FxRobot robot = new FxRobot();
    private Hub hub;
    private Hostile host;
    private Stage grace;

    @BeforeEach
    void open() {
        hub = Hub.start(
                HubOptions.defaults()
                        .withPort(0)
                        .withToken(TOKEN)
                        .withEncryption(new HubOptions.Encryption.Proxy()), // so that nobody is known as its user
                new MemoryJournal());
        host = new Hostile(hub, Identity.named("Ada").withToken(TOKEN), "lobby");
        host.setAccess(
                AccessChange.NOTHING.everyone(Role.EDITOR).writers("nothing", Role.HOST)); // its first makes a host
        host.put(Map.of("count", Json.of(3)));
        host.await();
    }

    private void openWindow(String tab) {
        openWindow(tab, Identity.named("Grace").withToken(TOKEN));
    }

    private void openWindow(String tab, Identity identity) {
        grace = Fx.get(() -> {
            Stage stage = new Stage();
            UserSession session = new UserSession(
                    TestSession.services(new Theme(), Settings.none(), TestSession.views(), hub, false),
                    new SignIn("Grace", "", null, null));
            session.newWindow(stage, "lobby", tab).show();
            session.connected(new LocalHub.Found(hub.url(), false, true), identity);
            return stage;
        });
        Fx.await("both are there", () -> TwoPeople.people(grace).size() == 2);
    }

    @AfterEach
    void close() {
        Fx.run(() -> List.copyOf(Window.getWindows()).forEach(Window::hide));
        host.close();
        hub.close();
    }

    private void set(AccessChange change) {
        host.setAccess(change);
        host.await();
    }

    private boolean isSeen(String id) {
        Node node = TwoPeople.node(grace, id);
        for (Node each = node; each != null; each = each.getParent()) {
            if (!each.isVisible()) {
                return false;
            }
        }
        return node != null;
    }

    private String onlyLooks() {
        Label label = (Label) TwoPeople.node(grace, "#room-only-looks");
        return label.isVisible() ? label.getText() : "";
    }

    @Test
    @DisplayName("that somebody is in a private room is not told outside of it, and is again when it is for everybody")
    void privateRoom() {
        Identity me = Identity.named("Grace").withToken(TOKEN);
        openWindow("board", me);
        Lockstep observer = Fx.get(() -> Lockstep.builder(hub.url())
                .identity(Identity.named("Linus").withToken(TOKEN))
                .thread(new UiThread())
                .connect());
        try {
            SharedRoom everybody = Fx.get(() -> observer.room("~rooms"));
            Fx.await("she is seen in the lobby", () -> shownBy(everybody, me).contains("lobby"));
            set(AccessChange.NOTHING.everyone(Role.NONE).client(me.client(), Role.EDITOR));
            Fx.await("she is seen nowhere", () -> shownBy(everybody, me).contains("\"room\":\"\""));
            set(AccessChange.NOTHING.everyone(Role.EDITOR));
            Fx.await("she is seen in the lobby", () -> shownBy(everybody, me).contains("lobby"));
        } finally {
            Fx.run(observer::close);
        }
    }

    @Test
    @DisplayName(
            "a room that becomes private loses the title that everybody can read, and gets no other; its host is told")
    void privateTitle() {
        Identity me = Identity.named("Grace").withToken(TOKEN);
        openWindow("board", me);
        set(AccessChange.NOTHING.client(me.client(), Role.HOST));
        try (Hostile everybody = new Hostile(hub, Identity.named("Linus").withToken(TOKEN), "~rooms")) {
            everybody.put(Map.of("title/lobby", Json.of("Lay-offs in May")));
            Fx.await("it has a title", () -> title().equals("Lay-offs in May"));
            assertThat(everybody.keys("title")).hasSize(1);
            set(AccessChange.NOTHING.everyone(Role.NONE));
            Fx.await("it has none", () -> title().equals("lobby"));
            Fx.await("nobody reads it", () -> everybody.keys("title").isEmpty());
            assertThat(Fx.get(this::notices)).contains("This room is private now");

            robot.interact(() -> TwoPeople.node(grace, "#room-rename").requestFocus());
            robot.type(KeyCode.SPACE);
            Fx.await(
                    "a title can be typed",
                    () -> Window.getWindows().stream()
                            .anyMatch(window -> window.getScene().lookup("#room-title-field") != null));
            robot.write("secret").type(KeyCode.ENTER);
            Fx.await("it is said why not", () -> notices().contains("A private room is called by its name"));
            assertThat(everybody.keys("title")).isEmpty();

            everybody.put(Map.of("title/lobby", Json.of("Mallory was here")));
            Fx.await("what others call it is not answered again", () -> title().equals("Mallory was here"));
        }
    }

    private String title() {
        return TwoPeople.text(grace, "#room-title");
    }

    private String notices() {
        return grace.getScene().getRoot().lookupAll(".notice .label").stream()
                .map(label -> ((Label) label).getText())
                .collect(Collectors.joining("\n"));
    }

    private static String shownBy(SharedRoom room, Identity who) {
        return room.members().stream()
                .filter(member -> member.client().equals(who.client()))
                .map(member -> member.presence().toString())
                .collect(Collectors.joining());
    }

    @Test
    @DisplayName("who may only look at the board sees no tools, draws nothing, and is told who can change it")
    void board() {
        openWindow("board");
        assertThat(Fx.get(() -> isSeen("#tool-pen"))).isTrue();
        assertThat(Fx.get(this::onlyLooks)).isEmpty();

        set(AccessChange.NOTHING.everyone(Role.VIEWER));
        Fx.await("the tools are gone", () -> !isSeen("#tool-pen"));
        assertThat(Fx.get(this::onlyLooks)).contains("may only look", "Ada");
        assertThat(Fx.get(() -> isSeen("#undo"))).isFalse();
        robot.interact(() -> TwoPeople.node(grace, "#board").requestFocus());
        robot.type(KeyCode.R);
        robot.drag(Fx.get(() -> TwoPeople.node(grace, "#board"))).moveBy(80, 60).drop();

        assertThat(host.keys("shape")).isEmpty();

        set(AccessChange.NOTHING.everyone(Role.EDITOR));
        Fx.await("the tools are there again", () -> isSeen("#tool-pen"));
        assertThat(Fx.get(this::onlyLooks)).isEmpty();
    }

    @Test
    @DisplayName("who may only chat has a field to write in there, and no controls on the panel")
    void chatOnly() {
        openWindow("chat");
        set(AccessChange.NOTHING
                .writers("", Role.HOST)
                .writers("~chat", Role.VIEWER)
                .everyone(Role.VIEWER));
        robot.clickOn(Fx.get(() -> TwoPeople.node(grace, "#tab-panel")));
        Fx.await("the panel can't be changed", () -> !isSeen("#panel-add") && !isSeen("#plus"));
        assertThat(Fx.get(() -> TwoPeople.text(grace, "#count"))).isEqualTo("3");
        assertThat(Fx.get(this::onlyLooks)).isNotEmpty();
        robot.clickOn(Fx.get(() -> TwoPeople.node(grace, "#tab-chat")));
        assertThat(Fx.get(() -> isSeen("#composer"))).isTrue();
        assertThat(Fx.get(this::onlyLooks)).isEmpty();

        set(AccessChange.NOTHING.writers("~chat", Role.HOST));
        Fx.await("nothing can be said", () -> !isSeen("#composer"));
    }

    @Test
    @DisplayName("who is put out of a room is told so, in place of what was said there from then on")
    void putOut() {
        openWindow("panel");
        set(AccessChange.NOTHING.everyone(Role.NONE));
        Fx.await("Grace is told", () -> TwoPeople.text(grace, "#room-problem").contains("for others"));
        host.put("count", "4");
        host.await();
        assertThat(Fx.get(() -> TwoPeople.text(grace, "#count"))).isEqualTo("3");
    }
}
