package dev.lockstep.desktop;

import java.util.List;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.stage.Stage;
import javafx.stage.Window;

import org.junit.jupiter.api.AfterEach;
import org.testfx.api.FxRobot;

import dev.lockstep.desktop.shell.Theme;
import dev.lockstep.desktop.shell.UserSession;
import dev.lockstep.desktop.view.Settings;
import dev.lockstep.desktop.view.ViewDescriptor;
import dev.lockstep.hub.Hub;

import static org.assertj.core.api.Assertions.assertThat;

/** Ada and Grace, each at a window of her own, over a real hub. */
public abstract class TwoPeople {

    protected final FxRobot robot = new FxRobot();
    protected Hub hub;
    protected Stage ada;
    protected Stage grace;
    protected UserSession adaSession;
    protected Theme theme;

    /** Both open {@code tab} of the lobby; Ada's program is the one that hosts the hub. */
    protected final void open(Hub started, String tab) {
        hub = started;
        theme = Fx.get(() -> {
            Theme made = new Theme();
            made.apply();
            return made;
        });
        ada = window("Ada", tab, true);
        grace = window("Grace", tab, false);
        Fx.await(
                "both windows show both people",
                () -> people(ada).size() == 2 && people(grace).size() == 2);
    }

    /** The views that their programs have. */
    protected List<ViewDescriptor> views() {
        return TestSession.views();
    }

    private Stage window(String name, String tab, boolean hosting) {
        return Fx.get(() -> {
            Stage stage = new Stage();
            stage.setX(0);
            stage.setY(0);
            UserSession userSession = TestSession.open(
                    TestSession.services(theme, Settings.none(), views(), hub, hosting),
                    stage,
                    name,
                    "lobby",
                    tab,
                    hub);
            if (hosting) {
                adaSession = userSession;
            }
            return stage;
        });
    }

    @AfterEach
    void close() {
        Fx.run(() -> List.copyOf(Window.getWindows()).forEach(Window::hide));
        hub.close();
    }

    protected final void click(Stage stage, String id) {
        front(stage);
        robot.clickOn(Fx.get(() -> node(stage, id)));
    }

    /** Before it is typed into: keys that a control takes by its skin come to nothing before the pulse that makes the skin. */
    protected static void front(Stage stage) {
        Fx.run(() -> {
            stage.toFront();
            stage.requestFocus();
        });
        Fx.awaitPulse(stage.getScene());
    }

    /** What has this id in the window, as it is after the next pulse: what is inside a control comes with its skin. */
    protected static Node node(Stage stage, String id) {
        Parent root = stage.getScene().getRoot();
        Set<Node> found = root.lookupAll(id);
        if (found.isEmpty()) {
            root.applyCss();
            root.layout();
            found = root.lookupAll(id);
        }
        assertThat(found).as(id).isNotEmpty();
        return found.iterator().next();
    }

    protected static String text(Stage stage, String id) {
        return ((Labeled) node(stage, id)).getText();
    }

    /** Who is shown as being in the room, as somebody hears it who doesn't see the window. */
    protected static List<String> people(Stage stage) {
        return heard(stage, "#people", ".person").stream()
                .filter(text -> !text.contains(", in "))
                .toList();
    }

    /** What the cells of a list say to somebody who doesn't see it. */
    protected static List<String> heard(Stage stage, String list, String cells) {
        return node(stage, list).lookupAll(cells).stream()
                .filter(Node::isVisible)
                .map(Node::getAccessibleText)
                .filter(text -> text != null)
                .toList();
    }
}
