package dev.lockstep.client;

import java.net.URI;

/** One connection to a hub, from its opening to its end: frames of text, in order. To be called on the owner's loop. */
interface HubTransport {

    /** Whom a transport belongs to. */
    interface Owner {

        /** Runs {@code task} on the loop, and on this thread if it can be: that of the transport waits for nothing else. */
        void execute(Runnable task);

        /** Whether the loop runs nothing any more. */
        boolean isOver();

        /** The hub took the connection; on the loop. */
        void opened(HubTransport transport);

        /** Something came; on any thread. */
        void heard();

        /** The hub answered just now: it took the connection, or was pinged; on any thread. */
        void answered();

        /** A whole frame came; on the loop. Another is read in its place when {@link HubTransport#request} asks for it. */
        void received(HubTransport transport, String frame);

        /** The hub closed the connection; on the loop. */
        void ended(HubTransport transport, int code, String reason);

        /** The connection is of no use any more; on the loop. */
        void lost(HubTransport transport, String reason);

        /** The hub takes encrypted connections only; on the loop. */
        void encryptionWanted(HubTransport transport);
    }

    /** Opens transports. */
    interface Factory {

        /** Connects to {@code uri} for {@code owner}; returns at once. To be called on the owner's loop. */
        HubTransport open(URI uri, Owner owner);
    }

    boolean isOpen();

    /** Whether all that is sent is encrypted. */
    boolean isEncrypted();

    /** Whether what is sent is encrypted for {@code hub}, and for nobody in between. */
    boolean isEncryptedFor(String hub);

    /** Sends {@code frame} after those before it. */
    void send(String frame);

    /** Lets so many more frames come. */
    void request(int frames);

    /** Asks the hub for a sign of life; no news is no sign. */
    void ping();

    /** Ends the connection without a word. */
    void abort();

    /** The hub answers with a close of its own, after which the connection is gone. */
    void sayGoodbye();
}
