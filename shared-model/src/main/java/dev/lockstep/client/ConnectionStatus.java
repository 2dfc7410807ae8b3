package dev.lockstep.client;

/**
 * The status of the connection to the hub.
 *
 * @param reason the reason, human-readable; empty where there is none
 */
public record ConnectionStatus(Phase phase, String reason) {

    /** What a connection is about. */
    public enum Phase {
        /** The first attempt is under way. */
        CONNECTING,
        /** Connected, and the rooms are being caught up with. */
        CATCHING_UP,
        /** All that the hub knows is seen here. */
        LIVE,
        /** Connected, but the hub can't store changes; they wait, and are sent again by themselves. */
        READ_ONLY,
        /** The connection broke, and is tried again by itself. Changes made meanwhile wait. */
        RECONNECTING,
        /**
         * Another hub answers than the one that this client works with. What waits is not sent to it; it is tried again by itself whether the own
         * one is back.
         */
        OTHER_HUB,
        /** Over: closed by this program, or refused by the hub. */
        CLOSED
    }

    /** Whether changes reach the hub now. */
    public boolean isLive() {
        return phase == Phase.LIVE;
    }
}
