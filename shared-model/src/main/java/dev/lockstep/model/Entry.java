package dev.lockstep.model;

import org.jspecify.annotations.Nullable;

/**
 * A shared entry of a room.
 *
 * @param version the sequence number of the commit that last changed it
 * @param created the sequence number of the commit that created it
 * @param createdBy the public name of the client that created it, as the hub knows it; null where it was created before hubs recorded it
 * @param changedBy the public name of the client that last changed it; null likewise
 */
public record Entry(
        String key,
        Json value,
        long version,
        long created,
        @Nullable String createdBy,
        @Nullable String changedBy) {

    /** An entry of unknown authors. */
    public Entry(String key, Json value, long version, long created) {
        this(key, value, version, created, null, null);
    }
}
