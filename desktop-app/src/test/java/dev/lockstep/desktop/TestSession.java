package dev.lockstep.desktop;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import javafx.stage.Stage;
import javafx.stage.Window;

import dev.lockstep.client.Identity;
import dev.lockstep.desktop.chat.ChatWatch;
import dev.lockstep.desktop.connect.LocalHub;
import dev.lockstep.desktop.shell.AppServices;
import dev.lockstep.desktop.shell.HubService;
import dev.lockstep.desktop.shell.Problems;
import dev.lockstep.desktop.shell.SignIn;
import dev.lockstep.desktop.shell.Theme;
import dev.lockstep.desktop.shell.UserSession;
import dev.lockstep.desktop.view.Settings;
import dev.lockstep.desktop.view.ViewDescriptor;
import dev.lockstep.fx.Lockstep;
import dev.lockstep.hub.Hub;

/** The program's windows over a hub that a test runs. On the JavaFX thread. */
public final class TestSession {

    private TestSession() {}

    /** All views of the program. */
    public static List<ViewDescriptor> views() {
        return Views.ALL;
    }

    /** What a program has that hosts {@code hub}. */
    public static AppServices services(
            Theme theme, Settings settings, List<ViewDescriptor> views, Hub hub, boolean hosting) {
        UiThread fx = new UiThread();
        return new AppServices(
                theme,
                settings,
                views,
                (found, identity) -> Lockstep.connect(found.url(), identity, fx),
                ChatWatch::new,
                new TestHubs(hub, hosting),
                new Problems(fx),
                address -> {},
                fx);
    }

    /** All views, over a connection that is there already. */
    public static AppServices services(Lockstep lockstep) {
        UiThread fx = new UiThread();
        return new AppServices(
                new Theme(),
                Settings.none(),
                views(),
                (found, identity) -> lockstep,
                ChatWatch::new,
                new TestHubs(null, false),
                new Problems(fx),
                address -> {},
                fx);
    }

    /** A person at a window that shows {@code tab} of {@code room}. */
    public static UserSession open(AppServices services, Stage stage, String name, String room, String tab, Hub hub) {
        UserSession userSession = new UserSession(services, new SignIn(name, "", null, null));
        userSession.newWindow(stage, room, tab).show();
        userSession.connected(new LocalHub.Found(hub.url(), services.hubs().isHosting(), true), Identity.named(name));
        return userSession;
    }

    /** The window that is called so; null where there is none. */
    public static Stage window(String title) {
        return Window.getWindows().stream()
                .filter(Stage.class::isInstance)
                .map(Stage.class::cast)
                .filter(stage -> title.equals(stage.getTitle()))
                .findFirst()
                .orElse(null);
    }

    private static final class TestHubs implements HubService {

        private final Hub hub;
        private final boolean hosting;
        private Sharing sharing = Sharing.NONE;

        TestHubs(Hub hub, boolean hosting) {
            this.hub = hub;
            this.hosting = hosting;
        }

        @Override
        public void whenHosting(Runnable told) {}

        @Override
        public boolean isHosting() {
            return hosting;
        }

        @Override
        public CompletionStage<LocalHub.Found> local() {
            return CompletableFuture.completedStage(new LocalHub.Found(hub.url(), hosting, true));
        }

        @Override
        public CompletionStage<Sharing> share(String token) {
            try {
                sharing = new Sharing(hub.share(token), token);
                return CompletableFuture.completedStage(sharing);
            } catch (RuntimeException e) {
                return CompletableFuture.failedStage(e);
            }
        }

        @Override
        public Sharing sharing() {
            return sharing;
        }

        @Override
        public CompletionStage<Void> unshare() {
            hub.unshare();
            sharing = Sharing.NONE;
            return CompletableFuture.completedStage(null);
        }
    }
}
