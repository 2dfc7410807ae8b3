package dev.lockstep.hub.room;

/**
 * Runs short steps later, one at a time. Steps must not block; an exception in a step is logged, and steps that are added after the end are
 * dropped. Safe for use by many threads.
 */
public interface Scheduler {

    /** A step that is planned. */
    interface Task {

        /** Calls the step off; does nothing where it has run. */
        void cancel();
    }

    /** Runs {@code step} once, {@code millis} from now. */
    Task after(long millis, Runnable step);

    /** Runs {@code step} again and again, with {@code millis} in between. */
    Task every(long millis, Runnable step);
}
