package dev.lockstep.model;

import org.jspecify.annotations.Nullable;

/**
 * The state of a lock as all members see it.
 *
 * @param session who holds it, null where nobody does
 * @param name the holder's name for display, null where nobody holds it
 * @param fence the number of its grant, 0 where nobody holds it
 * @param waiting how many requests are queued for it
 */
public record LockInfo(
        String key, @Nullable String session, @Nullable String name, long fence, int waiting) {

    static LockInfo free(String key, int waiting) {
        return new LockInfo(key, null, null, 0, waiting);
    }
}
