package dev.lockstep.desktop.shell;

import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import javafx.application.Application;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;

import dev.lockstep.desktop.view.Settings;

/** Light or dark, for all windows and popups at once: as the person chose, or as the system is. On the JavaFX thread. */
public final class Theme {

    private static final String KEY = "theme";

    /** What a person chose. */
    enum Choice {
        LIGHT,
        DARK,
        SYSTEM
    }

    private final BooleanProperty dark = new SimpleBooleanProperty(this, "dark", false);
    private Choice choice = Choice.LIGHT;
    private boolean systemIsDark;
    private Settings settings = Settings.none();

    public Theme() {
        dark.addListener(changed -> apply());
    }

    /** Is as it was, and will be as it is. Until something is chosen it is the system's. */
    public void remember(Settings kept, Executor fx) {
        settings = kept;
        String chosen = kept.get(KEY, Choice.SYSTEM.name()).toUpperCase(Locale.ROOT);
        for (Choice each : Choice.values()) {
            choice = each.name().equals(chosen) ? each : choice;
        }
        show();
        CompletionStage<Boolean> asked =
                CompletableFuture.supplyAsync(SystemTheme::isDark, task -> new Thread(task, "lockstep-theme").start());
        asked.thenAcceptAsync(
                found -> {
                    systemIsDark = found;
                    show();
                },
                fx);
    }

    public BooleanProperty darkProperty() {
        return dark;
    }

    /**
     * Light, dark, as the system, and so on. Tells, for people, what can't be seen of it: that it goes by the system now; empty where it is
     * seen what was chosen.
     */
    public String toggle() {
        choice = switch (choice) {
            case LIGHT -> Choice.DARK;
            case DARK -> Choice.SYSTEM;
            case SYSTEM -> Choice.LIGHT;
        };
        settings.set(KEY, choice.name().toLowerCase(Locale.ROOT));
        show();
        return choice == Choice.SYSTEM ? "As the system: " + (systemIsDark ? "dark" : "light") : "";
    }

    private void show() {
        dark.set(choice == Choice.DARK || (choice == Choice.SYSTEM && systemIsDark));
    }

    /** Puts the style sheet in force. */
    public void apply() {
        String sheet = dark.get() ? "/dev/lockstep/desktop/dark.css" : "/dev/lockstep/desktop/light.css";
        Application.setUserAgentStylesheet(
                Objects.requireNonNull(Theme.class.getResource(sheet)).toExternalForm());
    }
}
