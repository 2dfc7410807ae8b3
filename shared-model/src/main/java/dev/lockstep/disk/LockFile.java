package dev.lockstep.disk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * A file that one holder in one process has at a time. The operating system lets go of it when the process ends, however it ends.
 *
 * <p>Within a process a list of the files that are held decides, before any is opened: on POSIX systems a process that closes
 * a file loses all its locks on it, also those that it took over another descriptor ({@code fcntl(2)}, "Record locks").
 * Safe for use by many threads.
 */
public final class LockFile implements AutoCloseable {

    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;
    private final FileLock lock;

    private LockFile(Path file, FileChannel channel, FileLock lock) {
        this.file = file;
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Takes the file called {@code name} in {@code directory}, which is made where it is missing; null where somebody has it, in this process or another.
     *
     * @throws IOException where it can't be locked at all, or is a symbolic link
     */
    public static @Nullable LockFile tryTake(Path directory, String name) throws IOException {
        Path real = directory.toRealPath().resolve(name);
        if (!HELD.add(real)) {
            return null;
        }
        FileChannel channel = null;
        FileLock lock = null;
        try {
            channel = PrivateFile.open(real, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE));
            lock = channel.tryLock();
            return lock == null ? null : new LockFile(real, channel, lock);
        } finally {
            if (lock == null) {
                try {
                    if (channel != null) {
                        channel.close();
                    }
                } finally {
                    HELD.remove(real);
                }
            }
        }
    }

    public boolean isHeld() {
        return lock.isValid();
    }

    /** Lets go of it. Doing so again does nothing. */
    @Override
    public void close() throws IOException {
        if (channel.isOpen()) {
            try {
                channel.close(); // which releases the lock
            } finally {
                HELD.remove(file);
            }
        }
    }
}
