package dev.lockstep.desktop;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import javafx.application.Platform;
import javafx.scene.Scene;

import org.testfx.util.WaitForAsyncUtils;

/** The JavaFX thread, for tests. */
public final class Fx {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Fx() {}

    /** As the program does before anything is shown. */
    public static void prepareTexts() {
        run(DesktopApp::prepareTexts);
    }

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

    /** Until what is in {@code scene} now has its skins and its places. */
    public static void awaitPulse(Scene scene) {
        CompletableFuture<Void> laidOut = new CompletableFuture<>();
        run(() -> {
            Runnable listener = new Runnable() {
                @Override
                public void run() {
                    scene.removePostLayoutPulseListener(this);
                    laidOut.complete(null);
                }
            };
            scene.addPostLayoutPulseListener(listener);
            Platform.requestNextPulse();
        });
        try {
            laidOut.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    /** Until {@code condition} holds on the JavaFX thread; one that fails as an assertion does is not met yet. */
    public static void await(String what, Callable<Boolean> condition) {
        Instant end = Instant.now().plus(PATIENCE);
        AtomicReference<AssertionError> notYet = new AtomicReference<>();
        Callable<Boolean> tried = () -> {
            notYet.set(null);
            try {
                return condition.call();
            } catch (AssertionError e) {
                notYet.set(e);
                return false;
            }
        };
        while (!get(tried)) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("in vain: " + what, notYet.get());
            }
            WaitForAsyncUtils.waitForFxEvents(1);
        }
    }
}
