package dev.lockstep.desktop.board;

import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import javafx.animation.AnimationTimer;

/**
 * Calls a step in each pulse while something moves. An animation timer that runs makes the toolkit pulse sixty times a second, whether
 * or not there is something to be seen, which costs two per cent of a core. So where nothing has moved for a while, the step is
 * called some times a second instead, beside the pulses; and not at all while nobody can see it. On the JavaFX thread.
 */
final class FrameClock implements AutoCloseable {

    /** Pulses without a movement, after which it rests. */
    private static final int STILL_PULSES = 30;

    private final BooleanSupplier step;
    private final Executor later;
    private final AnimationTimer timer = new AnimationTimer() {
        @Override
        public void handle(long nanos) {
            pulse();
        }
    };

    private int still;
    private boolean running;
    private boolean planned;
    private boolean hidden;
    private boolean closed;

    /**
     * @param step returns whether something moves, or may do so in the next pulse
     * @param later runs what it is given on the JavaFX thread, after the time between two steps at rest
     */
    FrameClock(BooleanSupplier step, Executor later) {
        this.step = step;
        this.later = later;
    }

    /** Something moves, or is about to: the step is called in the next pulse. */
    void wake() {
        still = 0;
        if (!running && !hidden && !closed) {
            running = true;
            timer.start();
        }
    }

    /** It can be seen or not from now on: the step is called in the next pulse, or no more. */
    void setSeen(boolean seen) {
        hidden = !seen;
        if (seen) {
            wake();
        } else {
            stop();
        }
    }

    /** Whether it is called in each pulse. */
    boolean isAwake() {
        return running;
    }

    private void pulse() {
        if (step.getAsBoolean()) {
            still = 0;
        } else if (++still >= STILL_PULSES) {
            stop();
            plan();
        }
    }

    private void stop() {
        running = false;
        timer.stop();
    }

    private void plan() {
        if (planned || hidden || closed) {
            return;
        }
        planned = true;
        later.execute(() -> {
            planned = false;
            if (running || hidden || closed) {
                return;
            }
            if (step.getAsBoolean()) {
                wake();
            } else {
                plan();
            }
        });
    }

    @Override
    public void close() {
        closed = true;
        stop();
    }
}
