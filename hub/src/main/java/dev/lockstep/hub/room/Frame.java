package dev.lockstep.hub.room;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.lockstep.model.Commit;
import dev.lockstep.wire.HubMessage;
import dev.lockstep.wire.WireCodec;

/**
 * A message for all members of a room, encoded once.
 *
 * @param bytes UTF-8; whoever sends it reads a duplicate
 * @param commits what it carries, none for what isn't stored
 * @param except the session that doesn't get it, null where all do
 */
record Frame(
        ByteBuffer bytes, List<Commit> commits, @Nullable String except) {

    static Frame of(HubMessage.Changes changes) {
        return new Frame(encode(changes), changes.commits(), null);
    }

    static Frame passing(HubMessage message, @Nullable String except) {
        return new Frame(encode(message), List.of(), except);
    }

    static ByteBuffer encode(HubMessage message) {
        return ByteBuffer.wrap(WireCodec.encode(message).getBytes(StandardCharsets.UTF_8));
    }
}
