package dev.lockstep.wire;

/** The fixed numbers and names of the protocol, version 1. */
public final class Protocol {

    /** What {@code hello} and {@code welcome} call {@code protocol}. */
    public static final int VERSION = 1;

    /** Where a hub listens for WebSockets. */
    public static final String PATH = "/live";

    /** Where a hub answers how it is. */
    public static final String HEALTH_PATH = "/health";

    /** The port that programs look for a hub on. */
    public static final int DEFAULT_PORT = 7171;

    /** How often a hub pings. */
    public static final long PING_MILLIS = 5_000;

    /** A connection that was silent for so long, a ping unanswered, is dead. */
    public static final long SILENCE_MILLIS = 10_000;

    /** How long locks outlive a broken connection. */
    public static final long LEASE_MILLIS = 10_000;

    /** How long a connection may take to become a WebSocket. */
    public static final long HTTP_MILLIS = 10_000;

    /** So many times as long everything up to {@code hello} may take where it is encrypted: thousands may come back at once. */
    public static final int ENCRYPTED_TIMES = 4;

    /** How long a hub waits for {@code hello}. */
    public static final long HELLO_MILLIS = 5_000;

    /** How long a session that broke away is still shown among the members. */
    public static final long PRESENCE_MILLIS = 5_000;

    /** The most presence frames a second in one room. */
    public static final int PRESENCE_FRAMES_PER_SECOND = 30;

    /** So many malformed frames are forgiven before a connection is closed. */
    public static final int MALFORMED_MAX = 10;

    /** So many pings, and answers to pings, a client sends a second at most; at once after a quiet time some more. */
    public static final int PINGS_PER_SECOND_MAX = 20;

    /** So many pings at once after a quiet time. */
    public static final int PINGS_AT_ONCE_MAX = 100;

    /** So many characters an answer quotes at most of what it answers. */
    public static final int QUOTED_CHARS_MAX = 400;

    /** Characters of {@link ClientId}: the first of base64url(SHA-256(secret)). */
    public static final int CLIENT_CHARS = 22;

    /** Characters of what a client draws for the hub to sign: at least so many that none comes twice. */
    public static final int CHALLENGE_CHARS_MIN = 16;

    /** And at most so many. */
    public static final int CHALLENGE_CHARS_MAX = 200;

    /** Characters of a token, at least: shorter ones are guessed. */
    public static final int TOKEN_CHARS_MIN = 8;

    /** The longest name of a person, in Unicode code points; a longer one is cut. */
    public static final int NAME_CHARS_MAX = 100;

    /** WebSocket close codes (RFC 6455, section 7.4; those from 4000 on are the protocol's own). */
    public enum Close {
        /** One side has no more to say. */
        DONE(1000),
        /** The hub ends; it may come back. */
        GOING_AWAY(1001),
        /** A frame is larger than the hub takes. */
        TOO_LARGE(1009),
        /** Too many frames are no messages. */
        MALFORMED(4400),
        /** The token is missing or wrong. */
        TOKEN_WANTED(4401),
        /** The client may not come in, such as with a secret that is not its own. */
        FORBIDDEN(4403),
        /** There was no {@code hello} in time. */
        NO_HELLO(4408),
        /** The session goes on in another connection. */
        REPLACED(4409),
        /** The client sends more than the hub puts up with. */
        FLOODING(4429);

        private final int code;

        Close(int code) {
            this.code = code;
        }

        /** As it is in the close frame. */
        public int code() {
            return code;
        }
    }

    private Protocol() {}
}
