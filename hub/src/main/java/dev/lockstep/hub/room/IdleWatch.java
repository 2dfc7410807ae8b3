package dev.lockstep.hub.room;

import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Notices that a room has been idle for a while. On the room's loop alone. */
final class IdleWatch {

    private final long idleMillis;
    private final Alarms alarms;
    private final Executor loop;
    private final Runnable onIdle;
    private boolean idle;
    private boolean planned;
    private long sinceNanos;

    /** @param onIdle told, on {@code loop}, when the room has been idle for {@code idleMillis} without a break, at least once */
    IdleWatch(long idleMillis, Alarms alarms, Executor loop, Runnable onIdle) {
        this.idleMillis = idleMillis;
        this.alarms = alarms;
        this.loop = loop;
        this.onIdle = onIdle;
    }

    /** How the room is at the end of a turn. */
    void look(boolean idleNow) {
        if (idleNow && !idle) {
            sinceNanos = System.nanoTime();
            planAfter(idleMillis);
        }
        idle = idleNow;
    }

    /** Tells once more, later, if it is still idle then. */
    void again() {
        planAfter(idleMillis);
    }

    private void planAfter(long millis) {
        if (!planned) {
            planned = true;
            alarms.after(millis, () -> loop.execute(this::check));
        }
    }

    private void check() {
        planned = false;
        long left = idleMillis - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - sinceNanos);
        if (idle && left > 0) {
            planAfter(left);
        } else if (idle) {
            onIdle.run();
        }
    }
}
