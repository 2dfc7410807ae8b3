package dev.lockstep.desktop.board;

import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * Keys that were meant for an editor which was taken away while somebody typed: they are no commands. Needs no toolkit; times are
 * nanoseconds of one clock.
 */
final class StrayKeys {

    /** Who presses no key for so long, has seen that the editor is gone. */
    static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(3);

    private @Nullable Long lastNanos;

    void editorTakenAway(long nanos) {
        lastNanos = nanos;
    }

    /** Somebody did what nobody does who believes to be typing. */
    void over() {
        lastNanos = null;
    }

    /** Whether a key that was pressed now, without Ctrl or the like, is one of them. */
    boolean isStray(long nanos) {
        Long last = lastNanos;
        if (last == null) {
            return false;
        }
        if (nanos - last > PAUSE_NANOS) {
            lastNanos = null;
            return false;
        }
        lastNanos = nanos;
        return true;
    }
}
