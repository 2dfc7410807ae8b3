package dev.lockstep.desktop.files;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** A file that is there whole or not at all: it is written beside its place, and moved there when it is on the disk. Blocks on the disk. */
final class WholeFile {

    private static final int BUFFER_BYTES = 64 * 1_024;

    /** What is in a file. */
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    private WholeFile() {}

    /**
     * @param replace whether a file that has the name may be replaced; where it is a link, the file that it names is
     * @throws FileAlreadyExistsException where something has the name that may not be replaced; it stays as it is
     * @throws IOException where it can't be written; what had the name stays as it is
     */
    static void write(Path file, boolean replace, Content content) throws IOException {
        Path parent = file.getParent();
        if (parent != null && Files.notExists(parent)) {
            throw new IOException("the folder " + parent + " does not exist");
        } else if (Files.isDirectory(file)) {
            throw new IOException("a folder has that name; choose another name");
        }
        if (Files.exists(file)) {
            if (!replace) {
                throw new FileAlreadyExistsException(file.toString());
            } else if (!Files.isWritable(file)) {
                throw new IOException("it is read-only; choose another name");
            }
        }
        Path place = Files.isSymbolicLink(file) && Files.exists(file) ? file.toRealPath() : file;
        Path fresh = place.resolveSibling(
                "." + place.getFileName() + "-" + ProcessHandle.current().pid() + "-"
                        + Long.toString(System.nanoTime(), Character.MAX_RADIX) + ".part");
        try {
            try (FileChannel channel = created(fresh);
                    OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER_BYTES)) {
                content.writeTo(out);
                out.flush();
                channel.force(true);
            }
            if (replace) {
                keepPermissions(place, fresh);
                replace(fresh, place);
            } else {
                Files.move(fresh, place); // which never replaces
            }
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static FileChannel created(Path fresh) throws IOException {
        try {
            return FileChannel.open(fresh, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (AccessDeniedException | NoSuchFileException e) {
            throw new IOException(
                    "nothing can be written in the folder " + fresh.getParent() + "; choose another one", e);
        }
    }

    private static void replace(Path fresh, Path place) throws IOException {
        try {
            Files.move(fresh, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) { // some network drives
            Files.move(fresh, place, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Who could read or write the file before still can. */
    private static void keepPermissions(Path place, Path fresh) {
        try {
            if (Files.exists(place)) {
                Files.setPosixFilePermissions(fresh, Files.getPosixFilePermissions(place));
            }
        } catch (IOException | UnsupportedOperationException e) {
            return; // as new files have them
        }
    }
}
