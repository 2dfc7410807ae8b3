package dev.lockstep.desktop;

import javafx.application.Application;
import javafx.stage.Stage;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** JavaFX's side of the start and the end; all else is in {@link Composition}. Public, since JavaFX makes it. */
public final class DesktopApp extends Application {

    private @Nullable Composition composition;

    @Override
    public void start(Stage stage) {
        DesktopOptions options = new DesktopOptions();
        new CommandLine(options).parseArgs(getParameters().getRaw().toArray(String[]::new));
        prepareTexts();
        Composition made = new Composition(options, new UiThread(), getHostServices()::showDocument);
        composition = made;
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(made::close, "lockstep-end")); // a session of the desktop ends with a signal
        made.open(stage);
    }

    @Override
    public void stop() {
        if (composition != null) {
            composition.close();
        }
    }

    /** On the JavaFX thread, before anything is shown. */
    static void prepareTexts() {
        ShapedLines.prepare();
        FarScripts.prepare();
    }
}
