package dev.lockstep.hub.room;

import org.jspecify.annotations.Nullable;

import dev.lockstep.wire.Bounds;

/** What one client, or all clients of one address, may still add to a hub. Safe for use by many threads. */
public final class Quota {

    /** So many times as many parts of rooms as rooms: a chat has one for each picture in it. */
    private static final int PARTS_PER_ROOM = 10;

    private final int roomsMax;
    private final TokenBucket newRooms;
    private final TokenBucket newParts;
    private final TokenBucket stored;
    private int rooms; // those that it began and that are there
    private int parts;

    /**
     * @param clients how many clients begin rooms by it
     * @param stored bytes by which rooms may grow
     */
    public Quota(Bounds.Quotas bounds, int clients, Bounds.Rate stored, long nanoTime) {
        this.roomsMax = (int) Math.min(Integer.MAX_VALUE, (long) bounds.roomsPerClient() * clients);
        this.newRooms = new TokenBucket(times(bounds.newRooms(), clients), nanoTime);
        this.newParts = new TokenBucket(times(bounds.newRooms(), clients * PARTS_PER_ROOM), nanoTime);
        this.stored = new TokenBucket(stored, nanoTime);
    }

    private static Bounds.Rate times(Bounds.Rate rate, int times) {
        return new Bounds.Rate(rate.perSecond() * times, rate.burst() * times);
    }

    /** Why no room may be begun now, null where one may. */
    synchronized @Nullable Problem problem(boolean isPart, long nanoTime) {
        if (isPart ? parts >= (long) roomsMax * PARTS_PER_ROOM : rooms >= roomsMax) {
            return Problem.TOO_MANY;
        }
        return (isPart ? newParts : newRooms).has(1, nanoTime) ? null : Problem.TOO_FAST;
    }

    /** What is in the way of a new room. */
    enum Problem {
        TOO_MANY,
        TOO_FAST
    }

    synchronized void begin(boolean isPart, long nanoTime) {
        (isPart ? newParts : newRooms).spend(1, nanoTime);
        count(isPart, 1);
    }

    /** A room that was begun is not there any more. */
    synchronized void end(boolean isPart) {
        count(isPart, -1);
    }

    private void count(boolean isPart, int more) {
        parts += isPart ? more : 0;
        rooms += isPart ? 0 : more;
    }

    /** Whether rooms may not grow any more for now. */
    synchronized boolean isSpent(long nanoTime) {
        return stored.nanosUntilEven(nanoTime) > 0;
    }

    /** A room grew by so many bytes, or shrank where they are negative. */
    synchronized void grew(long bytes, long nanoTime) {
        stored.spend(bytes, nanoTime);
    }
}
