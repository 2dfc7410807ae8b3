package dev.lockstep.hub.journal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * A checksum from row to row of one room: each covers its row and the previous checksum, so a row that is changed, missing or
 * out of order breaks the chain. SQLite's own checksums cover its write-ahead log, not its pages.
 */
final class Chain {

    private Chain() {}

    /** The checksum of a row behind one with the checksum {@code before}. */
    static long link(long before, long at, String text) {
        CRC32C crc = new CRC32C();
        crc.update(
                ByteBuffer.allocate(2 * Long.BYTES).putLong(before).putLong(at).flip());
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return crc.getValue();
    }
}
