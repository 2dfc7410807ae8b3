package dev.lockstep.desktop.view;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;

import dev.lockstep.disk.LockFile;
import dev.lockstep.disk.PrivateDirectory;
import dev.lockstep.disk.Reason;
import dev.lockstep.disk.TwinFile;

/**
 * What the program remembers from one start to the next, such as the theme and the last room. Several programs may share one file: what
 * a program has changed is put into what the file has by then, so that of each setting the last change counts. They are kept twice, with
 * checksums: where one file is damaged, the other has everything. On the JavaFX thread, but for {@link #save}.
 */
public final class Settings {

    private static final Logger LOG = System.getLogger(Settings.class.getName());

    /** So long another program that reads or writes the file is waited for; none takes a tenth of it. */
    private static final Duration LOCK_PATIENCE = Duration.ofSeconds(2);

    private final @Nullable Path file;
    private final @Nullable TwinFile twin; // guarded by written
    private final Properties values = new Properties();
    private final Map<String, Long> changes =
            new HashMap<>(); // by key, the version of its last change; guarded by itself
    private String problem = "";
    private Runnable whenChanged = () -> {};
    private boolean changed; // and said to be, since the last save; guarded by changes
    private long version; // counts the changes; guarded by changes
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
            LockFile lock = lock(file);
            try {
                settings.take(file, twin.open());
            } catch (IOException e) {
                settings.lost(file, Reason.withoutFile(e));
            } finally {
                letGo(lock);
            }
        }
        return settings;
    }

    /** The folder in which they are kept, where more of this person's may be; null where they are forgotten at the end. */
    public @Nullable Path directory() {
        return file == null ? null : file.toAbsolutePath().getParent();
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

    /** What was set for {@code key}; {@code absent} where nothing was. */
    public String get(String key, String absent) {
        return values.getProperty(key, absent);
    }

    /** As {@link #get(String, String)}. */
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

    /** Keeps a value in words; it is on the disk after the next {@link #save}. */
    public void set(String key, Object value) {
        boolean isFirst;
        synchronized (changes) {
            if (String.valueOf(value).equals(values.setProperty(key, String.valueOf(value)))) {
                return;
            }
            version++;
            changes.put(key, version);
            isFirst = !changed;
            changed = true;
        }
        if (isFirst) {
            whenChanged.run();
        }
    }

    /** @param watcher told when there is something to {@link #save}, and again for what changes after that was saved */
    public void whenChanged(Runnable watcher) {
        whenChanged = watcher;
    }

    /**
     * Writes what has changed since this program read or wrote the file, into what is in there now, whole or not at all; it is on the disk
     * when this returns. What could not be written before is tried again. Any thread.
     */
    public void save() {
        saveOn(Runnable::run);
    }

    /** As {@link #save}, on {@code disk}, since a disk may be slow. */
    public void saveOn(Executor disk) {
        Properties all = new Properties();
        Set<String> keys;
        long now;
        synchronized (changes) {
            changed = false;
            long done = written.get();
            if (twin == null || version <= done) {
                return;
            }
            changes.values().removeIf(since -> since <= done);
            all.putAll(values);
            keys = Set.copyOf(changes.keySet());
            now = version;
        }
        try {
            disk.execute(() -> write(all, keys, now));
        } catch (RejectedExecutionException e) {
            write(all, keys, now); // the program ends
        }
    }

    private static String text(Properties properties) {
        StringWriter text = new StringWriter();
        try {
            properties.store(text, "Lockstep");
        } catch (IOException e) {
            throw new AssertionError("a string can be written", e);
        }
        return text.toString();
    }

    private void write(Properties all, Set<String> keys, long now) {
        synchronized (written) {
            if (file == null || twin == null || now <= written.get()) {
                return; // a later one was faster
            }
            LockFile lock = null;
            try {
                Path directory = file.toAbsolutePath().getParent();
                if (directory != null) {
                    PrivateDirectory.create(directory);
                }
                lock = lock(file);
                Properties merged = new Properties();
                String there = twin.open().text();
                if (there == null || !load(there, merged)) { // there is none yet, or it was lost meanwhile
                    merged.clear();
                    merged.putAll(all);
                }
                keys.forEach(key -> merged.setProperty(key, all.getProperty(key)));
                twin.write(text(merged));
                written.set(now);
            } catch (IOException e) {
                LOG.log(Level.WARNING, "the settings can''t be saved in {0}: {1}", file, Reason.withoutFile(e));
            } finally {
                letGo(lock);
            }
        }
    }

    /** Has other programs wait; null where that can't be had, as with a program that stands still, or a disk that knows no locks. */
    private static @Nullable LockFile lock(Path file) {
        Path directory = file.toAbsolutePath().getParent();
        if (directory == null || !Files.isDirectory(directory)) {
            return null;
        }
        try {
            return LockFile.take(directory, file.getFileName() + ".lock", LOCK_PATIENCE);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "{0} can''t be locked: {1}", file, Reason.withoutFile(e));
            return null;
        }
    }

    private static void letGo(@Nullable LockFile lock) {
        if (lock != null) {
            try {
                lock.close();
            } catch (IOException e) {
                LOG.log(Level.DEBUG, "a lock could not be closed: {0}", Reason.withoutFile(e));
            }
        }
    }
}
