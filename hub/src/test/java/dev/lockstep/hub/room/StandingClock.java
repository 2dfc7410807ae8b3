package dev.lockstep.hub.room;

/** It is always the same moment. */
public final class StandingClock implements RoomClock {

    @Override
    public long millis() {
        return 0;
    }

    @Override
    public long skippedMillis() {
        return 0;
    }

    @Override
    public long aheadMillis() {
        return 0;
    }
}
