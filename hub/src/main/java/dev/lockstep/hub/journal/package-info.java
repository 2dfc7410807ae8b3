/**
 * Where the commands of rooms are kept: an ordered log with snapshots. A room knows only {@link Journal}; another kind,
 * on disk or replicated, takes its place without a change to rooms. There is no second way to write state.
 */
@NullMarked
package dev.lockstep.hub.journal;

import org.jspecify.annotations.NullMarked;
