package dev.lockstep.disk;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The files of one user, as Lockstep uses them: small ones that are replaced whole, and logs that grow at their end. All methods
 * block. Safe for use by many threads, but for one file by one at a time.
 */
public interface Disk {

    /** A file that is open for writing. Not safe for use by many threads. */
    interface OpenFile extends Closeable {

        boolean isOpen();

        /**
         * Cuts the file off at {@code size} bytes, and writes {@code content} from there on.
         *
         * @throws IOException where that fails; who knows how much of it was written
         */
        void writeFrom(long size, byte[] content) throws IOException;

        /** What was written survives a power cut when this returns. */
        void force() throws IOException;
    }

    /** A name that one holder has at a time; the system lets go of it when the program ends, however it ends. */
    interface Lock extends Closeable {

        boolean isHeld();
    }

    /** The disk of this machine. */
    static Disk ofThisMachine() {
        return MachineDisk.INSTANCE;
    }

    /**
     * Makes {@code directory} where it is missing, and closes it to other users.
     *
     * @throws IOException as {@link PrivateDirectory#create}
     */
    void createDirectory(Path directory) throws IOException;

    /**
     * Takes the lock called {@code name} in {@code directory}; null where somebody has it.
     *
     * @throws IOException where it can't be locked at all, or is a symbolic link
     */
    @Nullable
    Lock tryLock(Path directory, String name) throws IOException;

    /** The files in {@code directory}, in no particular order. */
    List<Path> list(Path directory) throws IOException;

    /**
     * All of {@code file}.
     *
     * @throws java.nio.file.NoSuchFileException where it isn't there
     * @throws IOException where it can't be read, or is no regular file
     */
    byte[] read(Path file) throws IOException;

    /** Gives {@code file} just this content, whole or not at all; it survives a power cut when this returns. */
    void replace(Path file, byte[] content) throws IOException;

    /** Opens {@code file}, which is there, for writing into it. */
    OpenFile openForWriting(Path file) throws IOException;

    void deleteIfExists(Path file) throws IOException;

    /**
     * Keeps what is damaged for whoever wants to look into it; see {@link DurableFile#setAside}.
     *
     * @return where it is now
     * @throws java.nio.file.NoSuchFileException where {@code file} isn't there
     */
    Path setAside(Path file) throws IOException;
}
