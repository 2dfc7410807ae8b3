package dev.lockstep.hub.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

import dev.lockstep.disk.LockFile;
import dev.lockstep.disk.PrivateDirectory;
import dev.lockstep.disk.PrivateFile;

/**
 * Reserves a directory for one hub. The name of the owner is in a separate file, because a locked file can't be read
 * on every system.
 */
final class DirectoryLock implements AutoCloseable {

    private static final String LOCK_FILE = "hub.lock";
    private static final String OWNER_FILE = "hub.owner";

    private final LockFile lock;

    private DirectoryLock(LockFile lock) {
        this.lock = lock;
    }

    /**
     * @param owner for people who meet the lock
     * @throws JournalException where another hub has the directory, with its name, or where it can't be locked
     */
    static DirectoryLock take(Path directory, String owner) {
        try {
            PrivateDirectory.create(directory);
            LockFile lock = LockFile.tryTake(directory, LOCK_FILE);
            if (lock == null) {
                throw new JournalException("the data in " + directory + " is in use by " + ownerOf(directory)
                        + "; stop it, or give another --data");
            }
            try {
                writeOwner(directory.resolve(OWNER_FILE), owner);
            } catch (IOException e) {
                lock.close();
                throw e;
            }
            return new DirectoryLock(lock);
        } catch (IOException e) {
            throw new JournalException("can't use the data in " + directory + ": " + Trouble.reason(e), e);
        }
    }

    private static void writeOwner(Path file, String owner) throws IOException {
        try (FileChannel channel = PrivateFile.open(
                file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE))) {
            channel.write(StandardCharsets.UTF_8.encode(owner));
        }
    }

    private static String ownerOf(Path directory) throws IOException {
        Path file = directory.resolve(OWNER_FILE);
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                ? Files.readString(file, StandardCharsets.UTF_8).strip()
                : "another hub";
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new JournalException("can't release the lock: " + Trouble.reason(e), e);
        }
    }
}
