package dev.lockstep.hub.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

import org.jspecify.annotations.Nullable;

/**
 * Makes a directory one hub's own. The operating system lets go of the lock when the process ends, however it ends; the
 * name of the owner stands in a file of its own, since a locked file can't be read everywhere.
 */
final class DirectoryLock implements AutoCloseable {

    private static final String LOCK_FILE = "hub.lock";
    private static final String OWNER_FILE = "hub.owner";

    private final FileChannel channel;
    private final FileLock lock;

    private DirectoryLock(FileChannel channel, FileLock lock) {
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * @param owner for people who meet the lock
     * @throws JournalException where another hub has the directory, with its name, or where it can't be locked
     */
    static DirectoryLock take(Path directory, String owner) {
        FileChannel channel = null;
        try {
            createPrivate(directory);
            channel =
                    FileChannel.open(directory.resolve(LOCK_FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                throw new JournalException("the data in " + directory + " is in use by " + ownerOf(directory)
                        + "; stop it, or give another --data");
            }
            Files.writeString(directory.resolve(OWNER_FILE), owner);
            return new DirectoryLock(channel, lock);
        } catch (IOException e) {
            closeQuietly(channel);
            throw new JournalException("can't use the data in " + directory + ": " + e.getMessage(), e);
        }
    }

    /** What people share in rooms is not for other users of the machine. */
    private static void createPrivate(Path directory) throws IOException {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        if (posix && Files.notExists(directory)) {
            Files.createDirectories(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectories(directory);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // another hub in this process
        }
    }

    private static String ownerOf(Path directory) throws IOException {
        Path file = directory.resolve(OWNER_FILE);
        return Files.exists(file)
                ? Files.readString(file, StandardCharsets.UTF_8).strip()
                : "another hub";
    }

    private static void closeQuietly(@Nullable FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            throw new JournalException("can't close the lock", e);
        }
    }

    @Override
    public void close() {
        try {
            lock.release();
            channel.close();
        } catch (IOException e) {
            throw new JournalException("can't release the lock", e);
        }
    }
}
