package dev.lockstep.wire;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.lockstep.model.Json;

/** What a hub says over one connection, plain and compact: what the numbers in compact frames mean was said before. For one thread. */
public final class HubDecoder {

    private final Map<Integer, CompactCodec.Room> rooms = new HashMap<>();

    /**
     * What the hub said; null for a type that this version doesn't know, which is to be ignored.
     *
     * @throws MalformedException where {@code frame} is no message
     */
    public @Nullable HubMessage decode(String frame) throws MalformedException {
        Json json = JsonParser.parse(frame);
        if (json instanceof Json.Arr compact) {
            return compact(compact.items());
        }
        HubMessage message = HubMessages.decode(json);
        if (message instanceof HubMessage.Joined joined) {
            forget(joined.room());
            HubMessage.Numbers numbers = joined.numbers();
            if (numbers != null) {
                rooms.put(numbers.room(), new CompactCodec.Room(joined.room(), numbers.clients()));
            }
        } else if (message instanceof HubMessage.Left left) {
            forget(left.room());
        }
        return message;
    }

    private void forget(String room) {
        rooms.values().removeIf(known -> known.name.equals(room));
    }

    private HubMessage compact(List<Json> items) throws MalformedException {
        if (items.isEmpty() || items.get(0) instanceof Json.Obj) {
            return CompactCodec.snapshot(items);
        }
        CompactCodec.Room room =
                rooms.get((int) Math.min(Integer.MAX_VALUE, Fields.integer(items.get(0), () -> "a room's number", 1)));
        if (room == null) {
            throw new MalformedException("a compact frame of a room that has no number");
        }
        return CompactCodec.changes(items, room);
    }

    /** The commits of a frame of changes that {@link CompactCodec} made with {@code clients} having these numbers. */
    public static HubMessage.Changes changes(String frame, String room, List<String> clients)
            throws MalformedException {
        if (JsonParser.parse(frame) instanceof Json.Arr compact) {
            return CompactCodec.changes(compact.items(), new CompactCodec.Room(room, clients));
        }
        throw new MalformedException("not a compact frame");
    }
}
