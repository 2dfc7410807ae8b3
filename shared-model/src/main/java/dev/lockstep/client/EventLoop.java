package dev.lockstep.client;

import java.util.concurrent.Executor;
import java.util.concurrent.Future;

import com.google.errorprone.annotations.CanIgnoreReturnValue;

/**
 * Runs tasks one at a time, in the order in which they were given. Writes of one task are visible to the next. Safe for use by many
 * threads.
 */
interface EventLoop extends Executor {

    /** Has {@code task} done behind all that was given before, and returns at once. Does nothing where this is closed. */
    @Override
    void execute(Runnable task);

    /** As {@link #execute}, but where nobody is at work this thread does it, behind what waits, if that doesn't take long. */
    void executeHere(Runnable task);

    /** {@link #execute}s {@code task} after so many milliseconds, if it isn't cancelled before. */
    @CanIgnoreReturnValue
    Future<?> later(long millis, Runnable task);

    /** Whether this is asked by a task. */
    boolean isCurrent();

    boolean isClosed();

    /** Takes nothing more, and forgets what is planned; what waits is done. To be called by a task. */
    void close();

    /** Runs {@code task} each {@code millis}, for as long as the loop lives. */
    default void every(long millis, Runnable task) {
        later(millis, () -> {
            try {
                task.run();
            } finally {
                every(millis, task);
            }
        });
    }
}
