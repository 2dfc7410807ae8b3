package dev.lockstep.hub.room;

/** The clock of a hub. Safe for use by many threads. */
public interface HubClock {

    /** Milliseconds since 1970; never less than before. */
    long millis();

    /** A clock that only runs forward, in nanoseconds since whenever: for pauses and rates. */
    long nanos();

    /** How much of {@link #millis}, since the clock was made, passed in no time: while the machine slept, or its clock was set forward. */
    long skippedMillis();

    /** How far {@link #millis} is ahead of the time of day, since the machine's clock was set back; 0 where it is not. */
    long aheadMillis();
}
