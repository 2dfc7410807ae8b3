package dev.lockstep.model;

import org.jspecify.annotations.Nullable;

/** A session that is in a room, or is disconnected and may return to it. */
final class Session {

    final String client;
    String name;
    boolean hostsHub;

    @Nullable
    Role invitedAs; // null where it came without an invite

    long detachedAt = RoomState.NEVER; // when its connection broke

    Session(String client, String name) {
        this.client = client;
        this.name = name;
    }

    boolean isDetached() {
        return detachedAt != RoomState.NEVER;
    }

    /** The room's time goes back by so much. */
    void setBack(long millis) {
        if (isDetached()) {
            detachedAt = Math.max(0, detachedAt - millis);
        }
    }
}
