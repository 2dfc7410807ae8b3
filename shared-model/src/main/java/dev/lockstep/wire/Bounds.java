package dev.lockstep.wire;

/**
 * How much a hub takes of one client, of one address, and of all together, beside the limits of a room.
 *
 * @param roomsPerHub the most rooms that are kept; who would make one more is told {@code not-joined}
 * @param sessionsPerAddress the most connections from one network address; one more is refused with HTTP 429
 * @param commits frames of any kind a client; one that sends more is read more slowly, and loses nothing
 * @param bytes bytes of frames a client, likewise
 * @param presence messages that are not stored ({@code presence}, {@code signal}, {@code refresh}) and {@code history} a
 *     client; what is over is answered {@code error} {@code rate} and left out
 * @param joins joins a client, likewise
 */
public record Bounds(int roomsPerHub, int sessionsPerAddress, Rate commits, Rate bytes, Rate presence, Rate joins) {

    /**
     * @param perSecond what may be spent for ever
     * @param burst what may be spent at once after a quiet time
     */
    public record Rate(long perSecond, long burst) {
        public Rate {
            if (perSecond < 1 || burst < 1) {
                throw new IllegalArgumentException("rates are at least 1");
            }
        }
    }

    /**
     * Programs are users too: thousands of commits a second from one client are in order, and so is a drawing that is imported
     * at once. A mouse may move a thousand times a second, and each be told.
     */
    public static final Bounds DEFAULT = new Bounds(
            10_000,
            1_000,
            new Rate(10_000, 20_000),
            new Rate(16_777_216, 67_108_864),
            new Rate(2_000, 4_000),
            new Rate(500, 2_000));

    public Bounds {
        if (roomsPerHub < 1 || sessionsPerAddress < 1) {
            throw new IllegalArgumentException("bounds are at least 1");
        }
    }

    public Bounds withRoomsPerHub(int rooms) {
        return new Bounds(rooms, sessionsPerAddress, commits, bytes, presence, joins);
    }

    public Bounds withSessionsPerAddress(int sessions) {
        return new Bounds(roomsPerHub, sessions, commits, bytes, presence, joins);
    }

    public Bounds withRates(Rate newCommits, Rate newBytes, Rate newPresence, Rate newJoins) {
        return new Bounds(roomsPerHub, sessionsPerAddress, newCommits, newBytes, newPresence, newJoins);
    }
}
