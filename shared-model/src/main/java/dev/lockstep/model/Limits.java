package dev.lockstep.model;

/**
 * The limits that a hub sends in its {@code welcome}; what exceeds them is refused with {@code too-large} or {@code limit}.
 *
 * @param frameBytes the largest frame from a client, in bytes of UTF-8
 * @param valueBytes the largest value of an entry, in bytes of its compact JSON text in UTF-8
 * @param opsPerCommit the most operations in one commit
 * @param keysPerRoom the most entries in one room
 * @param bytesPerRoom the most bytes of all keys and values of one room together, counted as for {@code valueBytes}
 * @param waitingLocks the most lock requests that one session may have waiting in one room
 */
public record Limits(
        int frameBytes, int valueBytes, int opsPerCommit, int keysPerRoom, long bytesPerRoom, int waitingLocks) {

    /** Arrays and objects may nest this deep in a value: far beyond real data, far below what costs a thread its stack. */
    public static final int VALUE_DEPTH_MAX = 64;

    /** The most keys in one lock request; as many as a commit has operations. */
    public static final int KEYS_PER_LOCK_MAX = 256;

    /** The longest wait for a lock, a day: longer is a mistake in units. */
    public static final long WAIT_MILLIS_MAX = 86_400_000;

    /** The largest integer on the wire, 2^53-1: every language with IEEE doubles counts exactly up to it. */
    public static final long INTEGER_MAX = (1L << 53) - 1;

    /** 256 MiB a room: what a hub can hold of a few such, send to a joiner, and snapshot. */
    public static final Limits DEFAULT = new Limits(1_048_576, 262_144, 256, 100_000, 268_435_456, 100);

    public Limits {
        if (Math.min(frameBytes, valueBytes) < 1
                || Math.min(opsPerCommit, keysPerRoom) < 1
                || Math.min(bytesPerRoom, waitingLocks) < 1) {
            throw new IllegalArgumentException("limits are at least 1");
        }
    }
}
