package dev.lockstep.hub.room;

import org.jspecify.annotations.Nullable;

import dev.lockstep.model.Access;

/**
 * Who has which role in a room and its parts, as the room has stored it: the parts look here before each turn. Safe for use by many
 * threads.
 */
final class TreeAccess {

    private volatile @Nullable Access access;

    /** Null until the room was read once. */
    @Nullable
    Access get() {
        return access;
    }

    /** The room has stored that; whether it is news. */
    boolean set(Access now) {
        boolean isNews = !now.equals(access);
        access = now;
        return isNews;
    }
}
