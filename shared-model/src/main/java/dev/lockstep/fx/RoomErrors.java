package dev.lockstep.fx;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

import com.google.gson.JsonParseException;

import dev.lockstep.client.RefusedException;
import dev.lockstep.client.Subscription;
import dev.lockstep.model.Json;

/**
 * What goes wrong in a room: entries that can't be read, refreshes that fail. It goes to the program's handlers, or to the log where there are none. Others may write
 * thousands of entries a second that can't be read, each of a quarter of a megabyte: a little of each is told, and few are logged.
 */
final class RoomErrors {

    private static final Logger LOG = System.getLogger(SharedRoom.class.getName());

    private static final int SHOWN_CHARS = 200;

    /** So many are logged; of those after them only the ones whose number is a power of two. */
    private static final int LOGGED = 20;

    /** More are no news. */
    private static final int REFUSALS_MAX = 100;

    private final String room;
    private final Handlers<RuntimeException> handlers;
    private final Set<String> refusals = new HashSet<>();
    private long count;

    RoomErrors(String room) {
        this.room = room;
        handlers = new Handlers<>(room);
    }

    Subscription add(Consumer<RuntimeException> handler) {
        return handlers.add(handler);
    }

    /** The entry can't be read as what the program expects. On the JavaFX thread. */
    void unreadable(String key, Json value, JsonParseException reason) {
        String text = value.toString();
        String shown = text.length() <= SHOWN_CHARS ? text : text.substring(0, SHOWN_CHARS) + "…";
        tell(new IllegalStateException("the entry " + key + " is not what this program expects: " + shown, reason));
    }

    /** Nobody has asked to be told of refusals: each is logged once, by its key and reason. On the JavaFX thread. */
    void logOnce(RefusedException refusal) {
        String what = refusal.code() + " " + refusal.key();
        if (refusals.size() < REFUSALS_MAX && refusals.add(what)) {
            LOG.log(
                    Level.WARNING,
                    "room {0}: {1} was refused ({2}): {3}; see SharedRoom.onRefused",
                    room,
                    refusal.key() == null ? "a request" : "a change of " + refusal.key(),
                    refusal.code().wireName(),
                    refusal.getMessage());
        }
    }

    /** On the JavaFX thread. */
    void tell(RuntimeException error) {
        count++;
        if (handlers.isEmpty() && (count <= LOGGED || Long.bitCount(count) == 1)) {
            LOG.log(Level.WARNING, "room " + room + ", error " + count, error);
        }
        handlers.call(error);
    }
}
