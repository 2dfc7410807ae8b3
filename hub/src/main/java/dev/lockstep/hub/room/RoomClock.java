package dev.lockstep.hub.room;

/** The time that rooms live by. Safe for use by many threads. */
public interface RoomClock {

    /** Milliseconds since 1970; never less than before. */
    long millis();

    /** How much of that, since the clock was made, passed in no time: while the machine slept, or its clock was set forward. */
    long skippedMillis();
}
