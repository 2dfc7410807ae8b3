package dev.lockstep.client;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * A problem with the data of a {@link ClientStore}; the program continues nevertheless.
 *
 * @param message human-readable: what happened, and what to do
 * @param room the room that is affected, null where there is none or it is not known
 * @param changes how many unsent changes are lost at most; 0 where none is, or where that is not known
 * @param setAside where a damaged file is now, null where there is none
 */
public record StoreProblem(
        Kind kind,
        String message,
        @Nullable String room,
        int changes,
        @Nullable Path setAside) {

    /** What it means for the client. */
    public enum Kind {
        /** A file was damaged; nothing is lost. */
        MENDED,
        /** Unsent changes are lost, or may be. */
        CHANGES_LOST,
        /** Who the client was is lost: hubs take it for another one from now on. */
        IDENTITY_LOST,
        /** The disk can't be written now: what is changed is lost if the program ends before it is sent. */
        NOT_KEPT
    }
}
