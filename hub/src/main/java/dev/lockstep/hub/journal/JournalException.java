package dev.lockstep.hub.journal;

/** A journal that can't be opened, read or written. The message is human-readable: what is wrong, and what to do. */
public final class JournalException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public JournalException(String message) {
        super(message);
    }

    public JournalException(String message, Throwable cause) {
        super(message, cause);
    }
}
