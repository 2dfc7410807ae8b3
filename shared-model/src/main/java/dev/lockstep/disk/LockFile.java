package dev.lockstep.disk;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;

/**
 * A file that one holder in one process has at a time. The operating system lets go of it when the process ends, however it ends.
 *
 * <p>Within a process a semaphore for each file decides, before any is opened: on POSIX systems a process that closes
 * a file loses all its locks on it, also those that it took over another descriptor ({@code fcntl(2)}, "Record locks").
 * Safe for use by many threads.
 */
public final class LockFile implements Disk.Lock {

    private static final Logger LOG = System.getLogger(LockFile.class.getName());
    private static final Map<Path, Semaphore> IN_PROCESS = new ConcurrentHashMap<>();

    private final Semaphore turn;
    private final FileChannel channel;
    private final FileLock lock;
    private final AtomicBoolean closed = new AtomicBoolean();

    private LockFile(Semaphore turn, FileChannel channel, FileLock lock) {
        this.turn = turn;
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Takes the file called {@code name} in {@code directory}, which is made where it is missing; null where somebody has it, in this process or another.
     *
     * @throws IOException where it can't be locked at all, or is a symbolic link
     */
    public static @Nullable LockFile tryTake(Path directory, String name) throws IOException {
        return take(directory, name, Duration.ZERO);
    }

    /**
     * As {@link #tryTake}, but waits for whoever has it, up to {@code patience}; null where that was not enough, or the thread was
     * interrupted. Not for the JavaFX thread.
     *
     * @throws IOException where it can't be locked at all, or is a symbolic link
     */
    public static @Nullable LockFile take(Path directory, String name, Duration patience) throws IOException {
        long end = System.nanoTime() + patience.toNanos();
        Path real = directory.toRealPath().resolve(name);
        Semaphore turn = IN_PROCESS.computeIfAbsent(real, file -> new Semaphore(1));
        try {
            if (!turn.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                return null;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
        FileChannel channel = null;
        FileLock lock = null;
        boolean waits = false;
        try {
            channel = PrivateFile.open(real, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE));
            lock = channel.tryLock();
            waits = lock == null && System.nanoTime() < end;
        } finally {
            if (lock == null && !waits) {
                letGo(channel, turn);
            }
        }
        if (waits) {
            return await(channel, turn, end - System.nanoTime());
        }
        return lock == null ? null : new LockFile(turn, channel, lock);
    }

    /**
     * Waits for another process, which Java can do without a limit only: so a thread of its own does. Where that gets the lock too
     * late, it lets go of it.
     */
    private static @Nullable LockFile await(FileChannel channel, Semaphore turn, long nanos) throws IOException {
        CompletableFuture<@Nullable FileLock> taken = new CompletableFuture<>();
        Thread thread = new Thread(() -> lock(channel, turn, taken), "lockstep-lock-file");
        thread.setDaemon(true);
        thread.start();
        FileLock lock = null;
        try {
            lock = taken.completeOnTimeout(null, nanos, TimeUnit.NANOSECONDS).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            if (!taken.complete(null)) {
                lock = taken.getNow(null);
            }
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
        return lock == null ? null : new LockFile(turn, channel, lock);
    }

    private static void lock(FileChannel channel, Semaphore turn, CompletableFuture<@Nullable FileLock> taken) {
        boolean wanted = false;
        try {
            wanted = taken.complete(channel.lock());
        } catch (IOException | RuntimeException e) {
            taken.completeExceptionally(e);
        } finally {
            if (!wanted) {
                try {
                    letGo(channel, turn);
                } catch (IOException e) {
                    LOG.log(Level.DEBUG, "a lock file could not be closed: {0}", Reason.withoutFile(e));
                }
            }
        }
    }

    @Override
    public boolean isHeld() {
        return lock.isValid();
    }

    /** Lets go of it. Doing so again does nothing. */
    @Override
    public void close() throws IOException {
        if (!closed.getAndSet(true)) {
            letGo(channel, turn);
        }
    }

    /** The lock goes with the channel. */
    private static void letGo(@Nullable FileChannel channel, Semaphore turn) throws IOException {
        try {
            if (channel != null) {
                channel.close();
            }
        } finally {
            turn.release();
        }
    }
}
