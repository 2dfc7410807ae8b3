package dev.lockstep.fx;

import org.jspecify.annotations.Nullable;

import dev.lockstep.model.Json;
import dev.lockstep.model.Role;

/**
 * Somebody in a room.
 *
 * @param session the hub's name for the stay
 * @param client the client's public name, the same at the next stay
 * @param name for people
 * @param color a CSS colour, {@code #rrggbb}
 * @param presence what the member shows of itself, JSON null until it shows anything
 * @param isMe whether it is this program
 * @param invitedAs the role in this room that an invite gave it; null where it came without
 */
public record Member(
        String session,
        String client,
        String name,
        String color,
        Json presence,
        boolean isMe,
        @Nullable Role invitedAs) {

    /** Somebody who came without an invite. */
    public Member(String session, String client, String name, String color, Json presence, boolean isMe) {
        this(session, client, name, color, presence, isMe, null);
    }
}
