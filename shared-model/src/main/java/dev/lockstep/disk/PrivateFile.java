package dev.lockstep.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** Small files that only their owner may read, such as keys. */
public final class PrivateFile {

    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private PrivateFile() {}

    /**
     * Makes {@code file} with {@code text} in it, readable for nobody else from its first byte on and synced to the disk, unless it is
     * there already. Of several programs that do so at once one wins, and no one ever sees a part of it.
     *
     * @return whether this call made it
     */
    public static boolean create(Path file, String text) throws IOException {
        Path fresh = Files.createTempFile(
                file.toAbsolutePath().getParent(), file.getFileName() + ".", ".new", onlyForOwner(file));
        try {
            try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            return putIfAbsent(fresh, file);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static boolean putIfAbsent(Path fresh, Path file) throws IOException {
        try {
            Files.createLink(file, fresh); // which never replaces; a move may
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (UnsupportedOperationException | IOException e) { // a file system without links
            try {
                Files.move(fresh, file);
                return true;
            } catch (FileAlreadyExistsException there) {
                return false;
            }
        }
    }

    /**
     * What is in {@code file}. Where others may read it, they may not any more.
     *
     * @throws IOException where it can't be read, or is no file of its own: a symbolic link might lead to what somebody else prepared
     */
    public static String read(Path file) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException(file + " is not a regular file; move it aside");
        }
        if (isPosix(file) && !Files.getPosixFilePermissions(file).equals(OWNER_ONLY)) {
            Files.setPosixFilePermissions(file, OWNER_ONLY);
        }
        return Files.readString(file);
    }

    private static FileAttribute<?>[] onlyForOwner(Path file) {
        return isPosix(file)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                : new FileAttribute<?>[0];
    }

    private static boolean isPosix(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
