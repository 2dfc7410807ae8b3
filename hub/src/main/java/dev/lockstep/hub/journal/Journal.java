package dev.lockstep.hub.journal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

import dev.lockstep.model.Command;
import dev.lockstep.model.RoomSnapshot;
import dev.lockstep.model.Segment;

/**
 * The ordered log of the commands that changed rooms, with snapshots. An appended command is durable when its stage has completed,
 * and only then does a room answer and notify members. In addition, the history: the commits before the latest snapshots, for as
 * long as {@link Retention} says.
 *
 * <p>Safe for use by many rooms at once; each room has one append, one save and one load under way. Methods that give a
 * value may block on a disk and throw {@link JournalException}; stages fail with it.
 */
public interface Journal extends AutoCloseable {

    /**
     * A command as it was done.
     *
     * @param at the time that was told to the room, in milliseconds since 1970
     */
    record Logged(Command command, long at) {}

    /**
     * All that is needed to go on with a room.
     *
     * @param since the commands after the snapshot, in order
     */
    record Past(RoomSnapshot snapshot, List<Logged> since) {
        public Past {
            since = List.copyOf(since);
        }
    }

    /** By which key the hub that keeps its rooms here is known. */
    HubIdentity identity();

    /**
     * A room of which a part was lost to damage, and that goes on from what was sound under another epoch.
     *
     * @param epoch the one that the room had before
     * @param seq the last commit that is left; {@link #NOTHING} where nothing sound is left and the room is not opened
     * @param known the last commit that is known to have been done; where that isn't known, the same
     * @param at when it was restored, in milliseconds since 1970
     */
    record Restored(String epoch, long seq, long known, long at) {

        public static final long NOTHING = -1;

        /** Whether the room can be opened. */
        public boolean isOpen() {
            return seq != NOTHING;
        }
    }

    /** Whether something of {@code room} is kept. Doesn't block. */
    boolean knows(String room);

    /** The names of the rooms that are kept. Doesn't block. */
    Set<String> names();

    /** How many rooms are kept. Doesn't block. */
    int rooms();

    /** The past of {@code room}, empty where nothing of it was ever kept. */
    Optional<Past> load(String room);

    /**
     * Begins the history of {@code room}, or shortens its log: the commands that are in {@code snapshot} need not be kept
     * any more, and what they told others goes into its history. Those that were appended after the snapshot was taken stay.
     * Encodes on the caller's thread.
     *
     * @param since the commits since the snapshot that was saved before, up to this one
     */
    CompletionStage<Void> save(String room, RoomSnapshot snapshot, Segment since);

    /**
     * Keeps {@code commands} behind those that are there; the stage completes when they survive a crash. May write on the
     * caller's thread, where nobody else writes: one caller at a time waits for the disk.
     *
     * @param seq the room's last commit after these commands: told of should they be lost some day
     */
    CompletionStage<Void> append(String room, List<Logged> commands, long seq);

    /**
     * Forgets {@code room} for good, whatever is known of it; nothing is done where nothing is. Not while something of it is
     * appended or saved.
     */
    CompletionStage<Void> delete(String room);

    /**
     * A part of the history of {@code room}: of the commits from {@code from} to {@code to} the first that are kept, in a
     * row; none where none are. Only what was given to {@link #save} is known here.
     */
    Segment history(String room, long from, long to);

    /**
     * The room as it was at some commit not after {@code seq}, the latest for which that is kept; empty where none is. Every
     * commit of {@link #history} has one, from which on all commits are kept.
     */
    Optional<RoomSnapshot> base(String room, long seq);

    /** The rooms that lost a part to damage, by name. Doesn't block. */
    Map<String, Restored> restored();

    /** A room whose log is so old that it keeps the logs of all from being shortened: it should be saved. */
    Optional<String> overdue();

    @Override
    void close();
}
