package dev.lockstep.hub;

import org.jspecify.annotations.Nullable;

/** A hub that can't start. The message says for people what to do about it. */
public final class HubException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public HubException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
