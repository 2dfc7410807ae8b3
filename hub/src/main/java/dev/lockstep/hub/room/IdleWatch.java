package dev.lockstep.hub.room;

import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Detects that a room has been idle for a while. On the room's loop alone. */
final class IdleWatch {

    private final long idleMillis;
    private final HubClock clock;
    private final Scheduler scheduler;
    private final Executor loop;
    private final Runnable onIdle;
    private boolean idle;
    private boolean planned;
    private long sinceNanos;

    /** @param onIdle told, on {@code loop}, when the room has been idle for {@code idleMillis} without a break, at least once */
    IdleWatch(long idleMillis, HubClock clock, Scheduler scheduler, Executor loop, Runnable onIdle) {
        this.idleMillis = idleMillis;
        this.clock = clock;
        this.scheduler = scheduler;
        this.loop = loop;
        this.onIdle = onIdle;
    }

    /** How the room is at the end of a turn. */
    void update(boolean idleNow) {
        if (idleNow && !idle) {
            sinceNanos = clock.nanos();
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
            scheduler.after(millis, () -> loop.execute(this::check));
        }
    }

    private void check() {
        planned = false;
        long left = idleMillis - TimeUnit.NANOSECONDS.toMillis(clock.nanos() - sinceNanos);
        if (idle && left > 0) {
            planAfter(left);
        } else if (idle) {
            onIdle.run();
        }
    }
}
