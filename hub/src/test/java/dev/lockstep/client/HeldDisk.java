package dev.lockstep.client;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import dev.lockstep.disk.Disk;

/** This machine's disk, that can be held: it does nothing with some of its files then, until it is let go. */
final class HeldDisk implements Disk {

    private final Disk disk = Disk.ofThisMachine();
    private final Predicate<Path> held;
    private final CountDownLatch letGo = new CountDownLatch(1);
    private volatile boolean holding;

    HeldDisk(Predicate<Path> held) {
        this.held = held;
    }

    /** From now on. */
    void hold() {
        holding = true;
    }

    void letGo() {
        letGo.countDown();
    }

    private Path awaited(Path file) {
        if (holding && held.test(file)) {
            try {
                letGo.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return file;
    }

    @Override
    public void createDirectory(Path directory) throws IOException {
        disk.createDirectory(directory);
    }

    @Override
    public @Nullable Lock tryLock(Path directory, String name) throws IOException {
        return disk.tryLock(directory, name);
    }

    @Override
    public List<Path> list(Path directory) throws IOException {
        return disk.list(directory);
    }

    @Override
    public byte[] read(Path file) throws IOException {
        return disk.read(awaited(file));
    }

    @Override
    public void replace(Path file, byte[] content) throws IOException {
        disk.replace(awaited(file), content);
    }

    @Override
    public OpenFile openForWriting(Path file) throws IOException {
        return disk.openForWriting(awaited(file));
    }

    @Override
    public void deleteIfExists(Path file) throws IOException {
        disk.deleteIfExists(awaited(file));
    }

    @Override
    public Path setAside(Path file) throws IOException {
        return disk.setAside(awaited(file));
    }
}
