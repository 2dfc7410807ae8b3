package dev.lockstep.desktop;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.animation.PauseTransition;
import javafx.stage.Stage;
import javafx.stage.Window;
import javafx.util.Duration;

import org.jspecify.annotations.Nullable;

import dev.lockstep.client.ConnectionStatus;
import dev.lockstep.client.Identity;
import dev.lockstep.desktop.chat.ChatWatch;
import dev.lockstep.desktop.connect.Clients;
import dev.lockstep.desktop.connect.LocalHub;
import dev.lockstep.desktop.connect.Takeover;
import dev.lockstep.desktop.files.FileSaver;
import dev.lockstep.desktop.keys.Keyboard;
import dev.lockstep.desktop.shell.AppServices;
import dev.lockstep.desktop.shell.HubService;
import dev.lockstep.desktop.shell.Problems;
import dev.lockstep.desktop.shell.ShellWindow;
import dev.lockstep.desktop.shell.SignIn;
import dev.lockstep.desktop.shell.Theme;
import dev.lockstep.desktop.shell.UserSession;
import dev.lockstep.desktop.view.Settings;
import dev.lockstep.fx.Lockstep;

/** Wires the program. The first window shows before a hub is looked for, so that it shows at once. */
final class Composition implements AutoCloseable {

    private static final String FIRST_ROOM = "lobby";

    /** How long a change of the settings waits for others, before it is on the disk: not every program ends well. */
    private static final Duration SAVE_AFTER = Duration.seconds(1);

    private final DesktopOptions options;
    private final UiThread ui;
    private final Consumer<String> browser;
    private final Settings settings;
    private final Theme theme = new Theme();
    private final LocalHub localHub;
    private final Clients clients;
    private final Problems problems;
    private final ExecutorService background = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "lockstep-start");
        thread.setDaemon(true);
        return thread;
    });

    private final TheHubs hubs = new TheHubs();
    private final Takeover takeover;
    private final AtomicBoolean delivering = new AtomicBoolean();

    /** @param browser shows an address */
    Composition(DesktopOptions options, UiThread ui, Consumer<String> browser) {
        this.options = options;
        this.ui = ui;
        this.browser = browser;
        this.settings = Settings.of(options.dataDirectory().resolve("settings.properties"));
        PauseTransition save = new PauseTransition(SAVE_AFTER);
        save.setOnFinished(over -> settings.saveOn(background));
        settings.whenChanged(save::playFromStart);
        theme.remember(settings, ui);
        this.localHub = new LocalHub(options.dataDirectory());
        this.clients = new Clients(options.dataDirectory().resolve("clients"));
        this.problems = new Problems(ui);
        clients.onProblem(problems::tell);
        problems.tell(settings.problem());
        background.execute(() -> problems.tell(TempFolder.problemWith(System.getProperty("java.io.tmpdir", ""))));
        this.takeover = new Takeover(localHub, background, hubs::hosting);
    }

    void open(Stage stage) {
        theme.apply();
        new Keyboard(Locale.getDefault(Locale.Category.FORMAT).getLanguage()).guard(Window.getWindows());
        AppServices services =
                new AppServices(theme, settings, Views.ALL, this::connect, ChatWatch::new, hubs, problems, browser, ui);
        SignIn signIn = signIn();
        UserSession userSession = new UserSession(services, signIn);
        String room = options.room == null ? settings.get("room.last", FIRST_ROOM) : options.room;
        String view = options.view == null ? settings.get("view.last", "") : options.view;
        ShellWindow window = userSession.newWindow(stage, room, view);
        if (signIn.name().isEmpty()) {
            userSession.ask("");
        }
        window.show();
        if (!signIn.name().isEmpty()) {
            userSession.begin();
        }
    }

    /** What the options say goes before what was chosen the last time. */
    private SignIn signIn() {
        SignIn last = SignIn.last(settings);
        String name = options.personName();
        boolean same = name.isEmpty() || name.equals(last.name());
        String token = options.token();
        return new SignIn(
                same ? last.name() : name,
                same ? last.color() : "",
                options.join == null ? last.address() : options.join,
                token == null && options.join == null ? last.token() : token);
    }

    /** Beside all else, once: what other windows left unsent when they ended. This one has its place already. */
    private void deliverWhatIsLeft(String url, @Nullable String token) {
        if (delivering.compareAndSet(false, true)) {
            Thread courier = new Thread(
                    () -> clients.deliverWhatIsLeft(hub -> hub.equals(url) ? token : null), "lockstep-courier");
            courier.setDaemon(true);
            courier.start();
        }
    }

    private Lockstep connect(LocalHub.Found found, Identity identity) {
        Lockstep lockstep = clients.with(store -> {
            if (store != null && found.accepted() != null) {
                store.expect(found.url(), found.accepted());
            }
            return Lockstep.connect(found.url(), identity, ui, store);
        });
        deliverWhatIsLeft(found.url(), identity.token());
        if (found.local()) {
            takeOverWhenLost(lockstep);
        }
        return lockstep;
    }

    private void takeOverWhenLost(Lockstep lockstep) {
        AtomicBoolean lost = new AtomicBoolean();
        lockstep.statusProperty().addListener((status, before, now) -> {
            String hub = lockstep.hub();
            lost.set(now.phase() == ConnectionStatus.Phase.RECONNECTING);
            if (lost.get() && hub != null) {
                takeover.connectionLost(hub, lost::get);
            }
        });
    }

    /** Hubs are looked for, and opened to the network, beside the JavaFX thread. */
    private final class TheHubs implements HubService {

        private final List<Runnable> whenHosting = new CopyOnWriteArrayList<>();
        private volatile Sharing sharing = Sharing.NONE;

        @Override
        public CompletionStage<LocalHub.Found> local() {
            return inBackground(localHub::findOrHost);
        }

        @Override
        public boolean isHosting() {
            return localHub.isHosting();
        }

        @Override
        public void whenHosting(Runnable told) {
            whenHosting.add(told);
        }

        /** In the background. */
        void hosting() {
            ui.execute(() -> whenHosting.forEach(Runnable::run));
        }

        @Override
        public CompletionStage<Sharing> share(String token) {
            return inBackground(() -> sharing = new Sharing(localHub.share(token), token));
        }

        @Override
        public CompletionStage<Void> unshare() {
            return inBackground(() -> {
                localHub.unshare();
                sharing = Sharing.NONE;
                return null;
            });
        }

        @Override
        public Sharing sharing() {
            return sharing;
        }

        private <T> CompletionStage<T> inBackground(Supplier<T> work) {
            return CompletableFuture.supplyAsync(work, background).whenCompleteAsync((result, failure) -> {}, ui);
        }
    }

    @Override
    public void close() {
        settings.save();
        FileSaver.finish();
        background.shutdownNow();
        localHub.close();
    }
}
