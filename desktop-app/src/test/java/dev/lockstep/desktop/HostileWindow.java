package dev.lockstep.desktop;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ListView;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;

import org.testfx.api.FxRobot;

import dev.lockstep.client.Identity;
import dev.lockstep.desktop.board.BoardProbe;
import dev.lockstep.desktop.connect.LocalHub;
import dev.lockstep.desktop.shell.AppServices;
import dev.lockstep.desktop.shell.SignIn;
import dev.lockstep.desktop.shell.UserSession;
import dev.lockstep.fx.Lockstep;
import dev.lockstep.fx.SharedRoom;

/**
 * A program with a window, in a process of its own, used by somebody through all its views while others write what they like. A line
 * of standard input says what to do, a line of standard output how it went.
 */
final class HostileWindow {

    /** The entry that is written last, so that whoever has it has all that came before it. */
    static final String LAST = "last";

    private static final String NAME = "Ada";
    private static final int TABLES = 12;

    private final FxRobot robot = new FxRobot();
    private final String url;
    private Lockstep lockstep;
    private Stage stage = new Stage();
    private int said;

    private HostileWindow(String url) {
        this.url = url;
        lockstep = connect();
    }

    private Lockstep connect() {
        return Lockstep.connect(url, Identity.named(NAME));
    }

    public static void main(String[] args) throws Exception {
        CompletableFuture<Void> started = new CompletableFuture<>();
        Platform.startup(() -> started.complete(null));
        Platform.setImplicitExit(false);
        started.join();
        Fx.run(DesktopApp::prepareTexts);
        HostileWindow window = Fx.get(() -> new HostileWindow(args[0]));
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (FxLoad load = new FxLoad()) {
            for (String line = commands.readLine(); line != null; line = commands.readLine()) {
                String[] words = line.split(" ");
                try {
                    window.obey(words);
                    window.settle();
                    long longest = load.takeLongestMillis(); // since the last answer: others write meanwhile
                    System.out.println("ok " + longest + " " + residentMegabytes());
                } catch (RuntimeException | AssertionError e) {
                    System.out.println("failed " + e + " " + List.of(e.getStackTrace()));
                }
            }
        }
        System.exit(0);
    }

    private void obey(String[] words) {
        switch (words[0]) {
            case "open" -> open(words[1]);
            case "view" -> view(words[1]);
            case "heard" -> hear(words[1], words[2]);
            case "use" -> List.of(words).subList(1, words.length).forEach(this::use);
            default -> throw new IllegalArgumentException(words[0]);
        }
    }

    /** Another window in place of the one that is open, which shows the board of a room. */
    private void open(String name) {
        Stage before = stage;
        stage = Fx.get(() -> {
            lockstep = connect(); // a person's ends with her last window
            AppServices services = TestSession.services(lockstep);
            services.theme().apply();
            Stage made = new Stage();
            made.setX(0);
            made.setY(0);
            UserSession userSession = new UserSession(services, new SignIn(NAME, "", null, null));
            userSession.newWindow(made, name, "board").show();
            userSession.connected(new LocalHub.Found(url, false, true), Identity.named(NAME));
            return made;
        });
        awaitNode("#tab-chat");
        Fx.run(before::hide);
    }

    private void view(String tab) {
        awaitNode("#tab-" + tab);
        Fx.run(() -> ((ToggleButton) find("#tab-" + tab).get(0)).fire());
        settle();
    }

    /** Until all is there that was written into a room before {@code last}. */
    private void hear(String name, String last) {
        SharedRoom other = Fx.get(() -> lockstep.room(name));
        Fx.await(name + " " + last, () -> last.equals(other.get(LAST, String.class)));
    }

    /** As a person does. */
    private void use(String tab) {
        view(tab);
        switch (tab) {
            case "board" -> drawABox();
            case "chat" -> {
                readAll();
                say("ordinary " + ++said);
            }
            case "panel" -> turnPages();
            default -> openTables();
        }
    }

    private void drawABox() {
        for (double scale : new double[] {0.02, 16, 0.5, 1}) {
            Fx.run(() -> BoardProbe.zoomTo(stage, scale));
            settle();
        }
        Node board = Fx.get(() -> find("#board").get(0));
        Fx.run(board::requestFocus);
        type(KeyCode.A, KeyCode.CONTROL);
        type(KeyCode.RIGHT);
        type(KeyCode.Z, KeyCode.CONTROL);
        type(KeyCode.ESCAPE);
        int before = Fx.get(() -> BoardProbe.count(stage));
        type(KeyCode.R);
        var middle = Fx.get(() -> board.localToScreen(board.getBoundsInLocal()));
        robot.moveTo(middle.getCenterX(), middle.getCenterY()).press(MouseButton.PRIMARY);
        robot.moveTo(middle.getCenterX() + 60, middle.getCenterY() + 40)
                .moveTo(middle.getCenterX() + 90, middle.getCenterY() + 70);
        robot.release(MouseButton.PRIMARY);
        Fx.await("the box is there", () -> BoardProbe.count(stage) == before + 1);
        type(KeyCode.Z, KeyCode.CONTROL);
        Fx.await("it is taken back", () -> BoardProbe.count(stage) == before);
        settle();
    }

    private void type(KeyCode key, KeyCode... held) {
        robot.press(held).type(key).release(held);
        settle();
    }

    private void readAll() {
        ListView<?> messages = (ListView<?>) Fx.get(() -> find("#messages").get(0));
        for (int i = 0; i < Fx.get(() -> messages.getItems().size()); i += 3) {
            int row = i;
            Fx.run(() -> {
                messages.scrollTo(row);
                messages.layout();
            });
        }
    }

    private void say(String text) {
        Fx.run(() -> {
            Node composer = find("#composer").get(0);
            composer.requestFocus();
        });
        robot.write(text).type(KeyCode.ENTER);
        try {
            Fx.await(
                    "what was said is seen",
                    () -> find(".chat-row").stream()
                            .anyMatch(row -> row.getAccessibleText() != null
                                    && row.getAccessibleText().contains(text)));
        } catch (AssertionError e) {
            String composed = Fx.get(() -> ((TextInputControl) find("#composer").get(0)).getText());
            throw new AssertionError(
                    text + ", of which is left: " + composed + "; the keyboard is at "
                            + Fx.get(() -> stage.getScene().getFocusOwner()),
                    e);
        }
    }

    private void turnPages() {
        for (int i = 0; i < 4; i++) {
            Fx.run(() -> find("#panel-pages-after").stream()
                    .filter(button -> button.isVisible() && !button.isDisabled())
                    .forEach(button -> ((javafx.scene.control.Button) button).fire()));
            settle();
        }
    }

    private void openTables() {
        ComboBox<?> tables = (ComboBox<?>) Fx.get(() -> find("#data-tables").get(0));
        int count = Fx.get(() -> Math.min(TABLES, tables.getItems().size()));
        for (int i = 0; i < count; i++) {
            int number = i;
            Fx.run(() -> tables.getSelectionModel().select(number));
            settle();
            Fx.run(() -> find("#data-table").forEach(node -> {
                TableView<?> table = (TableView<?>) node;
                table.scrollTo(Math.max(0, table.getItems().size() - 1));
            }));
            settle();
        }
    }

    private void awaitNode(String selector) {
        Fx.await(selector + " is there", () -> !find(selector).isEmpty());
    }

    private List<Node> find(String selector) {
        return List.copyOf(stage.getScene().getRoot().lookupAll(selector));
    }

    /** Until what is seen is what there is. */
    private void settle() {
        Fx.await("it is painted", () -> BoardProbe.isSettled(stage));
        Fx.await("the layout is done", () -> !stage.getScene().getRoot().isNeedsLayout());
    }

    /** The most of the machine's memory that this process has had; 0 where the system doesn't say. */
    private static long residentMegabytes() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1_024)
                    .findFirst()
                    .orElse(0);
        }
    }
}
