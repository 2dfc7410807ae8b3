package dev.lockstep.wire;

/**
 * How much a hub takes of one client, of one address, and of all together, beside the limits of a room.
 *
 * @param roomsPerHub the most rooms that are kept; who would make one more is told {@code not-joined}
 * @param sessionsPerAddress the most connections from one network address; one more is refused with HTTP 429
 * @param commits frames of any kind a client; one that sends more is read more slowly, and loses nothing
 * @param bytes bytes of frames a client, likewise
 * @param presence messages that are not stored ({@code presence}, {@code signal}, {@code refresh}) and questions
 *     ({@code history}, {@code rooms}, {@code usage}, {@code people}, {@code delete}) a client; what is over is answered {@code error} {@code rate} and left out
 * @param joins joins a client, likewise
 * @param quotas what a client, and an address, may add to the hub and to what others are told
 */
public record Bounds(
        int roomsPerHub, int sessionsPerAddress, Rate commits, Rate bytes, Rate presence, Rate joins, Quotas quotas) {

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
     * What a client may add. All clients of one network address together may add {@link #CLIENTS_PER_ADDRESS} times as much, but
     * for what is stored, which is told for them too. Whoever hosts the hub may add anything to its rooms.
     *
     * @param roomsPerClient how many rooms there may be that one client began; parts of rooms are not counted, see {@link
     *     dev.lockstep.model.Names#roomOf}
     * @param newRooms rooms that a client begins
     * @param stored bytes by which a client lets the rooms grow: keys and values, and what else they take in memory (see {@link
     *     dev.lockstep.model.Entries#overheadBytes}); what it removes it gets back
     * @param storedPerAddress likewise, for all clients of an address
     * @param presenceBytes bytes of {@code presence}, {@code signal} and {@code refresh} a client; what is over is answered
     *     {@code error} {@code rate} and left out
     * @param fanOut bytes of these that a room tells, times the members that are told
     */
    public record Quotas(
            int roomsPerClient, Rate newRooms, Rate stored, Rate storedPerAddress, Rate presenceBytes, Rate fanOut) {

        /** So many clients of one address begin as many rooms as they may. */
        public static final int CLIENTS_PER_ADDRESS = 4;

        private static final Rate ANY = new Rate(1L << 40, 1L << 40);

        /** No client is bounded in what it adds. */
        public static final Quotas NONE = new Quotas(Integer.MAX_VALUE, ANY, ANY, ANY, ANY, ANY);

        /**
         * A team that works hard, and one that tries things out, don't come near them; a drawing of 50,000 strokes can be brought in at
         * once. Nobody fills a room of 100,000 entries, or a hub of
         * 10,000 rooms, in a day's absence of who hosts it.
         */
        public static final Quotas DEFAULT = new Quotas(
                1_000,
                new Rate(1, 200),
                new Rate(131_072, 83_886_080),
                new Rate(262_144, 125_829_120),
                new Rate(2_097_152, 8_388_608),
                new Rate(67_108_864, 134_217_728));

        public Quotas {
            if (roomsPerClient < 1) {
                throw new IllegalArgumentException("bounds are at least 1");
            }
        }

        /** The same with another number of rooms for a client, and how fast it may create them. */
        public Quotas withRooms(int rooms, Rate newOnes) {
            return new Quotas(rooms, newOnes, stored, storedPerAddress, presenceBytes, fanOut);
        }

        /** The same with another allowance of bytes that are stored, for a client and for all of an address. */
        public Quotas withStored(Rate aClient, Rate anAddress) {
            return new Quotas(roomsPerClient, newRooms, aClient, anAddress, presenceBytes, fanOut);
        }

        /** The same with another allowance of bytes of presence, for a client, and of what a room sends to all. */
        public Quotas withPassing(Rate aClient, Rate aRoom) {
            return new Quotas(roomsPerClient, newRooms, stored, storedPerAddress, aClient, aRoom);
        }
    }

    /** With the usual quotas. */
    public Bounds(int roomsPerHub, int sessionsPerAddress, Rate commits, Rate bytes, Rate presence, Rate joins) {
        this(roomsPerHub, sessionsPerAddress, commits, bytes, presence, joins, Quotas.DEFAULT);
    }

    /**
     * Programs are users too: thousands of commits a second from one client are in order, and so is a drawing that is imported
     * at once. A mouse may move a thousand times a second, and each be told.
     */
    public static final Bounds DEFAULT = new Bounds(
            10_000,
            1_000,
            new Rate(25_000, 30_000),
            new Rate(16_777_216, 67_108_864),
            new Rate(2_000, 4_000),
            new Rate(500, 2_000));

    public Bounds {
        if (roomsPerHub < 1 || sessionsPerAddress < 1) {
            throw new IllegalArgumentException("bounds are at least 1");
        }
    }

    /** The same with another number of rooms. */
    public Bounds withRoomsPerHub(int rooms) {
        return new Bounds(rooms, sessionsPerAddress, commits, bytes, presence, joins, quotas);
    }

    /** The same with another number of sessions of one address. */
    public Bounds withSessionsPerAddress(int sessions) {
        return new Bounds(roomsPerHub, sessions, commits, bytes, presence, joins, quotas);
    }

    /** The same with other rates of commits, their bytes, presence and joins. */
    public Bounds withRates(Rate newCommits, Rate newBytes, Rate newPresence, Rate newJoins) {
        return new Bounds(roomsPerHub, sessionsPerAddress, newCommits, newBytes, newPresence, newJoins, quotas);
    }

    /** The same with other quotas. */
    public Bounds withQuotas(Quotas newQuotas) {
        return new Bounds(roomsPerHub, sessionsPerAddress, commits, bytes, presence, joins, newQuotas);
    }
}
