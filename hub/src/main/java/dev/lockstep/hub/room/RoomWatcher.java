package dev.lockstep.hub.room;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.lockstep.model.Commit;
import dev.lockstep.model.RoomState;

/** Told of what a room has stored, on the room's loop, before anybody else is. */
public interface RoomWatcher {

    /** @param commits what is new; null where the room was read anew, and all of it may be */
    void changed(RoomState state, @Nullable List<Commit> commits);
}
