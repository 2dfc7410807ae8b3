package dev.lockstep.hub.room;

import java.util.ArrayList;
import java.util.List;

import dev.lockstep.hub.journal.Journal;
import dev.lockstep.model.RoomSnapshot;
import dev.lockstep.model.RoomState;

/**
 * The commands of a room in which nothing was ever written: sessions joined and left. They are kept here until there is a first
 * commit, so that merely joining rooms does not fill the journal. On the room's loop alone.
 */
final class Beginning {

    /** So many commands are made a snapshot: who comes and goes without end costs no memory. */
    private static final int COMMANDS_MAX = 1_000;

    private final List<Journal.Logged> since = new ArrayList<>();
    private RoomSnapshot start;

    Beginning(RoomSnapshot start) {
        this.start = start;
    }

    /** @param state the room when {@code commands} are done */
    void add(List<Journal.Logged> commands, RoomState state) {
        since.addAll(commands);
        if (since.size() > COMMANDS_MAX) {
            start = state.snapshot();
            since.clear();
        }
    }

    RoomSnapshot start() {
        return start;
    }

    /** All commands since {@link #start}, these last. */
    List<Journal.Logged> with(List<Journal.Logged> commands) {
        since.addAll(commands);
        return since;
    }
}
