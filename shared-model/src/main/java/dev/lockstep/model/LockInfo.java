package dev.lockstep.model;

import org.jspecify.annotations.Nullable;

/**
 * How a lock looks to everyone.
 *
 * @param session who holds it, null where nobody does
 * @param name the holder's name for people, null where nobody holds it
 * @param fence the number of its grant, 0 where nobody holds it
 * @param waiting how many requests stand in line for it
 */
public record LockInfo(
        String key, @Nullable String session, @Nullable String name, long fence, int waiting) {

    static LockInfo free(String key, int waiting) {
        return new LockInfo(key, null, null, 0, waiting);
    }
}
