package dev.lockstep.desktop.shell;

import java.util.Objects;
import javafx.application.Application;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;

/** Light or dark, for all windows and popups at once. */
public final class Theme {

    private final BooleanProperty dark = new SimpleBooleanProperty(this, "dark", false);

    public Theme() {
        dark.addListener(changed -> apply());
    }

    /** Is as it was, and will be as it is. */
    public void remember(Settings settings) {
        dark.set(settings.get("theme.dark", false));
        dark.addListener((property, before, now) -> settings.set("theme.dark", now));
    }

    public BooleanProperty darkProperty() {
        return dark;
    }

    public void toggle() {
        dark.set(!dark.get());
    }

    /** Puts the style sheet in force. On the JavaFX thread. */
    public void apply() {
        String sheet = dark.get() ? "/dev/lockstep/desktop/dark.css" : "/dev/lockstep/desktop/light.css";
        Application.setUserAgentStylesheet(
                Objects.requireNonNull(Theme.class.getResource(sheet)).toExternalForm());
    }
}
