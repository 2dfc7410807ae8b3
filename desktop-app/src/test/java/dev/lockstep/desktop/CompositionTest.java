package dev.lockstep.desktop;

import java.nio.file.Path;
import java.util.List;
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
}
