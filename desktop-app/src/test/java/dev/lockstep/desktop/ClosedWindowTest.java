package dev.lockstep.desktop;

import java.lang.ref.WeakReference;
import javafx.scene.Node;
import javafx.stage.Stage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;

import dev.lockstep.client.Identity;
import dev.lockstep.desktop.connect.LocalHub;
import dev.lockstep.desktop.panel.PanelView;
import dev.lockstep.desktop.shell.SignIn;
import dev.lockstep.desktop.shell.UserSession;
import dev.lockstep.desktop.view.RoomContext;
import dev.lockstep.desktop.view.RoomPool;
import dev.lockstep.desktop.view.Settings;
import dev.lockstep.fx.Lockstep;

/** Windows come and go, rooms stay: what is closed must not be held by what lives on. */
@UiTest
@ExtendWith(ApplicationExtension.class)
class ClosedWindowTest {

    /** Nobody listens there; none of this needs a hub. */
    private static final String NOWHERE = "ws://127.0.0.1:1/live";

    private Lockstep lockstep;

    @BeforeEach
    void connect() {
        lockstep = Fx.get(() -> Lockstep.builder(NOWHERE)
                .identity(Identity.named("Ada"))
                .thread(new UiThread())
                .connect());
    }

    @AfterEach
    void close() {
        lockstep.close();
    }

    @Test
    @DisplayName("a closed panel is not held by its room")
    void panel() {
        WeakReference<PanelView> closed = Fx.get(() -> {
            RoomPool rooms = new RoomPool(lockstep);
            PanelView view = new PanelView(
                    new RoomContext(lockstep.room("lobby"), rooms, Settings.none(), new UiThread(), address -> {}));
            view.close();
            return new WeakReference<>(view);
        });
        awaitGone(closed);
    }

    @Test
    @DisplayName("the view of a closed window is not held by the session's other windows")
    void window() {
        UserSession userSession =
                Fx.get(() -> new UserSession(TestSession.services(lockstep), new SignIn("Ada", "", null, null)));
        Fx.run(() -> {
            userSession.newWindow(new Stage(), "lobby", "panel").show();
            userSession.connected(LocalHub.Found.at(NOWHERE), Identity.named("Ada"));
        });
        WeakReference<Node> closed = openedAndClosed(userSession);
        openedAndClosed(userSession); // JavaFX itself remembers the last
        awaitGone(closed);
    }

    private static WeakReference<Node> openedAndClosed(UserSession userSession) {
        return Fx.get(() -> {
            Stage stage = new Stage();
            userSession.newWindow(stage, "lobby", "panel").show();
            WeakReference<Node> lockBar =
                    new WeakReference<>(stage.getScene().lookup("#count-lock").getParent());
            stage.hide();
            return lockBar;
        });
    }

    private static void awaitGone(WeakReference<?> closed) {
        Fx.await("what is closed is collected", () -> {
            System.gc();
            return closed.get() == null;
        });
    }
}
