package dev.lockstep.model;

import java.util.Optional;

/**
 * Why a request was refused. If several reasons apply, the first in this order is reported; the rest are never evaluated together with
 * another.
 */
public enum RefusalCode {
    /** The request makes no sense, such as an addition to a text. */
    INVALID("invalid"),
    /** A value, or the whole commit, is larger than the hub takes. */
    TOO_LARGE("too-large"),
    /** Something is full: the room, what a client may add, or what it may hold. */
    LIMIT("limit"),
    /** The lock that the commit relies on is held no more. */
    FENCED("fenced"),
    /** Somebody else holds the lock of a key. */
    LOCKED("locked"),
    /** A condition of the commit does not hold. */
    CONFLICT("conflict"),
    /** A rule of the room, or the role of the client, does not allow it. */
    FORBIDDEN("forbidden"),
    /** The client asks more often than it may. */
    RATE("rate"),
    /** The hub can't store it now; later it may. */
    UNAVAILABLE("unavailable"),
    /** The session is not in the room. */
    NOT_JOINED("not-joined"),
    /** The lock was not free within the time that the client gave. */
    TIMEOUT("timeout"),
    /** To wait for the lock would be to wait for oneself. */
    DEADLOCK("deadlock");

    private final String wireName;

    RefusalCode(String wireName) {
        this.wireName = wireName;
    }

    /** As it is called in messages and logs. */
    public String wireName() {
        return wireName;
    }

    /** The one that messages and logs call so; empty where none is. */
    public static Optional<RefusalCode> ofWireName(String wireName) {
        for (RefusalCode code : values()) {
            if (code.wireName.equals(wireName)) {
                return Optional.of(code);
            }
        }
        return Optional.empty();
    }
}
