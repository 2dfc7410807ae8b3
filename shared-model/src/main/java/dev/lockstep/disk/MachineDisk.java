package dev.lockstep.disk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/** The real {@link Disk}. */
final class MachineDisk implements Disk {

    static final Disk INSTANCE = new MachineDisk();

    private record Opened(FileChannel channel) implements OpenFile {

        @Override
        public boolean isOpen() {
            return channel.isOpen();
        }

        @Override
        public void writeFrom(long size, byte[] content) throws IOException {
            channel.truncate(size);
            channel.position(size);
            DurableFile.writeAll(channel, content);
        }

        @Override
        public void force() throws IOException {
            channel.force(false);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    private MachineDisk() {}

    @Override
    public void createDirectory(Path directory) throws IOException {
        PrivateDirectory.create(directory);
    }

    @Override
    public @Nullable Lock tryLock(Path directory, String name) throws IOException {
        if (Files.isSymbolicLink(directory.resolve(name))) {
            throw new IOException(name + " is a symbolic link");
        }
        return LockFile.tryTake(directory, name);
    }

    @Override
    public List<Path> list(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }

    @Override
    public byte[] read(Path file) throws IOException {
        return DurableFile.read(file);
    }

    @Override
    public void replace(Path file, byte[] content) throws IOException {
        DurableFile.replace(file, content);
    }

    @Override
    public OpenFile openForWriting(Path file) throws IOException {
        return new Opened(DurableFile.openForWriting(file));
    }

    @Override
    public void deleteIfExists(Path file) throws IOException {
        Files.deleteIfExists(file);
    }

    @Override
    public Path setAside(Path file) throws IOException {
        return DurableFile.setAside(file);
    }
}
