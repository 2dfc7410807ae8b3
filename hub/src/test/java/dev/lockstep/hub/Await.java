package dev.lockstep.hub;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** Waits for what nobody tells of. */
public final class Await {

    private static final int DEADLINE_SECONDS = 20;
    private static final int CHECK_MILLIS = 2;
    private static final int THREADS = 4; // conditions may wait too

    private static final ScheduledExecutorService CHECKS = Executors.newScheduledThreadPool(THREADS, task -> {
        Thread thread = new Thread(task, "await");
        thread.setDaemon(true);
        return thread;
    });

    private Await() {}

    /** Checks {@code condition}, on another thread, until it holds; fails as the condition does, or after a deadline. */
    public static void until(BooleanSupplier condition) {
        CompletableFuture<Void> holds = new CompletableFuture<>();
        ScheduledFuture<?> checks =
                CHECKS.scheduleWithFixedDelay(() -> check(condition, holds), 0, CHECK_MILLIS, TimeUnit.MILLISECONDS);
        try {
            holds.get(DEADLINE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("what was awaited did not happen", e);
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        } finally {
            checks.cancel(false);
        }
    }

    private static void check(BooleanSupplier condition, CompletableFuture<Void> holds) {
        try {
            if (!holds.isDone() && condition.getAsBoolean()) {
                holds.complete(null);
            }
        } catch (RuntimeException | Error e) {
            holds.completeExceptionally(e);
        }
    }
}
