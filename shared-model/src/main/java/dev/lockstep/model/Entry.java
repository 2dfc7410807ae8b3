package dev.lockstep.model;

/**
 * A shared entry of a room.
 *
 * @param version the sequence number of the commit that last changed it
 * @param created the sequence number of the commit that made it
 */
public record Entry(String key, Json value, long version, long created) {}
