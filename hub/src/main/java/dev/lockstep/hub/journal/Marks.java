package dev.lockstep.hub.journal;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.CRC32C;

import org.jspecify.annotations.Nullable;

import dev.lockstep.disk.PrivateFile;

/**
 * How far each room's log reached when it was last acknowledged, in a file beside the journal's: if a log ends earlier when it
 * is opened, something is missing. A log alone can't tell that its end is gone.
 *
 * <p>Each room has a slot of one sector, so that a disk writes it whole, with a checksum. A group of commits writes the slots of
 * its rooms when it is on the disk and before anyone is told: one short write a room into the page cache, which survives
 * whatever happens to the process. It is forced to the disk beside the commits, at most {@value #FORCE_MILLIS} ms later, and no
 * commit waits for that: a second sync would double what a commit costs. So after a power cut a mark may be that much too old,
 * never too new; what that leaves open, {@link WalFrames} closes but for the last transaction.
 *
 * <p>Not safe for use by many threads, but for the forcing, which is its own.
 */
final class Marks implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Marks.class.getName());

    static final String FILE = SqliteJournal.FILE + "-marks";

    private static final int SLOT_BYTES = 512;
    private static final int MAGIC = 0x4c4b4d31; // "LKM1"
    private static final int FIXED_BYTES = 2 * Integer.BYTES + 4 * Long.BYTES + Short.BYTES;

    /** The file grows by so many slots at once: growing costs the sync of a commit more than writing into it. */
    private static final int GROWTH_SLOTS = 64;

    private static final long FORCE_MILLIS = 50;

    /**
     * @param lsn of the room's last row
     * @param commands how many commands of the room are kept, in its snapshot and after it
     * @param chain the checksum of the last of them
     * @param seq the room's last commit, 0 where that is not known
     */
    record Mark(long lsn, long commands, long chain, long seq) {}

    private final FileChannel channel;
    private final Map<String, Integer> slots = new HashMap<>();
    private final Map<String, Mark> found = new HashMap<>();
    private final AtomicBoolean dirty = new AtomicBoolean();
    private final ScheduledExecutorService forcing;
    private final Deque<Integer> free = new ArrayDeque<>();
    private int used;
    private int size;
    private boolean troubled; // said once
    private @Nullable Future<?> planned; // the forcing

    private Marks(FileChannel channel) {
        this.channel = channel;
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "lockstep-marks");
            thread.setDaemon(true);
            return thread;
        });
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        this.forcing = executor;
    }

    static Path in(Path directory) {
        return directory.resolve(FILE);
    }

    /** Opens the marks in {@code directory}, which are made where there are none. */
    static Marks open(Path directory) throws IOException {
        FileChannel channel = PrivateFile.open(
                in(directory), Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
        try {
            Marks marks = new Marks(channel);
            marks.read();
            return marks;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** What stands in {@code file}, which may be missing. */
    static Map<String, Mark> read(Path file) throws IOException {
        if (Files.notExists(file)) {
            return Map.of();
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            Marks marks = new Marks(channel);
            marks.read();
            marks.forcing.shutdown();
            return marks.found;
        }
    }

    private void read() throws IOException {
        size = (int) (channel.size() / SLOT_BYTES);
        ByteBuffer all = ByteBuffer.allocate(size * SLOT_BYTES);
        while (all.hasRemaining() && channel.read(all, all.position()) >= 0) {
            // on with the rest
        }
        for (int slot = 0; slot < size; slot++) {
            ByteBuffer bytes = all.slice(slot * SLOT_BYTES, SLOT_BYTES);
            boolean empty = bytes.mismatch(ByteBuffer.allocate(SLOT_BYTES)) < 0;
            if (!empty) {
                used = slot + 1;
                decode(bytes, slot);
            }
        }
    }

    private void decode(ByteBuffer bytes, int slot) {
        int length = Short.toUnsignedInt(bytes.getShort(FIXED_BYTES - Short.BYTES));
        boolean sound = bytes.getInt(0) == MAGIC
                && length <= SLOT_BYTES - FIXED_BYTES
                && bytes.getInt(Integer.BYTES) == (int) sum(bytes, length);
        if (!sound) {
            LOG.log(
                    Level.WARNING,
                    "mark {0} in {1} is damaged: for its room, a loss would not be detected this time",
                    slot,
                    FILE);
            free.add(slot);
            return;
        }
        byte[] name = new byte[length];
        bytes.get(FIXED_BYTES, name);
        bytes.position(2 * Integer.BYTES);
        Mark mark = new Mark(bytes.getLong(), bytes.getLong(), bytes.getLong(), bytes.getLong());
        String room = new String(name, StandardCharsets.UTF_8);
        slots.put(room, slot);
        found.put(room, mark);
    }

    private static long sum(ByteBuffer slot, int nameLength) {
        CRC32C crc = new CRC32C();
        crc.update(slot.slice(2 * Integer.BYTES, FIXED_BYTES - 2 * Integer.BYTES + nameLength));
        return crc.getValue();
    }

    /** Notes how far a room has come. What fails is logged: an older mark is one all the same. */
    void put(String room, Mark mark) {
        byte[] name = room.getBytes(StandardCharsets.UTF_8);
        if (name.length > SLOT_BYTES - FIXED_BYTES || mark.equals(found.get(room))) {
            return; // no room has so long a name by the protocol
        }
        ByteBuffer slot = ByteBuffer.allocate(SLOT_BYTES);
        slot.putInt(MAGIC).putInt(0);
        slot.putLong(mark.lsn()).putLong(mark.commands()).putLong(mark.chain()).putLong(mark.seq());
        slot.putShort((short) name.length).put(name);
        slot.putInt(Integer.BYTES, (int) sum(slot, name.length));
        slot.clear();
        try {
            Integer known = slots.get(room);
            int number = known != null ? known : free.isEmpty() ? used : free.peek();
            growTo(number + 1);
            write(slot, (long) number * SLOT_BYTES);
            if (known == null) {
                slots.put(room, number);
                free.poll();
                used = Math.max(used, number + 1);
            }
            found.put(room, mark);
            troubled = false;
        } catch (IOException e) {
            LOG.log(troubled ? Level.DEBUG : Level.WARNING, "{0} could not be written: {1}", FILE, Trouble.reason(e));
            troubled = true;
        }
        if (dirty.compareAndSet(false, true) && !forcing.isShutdown()) {
            planned = forcing.schedule(this::force, FORCE_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /**
     * Forgets a room, which is on the disk when this returns: a mark without its room would look like a loss.
     *
     * @throws SQLException where that is not so
     */
    void remove(String room) throws SQLException {
        Integer slot = slots.get(room);
        if (slot == null) {
            return;
        }
        try {
            write(ByteBuffer.allocate(SLOT_BYTES), (long) slot * SLOT_BYTES);
            channel.force(false);
        } catch (IOException e) {
            throw new SQLException(Trouble.reason(e), e);
        }
        slots.remove(room);
        found.remove(room);
        free.add(slot);
    }

    private void growTo(int slotsNeeded) throws IOException {
        if (slotsNeeded > size) {
            write(ByteBuffer.allocate(GROWTH_SLOTS * SLOT_BYTES), (long) size * SLOT_BYTES);
            size += GROWTH_SLOTS;
        }
    }

    private void write(ByteBuffer bytes, long at) throws IOException {
        long to = at;
        while (bytes.hasRemaining()) {
            to += channel.write(bytes, to);
        }
    }

    private void force() {
        dirty.set(false);
        try {
            channel.force(false);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "the marks could not be forced to the disk: {0}", Trouble.reason(e));
        }
    }

    @Override
    public void close() {
        if (planned != null) {
            planned.cancel(false);
        }
        forcing.shutdown();
        force();
        try {
            channel.close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "the marks could not be closed", e);
        }
    }
}
