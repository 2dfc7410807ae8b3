package dev.lockstep.desktop.shell;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Properties;

import org.jspecify.annotations.Nullable;

/**
 * What the program remembers from one start to the next, such as the theme and the last room. Of several programs the settings of the
 * one are kept that was the last to {@link #save} them. On the JavaFX thread.
 */
public final class Settings {

    private static final Logger LOG = System.getLogger(Settings.class.getName());

    private final @Nullable Path file;
    private final Properties values = new Properties();
    private Runnable whenChanged = () -> {};
    private boolean changed;

    private Settings(@Nullable Path file) {
        this.file = file;
    }

    /** Settings that are forgotten at the end. */
    public static Settings none() {
        return new Settings(null);
    }

    /** What {@code file} has; nothing where it isn't there or can't be read. */
    public static Settings of(Path file) {
        Settings settings = new Settings(file);
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            settings.values.load(reader);
        } catch (NoSuchFileException e) {
            LOG.log(Level.DEBUG, "there are no settings yet");
        } catch (IOException | IllegalArgumentException e) {
            LOG.log(Level.WARNING, "the settings in {0} can''t be read and begin anew: {1}", file, e.getMessage());
        }
        return settings;
    }

    public String get(String key, String absent) {
        return values.getProperty(key, absent);
    }

    public boolean get(String key, boolean absent) {
        return Boolean.parseBoolean(get(key, String.valueOf(absent)));
    }

    /** A number between two others; {@code absent} where there is none. */
    public double get(String key, double absent, double min, double max) {
        try {
            double value = Double.parseDouble(get(key, String.valueOf(absent)));
            return value >= min && value <= max ? value : absent;
        } catch (NumberFormatException e) {
            return absent;
        }
    }

    /** Lines, none of them empty. */
    public List<String> list(String key) {
        return get(key, "").lines().filter(line -> !line.isEmpty()).toList();
    }

    /** @param lines without line breaks in them */
    public void setList(String key, List<String> lines) {
        set(key, String.join("\n", lines));
    }

    public void set(String key, Object value) {
        if (!String.valueOf(value).equals(values.setProperty(key, String.valueOf(value))) && !changed) {
            changed = true;
            whenChanged.run();
        }
    }

    /** @param watcher told when there is something to {@link #save}, and again for what changes after that was saved */
    public void whenChanged(Runnable watcher) {
        whenChanged = watcher;
    }

    /** Writes what has changed, whole or not at all. */
    public void save() {
        if (file == null || !changed) {
            return;
        }
        changed = false;
        Path beside = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            try (Writer writer = Files.newBufferedWriter(beside, StandardCharsets.UTF_8)) {
                values.store(writer, "Lockstep");
            }
            Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the settings can''t be kept in {0}: {1}", file, e.getMessage());
        }
    }
}
