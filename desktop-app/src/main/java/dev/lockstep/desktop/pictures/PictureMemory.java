package dev.lockstep.desktop.pictures;

import java.util.concurrent.atomic.AtomicLong;

/**
 * What all pictures of the program that are in memory may take together: bytes are taken before a picture is decoded, and given
 * back when it is let go. Any thread.
 */
public final class PictureMemory {

    /** 64 MB: a screen full of pictures in all their pixels has 8 to 32. */
    static final long BYTES_MAX = 64L * 1_024 * 1_024;

    /** What of it is for those that move while they are seen: a board full of pictures leaves it free. */
    static final long MOVING_BYTES_MAX = 24L * 1_024 * 1_024;

    /** Of the whole program, for all that stand still. */
    public static final PictureMemory SHARED = new PictureMemory(BYTES_MAX - MOVING_BYTES_MAX);

    /** Of the whole program, for those that play. */
    static final PictureMemory MOVING = new PictureMemory(MOVING_BYTES_MAX);

    private final long bytesMax;
    private final AtomicLong taken = new AtomicLong();

    PictureMemory(long bytesMax) {
        this.bytesMax = bytesMax;
    }

    /** False where there is no room for so many more; none are taken then. */
    public boolean take(long bytes) {
        long before = taken.getAndUpdate(now -> now + bytes <= bytesMax ? now + bytes : now);
        return before + bytes <= bytesMax;
    }

    /** As {@link #take}, and no more than half of what is left: there is some for the next, if it is smaller. */
    boolean takeShare(long bytes) {
        long before = taken.getAndUpdate(now -> bytes <= (bytesMax - now) / 2 ? now + bytes : now);
        return bytes <= (bytesMax - before) / 2;
    }

    public void giveBack(long bytes) {
        taken.addAndGet(-bytes);
    }

    long taken() {
        return taken.get();
    }
}
