package dev.lockstep.desktop;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.stage.Stage;

import dev.lockstep.client.ConnectionStatus;
import dev.lockstep.client.Identity;
import dev.lockstep.desktop.connect.Clients;
import dev.lockstep.desktop.connect.LocalHub;
import dev.lockstep.desktop.connect.Takeover;
import dev.lockstep.desktop.shell.Desk;
import dev.lockstep.desktop.shell.Settings;
import dev.lockstep.desktop.shell.ShellWindow;
import dev.lockstep.desktop.shell.Theme;
import dev.lockstep.fx.Lockstep;

/** Wires the program. The first window shows before a hub is looked for, so that it shows at once. */
final class Composition implements AutoCloseable {

    private final DesktopOptions options;
    private final UiThread ui;
    private final Settings settings;
    private final Theme theme = new Theme();
    private final LocalHub localHub;
    private final Clients clients;
    private final ExecutorService background = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "lockstep-start");
        thread.setDaemon(true);
        return thread;
    });

    private final Takeover takeover;

    Composition(DesktopOptions options, UiThread ui) {
        this.options = options;
        this.ui = ui;
        this.settings = Settings.of(options.dataDirectory().resolve("settings.properties"));
        theme.remember(settings);
        this.localHub = new LocalHub(options.dataDirectory());
        this.clients = new Clients(options.dataDirectory().resolve("clients"));
        this.takeover = new Takeover(localHub, background);
    }

    void open(Stage stage) {
        theme.apply();
        Desk desk = new Desk(theme, Tabs.all(ui, settings), options.view, this::connect);
        ShellWindow window = desk.newWindow(stage, options.room);
        window.show();
        findHub(desk);
    }

    private void findHub(Desk desk) {
        CompletableFuture.supplyAsync(this::hubUrl, background)
                .whenCompleteAsync(
                        (found, failure) -> {
                            if (failure == null) {
                                Identity me =
                                        Identity.named(options.personName()).withToken(options.token);
                                desk.connected(found, me);
                                deliverWhatIsLeft();
                            } else {
                                desk.failed(reason(failure), () -> findHub(desk));
                            }
                        },
                        ui)
                .exceptionally(failure -> {
                    System.getLogger(Composition.class.getName())
                            .log(System.Logger.Level.ERROR, "the window could not be filled", failure);
                    return null;
                });
    }

    private LocalHub.Found hubUrl() {
        return options.join == null ? localHub.findOrHost() : new LocalHub.Found(options.join, false);
    }

    /** Beside all else: what other windows left unsent when they ended. */
    private void deliverWhatIsLeft() {
        Thread courier = new Thread(() -> clients.deliverWhatIsLeft(options.token), "lockstep-courier");
        courier.setDaemon(true);
        courier.start();
    }

    private Lockstep connect(String url, Identity identity) {
        Lockstep lockstep = Lockstep.connect(url, identity, ui, clients.take());
        if (options.join == null) {
            AtomicBoolean lost = new AtomicBoolean();
            lockstep.statusProperty().addListener((status, before, now) -> {
                lost.set(now.phase() == ConnectionStatus.Phase.RECONNECTING);
                if (lost.get()) {
                    takeover.connectionLost(lost::get);
                }
            });
        }
        return lockstep;
    }

    private static String reason(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return String.valueOf(cause.getMessage());
    }

    @Override
    public void close() {
        settings.save();
        background.shutdownNow();
        localHub.close();
    }
}
