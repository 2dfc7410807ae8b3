package dev.lockstep.disk;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Locale;

/** Says why the disk failed. The messages of Java's own exceptions are often nothing but a path. */
public final class DiskTrouble {

    private DiskTrouble() {}

    /** The reason in a few words, such as {@code permission denied}; never empty, and without the path. */
    public static String reason(IOException failure) {
        if (failure instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (failure instanceof NoSuchFileException) {
            return "it does not exist";
        }
        if (failure instanceof NotDirectoryException) {
            return "not a directory";
        }
        if (failure instanceof FileAlreadyExistsException) {
            return "something else has that name";
        }
        if (failure instanceof DirectoryNotEmptyException) {
            return "a directory that is not empty has that name";
        }
        String said = failure instanceof FileSystemException system ? system.getReason() : failure.getMessage();
        if (said == null || said.isBlank()) {
            return failure.getClass().getSimpleName();
        }
        return said.substring(0, 1).toLowerCase(Locale.ROOT) + said.substring(1);
    }
}
