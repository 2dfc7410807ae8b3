package dev.lockstep.disk;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Directories that are not for other users of the machine. */
public final class PrivateDirectory {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    private PrivateDirectory() {}

    /**
     * Creates {@code directory}, and those above it, where they are missing. An existing one that other users may read is
     * closed to them.
     *
     * @throws IOException where it can't be created or closed to others, where it is no directory, and where every user of
     *     the machine may write to it: such a directory serves others too, and is not to be closed to them
     */
    public static void create(Path directory) throws IOException {
        if (!PrivateFile.isPosix()) {
            Files.createDirectories(directory);
            return;
        }
        if (Files.notExists(directory)) {
            Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        }
        if (!Files.isDirectory(directory)) {
            throw new NotDirectoryException(directory.toString());
        }
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(directory);
        if (permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
            throw new FileSystemException(
                    directory.toString(),
                    null,
                    "every user of this machine may write to it; use a directory of its own");
        }
        if (!OWNER_ONLY.containsAll(permissions)) {
            Files.setPosixFilePermissions(directory, OWNER_ONLY);
        }
    }
}
