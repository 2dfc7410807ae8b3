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
        CONNECTING("Connecting…"),
        /** Connected, and the rooms are being caught up with. */
        CATCHING_UP("Catching up…"),
        /** All that the hub knows is seen here. */
        LIVE("Live"),
        /** Connected, but the hub can't store changes; they wait, and are sent again by themselves. */
        READ_ONLY("Read-only"),
        /** The connection broke, and is tried again by itself. Changes made meanwhile wait. */
        RECONNECTING("Reconnecting…"),
        /**
         * Another hub answers than the one that this client works with. What waits is not sent to it; it is tried again by itself whether the own
         * one is back.
         */
        OTHER_HUB("Another hub"),
        /** Over: closed by this program, or refused by the hub. */
        CLOSED("Disconnected");

        private final String words;

        Phase(String words) {
            this.words = words;
        }

        /** In one or two words of English, for display. */
        public String words() {
            return words;
        }
    }

    /** Whether it is being made, and nothing is wrong so far. */
    public boolean isConnecting() {
        return phase == Phase.CONNECTING || phase == Phase.CATCHING_UP;
    }

    /** Whether changes reach the hub now. */
    public boolean isLive() {
        return phase == Phase.LIVE;
    }
}
