package dev.lockstep.hub.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The pages of a SQLite file and of its write-ahead log, read without SQLite: to recover data from a damaged one. A page may exist
 * in several versions; the later ones are in the log, in the order of its frames.
 */
final class RawPages implements AutoCloseable {

    private static final int PAGE_BYTES_DEFAULT = 4_096;

    /** One version of a page. */
    record Page(int number, int version, ByteBuffer bytes) {}

    private final @Nullable FileChannel file;
    private final @Nullable FileChannel log;
    private final List<WalFrames.Frame> frames;
    private final int pageBytes;
    private final Map<Integer, List<Integer>> versions = new HashMap<>(); // of a page: the indices of its frames

    private RawPages(@Nullable FileChannel file, @Nullable FileChannel log, @Nullable WalFrames wal, int pageBytes) {
        this.file = file;
        this.log = log;
        this.frames = wal == null ? List.of() : wal.frames();
        this.pageBytes = pageBytes;
        for (int i = 0; i < frames.size(); i++) {
            versions.computeIfAbsent(frames.get(i).page(), page -> new ArrayList<>())
                    .add(i);
        }
    }

    /** Either may be missing. */
    static RawPages open(Path file, Path wal) throws IOException {
        WalFrames frames = WalFrames.read(wal);
        FileChannel main = Files.exists(file) ? FileChannel.open(file, StandardOpenOption.READ) : null;
        try {
            FileChannel log = frames == null ? null : FileChannel.open(wal, StandardOpenOption.READ);
            int pageBytes = frames == null ? pageBytesIn(main) : frames.pageBytes();
            return new RawPages(main, log, frames, pageBytes);
        } catch (IOException e) {
            if (main != null) {
                main.close();
            }
            throw e;
        }
    }

    private static int pageBytesIn(@Nullable FileChannel file) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(18);
        if (file == null || file.read(header, 0) < header.capacity()) {
            return PAGE_BYTES_DEFAULT;
        }
        int size = Short.toUnsignedInt(header.getShort(16));
        return size >= 512 && Integer.bitCount(size) == 1 ? size : PAGE_BYTES_DEFAULT;
    }

    interface Visitor {
        void visit(Page page) throws IOException, SQLException;
    }

    /** All pages of the file, then those of the log. */
    void forEach(Visitor visitor) throws IOException, SQLException {
        long pages = file == null ? 0 : (file.size() + pageBytes - 1) / pageBytes;
        for (int number = 1; number <= pages; number++) {
            visitor.visit(new Page(number, -1, read(file, (long) (number - 1) * pageBytes)));
        }
        for (int i = 0; i < frames.size(); i++) {
            visitor.visit(
                    new Page(frames.get(i).page(), i, read(log, frames.get(i).at())));
        }
    }

    /** The page as it was when {@code version} of another was written; empty where there is none. */
    ByteBuffer page(int number, int version) throws IOException {
        int found = -1;
        for (int index : versions.getOrDefault(number, List.of())) {
            found = index <= version ? index : found;
        }
        if (found >= 0) {
            return read(log, frames.get(found).at());
        }
        return number > 0 ? read(file, (number - 1L) * pageBytes) : ByteBuffer.allocate(0);
    }

    int pageBytes() {
        return pageBytes;
    }

    /** At most this many bytes can be in a row. */
    long bytes() throws IOException {
        return (file == null ? 0 : file.size()) + (log == null ? 0 : log.size());
    }

    private ByteBuffer read(@Nullable FileChannel channel, long at) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(pageBytes);
        if (channel != null) {
            while (bytes.hasRemaining() && channel.read(bytes, at + bytes.position()) >= 0) {
                // on with the rest; what is missing at the end of the file is zero
            }
        }
        return bytes.clear();
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
        if (log != null) {
            log.close();
        }
    }
}
