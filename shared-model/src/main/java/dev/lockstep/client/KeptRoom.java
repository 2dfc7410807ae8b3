package dev.lockstep.client;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import dev.lockstep.model.CommitRequest;
import dev.lockstep.model.Entry;

/**
 * What a client kept of a room from an earlier run.
 *
 * @param usedUpTo ids up to this one may have been used
 * @param owed the commits that the hub has not answered, as far as is known, by id
 * @param told the room as the hub last told it, null where that is not known
 */
record KeptRoom(
        long usedUpTo,
        NavigableMap<Long, CommitRequest> owed,
        @Nullable Told told) {

    /**
     * A room at one moment.
     *
     * @param authors the names of the clients that {@code entries} name
     */
    record Told(String epoch, long seq, List<Entry> entries, Map<String, String> authors) {
        Told {
            entries = List.copyOf(entries);
            authors = Map.copyOf(authors);
        }
    }

    /** Nothing but that ids up to {@code usedUpTo} are used. */
    static KeptRoom nothing(long usedUpTo) {
        return new KeptRoom(usedUpTo, new TreeMap<>(), null);
    }
}
