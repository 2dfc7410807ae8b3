package dev.lockstep.desktop.chat;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.WeakHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.lockstep.desktop.files.FileSaver;
import dev.lockstep.desktop.pictures.Pictures;
import dev.lockstep.desktop.view.Settings;
import dev.lockstep.disk.Disk;
import dev.lockstep.disk.PrivateDirectory;
import dev.lockstep.disk.Reason;

/**
 * Pictures of messages that are begun, in files beside the settings, till they are sent or taken out. In memory where the settings are
 * in no file, or where the disk takes no more. Safe for use by many threads.
 */
final class DraftPictures {

    private static final Logger LOG = System.getLogger(DraftPictures.class.getName());

    private static final String FOLDER = "draft-pictures";

    /** What nobody asks for any more goes after so long: a message that is begun is not an archive. */
    private static final Duration KEPT = Duration.ofDays(90);

    private static final Pattern NAME = Pattern.compile("[0-9a-f-]{36}");

    /** More than any picture has that can be sent. */
    private static final long BYTES_MAX = 16L << 20;

    private static final Map<Settings, DraftPictures> ALL = new WeakHashMap<>();

    private final Map<String, CompletionStage<Pictures.Prepared>> inMemory =
            new ConcurrentHashMap<>(); // not on the disk yet
    private final @Nullable Path folder;
    private final Executor disk;

    DraftPictures(@Nullable Path folder, Executor disk) {
        this.folder = folder;
        this.disk = disk;
        if (folder != null) {
            disk.execute(() -> forgetOld(folder));
        }
    }

    static DraftPictures of(Settings settings) {
        synchronized (ALL) {
            return ALL.computeIfAbsent(settings, s -> {
                Path directory = s.directory();
                return new DraftPictures(directory == null ? null : directory.resolve(FOLDER), FileSaver.disk());
            });
        }
    }

    /** Keeps a picture as soon as it is read. @return its name here */
    String keep(CompletionStage<Pictures.Prepared> picture) {
        String name = UUID.randomUUID().toString();
        inMemory.put(name, picture);
        picture.whenComplete((read, failure) -> {
            if (failure != null) {
                inMemory.remove(name);
            } else if (folder != null) {
                disk.execute(() -> write(folder, name, read));
            }
        });
        return name;
    }

    /** Keeps a picture that was read from here, where it is not here any more. */
    void keepAs(String name, Pictures.Prepared picture) {
        if (folder == null) {
            return; // it is in memory
        }
        disk.execute(() -> {
            if (!inMemory.containsKey(name) && Files.notExists(folder.resolve(name))) {
                inMemory.put(name, CompletableFuture.completedFuture(picture));
                write(folder, name, picture);
            }
        });
    }

    private void write(Path into, String name, Pictures.Prepared picture) {
        if (!inMemory.containsKey(name)) {
            return; // it was sent or taken out meanwhile
        }
        try {
            PrivateDirectory.create(into);
            Disk.ofThisMachine()
                    .replace(
                            into.resolve(name),
                            Base64.getDecoder()
                                    .decode(String.join("", picture.parts().values())));
            inMemory.remove(name);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "a picture of a begun message can''t be stored: {0}", Reason.withoutFile(e));
        }
    }

    /** What was kept as {@code name}. Completes on any thread; ends with a reason for display where it is gone. */
    CompletionStage<Pictures.Prepared> read(String name) {
        CompletionStage<Pictures.Prepared> here = inMemory.get(name);
        if (here != null) {
            return here;
        } else if (folder == null || !NAME.matcher(name).matches()) {
            return CompletableFuture.failedFuture(new IOException("it is not on this computer any more"));
        }
        Path file = folder.resolve(name);
        return Pictures.prepareLater(() -> {
            try {
                if (Files.size(file) > BYTES_MAX) {
                    throw new IOException("its file was damaged");
                }
                Pictures.Prepared picture = Pictures.prepare(Files.readAllBytes(file));
                Files.setLastModifiedTime(file, FileTime.from(Instant.now())); // somebody asks for it
                return picture;
            } catch (NoSuchFileException e) {
                throw new IOException("it is not on this computer any more", e);
            }
        });
    }

    /** It is sent, or taken out. */
    void forget(String name) {
        inMemory.remove(name);
        if (folder != null && NAME.matcher(name).matches()) {
            disk.execute(() -> delete(folder.resolve(name)));
        }
    }

    private static void forgetOld(Path in) {
        if (!Files.isDirectory(in)) {
            return;
        }
        Instant old = Instant.now().minus(KEPT);
        try (Stream<Path> files = Files.list(in)) {
            List<Path> all = files.toList();
            for (Path file : all) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(old)) {
                    delete(file);
                }
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "{0} can''t be looked through: {1}", in, Reason.withoutFile(e));
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "{0} can''t be deleted: {1}", file, Reason.withoutFile(e));
        }
    }
}
