package dev.lockstep.hub.journal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.lockstep.model.Commit;
import dev.lockstep.model.Segment;

/**
 * Consecutive commits of a room, as they are stored.
 *
 * @param at when the last was applied
 * @param crc {@link Chain#link} behind nothing
 * @param commits JSON, with the names of the authors
 */
record HistoryRow(long first, long last, long at, long crc, String commits) {

    /** What a row has at most, but always one commit: a page of history is a row. */
    private static final int COMMITS_MAX = 1_000;

    private static final long BYTES_MAX = 128 * 1_024;

    static List<HistoryRow> of(Segment segment) {
        List<HistoryRow> rows = new ArrayList<>();
        List<Commit> some = new ArrayList<>();
        long bytes = 0;
        for (Commit commit : segment.commits()) {
            if (!some.isEmpty() && (some.size() == COMMITS_MAX || bytes + commit.roughBytes() > BYTES_MAX)) {
                rows.add(row(some, segment.authors()));
                some.clear();
                bytes = 0;
            }
            some.add(commit);
            bytes += commit.roughBytes();
        }
        if (!some.isEmpty()) {
            rows.add(row(some, segment.authors()));
        }
        return rows;
    }

    private static HistoryRow row(List<Commit> commits, Map<String, String> authors) {
        Map<String, String> theirs = new HashMap<>();
        for (Commit commit : commits) {
            String name = commit.client() == null ? null : authors.get(commit.client());
            if (commit.client() != null && name != null) {
                theirs.put(commit.client(), name);
            }
        }
        Commit last = commits.get(commits.size() - 1);
        String text = LogCodec.encode(new Segment(commits, theirs));
        return new HistoryRow(commits.get(0).seq(), last.seq(), last.at(), Chain.link(0, last.at(), text), text);
    }
}
