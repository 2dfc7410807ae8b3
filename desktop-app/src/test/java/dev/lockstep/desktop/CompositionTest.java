package dev.lockstep.desktop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.Window;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import picocli.CommandLine;

import dev.lockstep.desktop.view.Settings;
import dev.lockstep.hub.Hub;
import dev.lockstep.hub.HubOptions;
import dev.lockstep.hub.journal.MemoryJournal;

import static org.assertj.core.api.Assertions.assertThat;

/** The program as it is wired, in this process. */
@UiTest
@ExtendWith(ApplicationExtension.class)
class CompositionTest {

    @TempDir
    Path data;

    private Hub hub = Hub.start(HubOptions.defaults().withPort(0), new MemoryJournal());

    @AfterEach
    void close() {
        Fx.run(() -> List.copyOf(Window.getWindows()).forEach(Window::hide));
        hub.close();
    }

    @Test
    @DisplayName("what was chosen is on the disk soon, though the program has not ended")
    void saved() {
        DesktopOptions options = new DesktopOptions();
        new CommandLine(options)
                .parseArgs("--join", hub.url(), "--name", "Ada", "--room", "plans", "--data", data.toString());
        Composition program = Fx.get(() -> new Composition(options, new UiThread(), address -> {}));
        Fx.run(() -> program.open(new Stage()));
        Fx.await(
                "the room is there at the next start",
                () -> Settings.of(data.resolve("settings.properties"))
                        .get("room.last", "")
                        .equals("plans"));
        Fx.run(program::close);
    }

    @Test
    @DisplayName("what is lost of the settings, and that nothing can be kept, is said in the window, once each")
    void problems() throws IOException {
        Files.writeString(data.resolve("settings.properties"), "\0\0\0 nonsense");
        Files.writeString(data.resolve("clients"), "no directory");
        DesktopOptions options = new DesktopOptions();
        new CommandLine(options).parseArgs("--join", hub.url(), "--name", "Ada", "--data", data.toString());
        Composition program = Fx.get(() -> new Composition(options, new UiThread(), address -> {}));
        Stage stage = Fx.get(() -> {
            Stage made = new Stage();
            program.open(made);
            return made;
        });
        Fx.await("both are said", () -> notices(stage).size() == 2);
        assertThat(Fx.get(() -> notices(stage)).get(0))
                .contains("The settings in ")
                .contains("Choose your name");
        assertThat(Fx.get(() -> notices(stage)).get(1)).contains("works without a store on disk");
        Fx.run(() -> stage.getScene().getRoot().lookupAll("#notices .button").stream()
                .map(Button.class::cast)
                .toList()
                .forEach(Button::fire));
        assertThat(Fx.get(() -> notices(stage))).isEmpty();
        Fx.run(program::close);
    }

    @Test
    @DisplayName("who goes on with another hub is told how much waits for the one before")
    void otherHub() {
        DesktopOptions options = new DesktopOptions();
        new CommandLine(options)
                .parseArgs(
                        "--join",
                        hub.url(),
                        "--name",
                        "Ada",
                        "--room",
                        "plans",
                        "--view",
                        "chat",
                        "--data",
                        data.toString());
        Composition program = Fx.get(() -> new Composition(options, new UiThread(), address -> {}));
        Stage stage = Fx.get(() -> {
            Stage made = new Stage();
            program.open(made);
            return made;
        });
        Fx.await(
                "Ada is in",
                () -> "Live".equals(status(stage)) && stage.getScene().lookup("#composer") != null);
        int port = hub.port();
        hub.close();
        Fx.await("the hub is gone", () -> status(stage).startsWith("Reconnecting"));
        FxRobot robot = new FxRobot();
        robot.clickOn(Fx.get(() -> stage.getScene().lookup("#composer")));
        robot.write("one").type(KeyCode.ENTER).write("two").type(KeyCode.ENTER);
        hub = Hub.start(HubOptions.defaults().withPort(port), new MemoryJournal());
        Fx.await("it is another", () -> notices(stage).stream().anyMatch(text -> text.contains("Another hub answers")));
        Fx.run(() -> stage.getScene().getRoot().lookupAll("#notices .button").stream()
                .map(Button.class::cast)
                .filter(button -> "Work with the other hub".equals(button.getText()))
                .toList()
                .forEach(Button::fire));
        Fx.await(
                "it is told",
                () -> notices(stage).stream()
                        .anyMatch(text -> text.matches("[2-9] changes of yours wait for the hub that was at .*")));
        Fx.await("Ada works on", () -> "Live".equals(status(stage)));
        Fx.run(program::close);
    }

    private static String status(Stage stage) {
        return stage.getScene().lookup("#status-text") instanceof Label label ? label.getText() : "";
    }

    private static List<String> notices(Stage stage) {
        return stage.getScene().getRoot().lookupAll("#notices .notice > .label").stream()
                .map(label -> ((Label) label).getText())
                .toList();
    }
}
