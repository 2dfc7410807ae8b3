package dev.lockstep.client;

/** What a client keeps on disk can't be used. The message is human-readable: what is wrong, and what to do. */
public final class ClientStoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ClientStoreException(String message) {
        super(message);
    }

    ClientStoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
