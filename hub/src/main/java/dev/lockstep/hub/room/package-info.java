/**
 * Rooms at work: one loop around each {@link dev.lockstep.model.RoomState}, a journal behind it, one encoded frame for
 * all members in front. Nothing in here knows a socket: a member is whoever takes frames from its {@link Membership}.
 */
@NullMarked
package dev.lockstep.hub.room;

import org.jspecify.annotations.NullMarked;
