package dev.lockstep.wire;

import org.jspecify.annotations.Nullable;

/** What a frame from a client turned out to be. */
public sealed interface Decoded {

    /** A message. */
    record Message(ClientMessage message) implements Decoded {}

    /** A type that this version doesn't know: the connection stays open, a newer client may live with it. */
    record UnknownType(String type) implements Decoded {}

    /** Not a message. */
    record Malformed(String reason) implements Decoded {}

    /** A request whose room and id are known, but not what it wants: refused as {@code invalid}. */
    record Invalid(
            String room, long id, String reason, @Nullable String key) implements Decoded {}
}
