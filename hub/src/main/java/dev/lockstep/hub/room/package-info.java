/**
 * Open rooms: one loop around each {@link dev.lockstep.model.RoomState}, a journal behind it, one encoded frame for
 * all members in front. Nothing in this package depends on sockets: a member is any reader of frames from its {@link Membership}.
 */
@NullMarked
package dev.lockstep.hub.room;

import org.jspecify.annotations.NullMarked;
