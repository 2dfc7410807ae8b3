package dev.lockstep.client;

import java.nio.file.Path;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.lockstep.model.Json;
import dev.lockstep.wire.ClientId;
import dev.lockstep.wire.JsonParser;
import dev.lockstep.wire.MalformedException;

/**
 * The location of one hub's files in a client's directory.
 *
 * @param key the key of the hub in {@link KnownHubs}
 * @param where the last address of the hub, for display
 */
record HubFiles(Path directory, String key, String where) {

    /** Of a hub that is kept under its URL. */
    HubFiles(Path directory, String key) {
        this(directory, key, key);
    }

    private static final String OUTBOX = ".outbox";
    private static final String COPY = ".copy";
    private static final String ROOM = ".room";
    private static final String KEY_MEMBER = "hub";

    Path outbox() {
        return directory.resolve(ClientId.of(key) + OUTBOX);
    }

    Path outboxCopy() {
        return copyOf(outbox());
    }

    /** The file for what the hub last told of {@code room}. */
    Path told(String room) {
        return directory.resolve(ClientId.of(key + " " + room) + ROOM);
    }

    /** What the log says of whose it is. */
    Map<String, Json> mark() {
        return Map.of(KEY_MEMBER, Json.of(key));
    }

    /** The key that {@code line} of a log names, null where it names none. */
    static @Nullable String keyIn(String line) {
        try {
            return JsonParser.parse(line) instanceof Json.Obj object && object.get(KEY_MEMBER) instanceof Json.Text text
                    ? text.value()
                    : null;
        } catch (MalformedException e) {
            return null;
        }
    }

    /** The outbox that {@code file} is, or is the copy of; null where it is something else. */
    static @Nullable Path outboxOf(Path file) {
        String name = file.getFileName().toString();
        if (name.endsWith(OUTBOX + COPY)) {
            return file.resolveSibling(name.substring(0, name.length() - COPY.length()));
        }
        return name.endsWith(OUTBOX) ? file : null;
    }

    static Path copyOf(Path outbox) {
        return outbox.resolveSibling(outbox.getFileName() + COPY);
    }
}
