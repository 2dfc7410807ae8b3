package dev.lockstep.hub.room;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.lockstep.model.Entry;
import dev.lockstep.model.Operation;
import dev.lockstep.model.RoomState;
import dev.lockstep.wire.HubRooms;
import dev.lockstep.wire.HubRooms.DeedEntry;

/** Records what hosts have done, in a room that everybody may read; the latest {@link HubRooms#DEEDS_MAX}. Safe for use by many threads. */
public final class Deeds {

    private static final Logger LOG = System.getLogger(Deeds.class.getName());

    private final Rooms rooms;

    Deeds(Rooms rooms) {
        this.rooms = rooms;
    }

    /** Records {@code deed}, later. */
    public void record(DeedEntry deed) {
        rooms.act(HubRooms.LOG, state -> operations(state, deed)).whenComplete((done, failure) -> {
            if (failure != null) {
                LOG.log(Level.WARNING, "what a host did could not be recorded: {0}", failure.getMessage());
            }
        });
    }

    private static List<Operation> operations(RoomState state, DeedEntry deed) {
        List<Operation> operations = new ArrayList<>();
        String key = HubRooms.DEEDS + "/" + String.format(Locale.ROOT, "%012d", state.seq() + 1); // which only grows
        operations.add(new Operation.Put(key, deed.toJson()));
        List<String> keys =
                state.entries().all().stream().map(Entry::key).sorted().toList();
        keys.subList(0, Math.max(0, keys.size() + 1 - HubRooms.DEEDS_MAX))
                .forEach(old -> operations.add(new Operation.Remove(old)));
        return operations;
    }
}
