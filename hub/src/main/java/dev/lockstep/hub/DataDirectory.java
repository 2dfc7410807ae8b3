package dev.lockstep.hub;

import java.nio.file.Path;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/** Where the platform wants a program's data to be. */
public final class DataDirectory {

    private DataDirectory() {}

    /**
     * On Linux {@code $XDG_DATA_HOME/lockstep} or {@code ~/.local/share/lockstep} (XDG Base Directory Specification), on macOS
     * {@code ~/Library/Application Support/Lockstep}, on Windows {@code %LOCALAPPDATA%\Lockstep}.
     */
    public static Path ofPlatform() {
        return of(
                System.getProperty("os.name", ""),
                System.getProperty("user.home", "."),
                System.getenv("XDG_DATA_HOME"),
                System.getenv("LOCALAPPDATA"));
    }

    static Path of(String system, String home, @Nullable String xdgDataHome, @Nullable String localAppData) {
        String name = system.toLowerCase(Locale.ROOT);
        if (name.contains("win")) {
            return localAppData == null || localAppData.isEmpty()
                    ? Path.of(home, "AppData", "Local", "Lockstep")
                    : Path.of(localAppData, "Lockstep");
        } else if (name.contains("mac")) {
            return Path.of(home, "Library", "Application Support", "Lockstep");
        }
        boolean xdg = xdgDataHome != null && xdgDataHome.startsWith("/"); // the specification wants it absolute
        return xdg ? Path.of(xdgDataHome, "lockstep") : Path.of(home, ".local", "share", "lockstep");
    }
}
