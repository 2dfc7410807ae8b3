package dev.lockstep.client;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;

/** This machine, with a store that reads and writes in the thread that asks; what it plans for later is done when it is closed. */
class InlineMachine extends ThisMachine {

    private static final class InlineWorker implements Worker {

        private boolean closed;

        @Override
        public void execute(Runnable task) {
            if (closed) {
                throw new RejectedExecutionException();
            }
            task.run();
        }

        @Override
        public Future<?> later(long millis, Runnable task) {
            return new CompletableFuture<>(); // a store writes all when it is closed
        }

        @Override
        public boolean isClosed() {
            return closed;
        }

        @Override
        public boolean close() {
            closed = true;
            return true;
        }
    }

    @Override
    public Executor readers() {
        return Runnable::run;
    }

    @Override
    public Worker newWorker(String name) {
        return new InlineWorker();
    }
}
