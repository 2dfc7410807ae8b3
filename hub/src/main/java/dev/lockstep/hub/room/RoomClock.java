package dev.lockstep.hub.room;

/** The time that rooms live by. Safe for use by many threads. */
public interface RoomClock {

    /** Milliseconds since 1970; never less than before. */
    long millis();

    /** How much of that, since the clock was made, passed in no time: while the machine slept, or its clock was set forward. */
    long skippedMillis();

    /** How far {@link #millis} is ahead of the time of day, since the machine's clock was set back; 0 where it is not. */
    long aheadMillis();
}
