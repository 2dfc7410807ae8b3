package dev.lockstep.model;

import java.util.List;
import java.util.Map;

/**
 * A part of a room's history: consecutive commits.
 *
 * @param authors the names of their clients, by client, as far as they are known
 */
public record Segment(List<Commit> commits, Map<String, String> authors) {

    /** No commits. */
    public static final Segment EMPTY = new Segment(List.of(), Map.of());

    public Segment {
        commits = List.copyOf(commits);
        authors = Map.copyOf(authors);
    }
}
