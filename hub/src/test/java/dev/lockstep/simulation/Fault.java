package dev.lockstep.simulation;

/** What goes wrong in worlds. A run of many worlds in which one of these never happened has not shown what it is for. */
public enum Fault {
    HUB_CRASH,
    HUB_STOP,
    HUB_TAKEOVER,
    HUB_SLEEP,
    HUB_CLOCK_SET,
    JOURNAL_REFUSED,
    JOURNAL_KEPT_BUT_FAILED,
    JOURNAL_SLOW,
    JOURNAL_GONE,
    JOURNAL_UNREADABLE,
    JOURNAL_LOST_UNSYNCED,
    CLIENT_KILLED,
    CLIENT_POWER_CUT,
    CLIENT_CLOSED,
    CLIENT_SLEEP,
    CLIENT_CLOCK_SET,
    CLIENT_MOVED,
    STORE_REFUSED,
    STORE_HALF_WRITTEN,
    STORE_FULL,
    STORE_SLOW,
    STORE_LOST_UNSYNCED,
    WIRE_CUT,
    WIRE_CUT_UNNOTICED,
    WIRE_STALLED,
    WIRE_DOUBLED,
    MEMBER_READS_NOTHING,
    ROOM_LEFT,
    ROOM_RESTED
}
