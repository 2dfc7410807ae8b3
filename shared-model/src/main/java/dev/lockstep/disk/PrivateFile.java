package dev.lockstep.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Set;

/**
 * Files that are not for other users of the machine, and that are what their name says: a symbolic link in their place is
 * refused, since whoever can place one could have any file of the user overwritten.
 */
public final class PrivateFile {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private PrivateFile() {}

    static boolean isPosix() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    }

    /**
     * Creates {@code file}, empty, where it is missing; else as {@link #check}. An existing file is not opened: on POSIX systems
     * a process that closes a file loses its locks on it.
     */
    public static void create(Path file) throws IOException {
        check(file);
        if (Files.notExists(file)) {
            open(file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE))
                    .close();
        }
    }

    /**
     * Opens {@code file} for {@code options}, and closes an existing one to other users first. One that is created is not
     * readable for others at any moment.
     *
     * @throws IOException where it can't be opened, or is a symbolic link or a directory
     */
    public static FileChannel open(Path file, Set<? extends OpenOption> options) throws IOException {
        check(file);
        Set<OpenOption> all = new HashSet<>(options);
        all.add(LinkOption.NOFOLLOW_LINKS);
        FileAttribute<?>[] attributes = isPosix()
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                : new FileAttribute<?>[0];
        return FileChannel.open(file, all, attributes);
    }

    /**
     * Closes {@code file} to other users; does nothing where it is missing.
     *
     * @throws IOException where that can't be done, or it is a symbolic link or a directory
     */
    public static void check(Path file) throws IOException {
        if (Files.isSymbolicLink(file)) {
            throw new FileSystemException(
                    file.toString(), null, "it is a symbolic link, which is not followed; put the file itself there");
        }
        if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileSystemException(file.toString(), null, "it is not a file");
        }
        if (isPosix() && !OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS))) {
            Files.setPosixFilePermissions(file, OWNER_ONLY);
        }
    }

    /**
     * Makes {@code file} with {@code text} in it, readable for nobody else from its first byte on and synced to the disk, unless it is
     * there already. Of several programs that do so at once one wins, and no one ever sees a part of it.
     */
    public static void createWith(Path file, String text) throws IOException {
        Path fresh = file.resolveSibling(
                file.getFileName() + "." + ProcessHandle.current().pid() + "-" + System.nanoTime() + ".new");
        try {
            try (FileChannel channel = open(fresh, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
                ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            putIfAbsent(fresh, file);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static void putIfAbsent(Path fresh, Path file) throws IOException {
        try {
            Files.createLink(file, fresh); // which never replaces; a move may
        } catch (FileAlreadyExistsException e) {
            return; // somebody was faster
        } catch (UnsupportedOperationException | IOException e) { // a file system without links
            try {
                Files.move(fresh, file);
            } catch (FileAlreadyExistsException there) {
                return;
            }
        }
    }

    /**
     * What is in {@code file}, after {@link #check}.
     *
     * @throws IOException where it can't be read, or is no file of its own
     */
    public static String read(Path file) throws IOException {
        check(file);
        return Files.readString(file);
    }
}
