package dev.lockstep.desktop;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Level;
import java.util.logging.Logger;
import javafx.application.Application;
import javafx.application.Platform;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

import dev.lockstep.desktop.connect.Destination;
import dev.lockstep.desktop.connect.RunningProgram;
import dev.lockstep.hub.HubException;
import dev.lockstep.model.Names;

/**
 * The way in: the machine, JavaFX, and beside its start the options. It is no {@link Application} itself, so that Java starts
 * it from a class path.
 */
public final class Launcher {

    /** What the program ends with that was called wrongly or can't start. */
    private static final int EXIT_USAGE = 2;

    /** Held here, since a logger that nobody holds forgets its level. */
    private static final Logger ALL = Logger.getLogger("");

    /** It tells of the class path in every start, which is how this program is meant to be started. */
    private static final Logger JAVAFX = Logger.getLogger("javafx");

    private static final Logger JAVALIN = Logger.getLogger("io.javalin");

    private Launcher() {}

    /**
     * All that the program says is English, and so is what JavaFX adds to it: the buttons of dialogs, the menu of a field. Numbers and
     * dates stay as the user writes them.
     */
    static void speakEnglish() {
        Locale written = Locale.getDefault(Locale.Category.FORMAT);
        Locale.setDefault(Locale.ENGLISH);
        Locale.setDefault(Locale.Category.FORMAT, written);
    }

    public static void main(String[] args) {
        speakEnglish();
        ALL.setLevel(Level.WARNING);
        JAVAFX.setFilter(line -> !String.valueOf(line.getMessage()).contains("Unsupported JavaFX configuration"));
        JAVALIN.setLevel(Level.OFF);
        String machine = problemWithMachine();
        CompletableFuture<Void> toolkit = machine == null
                ? CompletableFuture.runAsync(
                        Launcher::startToolkit, task -> new Thread(task, "lockstep-toolkit").start())
                : CompletableFuture.completedFuture(null);
        boolean helped = false;
        String problem;
        try {
            DesktopOptions options = new DesktopOptions();
            helped = CommandLine.printHelpIfRequested(new CommandLine(options).parseArgs(args));
            problem = helped ? null : problemWith(options);
            String clicked = options.clicked();
            if (problem == null && clicked != null && RunningProgram.takes(options.dataDirectory(), clicked)) {
                end(toolkit, null); // which shows it
            }
        } catch (CommandLine.ParameterException e) {
            problem = e.getMessage() + " (--help shows the options)";
        }
        if (problem == null && !helped) {
            problem = machine;
        }
        if (problem != null || helped) {
            end(toolkit, problem);
        } else {
            launch(toolkit, args);
        }
    }

    private static @Nullable String problemWith(DesktopOptions options) {
        try {
            String destination = options.destination();
            if (destination != null) {
                Destination.of(destination);
            }
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
        String room = options.room == null ? null : Names.problemWithRoom(options.room);
        if (room != null) {
            return "--room: " + room;
        }
        try {
            options.token();
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
        return options.view == null || Views.ids().contains(options.view)
                ? null
                : "--view: there is no view " + options.view + "; try one of " + String.join(", ", Views.ids());
    }

    private static @Nullable String problemWithMachine() {
        boolean linux =
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux");
        boolean ownGlass = System.getProperty("glass.platform") != null;
        String display = System.getenv("DISPLAY");
        if (linux && !ownGlass && (display == null || display.isEmpty())) {
            return "there is no display: set DISPLAY, or start a virtual one (apt-get install xvfb; xvfb-run -a"
                    + " java -jar lockstep.jar)";
        }
        return null;
    }

    private static void launch(CompletableFuture<Void> toolkit, String[] args) {
        try {
            toolkit.join();
            Application.launch(DesktopApp.class, args);
        } catch (HubException | UnsupportedOperationException | UnsatisfiedLinkError e) {
            end(toolkit, explained(e));
        } catch (RuntimeException e) {
            end(toolkit, explained(e.getCause() == null ? e : e.getCause()));
        }
    }

    /** Where it fails, JavaFX prints stack traces of its own before it throws; one line of ours says it all. */
    private static void startToolkit() {
        PrintStream err = System.err;
        ByteArrayOutputStream held = new ByteArrayOutputStream();
        System.setErr(new PrintStream(held, true, StandardCharsets.UTF_8));
        try {
            InputMethods.find();
            Platform.startup(() -> {});
            err.print(held.toString(StandardCharsets.UTF_8));
        } finally {
            System.setErr(err);
        }
    }

    private static String explained(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        if (message.contains("DISPLAY")) {
            return "the display " + System.getenv("DISPLAY")
                    + " does not answer: set DISPLAY to one that does, or start a"
                    + " virtual one (apt-get install xvfb; xvfb-run -a java -jar lockstep.jar)";
        } else if (message.toLowerCase(Locale.ROOT).contains("gtk") || failure instanceof UnsatisfiedLinkError) {
            return "a window needs GTK 3, which is not installed: apt-get install libgtk-3-0 libxtst6 libxxf86vm1 libgl1";
        }
        return "can't start: " + message;
    }

    /** @param problem why nothing was begun; null where nothing was to be */
    private static void end(CompletableFuture<Void> toolkit, @Nullable String problem) {
        toolkit.handle((started, failure) -> null).join(); // which has the error stream, and would go on for ever
        if (problem != null) {
            System.err.println(problem);
        }
        System.exit(problem == null ? 0 : EXIT_USAGE);
    }
}
