package dev.lockstep.hub.journal;

import java.sql.SQLException;

import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

import dev.lockstep.disk.Reason;

/** Why the disk or SQLite refused something, as text for display: the one place that turns exceptions into it. */
public final class Trouble {

    private static final int PRIMARY_CODE = 0xff; // an extended code has the primary one in its low byte

    private Trouble() {}

    /** Such as {@code the disk is full}. */
    public static String reason(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String known = cause instanceof SQLiteException sqlite ? known(sqlite.getResultCode()) : null;
            if (known != null) {
                return known;
            }
            if (cause instanceof JournalException) {
                return String.valueOf(cause.getMessage());
            }
            if (cause instanceof UnsatisfiedLinkError) {
                return Reason.translated(cause.getMessage());
            }
        }
        return Reason.of(failure);
    }

    private static @Nullable String known(SQLiteErrorCode code) {
        if (code == SQLiteErrorCode.SQLITE_READONLY_DBMOVED) {
            return "the file was moved or deleted meanwhile";
        }
        return switch (code.code & PRIMARY_CODE) {
            case 3, 23 -> "permission denied";
            case 5, 6 -> "another program is writing to it";
            case 8 -> "it may not be written to: permission denied, or the file system is read-only";
            case 10 -> "the disk reports an error";
            case 11 -> "its contents are damaged";
            case 13 -> "the disk is full";
            case 14 -> "it can't be opened: permission denied, or it is no file";
            case 26 -> "it is no SQLite database";
            default -> null;
        };
    }

    /** Whether {@code failure} says that what is in the file is not what was written there. */
    static boolean isDamage(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException && cause instanceof SQLiteException sqlite) {
                int code = sqlite.getResultCode().code & PRIMARY_CODE;
                return code == SQLiteErrorCode.SQLITE_CORRUPT.code || code == SQLiteErrorCode.SQLITE_NOTADB.code;
            }
        }
        return false;
    }
}
