package dev.lockstep.hub.room;

import org.jspecify.annotations.Nullable;

import dev.lockstep.model.Command;

/**
 * The time of one room: the time of day, as the machine has it now. If the clock makes a step, forward or back, the room receives
 * the size of the step, so that no lease or wait ends earlier or later because of it; so a clock that was wrong for a while leaves
 * wrong times only in the commits of that time. On the room's loop alone.
 */
final class RoomTime {

    /** A room that is so little ahead waits for the clock to catch up. */
    private static final long STEP_MILLIS = 1_000;

    private final HubClock clock;
    private long toldSkippedMillis;
    private long toldAheadMillis;
    private long setBackMillis; // what the room is still to be told
    private long skippedMillis; // the same

    RoomTime(HubClock clock) {
        this.clock = clock;
    }

    /** @param roomNow the latest time that the room knows, in milliseconds since 1970 */
    void begin(long roomNow) {
        long ahead = roomNow - millis(); // where the clock was set back while the room rested, or no hub ran
        toldSkippedMillis = clock.skippedMillis();
        toldAheadMillis = clock.aheadMillis();
        skippedMillis = 0;
        setBackMillis = ahead > STEP_MILLIS ? ahead : 0;
    }

    long millis() {
        return clock.millis() - clock.aheadMillis();
    }

    private void update() {
        long skipped = clock.skippedMillis();
        long ahead = clock.aheadMillis();
        skippedMillis += skipped - toldSkippedMillis + Math.max(0, toldAheadMillis - ahead);
        setBackMillis += Math.max(0, ahead - toldAheadMillis);
        toldSkippedMillis = skipped;
        toldAheadMillis = ahead;
    }

    /** What the room is to be told next of the clock's steps; null where there is nothing. */
    @Nullable
    Command takeStep() {
        update();
        if (setBackMillis > 0) {
            Command step = new Command.SetBack(setBackMillis);
            setBackMillis = 0;
            return step;
        } else if (skippedMillis > 0) {
            Command step = new Command.PostponeDeadlines(skippedMillis);
            skippedMillis = 0;
            return step;
        }
        return null;
    }

    /** The room has forgotten what it was told. */
    void giveBack(Command step) {
        if (step instanceof Command.PostponeDeadlines skip) {
            skippedMillis += skip.millis();
        } else if (step instanceof Command.SetBack setBack) {
            setBackMillis += setBack.millis();
        }
    }
}
