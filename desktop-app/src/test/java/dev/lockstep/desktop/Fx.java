package dev.lockstep.desktop;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.application.Platform;

import org.testfx.util.WaitForAsyncUtils;

/** The JavaFX thread, for tests. */
public final class Fx {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Fx() {}

    public static <T> T get(Callable<T> task) {
        FutureTask<T> future = new FutureTask<>(task);
        Platform.runLater(future);
        try {
            return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    public static void run(Runnable task) {
        get(() -> {
            task.run();
            return null;
        });
    }

    /** Until {@code condition} holds on the JavaFX thread. */
    public static void await(String what, Callable<Boolean> condition) {
        Instant end = Instant.now().plus(PATIENCE);
        while (!get(condition)) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("in vain: " + what);
            }
            WaitForAsyncUtils.waitForFxEvents(1);
        }
    }
}
