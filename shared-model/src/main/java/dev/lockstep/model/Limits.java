package dev.lockstep.model;

/**
 * The limits a hub tells in its {@code welcome}; what lies beyond is refused with {@code too-large} or {@code limit}.
 *
 * @param frameBytes the largest frame from a client, in bytes of UTF-8
 * @param valueBytes the largest value of an entry, in bytes of its compact JSON text in UTF-8
 * @param opsPerCommit the most operations in one commit
 * @param keysPerRoom the most entries in one room
 */
public record Limits(int frameBytes, int valueBytes, int opsPerCommit, int keysPerRoom) {

    /** Arrays and objects may nest this deep in a value: far beyond real data, far below what costs a thread its stack. */
    public static final int VALUE_DEPTH_MAX = 64;

    /** The most keys in one lock request; as many as a commit has operations. */
    public static final int KEYS_PER_LOCK_MAX = 256;

    /** The most lock requests that one session may have waiting in one room. */
    public static final int WAITING_PER_SESSION_MAX = 100;

    /** The longest wait for a lock, a day: longer is a mistake in units. */
    public static final long WAIT_MILLIS_MAX = 86_400_000;

    /** The largest integer on the wire, 2^53-1: every language with IEEE doubles counts exactly up to it. */
    public static final long INTEGER_MAX = (1L << 53) - 1;

    public static final Limits DEFAULT = new Limits(1_048_576, 262_144, 256, 100_000);

    public Limits {
        if (frameBytes < 1 || valueBytes < 1 || opsPerCommit < 1 || keysPerRoom < 1) {
            throw new IllegalArgumentException("limits are at least 1");
        }
    }
}
