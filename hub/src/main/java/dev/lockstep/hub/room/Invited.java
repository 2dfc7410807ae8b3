package dev.lockstep.hub.room;

import org.jspecify.annotations.Nullable;

import dev.lockstep.model.Names;
import dev.lockstep.model.Role;
import dev.lockstep.wire.HubRooms;

/**
 * What an invite gave a client: it goes for whoever has no role of their own in a room.
 *
 * @param room the only room that it lets into, with its parts; empty for all
 */
public record Invited(Role role, String room) {

    /** The role in the room or part {@code name}: {@link Role#NONE} where the invite is for another one. */
    Role roleIn(String name) {
        return switch (Names.roomOf(name)) {
            case HubRooms.ADMISSION -> Role.NONE; // for those alone who host the hub
            case HubRooms.LOG -> Role.VIEWER;
            default -> {
                if (room.isEmpty() || room.equals(Names.roomOf(name))) {
                    yield role;
                }
                yield Names.isOfPrograms(name) ? Role.VIEWER : Role.NONE; // where programs tell each other who is where
            }
        };
    }

    /** As {@link #roleIn(String)}, null where nothing was given. */
    static @Nullable Role ofInvited(@Nullable Invited invited, String name) {
        return invited == null ? null : invited.roleIn(name);
    }
}
