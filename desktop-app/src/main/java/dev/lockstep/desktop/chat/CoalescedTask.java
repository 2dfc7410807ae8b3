package dev.lockstep.desktop.chat;

import java.util.concurrent.Executor;

/** Runs something a moment later, once for all that asked for it until then. On the JavaFX thread. */
final class CoalescedTask {

    private final Executor fx;
    private final Runnable task;
    private boolean planned;
    private boolean closed;

    /** @param fx runs what it is given on the JavaFX thread, later */
    CoalescedTask(Executor fx, Runnable task) {
        this.fx = fx;
        this.task = task;
    }

    void request() {
        if (!planned && !closed) {
            planned = true;
            fx.execute(this::run);
        }
    }

    private void run() {
        planned = false;
        if (!closed) {
            task.run();
        }
    }

    /** Nothing runs any more. */
    void close() {
        closed = true;
    }
}
