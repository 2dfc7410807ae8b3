package dev.lockstep.disk;

import java.nio.file.Path;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/** Where the platform wants the data of this user's programs to be. */
public final class UserDirectory {

    /** The system property that names another directory. */
    public static final String PROPERTY = "lockstep.user.directory";

    private UserDirectory() {}

    /**
     * On Linux {@code $XDG_DATA_HOME/lockstep} or {@code ~/.local/share/lockstep} (XDG Base Directory Specification), on macOS
     * {@code ~/Library/Application Support/Lockstep}, on Windows {@code %LOCALAPPDATA%\Lockstep}; what the system property
     * {@value #PROPERTY} says where it is set.
     */
    public static Path ofPlatform() {
        String told = System.getProperty(PROPERTY, "");
        return told.isEmpty()
                ? of(
                        System.getProperty("os.name", ""),
                        System.getProperty("user.home", "."),
                        System.getenv("XDG_DATA_HOME"),
                        System.getenv("LOCALAPPDATA"))
                : Path.of(told);
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
