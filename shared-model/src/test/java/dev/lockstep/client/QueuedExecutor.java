package dev.lockstep.client;

import java.util.ArrayDeque;
import java.util.Queue;

import dev.lockstep.fx.FxThread;

/** A JavaFX thread that runs when it is told to: the test's own. */
public class QueuedExecutor implements FxThread {

    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private int wakeUps;

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
        wakeUps++;
    }

    @Override
    public boolean isCurrent() {
        return true;
    }

    /** How often it was asked to run something. */
    public int wakeUps() {
        return wakeUps;
    }

    public void flush() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }
}
