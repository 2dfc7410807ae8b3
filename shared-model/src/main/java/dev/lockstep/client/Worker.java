package dev.lockstep.client;

import java.util.concurrent.Executor;
import java.util.concurrent.Future;

import com.google.errorprone.annotations.CanIgnoreReturnValue;

/** A thread for what may block, such as a disk: runs tasks one at a time, in order. Safe for use by many threads. */
interface Worker extends Executor {

    /** @throws java.util.concurrent.RejectedExecutionException where this is closed */
    @Override
    void execute(Runnable task);

    /**
     * Runs {@code task} in {@code millis}, unless it is cancelled or this is closed before.
     *
     * @throws java.util.concurrent.RejectedExecutionException where this is closed
     */
    @CanIgnoreReturnValue
    Future<?> later(long millis, Runnable task);

    boolean isClosed();

    /** Takes nothing more, and forgets what is planned; returns when what was given is done, or after ten seconds: false then. */
    boolean close();
}
