/**
 * Where the commands of rooms are kept: an ordered log with snapshots. A room knows only {@link Journal}; another
 * implementation, on disk or replicated, can replace it without a change to rooms. State is written in no other way.
 */
@NullMarked
package dev.lockstep.hub.journal;

import org.jspecify.annotations.NullMarked;
