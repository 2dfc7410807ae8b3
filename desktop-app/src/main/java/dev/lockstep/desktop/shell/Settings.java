package dev.lockstep.desktop.shell;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;

import dev.lockstep.disk.PrivateDirectory;
import dev.lockstep.disk.Reason;
import dev.lockstep.disk.TwinFile;

/**
 * What the program remembers from one start to the next, such as the theme and the last room. Of several programs the settings of the
 * one are kept that was the last to {@link #save} them. They are kept twice, with checksums: where one file is damaged, the other
 * has everything. On the JavaFX thread.
 */
public final class Settings {

    private static final Logger LOG = System.getLogger(Settings.class.getName());

    private final @Nullable Path file;
    private final @Nullable TwinFile twin; // guarded by written
    private final Properties values = new Properties();
    private String problem = "";
    private Runnable whenChanged = () -> {};
    private boolean changed; // and said to be, since the last save
    private long version; // counts the changes
    private final AtomicLong written = new AtomicLong(); // the version that is on the disk

    private Settings(@Nullable Path file) {
        this.file = file;
        this.twin = file == null ? null : new TwinFile(file, Settings::isPlain);
    }

    /** Settings that are forgotten at the end. */
    public static Settings none() {
        return new Settings(null);
    }

    /** What {@code file} has; nothing where it isn't there or can't be read, which is a {@link #problem}. */
    public static Settings of(Path file) {
        Settings settings = new Settings(file);
        TwinFile twin = settings.twin;
        if (twin != null) {
            try {
                settings.take(file, twin.open());
            } catch (IOException e) {
                settings.lost(file, Reason.withoutFile(e));
            }
        }
        return settings;
    }

    private void take(Path from, TwinFile.Found found) {
        String text = found.text();
        if (text != null && !load(text, values)) {
            lost(from, "it makes no sense");
        } else if (found.state() == TwinFile.State.LOST) {
            lost(from, found.why());
        } else if (found.state() == TwinFile.State.MENDED) {
            LOG.log(
                    Level.WARNING,
                    "the settings in {0} were damaged ({1}); their copy has everything",
                    from,
                    found.why());
        }
    }

    private void lost(Path from, String why) {
        values.clear();
        problem = "The settings in " + from + " can't be read (" + why
                + ") and begin anew. Choose your name, theme and rooms again.";
        LOG.log(Level.WARNING, problem);
    }

    /** What was lost when these were read, and what to do, for display; empty where nothing was. */
    public String problem() {
        return problem;
    }

    /** Whether {@code text} is as version 0.1.0 wrote it, or by hand. */
    private static boolean isPlain(String text) {
        return text.indexOf('\0') < 0 && load(text, new Properties());
    }

    private static boolean load(String text, Properties into) {
        try {
            into.load(new StringReader(text));
            return true;
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
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
        if (String.valueOf(value).equals(values.setProperty(key, String.valueOf(value)))) {
            return;
        }
        version++;
        if (!changed) {
            changed = true;
            whenChanged.run();
        }
    }

    /** @param watcher told when there is something to {@link #save}, and again for what changes after that was saved */
    public void whenChanged(Runnable watcher) {
        whenChanged = watcher;
    }

    /**
     * Writes what has changed, whole or not at all; it is on the disk when this returns. What could not be written before is
     * tried again.
     */
    public void save() {
        saveOn(Runnable::run);
    }

    /** As {@link #save}, on {@code disk}, since a disk may be slow. */
    public void saveOn(Executor disk) {
        changed = false;
        if (twin != null && version > written.get()) {
            String text = text();
            long now = version;
            try {
                disk.execute(() -> write(text, now));
            } catch (RejectedExecutionException e) {
                write(text, now); // the program ends
            }
        }
    }

    private String text() {
        StringWriter text = new StringWriter();
        try {
            values.store(text, "Lockstep");
        } catch (IOException e) {
            throw new AssertionError("a string can be written", e);
        }
        return text.toString();
    }

    private void write(String text, long now) {
        synchronized (written) {
            if (file == null || twin == null || now <= written.get()) {
                return; // a later one was faster
            }
            try {
                Path directory = file.toAbsolutePath().getParent();
                if (directory != null) {
                    PrivateDirectory.create(directory);
                }
                twin.write(text);
                written.set(now);
            } catch (IOException e) {
                LOG.log(Level.WARNING, "the settings can''t be kept in {0}: {1}", file, Reason.withoutFile(e));
            }
        }
    }
}
