package dev.lockstep.hub.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The frames of a write-ahead log of SQLite (sqlite.org/fileformat2.html, "The Write-Ahead Log"), read without SQLite, which stops at
 * the first bad frame and reports nothing of the frames after it.
 *
 * <p>The checksum of a frame goes on from that of the frame before, which stands in that one's header: so a frame behind a bad
 * one can be checked too. A power cut may leave the frames of one transaction in any state, and it was never
 * acknowledged; but the next transaction is written only when it is on the disk. So a log is damaged where behind a bad frame
 * lie the ends of two transactions: the second was begun when the first, at the latest, was acknowledged.
 */
final class WalFrames {

    private static final int HEADER_BYTES = 32;
    private static final int FRAME_HEADER_BYTES = 24;
    private static final int MAGIC = 0x377f0682; // with the lowest bit set where checksums are over big-endian words
    private static final int PAGE_BYTES_DEFAULT = 4_096;
    private static final int PAGE_BYTES_MIN = 512;
    private static final int PAGE_BYTES_MAX = 65_536;
    private static final int TRANSACTIONS_BEHIND = 2;

    /**
     * A frame whose checksum is right.
     *
     * @param page the number of the page, from 1 up
     * @param at where its page begins in the file
     */
    record Frame(int page, long at) {}

    private final int pageBytes;
    private final boolean damaged;
    private final List<Frame> frames;

    private WalFrames(int pageBytes, boolean damaged, List<Frame> frames) {
        this.pageBytes = pageBytes;
        this.damaged = damaged;
        this.frames = List.copyOf(frames);
    }

    /** The frames in {@code wal}; null where there is none of that name, or nothing in it. */
    static @Nullable WalFrames read(Path wal) throws IOException {
        if (Files.notExists(wal) || Files.size(wal) < HEADER_BYTES + FRAME_HEADER_BYTES) {
            return null;
        }
        try (FileChannel channel = FileChannel.open(wal, StandardOpenOption.READ)) {
            return new Reader(channel).read();
        }
    }

    int pageBytes() {
        return pageBytes;
    }

    /** Whether something that was acknowledged lies in or behind a frame that SQLite would not read. */
    boolean isDamaged() {
        return damaged;
    }

    /**
     * The good frames of finished transactions, in the order in which they were written; also those behind a bad one, where
     * the log {@linkplain #isDamaged() is damaged}.
     */
    List<Frame> frames() {
        return frames;
    }

    private static final class Reader {

        private final FileChannel channel;
        private final ByteBuffer header;
        private final ByteOrder words;
        private final boolean headerIsSound;
        private final int pageBytes;
        private final int salt1;
        private final int salt2;
        private int sum1;
        private int sum2;

        Reader(FileChannel channel) throws IOException {
            this.channel = channel;
            this.header = bytes(0, HEADER_BYTES + FRAME_HEADER_BYTES);
            int magic = header.getInt(0);
            boolean known = (magic & ~1) == MAGIC;
            boolean bigEndian = known ? (magic & 1) == 1 : ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN;
            this.words = bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
            int size = header.getInt(8);
            sum(header, 0, 24);
            this.headerIsSound = known && sum1 == header.getInt(24) && sum2 == header.getInt(28);
            this.pageBytes = headerIsSound && isPageSize(size) ? size : PAGE_BYTES_DEFAULT;
            int salts = headerIsSound ? 16 : HEADER_BYTES + 8; // else those of the first frame
            this.salt1 = header.getInt(salts);
            this.salt2 = header.getInt(salts + 4);
        }

        private static boolean isPageSize(int size) {
            return size >= PAGE_BYTES_MIN && size <= PAGE_BYTES_MAX && Integer.bitCount(size) == 1;
        }

        WalFrames read() throws IOException {
            List<Frame> all = new ArrayList<>();
            int finished = 0; // of all: up to the end of the last transaction
            int finishedBefore = -1; // the same before the first bad frame; -1 where there was none
            int ends = 0; // of transactions behind it
            int before1 = header.getInt(24);
            int before2 = header.getInt(28);
            boolean sound = headerIsSound;
            int frameBytes = FRAME_HEADER_BYTES + pageBytes;
            for (long at = HEADER_BYTES; at + frameBytes <= channel.size(); at += frameBytes) {
                ByteBuffer frame = bytes(at, frameBytes);
                sum1 = before1;
                sum2 = before2;
                sum(frame, 0, 8);
                sum(frame, FRAME_HEADER_BYTES, pageBytes);
                before1 = frame.getInt(16);
                before2 = frame.getInt(20);
                boolean ofThisLog = frame.getInt(8) == salt1 && frame.getInt(12) == salt2;
                boolean good = ofThisLog && sum1 == before1 && sum2 == before2 && frame.getInt(0) > 0;
                boolean end = frame.getInt(4) != 0;
                sound &= good;
                if (!sound && finishedBefore < 0) {
                    finishedBefore = finished;
                }
                if (good) {
                    all.add(new Frame(frame.getInt(0), at + FRAME_HEADER_BYTES));
                }
                if (end && (good || (ofThisLog && !sound))) {
                    finished = all.size();
                    ends += sound || !good ? 0 : 1;
                }
            }
            boolean damaged = ends >= TRANSACTIONS_BEHIND;
            return new WalFrames(
                    pageBytes, damaged, all.subList(0, damaged || finishedBefore < 0 ? finished : finishedBefore));
        }

        private ByteBuffer bytes(long at, int length) throws IOException {
            ByteBuffer bytes = ByteBuffer.allocate(length);
            while (bytes.hasRemaining() && channel.read(bytes, at + bytes.position()) >= 0) {
                // on with the rest
            }
            return bytes.clear();
        }

        private void sum(ByteBuffer bytes, int from, int length) {
            ByteBuffer view = bytes.duplicate().order(words);
            for (int i = from; i < from + length; i += 2 * Integer.BYTES) {
                sum1 += view.getInt(i) + sum2;
                sum2 += view.getInt(i + Integer.BYTES) + sum1;
            }
        }
    }
}
