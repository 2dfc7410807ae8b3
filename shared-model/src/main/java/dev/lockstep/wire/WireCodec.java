package dev.lockstep.wire;

import org.jspecify.annotations.Nullable;

/**
 * Messages to JSON text and back. Unknown members are ignored, so the protocol may grow. Stateless.
 *
 * <p>The hub's side meets strangers and answers each kind of nonsense by name ({@link Decoded}); the client's side meets
 * its hub, and takes nonsense for a broken connection ({@link MalformedException}).
 */
public final class WireCodec {

    private WireCodec() {}

    /** At the hub: what {@code frame} turned out to be. Never throws. */
    public static Decoded decodeClient(String frame) {
        return ClientMessages.decode(frame);
    }

    /**
     * At the client: what the hub said; null for a type that this version doesn't know, which is to be ignored.
     *
     * @throws MalformedException where {@code frame} is no message
     */
    public static @Nullable HubMessage decodeHub(String frame) throws MalformedException {
        return HubMessages.decode(frame);
    }

    /** The frame of a message to the hub. */
    public static String encode(ClientMessage message) {
        return ClientMessages.encode(message);
    }

    /** The frame of a message to a client. */
    public static String encode(HubMessage message) {
        return HubMessages.encode(message);
    }
}
