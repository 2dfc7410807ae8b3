package dev.lockstep.client;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

import dev.lockstep.model.CommitRequest;
import dev.lockstep.model.Entries;

/**
 * The unsent changes that an earlier run of a client left in a room.
 *
 * @param usedUpTo ids up to this one may have been used
 * @param unsent the commits that the hub has not answered, as far as is known, by id
 */
record KeptRoom(long usedUpTo, NavigableMap<Long, CommitRequest> unsent) {

    /**
     * A room as the hub last confirmed it to an earlier run.
     *
     * @param entries belong to whoever takes this
     * @param authors the names of the clients that {@code entries} name
     */
    record LastConfirmed(String epoch, long seq, Entries entries, Map<String, String> authors) {
        LastConfirmed {
            authors = Map.copyOf(authors);
        }
    }

    /** Nothing but that ids up to {@code usedUpTo} are used. */
    static KeptRoom nothing(long usedUpTo) {
        return new KeptRoom(usedUpTo, new TreeMap<>());
    }
}
