package dev.lockstep.hub.journal;

import java.time.Duration;

/**
 * For how long the commits of a room are kept after they are in a snapshot. They are deleted in parts: somewhat more may be kept.
 *
 * @param time commits older than this may be deleted
 * @param commits commits that are followed by this many may be deleted
 */
public record Retention(Duration time, long commits) {

    public static final Retention DEFAULT = new Retention(Duration.ofDays(30), 100_000);

    public Retention {
        if (time.isNegative() || commits < 0) {
            throw new IllegalArgumentException("history is kept for a time and a number of commits, 0 for none");
        }
    }

    /** Whether a part may go whose last commit is {@code last}, done {@code at}. */
    boolean isOver(long last, long at, long seq, long now) {
        return last <= seq - commits || at < now - time.toMillis();
    }
}
