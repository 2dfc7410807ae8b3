package dev.lockstep.hub.room;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.lockstep.model.Commit;
import dev.lockstep.wire.HubMessage;
import dev.lockstep.wire.MalformedException;
import dev.lockstep.wire.WireCodec;

/**
 * A message for all members of a room, encoded once. Only the bytes are kept: as objects, its commits are several times as large.
 *
 * @param bytes UTF-8; whoever sends it reads a duplicate
 * @param firstSeq of the commits that it carries, 0 where it carries none, because its content isn't stored
 * @param lastSeq likewise
 * @param except the session that is not sent it, null where all are
 */
record Frame(
        ByteBuffer bytes,
        long firstSeq,
        long lastSeq,
        @Nullable String except) {

    /** @param changes which are not empty */
    static Frame of(HubMessage.Changes changes) {
        List<Commit> commits = changes.commits();
        return new Frame(
                encode(changes),
                commits.get(0).seq(),
                commits.get(commits.size() - 1).seq(),
                null);
    }

    static Frame passing(HubMessage message, @Nullable String except) {
        return new Frame(encode(message), 0, 0, except);
    }

    boolean hasCommits() {
        return lastSeq > 0;
    }

    /** The commits that it carries, read anew. */
    List<Commit> commits() {
        String text = StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
        try {
            return hasCommits() && WireCodec.decodeHub(text) instanceof HubMessage.Changes changes
                    ? changes.commits()
                    : List.of();
        } catch (MalformedException e) {
            throw new IllegalStateException("a frame of this hub's own can't be read: " + e.getMessage(), e);
        }
    }

    static ByteBuffer encode(HubMessage message) {
        return ByteBuffer.wrap(WireCodec.encode(message).getBytes(StandardCharsets.UTF_8));
    }
}
