package dev.lockstep.desktop;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BooleanSupplier;

import dev.lockstep.fx.FxThread;

/** Stands for the JavaFX thread in tests of models: whoever makes it is on it, and runs what was given to it by {@link #await}. */
public final class HandThread implements FxThread {

    private static final long PATIENCE_MILLIS = 30_000;

    private final Thread owner = Thread.currentThread();
    private final Deque<Runnable> tasks = new ArrayDeque<>(); // guarded by itself

    @Override
    public boolean isCurrent() {
        return Thread.currentThread() == owner;
    }

    @Override
    public void execute(Runnable task) {
        synchronized (tasks) {
            tasks.add(task);
            tasks.notifyAll();
        }
    }

    /** Runs what comes, in its order, until {@code condition} holds. */
    public void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
        while (!condition.getAsBoolean()) {
            Runnable task = next(end);
            if (task == null) {
                throw new AssertionError("in vain: " + what);
            }
            task.run();
        }
    }

    private Runnable next(long end) {
        synchronized (tasks) {
            try {
                while (tasks.isEmpty()) {
                    long left = (end - System.nanoTime()) / 1_000_000;
                    if (left <= 0) {
                        return null;
                    }
                    tasks.wait(left);
                }
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            return tasks.remove();
        }
    }
}
