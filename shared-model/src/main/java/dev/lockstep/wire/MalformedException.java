package dev.lockstep.wire;

/** A frame that is no message of the protocol. The message says for people what is wrong with it. */
public final class MalformedException extends Exception {

    private static final long serialVersionUID = 1L;

    /** @param message what is malformed, for whoever sent it */
    public MalformedException(String message) {
        super(message, null, false, false); // expected and frequent under attack: no stack trace
    }
}
