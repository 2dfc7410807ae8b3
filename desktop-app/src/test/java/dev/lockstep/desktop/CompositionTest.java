package dev.lockstep.desktop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.stage.Stage;
import javafx.stage.Window;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;
import picocli.CommandLine;

import dev.lockstep.desktop.shell.Settings;
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

    private final Hub hub = Hub.start(HubOptions.defaults().withPort(0), new MemoryJournal());

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

    private static List<String> notices(Stage stage) {
        return stage.getScene().getRoot().lookupAll("#notices .notice > .label").stream()
                .map(label -> ((Label) label).getText())
                .toList();
    }
}
