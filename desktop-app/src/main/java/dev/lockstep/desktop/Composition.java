package dev.lockstep.desktop;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
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
import dev.lockstep.desktop.connect.ConnectionCheck;
import dev.lockstep.desktop.connect.Destination;
import dev.lockstep.desktop.connect.HubLocator;
import dev.lockstep.desktop.connect.LocalHub;
import dev.lockstep.desktop.connect.RunningProgram;
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
import dev.lockstep.desktop.view.DialogSize;
import dev.lockstep.desktop.view.Settings;
import dev.lockstep.discovery.HubFinder;
import dev.lockstep.fx.Lockstep;

/** Wires the program. The first window shows before a hub is looked for, so that it shows at once. */
final class Composition implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Composition.class.getName());

    private static final String FIRST_ROOM = "lobby";

    private static final String FROM_LINK =
            "A link was clicked that leads to this hub. Join it if you know who sent it.";

    /** How long a change of the settings waits for others, before it is on the disk: not every program ends well. */
    private static final Duration SAVE_AFTER = Duration.seconds(1);

    /** How long an ending program waits for its changes to be on the disk. */
    private static final java.time.Duration STORING = java.time.Duration.ofSeconds(3);

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
    private final NetworkSharing networkSharing;
    private final Takeover takeover;
    private final AtomicBoolean delivering = new AtomicBoolean();
    private boolean closed;
    private volatile @Nullable RunningProgram running; // what other programs hand links to

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
        this.networkSharing = new NetworkSharing(localHub, options.dataDirectory(), background, ui);
        clients.onProblem(problems::tell);
        problems.tell(settings.problem());
        background.execute(() -> problems.tell(TempFolder.problemWith(System.getProperty("java.io.tmpdir", ""))));
        this.takeover = new Takeover(localHub, background, hubs::hosting);
    }

    void open(Stage stage) {
        theme.apply();
        new Keyboard(Locale.getDefault(Locale.Category.FORMAT).getLanguage()).guard(Window.getWindows());
        DialogSize.keepOnScreen(Window.getWindows());
        AppServices services =
                new AppServices(theme, settings, Views.ALL, this::connect, ChatWatch::new, hubs, problems, browser, ui);
        SignIn person = person();
        boolean isAsked = person.name().isEmpty() || options.clicked() != null; // any web page can have had it clicked
        UserSession userSession = new UserSession(services, isAsked ? asked(person) : signIn(person));
        ShellWindow window = userSession.newWindow(stage, firstRoom(), firstView());
        if (isAsked) {
            userSession.ask(options.clicked() == null ? "" : FROM_LINK);
        }
        window.show();
        if (!isAsked) {
            userSession.begin();
        }
        background.execute(() -> running =
                RunningProgram.listen(options.dataDirectory(), link -> ui.execute(() -> openLink(services, link))));
    }

    private String firstRoom() {
        return options.room == null ? settings.get("room.last", FIRST_ROOM) : options.room;
    }

    private String firstView() {
        return options.view == null ? settings.get("view.last", "") : options.view;
    }

    /** A link was clicked while this program runs: a window of its own asks whether to go there. */
    private void openLink(AppServices services, String link) {
        SignIn person = person();
        UserSession session = new UserSession(services, new SignIn(person.name(), person.color(), link, null));
        Stage stage = new Stage();
        ShellWindow window = session.newWindow(stage, firstRoom(), firstView());
        session.ask(FROM_LINK);
        window.show();
        stage.toFront();
    }

    /** What the options say goes before what was chosen the last time. */
    private SignIn person() {
        SignIn last = SignIn.last(settings);
        String name = options.personName();
        return name.isEmpty() || name.equals(last.name()) ? last : last.as(name);
    }

    /** What the start page begins with: where to go stands there as it was given, so that a link's key is checked too. */
    private SignIn asked(SignIn person) {
        String destination = options.destination();
        return destination == null
                ? signIn(person)
                : new SignIn(person.name(), person.color(), destination, options.token());
    }

    private SignIn signIn(SignIn person) {
        String token = options.token();
        String destination = options.destination(); // which the launcher has checked
        if (destination != null) {
            Destination to = Destination.of(destination);
            return new SignIn(
                    person.name(),
                    person.color(),
                    to.address(),
                    token == null ? to.token() : token,
                    to.hub(),
                    to.otherAddresses());
        }
        return token == null ? person : person.withToken(token);
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
            return Lockstep.builder(found.url())
                    .identity(identity)
                    .thread(ui)
                    .store(store)
                    .connect();
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
            if (lost.get() && hub != null && !background.isShutdown()) {
                takeover.connectionLost(hub, lost::get);
            }
        });
    }

    /** Hubs are looked for, and opened to the network, beside the JavaFX thread. */
    private final class TheHubs implements HubService {

        private final List<Runnable> whenHosting = new CopyOnWriteArrayList<>();
        private final HubLocator locator = new HubLocator();

        @Override
        public CompletionStage<LocalHub.Found> local() {
            CompletionStage<LocalHub.Found> found = inBackground(localHub::findOrHost);
            found.thenRun(() -> networkSharing.hosting(this::tellHosting));
            return found;
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
            ui.execute(() -> {
                tellHosting();
                networkSharing.hosting(this::tellHosting);
            });
        }

        private void tellHosting() {
            whenHosting.forEach(Runnable::run);
        }

        @Override
        public CompletionStage<String> locate(String hub, List<String> urls) {
            return locator.locate(hub, urls).whenCompleteAsync((url, failure) -> {}, ui);
        }

        @Override
        public CompletionStage<Void> check(
                String url, @Nullable String hub, Consumer<List<ConnectionCheck.Step>> told) {
            CompletableFuture<Void> done = new CompletableFuture<>();
            Thread checking = new Thread(
                    () -> {
                        try {
                            new ConnectionCheck().run(url, hub, steps -> ui.execute(() -> told.accept(steps)));
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        } finally {
                            ui.execute(() -> done.complete(null));
                        }
                    },
                    "lockstep-check");
            checking.setDaemon(true);
            checking.start();
            return done;
        }

        @Override
        public Runnable lookForHubs(Consumer<List<HubFinder.Found>> told) {
            try {
                HubFinder finder = HubFinder.start(found -> ui.execute(() -> told.accept(found)));
                return finder::close;
            } catch (IOException e) {
                LOG.log(Level.WARNING, "hubs in the network can''t be looked for: {0}", e.getMessage());
                return () -> {};
            }
        }

        @Override
        public CompletionStage<Sharing> share(String token, String person, String color) {
            return networkSharing.share(token, person, color);
        }

        @Override
        public CompletionStage<Void> unshare() {
            return networkSharing.unshare();
        }

        @Override
        public Sharing sharing() {
            return networkSharing.sharing();
        }

        @Override
        public String inviteLink(String secret) {
            return localHub.invite(secret).link();
        }

        @Override
        public String lastToken() {
            return networkSharing.token();
        }

        private <T> CompletionStage<T> inBackground(Supplier<T> work) {
            return CompletableFuture.supplyAsync(work, background).whenCompleteAsync((result, failure) -> {}, ui);
        }
    }

    /** At the program's end, by a signal too; once, on any thread. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        RunningProgram listening = running;
        if (listening != null) {
            listening.close();
        }
        settings.save();
        clients.finish(STORING);
        background.shutdownNow();
        localHub.close();
        FileSaver.finish();
    }
}
