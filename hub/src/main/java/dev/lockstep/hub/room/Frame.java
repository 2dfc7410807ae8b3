package dev.lockstep.hub.room;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import dev.lockstep.model.Commit;
import dev.lockstep.wire.HubDecoder;
import dev.lockstep.wire.HubMessage;
import dev.lockstep.wire.MalformedException;
import dev.lockstep.wire.WireCodec;

/**
 * A message for all members of a room, encoded once, or twice where some members are sent compact frames and others are not. Only the
 * bytes are kept: as objects, its commits are several times as large.
 *
 * @param plain UTF-8; whoever sends it reads a duplicate. Null where there was no member to be sent it
 * @param compact likewise; null also where it carries no commits, which have one form only
 * @param numbers where there is {@code compact}, the clients that had numbers when it was encoded
 * @param room its name, empty where the frame carries no commits
 * @param firstSeq of the commits that it carries, 0 where it carries none, because its content isn't stored
 * @param lastSeq likewise
 * @param except the session that is not sent it, null where all are
 */
record Frame(
        @Nullable ByteBuffer plain,
        @Nullable ByteBuffer compact,
        List<String> numbers,
        String room,
        long firstSeq,
        long lastSeq,
        @Nullable String except) {

    /**
     * @param changes which are not empty
     * @param compactText null where nobody is sent it
     */
    static Frame of(HubMessage.Changes changes, boolean plain, @Nullable String compactText, List<String> numbers) {
        List<Commit> commits = changes.commits();
        return new Frame(
                plain ? encode(changes) : null,
                compactText == null ? null : bytes(compactText),
                numbers,
                changes.room(),
                commits.get(0).seq(),
                commits.get(commits.size() - 1).seq(),
                null);
    }

    static Frame passing(HubMessage message, @Nullable String except) {
        return new Frame(encode(message), null, List.of(), "", 0, 0, except);
    }

    boolean hasCommits() {
        return lastSeq > 0;
    }

    /** What a member is sent, null where it was not encoded for such members. */
    @Nullable
    ByteBuffer bytes(boolean toCompact) {
        return toCompact && hasCommits() ? compact : plain;
    }

    /** How many bytes it has in memory. */
    int size() {
        return (plain == null ? 0 : plain.remaining()) + (compact == null ? 0 : compact.remaining());
    }

    /** The commits that it carries, read anew. */
    List<Commit> commits() {
        try {
            if (!hasCommits()) {
                return List.of();
            } else if (plain == null) {
                return HubDecoder.changes(text(Objects.requireNonNull(compact)), room, numbers)
                        .commits();
            }
            return WireCodec.decodeHub(text(plain)) instanceof HubMessage.Changes changes
                    ? changes.commits()
                    : List.of();
        } catch (MalformedException e) {
            throw new IllegalStateException("a frame of this hub's own can't be read: " + e.getMessage(), e);
        }
    }

    private static String text(ByteBuffer bytes) {
        return StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
    }

    static ByteBuffer encode(HubMessage message) {
        return bytes(WireCodec.encode(message));
    }

    static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
