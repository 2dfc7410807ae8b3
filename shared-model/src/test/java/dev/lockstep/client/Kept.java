package dev.lockstep.client;

import java.util.List;
import java.util.TreeMap;

import dev.lockstep.model.CommitRequest;
import dev.lockstep.model.Entries;
import dev.lockstep.model.Entry;

/** What a client in a test keeps of a room, and how it begins with that again. */
public final class Kept {

    private final TreeMap<Long, CommitRequest> owed = new TreeMap<>();
    private long usedUpTo;
    private KeptRoom.LastConfirmed told;

    public void used(long id) {
        usedUpTo = Math.max(usedUpTo, id);
    }

    public void owe(long id, CommitRequest request) {
        used(id);
        owed.put(id, request);
    }

    public void done(long id) {
        owed.remove(id);
    }

    /** As the hub has told the room by now. */
    public void told(Replica replica) {
        if (replica.epoch() != null && !replica.isCatchingUp()) {
            List<Entry> entries = replica.confirmed();
            told = new KeptRoom.LastConfirmed(replica.epoch(), replica.seq(), new Entries(entries), replica.authors());
        }
    }

    public Replica restart(String room, String client) {
        Replica replica = new Replica(room, client, new KeptRoom(usedUpTo, new TreeMap<>(owed)));
        if (told != null) {
            replica.restore(told, new Replica.Delta());
        }
        return replica;
    }
}
