package dev.lockstep.simulation;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import dev.lockstep.disk.Disk;

/**
 * A disk that fails when it is told to, and loses in a power cut what was not synced: a file that was written without
 * {@link Disk.OpenFile#force} has any part of what was written since, and what {@link #replace} wrote is there whole.
 */
public final class SimulatedDisk implements Disk {

    private static final class Content {
        byte[] synced;
        byte[] now;

        Content(byte[] bytes) {
            synced = bytes;
            now = bytes;
        }
    }

    private static final long NANOS = 10_000_000;

    private static final long SLOW_NANOS = 3_000_000_000L;

    private final SplittableRandom random;
    private final Statistics statistics;
    private final Map<Path, Content> files = new TreeMap<>();
    private final Map<Path, Object> locks = new HashMap<>();
    private double refusing;
    private boolean slow;
    private boolean full;

    SimulatedDisk(SplittableRandom random, Statistics statistics) {
        this.random = random;
        this.statistics = statistics;
    }

    /** @param share of the writes that fail from now on */
    void refuse(double share) {
        refusing = share;
    }

    /** Whether it takes seconds for everything from now on. */
    void slow(boolean now) {
        slow = now;
    }

    /** What it takes at most for the next that is asked of it. */
    long nanosMax() {
        if (slow) {
            statistics.count(Fault.STORE_SLOW);
        }
        return slow ? SLOW_NANOS : NANOS;
    }

    /** Whether nothing more fits on it from now on. */
    void fill(boolean now) {
        full = now;
    }

    /** The machine stops: what was not synced is lost, or a part of it. */
    void cutPower() {
        for (Content file : files.values()) {
            if (!Arrays.equals(file.synced, file.now)) {
                statistics.count(Fault.STORE_LOST_UNSYNCED);
                boolean grown = file.now.length > file.synced.length
                        && Arrays.equals(file.synced, Arrays.copyOf(file.now, file.synced.length));
                file.now = grown
                        ? Arrays.copyOf(file.now, random.nextInt(file.synced.length, file.now.length + 1))
                        : file.synced;
                file.synced = file.now;
            }
        }
        locks.clear();
    }

    /** The program that had the locks is no more. */
    void letGoOfLocks() {
        locks.clear();
    }

    private void mayFail() throws IOException {
        if (full) {
            statistics.count(Fault.STORE_FULL);
            throw new IOException("no space left on the disk");
        } else if (refusing > 0 && random.nextDouble() < refusing) {
            statistics.count(Fault.STORE_REFUSED);
            throw new IOException("the disk refuses");
        }
    }

    @Override
    public void createDirectory(Path directory) {
        // there are just names
    }

    @Override
    public @Nullable Lock tryLock(Path directory, String name) {
        Path file = directory.resolve(name);
        Object token = new Object();
        if (locks.putIfAbsent(file, token) != null) {
            return null;
        }
        return new Lock() {
            @Override
            public boolean isHeld() {
                return locks.get(file) == token;
            }

            @Override
            public void close() {
                locks.remove(file, token);
            }
        };
    }

    @Override
    public List<Path> list(Path directory) {
        return files.keySet().stream()
                .filter(file -> directory.equals(file.getParent()))
                .toList();
    }

    @Override
    public byte[] read(Path file) throws IOException {
        return content(file).now;
    }

    private Content content(Path file) throws IOException {
        Content content = files.get(file);
        if (content == null) {
            throw new NoSuchFileException(file.toString());
        }
        return content;
    }

    @Override
    public void replace(Path file, byte[] content) throws IOException {
        mayFail();
        files.put(file, new Content(content.clone()));
    }

    @Override
    public OpenFile openForWriting(Path file) throws IOException {
        Content content = content(file);
        return new OpenFile() {
            private boolean open = true;

            @Override
            public boolean isOpen() {
                return open;
            }

            @Override
            public void writeFrom(long size, byte[] added) throws IOException {
                int written = added.length;
                IOException failure = null;
                try {
                    mayFail();
                } catch (IOException e) {
                    failure = e;
                    written = random.nextInt(added.length + 1); // who knows how much of it
                    if (written > 0 && written < added.length) {
                        statistics.count(Fault.STORE_HALF_WRITTEN);
                    }
                }
                byte[] bytes = Arrays.copyOf(content.now, (int) size + written);
                System.arraycopy(added, 0, bytes, (int) size, written);
                content.now = bytes;
                if (failure != null) {
                    throw failure;
                }
            }

            @Override
            public void force() throws IOException {
                mayFail();
                content.synced = content.now;
            }

            @Override
            public void close() {
                open = false;
            }
        };
    }

    @Override
    public void deleteIfExists(Path file) {
        files.remove(file);
    }

    @Override
    public Path setAside(Path file) throws IOException {
        Content content = content(file);
        mayFail();
        Path aside = file.resolveSibling(file.getFileName() + ".damaged-" + files.size());
        files.put(aside, new Content(content.now));
        return aside;
    }
}
