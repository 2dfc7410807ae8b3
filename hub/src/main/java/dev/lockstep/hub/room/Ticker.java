package dev.lockstep.hub.room;

import org.jspecify.annotations.Nullable;

import dev.lockstep.model.RoomState;

/** Adds a step to a room when one of its deadlines is due. On the room's loop alone. */
final class Ticker {

    interface Later {
        Scheduler.Task after(long millis, Runnable step);
    }

    private final RoomTime time;
    private final Later later;
    private final Runnable tick;
    private long at = RoomState.NEVER;
    private Scheduler.@Nullable Task alarm;

    /**
     * @param later runs a step on the loop
     * @param tick run on the loop when it is time
     */
    Ticker(RoomTime time, Later later, Runnable tick) {
        this.time = time;
        this.later = later;
        this.tick = tick;
    }

    /** Something will happen at {@code dueAt}, if not before. */
    void plan(long dueAt) {
        if (dueAt < at) {
            cancel();
            at = dueAt;
            alarm = later.after(Math.max(0, at - time.millis()), () -> {
                at = RoomState.NEVER;
                tick.run();
            });
        }
    }

    /** An alarm holds its room, with all its frames. */
    void cancel() {
        at = RoomState.NEVER;
        if (alarm != null) {
            alarm.cancel();
        }
    }
}
