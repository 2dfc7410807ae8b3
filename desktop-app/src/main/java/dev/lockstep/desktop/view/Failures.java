package dev.lockstep.desktop.view;

import java.util.concurrent.CompletionException;

/** What went wrong, as it is told to people. */
public final class Failures {

    private Failures() {}

    /** The message of what a stage failed with, not of what wraps it. */
    public static String words(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return String.valueOf(cause.getMessage());
    }
}
