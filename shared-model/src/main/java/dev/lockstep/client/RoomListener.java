package dev.lockstep.client;

import java.util.List;

import dev.lockstep.wire.HubMessage;

/** Notified of what happens in a room, on the room's executor. */
public interface RoomListener {

    /** Entries or locks look different, or own requests are over. */
    default void changed(Replica.Delta delta) {}

    /** Somebody asks all windows to refresh for {@code keys}. */
    default void refreshed(List<String> keys) {}

    /** Who is in the room, or what they show, is different. */
    default void members(List<HubMessage.Member> members) {}

    /** It may be different who has which role here: this client, or others. */
    default void accessChanged() {}

    /** Somebody in the room sent a signal. */
    default void signalled(HubMessage.Signal signal) {}

    /** An own request was refused. The stage that it returned fails too. */
    default void refused(RefusedException refusal) {}

    /** The room can't be joined, or this client was put out of it, for a reason that people can read; joining is tried again. */
    default void notJoined(String reason) {}

    /** The connection is over, for a reason that people can read: nothing will reach the hub any more. */
    default void ended(String reason) {}

    /** The connection that was over is tried again. */
    default void reopened() {}

    /** The hub has less of the room than it had told; told after what it has now is seen. */
    default void lostHistory(LostHistory lost) {}

    /** A lock that this client held is gone. */
    default void lost(HubMessage.Lost lost) {}

    /** The room is joined, for the first time or again; {@code session} is this client's session now. */
    default void joined(String session) {}
}
