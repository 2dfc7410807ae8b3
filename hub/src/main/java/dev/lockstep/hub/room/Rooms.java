package dev.lockstep.hub.room;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The rooms of a hub, by name. A room comes to be when it is first asked for. Safe for use by many threads. */
public final class Rooms {

    private final RoomContext context;
    private final ConcurrentMap<String, Room> byName = new ConcurrentHashMap<>();

    public Rooms(RoomContext context) {
        this.context = context;
    }

    public Room room(String name) {
        return byName.computeIfAbsent(name, n -> new Room(n, context));
    }

    /** Whether the journal took what it was last given. */
    public boolean isStoring() {
        return context.storing().get();
    }

    public int size() {
        return byName.size();
    }
}
