package dev.lockstep.hub.journal;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.lockstep.model.Access;
import dev.lockstep.model.Commit;
import dev.lockstep.model.Entries;
import dev.lockstep.model.Entry;
import dev.lockstep.model.RoomSnapshot;
import dev.lockstep.model.Rule;
import dev.lockstep.model.Segment;

/** The entries of a room as they were at some commit, from a base before it and the commits since. Not safe for many threads. */
public final class Replay {

    private final RoomSnapshot base;
    private final Entries entries;
    private final Map<String, String> authors;
    private List<Rule> rules;
    private Access access;
    private long seq;
    private long at;

    public Replay(RoomSnapshot base) {
        this.base = base;
        this.entries = new Entries(base.entries());
        this.authors = new HashMap<>(base.authors());
        this.rules = base.rules();
        this.access = base.access();
        this.seq = base.seq();
        this.at = base.now();
    }

    /** The last commit that was applied. */
    public long seq() {
        return seq;
    }

    /** Applies the next commits; see {@link #add(Commit)}. */
    public void add(Segment segment) {
        authors.putAll(segment.authors());
        segment.commits().forEach(this::add);
    }

    /**
     * Applies the next commit; one that the base has is left out.
     *
     * @throws JournalException where those between are missing
     */
    public void add(Commit commit) {
        if (commit.seq() > seq + 1) {
            throw new JournalException("commit " + (seq + 1) + " is not kept");
        } else if (commit.seq() == seq + 1) {
            entries.apply(commit);
            rules = commit.rules() == null ? rules : commit.rules();
            access = commit.access() == null ? access : commit.access();
            seq = commit.seq();
            at = commit.at();
        }
    }

    /** The entries as they are now. What a base says of sessions, clients and locks is of another time, and left out. */
    public RoomSnapshot snapshot() {
        List<Entry> sorted = entries.copy();
        sorted.sort(Comparator.comparing(Entry::key));
        return new RoomSnapshot(
                base.epoch(),
                seq,
                base.commands(),
                at,
                base.limits(),
                base.leaseMillis(),
                List.copyOf(sorted),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                authors,
                rules,
                access,
                base.founder());
    }
}
