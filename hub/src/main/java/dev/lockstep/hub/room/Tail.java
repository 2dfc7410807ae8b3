package dev.lockstep.hub.room;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.lockstep.model.Commit;
import dev.lockstep.model.Segment;

/** The commits of a room since its latest snapshot in the journal: the end of its history, which the journal doesn't have yet. */
final class Tail {

    /** What a page of history has at most, but always one commit. */
    private static final int PAGE_COMMITS_MAX = 1_000;

    private static final long PAGE_BYTES_MAX = 128 * 1_024;

    private final List<Commit> commits = new ArrayList<>();
    private final Map<String, String> authors = new HashMap<>();
    private long after;
    private long bytes;

    /** @param after the last commit that is in the snapshot */
    Tail(long after) {
        this.after = after;
    }

    /** The first commit that is, or will be, in here. */
    long first() {
        return after + 1;
    }

    int size() {
        return commits.size();
    }

    long bytes() {
        return bytes;
    }

    /** @param author the name of its client, null where it has none */
    void add(Commit commit, @Nullable String author) {
        commits.add(commit);
        bytes += commit.roughBytes();
        if (commit.client() != null && author != null) {
            authors.put(commit.client(), author);
        }
    }

    /** All after {@code seq}, null where some of them are in a snapshot already. */
    @Nullable
    List<Commit> after(long seq) {
        return seq < after
                ? null
                : List.copyOf(commits.subList((int) Math.min(commits.size(), seq - after), commits.size()));
    }

    /** All up to {@code seq}. */
    Segment upTo(long seq) {
        return new Segment(commits.subList(0, (int) Math.max(0, seq - after)), authors);
    }

    /** All up to {@code seq} are in a snapshot now. */
    void dropUpTo(long seq) {
        List<Commit> dropped = commits.subList(0, (int) Math.max(0, seq - after));
        dropped.forEach(commit -> bytes -= commit.roughBytes());
        dropped.clear();
        after = Math.max(after, seq);
    }

    /** The first of the commits from {@code from} to {@code to}, as many as fit into a page. */
    Segment page(long from, long to) {
        int begin = (int) Math.max(0, Math.min(commits.size(), from - first()));
        int end = begin;
        long size = 0;
        while (end < commits.size() && commits.get(end).seq() <= to && end - begin < PAGE_COMMITS_MAX) {
            size += commits.get(end).roughBytes();
            if (end > begin && size > PAGE_BYTES_MAX) {
                break;
            }
            end++;
        }
        return begin >= end ? Segment.EMPTY : new Segment(commits.subList(begin, end), authors);
    }
}
