package dev.lockstep.hub.room;

import org.jspecify.annotations.Nullable;

/**
 * A member of a room: a session with its connection.
 *
 * @param session the session's id
 * @param client the client's public name
 * @param name for display
 * @param color a CSS colour, maybe empty
 * @param isHost whether it hosts the hub, and may do what others may not
 * @param invited what an invite gave it, null where it came without
 * @param share the quotas for what may be added to the hub
 * @param compact whether it is sent compact frames
 */
public record Member(
        String session,
        String client,
        String name,
        String color,
        boolean isHost,
        @Nullable Invited invited,
        Share share,
        boolean compact) {

    /** Who does not host the hub, and may add what it likes. */
    public Member(String session, String client, String name, String color) {
        this(session, client, name, color, false, null, Share.UNBOUNDED, false);
    }
}
