package dev.lockstep.hub.journal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

import dev.lockstep.disk.PrivateDirectory;
import dev.lockstep.disk.PrivateFile;
import dev.lockstep.disk.Reason;

/**
 * Unpacks SQLite's native library to a place where it is found again. By default, the driver unpacks a copy into the folder for temporary
 * files at each start, and each process that is killed leaves its copy there; where nothing may be executed from that folder,
 * the driver fails with a message about something else.
 *
 * <p>The library lies in the data directory, or where nothing may be executed from there, in the user's folder for caches. Its name
 * begins with its SHA-256, and its bytes are compared with those in the driver's jar before it is loaded. Safe for use by many threads.
 */
final class NativeSqlite {

    private static final String PATH = "org.sqlite.lib.path";
    private static final String NAME = "org.sqlite.lib.name";
    private static final int SUM_CHARACTERS = 16; // of the name, for the eye; all bytes are compared

    private static boolean loaded; // guarded by the class

    private NativeSqlite() {}

    /**
     * Loads the library, once a process. Does nothing where the program's user has named another by the driver's own
     * properties.
     *
     * @throws JournalException where it can be loaded from nowhere
     */
    static synchronized void load(Path directory) {
        if (loaded || System.getProperty(PATH) != null) {
            return;
        }
        byte[] library = library();
        if (library.length == 0) {
            return; // none for this platform in the driver's jar: it may find one that is installed
        }
        List<String> tried = new ArrayList<>();
        for (Path place : List.of(directory.resolve("native"), cache())) {
            try {
                Path file = put(library, place);
                System.load(file.toRealPath().toString());
                System.setProperty(PATH, place.toRealPath().toString());
                System.setProperty(NAME, file.getFileName().toString());
                loaded = true;
                return;
            } catch (IOException e) {
                tried.add(Reason.of(e));
            } catch (UnsatisfiedLinkError e) {
                tried.add("nothing may be executed from " + place + " (" + e.getMessage() + ")");
            }
        }
        throw new JournalException("SQLite's library can't be loaded: " + String.join("; ", tried)
                + ". Give a --data on a file system from which programs may run, or --memory");
    }

    private static byte[] library() {
        String resource = LibraryLoaderUtil.getNativeLibResourcePath() + "/" + LibraryLoaderUtil.getNativeLibName();
        try (InputStream stream = SQLiteJDBCLoader.class.getResourceAsStream(resource)) {
            return stream == null ? new byte[0] : stream.readAllBytes();
        } catch (IOException e) {
            throw new JournalException("SQLite's library can't be read from the program: " + Reason.of(e), e);
        }
    }

    /** The file in {@code place} with exactly these bytes; written where it is missing, or has others. */
    static Path put(byte[] library, Path place) throws IOException {
        PrivateDirectory.create(place);
        Path file =
                place.resolve(sum(library).substring(0, SUM_CHARACTERS) + "-" + LibraryLoaderUtil.getNativeLibName());
        PrivateFile.check(file);
        if (Files.exists(file) && Arrays.equals(Files.readAllBytes(file), library)) {
            return file;
        }
        Path fresh =
                place.resolve(file.getFileName() + "." + ProcessHandle.current().pid());
        Files.deleteIfExists(fresh); // of an earlier process with this number
        try (FileChannel channel =
                PrivateFile.open(fresh, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
            for (ByteBuffer bytes = ByteBuffer.wrap(library); bytes.hasRemaining(); ) {
                channel.write(bytes);
            }
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return file;
    }

    private static String sum(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }

    private static Path cache() {
        String xdg = System.getenv("XDG_CACHE_HOME");
        Path caches = xdg != null && xdg.startsWith("/")
                ? Path.of(xdg)
                : Path.of(System.getProperty("user.home", "."), ".cache");
        return caches.resolve("lockstep").resolve("native");
    }
}
