package dev.lockstep.hub.journal;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import dev.lockstep.model.Command;
import dev.lockstep.model.RoomSnapshot;

/**
 * The ordered log of the commands that changed rooms, with snapshots. What is appended is done: a room answers and tells
 * others only when the stage has completed. Safe for use by many rooms at once; each room has one append under way.
 */
public interface Journal extends AutoCloseable {

    /**
     * A command as it was done.
     *
     * @param at the time that was told to the room, in milliseconds since 1970
     */
    record Logged(Command command, long at) {}

    /**
     * All that is known of a room.
     *
     * @param since the commands after the snapshot, in order
     */
    record Past(RoomSnapshot snapshot, List<Logged> since) {
        public Past {
            since = List.copyOf(since);
        }
    }

    /** The past of {@code room}, empty where nothing of it was ever kept. May block on a disk. */
    Optional<Past> load(String room);

    /**
     * Begins the history of {@code room}, or shortens it: what came before {@code snapshot} need not be kept.
     *
     * @param snapshot the room after all commands that were appended
     */
    CompletionStage<Void> save(String room, RoomSnapshot snapshot);

    /** Keeps {@code commands} behind those that are there; the stage completes when they survive a crash. */
    CompletionStage<Void> append(String room, List<Logged> commands);

    @Override
    void close();
}
