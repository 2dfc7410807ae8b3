package dev.lockstep.desktop;

import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import javafx.stage.Stage;
import javafx.stage.Window;

import org.jspecify.annotations.Nullable;

import dev.lockstep.client.Identity;
import dev.lockstep.client.Invite;
import dev.lockstep.desktop.chat.ChatWatch;
import dev.lockstep.desktop.connect.ConnectionCheck;
import dev.lockstep.desktop.connect.LocalHub;
import dev.lockstep.desktop.shell.AppServices;
import dev.lockstep.desktop.shell.HubService;
import dev.lockstep.desktop.shell.Problems;
import dev.lockstep.desktop.shell.SignIn;
import dev.lockstep.desktop.shell.Theme;
import dev.lockstep.desktop.shell.UserSession;
import dev.lockstep.desktop.view.Settings;
import dev.lockstep.desktop.view.ViewDescriptor;
import dev.lockstep.discovery.HubFinder;
import dev.lockstep.fx.Lockstep;
import dev.lockstep.hub.HostName;
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
        return services(theme, settings, views, new TestHubs(hub, hosting));
    }

    static AppServices services(Theme theme, Settings settings, List<ViewDescriptor> views, HubService hubs) {
        UiThread fx = new UiThread();
        return new AppServices(
                theme,
                settings,
                views,
                (found, identity) -> Lockstep.builder(found.url())
                        .identity(identity)
                        .thread(fx)
                        .connect(),
                ChatWatch::new,
                hubs,
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

    static class TestHubs implements HubService {

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
        public String inviteLink(String secret) {
            return new Invite(hub.identity(), hub.port(), List.of("127.0.0.1"), secret).link();
        }

        @Override
        public CompletionStage<String> locate(String id, List<String> urls) {
            return CompletableFuture.completedStage(urls.get(0));
        }

        @Override
        public CompletionStage<Void> check(String url, @Nullable String id, Consumer<List<ConnectionCheck.Step>> told) {
            told.accept(List.of(new ConnectionCheck.Step("The way", ConnectionCheck.State.BAD, "It is long.")));
            return CompletableFuture.completedStage(null);
        }

        @Override
        public Runnable lookForHubs(Consumer<List<HubFinder.Found>> told) {
            return () -> {};
        }

        @Override
        public CompletionStage<Sharing> share(String token, String person, String color) {
            try {
                List<String> urls = hub.share(token, new HostName(person, "test", color));
                List<String> hosts = urls.stream()
                        .map(url -> URI.create(url).getHost().replaceAll("[\\[\\]]", ""))
                        .toList();
                sharing = new Sharing(urls, token, new Invite(hub.identity(), hub.port(), hosts, token).link());
                return CompletableFuture.completedStage(sharing);
            } catch (RuntimeException e) {
                return CompletableFuture.failedStage(e);
            }
        }

        @Override
        public String lastToken() {
            return "";
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
