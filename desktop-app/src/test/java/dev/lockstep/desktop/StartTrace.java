package dev.lockstep.desktop;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.logging.Level;
import java.util.logging.Logger;
import javafx.application.Platform;
import javafx.scene.control.ToggleButton;
import javafx.scene.image.ImageView;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;
import javafx.stage.Window;

import org.eclipse.jetty.util.IO;
import org.jspecify.annotations.Nullable;
import org.testfx.util.WaitForAsyncUtils;

import dev.lockstep.client.HubConnection;
import dev.lockstep.client.Identity;
import dev.lockstep.client.RoomClient;
import dev.lockstep.disk.UserDirectory;
import dev.lockstep.hub.Hub;
import dev.lockstep.hub.HubOptions;
import dev.lockstep.hub.journal.Retention;
import dev.lockstep.hub.journal.SqliteJournal;
import dev.lockstep.model.CommitRequest;
import dev.lockstep.model.Operation;
import dev.lockstep.wire.JsonParser;
import dev.lockstep.wire.MalformedException;

/**
 * Starts the program without a screen, looks at each view of a room, and ends. The build runs it to learn which classes that
 * takes, and makes the class-data archive of those; {@code desktop-app/README.md} says what that gains.
 */
final class StartTrace {

    private static final Map<String, String> WITHOUT_SCREEN = Map.of(
            "glass.platform", "Monocle",
            "monocle.platform", "Headless",
            "prism.order", "sw",
            "java.awt.headless", "true");

    /** What draws and listens on a real screen, which is not there; Monocle does it here. */
    private static final List<String> PLATFORM = List.of("com/sun/glass/ui/", "com/sun/prism/");

    /** As the program itself ends without fonts; the build takes it for no failure. */
    private static final int NOT_HERE = 2;

    private static final long PATIENCE_SECONDS = 30;

    private StartTrace() {}

    /** @param args a directory for its data; what is in it goes */
    public static void main(String[] args) {
        try {
            Path data = Path.of(args[0]);
            IO.delete(data);
            System.setProperty(UserDirectory.PROPERTY, data.resolve("user").toString());
            run(data);
            System.exit(0);
        } catch (Exception | LinkageError e) {
            giveUp(e);
        }
    }

    private static void run(Path data) throws IOException, MalformedException, URISyntaxException {
        Logger.getLogger("").setLevel(Level.WARNING);
        WITHOUT_SCREEN.forEach(System::setProperty);
        try (Hub hub = Hub.start(
                HubOptions.defaults().withPort(0),
                SqliteJournal.open(data.resolve("hub"), "the build", Retention.DEFAULT))) {
            furnish(hub);
            Thread visitor = new Thread(StartTrace::lookAround);
            visitor.setDaemon(true);
            visitor.start();
            loadPlatform();
            Launcher.main(
                    new String[] {"--join", hub.url(), "--data", data.toString(), "--name", "Ada", "--view", "board"});
        }
    }

    private static void giveUp(Throwable why) {
        System.err.println("The program can't be tried on this machine, so it will start no faster: " + why);
        System.exit(NOT_HERE);
    }

    /** Something to be shown: what draws it is the better part of a start. */
    private static void furnish(Hub hub) throws MalformedException {
        try (HubConnection grace = HubConnection.open(hub.url(), Identity.named("Grace"))) {
            put(grace, "lobby", "shape/1", """
                    {"kind":"pen","x":10,"y":10,"w":60,"h":40,"order":"1","color":"blue","width":4,"points":"0 0 1 30 40 0.5 60 0 1"}
                    """);
            put(grace, "lobby", "shape/2", """
                    {"kind":"sticky","x":90,"y":10,"w":200,"h":200,"order":"2","color":"ink","fill":"yellow","text":"Hello","size":20}
                    """);
            put(grace, "lobby", "shape/3", """
                    {"kind":"arrow","x":10,"y":90,"w":60,"h":60,"order":"3","color":"red","width":4,"dash":true,"opacity":0.5}
                    """);
            put(grace, "lobby", "panel/1", """
                    {"kind":"slider","name":"Volume","order":"1","min":0,"max":10}
                    """);
            put(grace, "lobby/~chat", "message/1", """
                    {"client":"grace","author":"Grace","color":"#1f6feb","at":1,"text":"**Hello**, `Ada` 🎉"}
                    """);
        }
    }

    private static void put(HubConnection hub, String room, String key, String value) throws MalformedException {
        RoomClient client = hub.room(room);
        CommitRequest entry = CommitRequest.of(new Operation.Put(key, JsonParser.parse(value)));
        CompletableFuture.supplyAsync(() -> client.commit(entry), hub)
                .thenCompose(commit -> commit)
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    private static void lookAround() {
        try {
            awaitToolkit();
            for (String tab : Views.ids()) {
                Fx.await("there is a tab " + tab, () -> button(tab) != null);
                Fx.run(() -> Objects.requireNonNull(button(tab)).fire());
                if (tab.equals("board")) {
                    Fx.await("the board is drawn", StartTrace::isDrawn);
                }
            }
            WaitForAsyncUtils.waitForFxEvents();
            Platform.exit();
        } catch (TimeoutException | RuntimeException | AssertionError | LinkageError e) {
            giveUp(e);
        }
    }

    private static @Nullable ToggleButton button(String tab) {
        return Window.getWindows().stream()
                .map(window -> (ToggleButton) window.getScene().lookup("#tab-" + tab))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static boolean isDrawn() {
        return Window.getWindows().stream()
                .flatMap(window -> window.getScene().getRoot().lookupAll("ImageView").stream())
                .anyMatch(view -> ((ImageView) view).getImage() instanceof WritableImage);
    }

    private static void awaitToolkit() throws TimeoutException {
        WaitForAsyncUtils.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS, () -> {
            try {
                Platform.runLater(() -> {});
                return true;
            } catch (IllegalStateException e) { // not yet
                return false;
            }
        });
    }

    private static void loadPlatform() throws IOException, URISyntaxException {
        Path graphics = Path.of(
                Stage.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        try (JarFile jar = new JarFile(graphics.toFile())) {
            jar.stream()
                    .map(JarEntry::getName)
                    .filter(name -> name.endsWith(".class") && PLATFORM.stream().anyMatch(name::startsWith))
                    .forEach(StartTrace::load);
        }
    }

    private static void load(String file) {
        try {
            Class.forName(file.replace(".class", "").replace('/', '.'), false, StartTrace.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
            System.err.println("not for this platform: " + e);
        }
    }
}
