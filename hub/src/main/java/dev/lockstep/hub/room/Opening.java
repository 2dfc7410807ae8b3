package dev.lockstep.hub.room;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

import org.jspecify.annotations.Nullable;

import dev.lockstep.model.Commit;
import dev.lockstep.model.Entry;
import dev.lockstep.wire.HubMessage;

/**
 * What a member gets before the frames of the log: a snapshot or the changes that it missed, in parts, and then maybe
 * {@code joined}. Each part is encoded when it is asked for, by whoever writes to that member and never by the room.
 */
final class Opening implements Iterator<ByteBuffer> {

    /** Characters of JSON after which a part is full: large enough to be few, small enough to let others in between. */
    private static final int PART_CHARS = 128 * 1_024;

    private final String room;
    private final String epoch;
    private final long seq;
    private final @Nullable List<Entry> entries;
    private final List<Commit> commits;
    private final HubMessage.@Nullable Joined joined;
    private int done;
    private boolean partsDone;
    private boolean joinedDone;

    private Opening(
            String room,
            String epoch,
            long seq,
            @Nullable List<Entry> entries,
            List<Commit> commits,
            HubMessage.@Nullable Joined joined) {
        this.room = room;
        this.epoch = epoch;
        this.seq = seq;
        this.entries = entries;
        this.commits = commits;
        this.joined = joined;
        this.partsDone = entries == null && commits.isEmpty();
        this.joinedDone = joined == null;
    }

    /** @param joined null for a member that fell behind: it has joined long ago */
    static Opening snapshot(
            String room, String epoch, long seq, List<Entry> entries, HubMessage.@Nullable Joined joined) {
        return new Opening(room, epoch, seq, entries, List.of(), joined);
    }

    static Opening changes(HubMessage.Joined joined, List<Commit> commits) {
        return new Opening(joined.room(), joined.epoch(), joined.seq(), null, commits, joined);
    }

    @Override
    public boolean hasNext() {
        return !partsDone || !joinedDone;
    }

    @Override
    public ByteBuffer next() {
        if (!partsDone) {
            return entries == null ? nextChanges() : nextSnapshot(entries);
        }
        if (!joinedDone && joined != null) {
            joinedDone = true;
            return Frame.encode(joined);
        }
        throw new NoSuchElementException();
    }

    private ByteBuffer nextSnapshot(List<Entry> all) {
        List<Entry> part = new ArrayList<>();
        int chars = 0;
        while (done < all.size() && chars < PART_CHARS) {
            Entry entry = all.get(done++);
            part.add(entry);
            chars += entry.key().length() + entry.value().toString().length();
        }
        partsDone = done == all.size();
        return Frame.encode(new HubMessage.Snapshot(room, epoch, seq, part, !partsDone));
    }

    private ByteBuffer nextChanges() {
        List<Commit> part = new ArrayList<>();
        int chars = 0;
        while (done < commits.size() && chars < PART_CHARS) {
            Commit commit = commits.get(done++);
            part.add(commit);
            chars += commit.toString().length();
        }
        partsDone = done == commits.size();
        return Frame.encode(new HubMessage.Changes(room, part));
    }
}
