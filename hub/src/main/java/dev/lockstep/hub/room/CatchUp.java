package dev.lockstep.hub.room;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.lockstep.model.Commit;
import dev.lockstep.model.Entry;
import dev.lockstep.wire.CompactCodec;
import dev.lockstep.wire.HubMessage;

/**
 * What a member is sent before the frames of the log: a snapshot or the changes that it missed, in parts, and then {@code joined},
 * which contains the locks and the members at that moment. Each part is encoded on demand, by the writer of that member's
 * connection and never by the room.
 */
final class CatchUp implements Iterator<ByteBuffer> {

    /** Bytes of JSON after which a part is full: large enough to be few, small enough to let others in between. */
    private static final int PART_BYTES = 128 * 1_024;

    private final HubMessage.Joined joined;
    private final AuthorNames authors;
    private final @Nullable List<Entry> entries;
    private final Iterator<Commit> commits;
    private int done;
    private boolean partsDone;
    private boolean joinedDone;

    private CatchUp(
            HubMessage.Joined joined, @Nullable List<Entry> entries, Stream<Commit> commits, AuthorNames authors) {
        this.joined = joined;
        this.authors = authors;
        this.entries = entries;
        this.commits = commits.iterator();
    }

    /** @param authors read while the parts are asked for */
    static CatchUp snapshot(HubMessage.Joined joined, List<Entry> entries, AuthorNames authors) {
        return new CatchUp(joined, entries, Stream.empty(), authors);
    }

    /**
     * @param commits asked for one by one, while the parts are
     * @param authors as for {@link #snapshot}
     */
    static CatchUp changes(HubMessage.Joined joined, Stream<Commit> commits, AuthorNames authors) {
        return new CatchUp(joined, null, commits, authors);
    }

    /** Whether the entries come, not the commits that made them. */
    boolean isSnapshot() {
        return entries != null;
    }

    /** The last commit that is in it. */
    long seq() {
        return joined.seq();
    }

    @Override
    public boolean hasNext() {
        return !joinedDone;
    }

    @Override
    public ByteBuffer next() {
        if (joinedDone) {
            throw new NoSuchElementException();
        }
        if (!partsDone) {
            if (entries != null) {
                return nextSnapshot(entries);
            }
            List<Commit> part = nextCommits();
            if (!part.isEmpty()) {
                Map<String, String> names = new HashMap<>();
                part.forEach(commit -> authors.addTo(names, commit.client()));
                return Frame.encode(new HubMessage.Changes(joined.room(), part, names));
            }
        }
        joinedDone = true;
        return Frame.encode(joined);
    }

    private ByteBuffer nextSnapshot(List<Entry> all) {
        List<Entry> part = new ArrayList<>();
        Map<String, String> names = new HashMap<>();
        long bytes = 0;
        while (done < all.size() && bytes < PART_BYTES) {
            Entry entry = all.get(done++);
            part.add(entry);
            authors.addTo(names, entry.createdBy());
            authors.addTo(names, entry.changedBy());
            bytes += entry.key().length() + entry.value().encodedBytes();
        }
        partsDone = done == all.size();
        HubMessage.Snapshot snapshot =
                new HubMessage.Snapshot(joined.room(), joined.epoch(), joined.seq(), part, names, !partsDone);
        return joined.numbers() == null ? Frame.encode(snapshot) : Frame.bytes(CompactCodec.encode(snapshot));
    }

    private List<Commit> nextCommits() {
        List<Commit> part = new ArrayList<>();
        long bytes = 0;
        while (commits.hasNext() && bytes < PART_BYTES) {
            Commit commit = commits.next();
            part.add(commit);
            bytes += commit.roughBytes();
        }
        partsDone = !commits.hasNext();
        return part;
    }
}
