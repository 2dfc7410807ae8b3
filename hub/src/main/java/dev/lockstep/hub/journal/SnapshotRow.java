package dev.lockstep.hub.journal;

/**
 * A snapshot as it is kept.
 *
 * @param commands how many commands of the room are in it
 * @param chain the checksum of the last of them
 * @param crc {@link Chain#link} behind {@code chain}
 * @param state JSON
 */
record SnapshotRow(long seq, long at, long commands, long chain, long crc, String state) {}
