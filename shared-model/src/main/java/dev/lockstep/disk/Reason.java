package dev.lockstep.disk;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Why a file could not be used, as text for display. The messages of Java's own exceptions are often a bare path, or what the
 * operating system says in its language.
 */
public final class Reason {

    /** What operating systems say, in lower case, and what it means. */
    private static final Map<String, String> SAID = Map.of(
            "permission denied", "permission denied",
            "access is denied", "permission denied",
            "operation not permitted", "permission denied",
            "read-only file system", "the file system is read-only",
            "no space left on device", "the disk is full",
            "not enough space on the disk", "the disk is full",
            "disk quota exceeded", "the disk quota is used up",
            "not a directory", "not a directory",
            "input/output error", "the disk reports an error",
            "too many open files", "too many files are open");

    private Reason() {}

    /** Such as {@code permission denied: /data/hub.lock}. */
    public static String of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException io) {
                String reason = withoutFile(io);
                String file = cause instanceof FileSystemException system ? system.getFile() : null;
                return file == null ? reason : reason + ": " + file;
            }
        }
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }

    /** As {@link #of}, without the file: for a message that names it already. */
    public static String withoutFile(IOException failure) {
        if (failure instanceof AccessDeniedException) {
            return "permission denied";
        } else if (failure instanceof NoSuchFileException) {
            return "it does not exist";
        } else if (failure instanceof NotDirectoryException) {
            return "not a directory";
        } else if (failure instanceof FileAlreadyExistsException) {
            return "something else has that name";
        } else if (failure instanceof DirectoryNotEmptyException) {
            return "a directory that is not empty has that name";
        }
        String said = failure instanceof FileSystemException system ? system.getReason() : failure.getMessage();
        return said == null ? failure.getClass().getSimpleName() : translated(said);
    }

    /** What {@code said} means where it is known, else {@code said} itself. */
    public static String translated(@Nullable String said) {
        String lower = String.valueOf(said).toLowerCase(Locale.ROOT);
        return SAID.entrySet().stream()
                .filter(known -> lower.contains(known.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(String.valueOf(said));
    }
}
