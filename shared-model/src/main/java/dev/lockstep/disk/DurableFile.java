package dev.lockstep.disk;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Files that outlive a power cut. Each is readable and writable by its own user alone, and a symbolic link in the place of one is
 * never followed.
 */
public final class DurableFile {

    private static final Logger LOG = System.getLogger(DurableFile.class.getName());

    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private static final Set<PosixFilePermission> PRIVATE = PosixFilePermissions.fromString("rw-------");

    private static final FileAttribute<?>[] ATTRIBUTES =
            POSIX ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PRIVATE)} : new FileAttribute<?>[0];

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private static final String DAMAGED = ".damaged-";

    /** So many damaged files are kept of each file, the newest. */
    private static final int DAMAGED_MAX = 5;

    private DurableFile() {}

    /**
     * All of {@code file}.
     *
     * @throws java.nio.file.NoSuchFileException where it isn't there
     * @throws IOException where it can't be read, or is no regular file
     */
    public static byte[] read(Path file) throws IOException {
        if (!isRegular(file)) { // looked at first: to open a pipe would wait for who writes to it
            throw new FileSystemException(file.toString(), null, "not a regular file");
        }
        try (FileChannel channel = FileChannel.open(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
            return Channels.newInputStream(channel).readAllBytes();
        }
    }

    /** Gives {@code file} just this content, whole or not at all; it is on the disk when this returns. */
    public static void replace(Path file, byte[] content) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        if (Files.exists(fresh, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(fresh, LinkOption.NOFOLLOW_LINKS)) {
            Files.delete(fresh); // left by a power cut; made anew, so that nothing it is or links to stays
        }
        Set<OpenOption> options =
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        FileChannel channel = FileChannel.open(fresh, options, ATTRIBUTES);
        try {
            try (channel) {
                writeAll(channel, content);
                channel.force(true); // before it has the name: else a power cut can leave the name with nothing in it
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            Files.deleteIfExists(fresh); // on a full disk it is in the way of all else
            throw e;
        }
        syncDirectory(file);
    }

    /** Opens {@code file}, which is there, for writing into it. */
    public static FileChannel openForWriting(Path file) throws IOException {
        return FileChannel.open(file, Set.of(StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS));
    }

    /** Writes {@code content} where {@code channel} stands. */
    public static void writeAll(FileChannel channel, byte[] content) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(content);
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /**
     * The name of {@code file} is on the disk when this returns, where the platform can do that: Windows can't, and writes names
     * in order by itself. Where it fails, nothing is said: the file itself is on the disk already.
     */
    private static void syncDirectory(Path file) {
        Path directory = file.toAbsolutePath().getParent();
        if (!POSIX || directory == null) {
            return;
        }
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "the directory of " + file + " can't be synced", e);
        }
    }

    /**
     * Keeps what is damaged for whoever wants to look into it, under a name that says so and when; of older ones the newest few
     * stay. A regular file is copied, so that it is still there until it is replaced; what else has the name is moved away.
     *
     * @return where it is now
     */
    public static Path setAside(Path file) throws IOException {
        String stem = file.getFileName() + DAMAGED;
        Path aside = file.resolveSibling(stem + TIME.format(Instant.now()));
        for (int next = 2; Files.exists(aside, LinkOption.NOFOLLOW_LINKS); next++) {
            aside = file.resolveSibling(stem + TIME.format(Instant.now()) + "-" + next);
        }
        if (isRegular(file) && Files.isReadable(file)) {
            Files.copy(file, aside, LinkOption.NOFOLLOW_LINKS);
            if (POSIX) {
                Files.setPosixFilePermissions(aside, PRIVATE);
            }
        } else {
            Files.move(file, aside);
        }
        forgetOldest(file, stem);
        return aside;
    }

    private static void forgetOldest(Path file, String stem) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        if (directory == null) {
            return;
        }
        try (Stream<Path> all = Files.list(directory)) {
            List<Path> newestFirst = all.filter(each -> isRegularNamed(each, stem))
                    .sorted(Comparator.comparing(DurableFile::modified).reversed())
                    .toList();
            for (Path old : newestFirst.subList(Math.min(DAMAGED_MAX, newestFirst.size()), newestFirst.size())) {
                Files.deleteIfExists(old);
            }
        }
    }

    private static boolean isRegularNamed(Path file, String stem) {
        return file.getFileName().toString().startsWith(stem) && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    }

    private static Instant modified(Path file) {
        try {
            return Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).toInstant();
        } catch (IOException e) {
            return Instant.EPOCH; // it went meanwhile
        }
    }

    /** @throws java.nio.file.NoSuchFileException where nothing has the name */
    private static boolean isRegular(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .isRegularFile();
    }
}
