package dev.lockstep.hub.room;

/**
 * The time of one room. Where the clock was set back while the room rested, or no hub ran, it goes on from where it was. On the
 * room's loop alone.
 */
final class RoomTime {

    private final RoomClock clock;
    private long aheadMillis; // how much earlier the clock is than where the room's time stood
    private long toldSkippedMillis;

    RoomTime(RoomClock clock) {
        this.clock = clock;
    }

    /** @param roomNow the latest time that the room knows, in milliseconds since 1970 */
    void begin(long roomNow) {
        aheadMillis = Math.max(0, roomNow - clock.millis());
        toldSkippedMillis = clock.skippedMillis();
    }

    long millis() {
        return clock.millis() + aheadMillis;
    }

    /** What the clock has skipped since this was asked last; the room is to be told. */
    long takeSkippedMillis() {
        long millis = clock.skippedMillis() - toldSkippedMillis;
        toldSkippedMillis += millis;
        return millis;
    }

    /** The room has forgotten that it was told of so much. */
    void untellSkipped(long millis) {
        toldSkippedMillis -= millis;
    }
}
