package dev.lockstep.hub.session;

import java.nio.ByteBuffer;
import java.util.function.Consumer;

import org.eclipse.jetty.util.Callback;

/** The socket under a {@link Connection}: whole messages in, whole frames out. Safe for use by many threads; nothing blocks. */
public interface Transport {

    boolean isOpen();

    /** Lets one more message come, whatever its kind. */
    void demand();

    /**
     * Sends a frame of text; one at a time, the next when {@code sent} was called.
     *
     * @param sent told when the socket has it, or failed
     */
    void send(ByteBuffer frame, Callback sent);

    /** Asks the other end for a sign of life. */
    void ping();

    /** Answers a ping. */
    void pong(ByteBuffer payload, Runnable sent, Consumer<Throwable> failed);

    /** Says goodbye. One of {@code sent} and {@code failed} is called when that is with the network, or can't be. */
    void close(int code, String reason, Runnable sent, Consumer<Throwable> failed);

    /** Ends the connection without a word. */
    void disconnect();
}
