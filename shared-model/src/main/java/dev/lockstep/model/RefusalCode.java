package dev.lockstep.model;

import java.util.Optional;

/**
 * Why a request was refused. Where several reasons hold, the first in this order is told; the rest are never judged
 * together with another.
 */
public enum RefusalCode {
    INVALID("invalid"),
    TOO_LARGE("too-large"),
    LIMIT("limit"),
    FENCED("fenced"),
    LOCKED("locked"),
    CONFLICT("conflict"),
    FORBIDDEN("forbidden"),
    RATE("rate"),
    UNAVAILABLE("unavailable"),
    NOT_JOINED("not-joined"),
    TIMEOUT("timeout"),
    DEADLOCK("deadlock");

    private final String wireName;

    RefusalCode(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    public static Optional<RefusalCode> ofWireName(String wireName) {
        for (RefusalCode code : values()) {
            if (code.wireName.equals(wireName)) {
                return Optional.of(code);
            }
        }
        return Optional.empty();
    }
}
