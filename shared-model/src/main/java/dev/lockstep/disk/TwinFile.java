package dev.lockstep.disk;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Predicate;
import java.util.zip.CRC32C;

import org.jspecify.annotations.Nullable;

/**
 * A small text that is kept twice, in a file and in its {@code .copy}, each with a checksum: what happens to one is noticed and
 * mended from the other. Not safe for use by many threads.
 *
 * <p>The text stands behind the checksum of all that follows it, and how often it was written: of two sound files that differ the
 * later one counts. A file without these is one of version 0.1.0, which is taken as it is.
 */
public final class TwinFile {

    /** How the text was found. */
    public enum State {
        /** Nothing was ever kept. */
        NEW,
        /** As it was written. */
        SOUND,
        /** One of the two files was damaged or missing; nothing is lost. */
        MENDED,
        /** Neither can be read. */
        LOST
    }

    /**
     * What was found.
     *
     * @param text null where it is new or lost
     * @param why what was wrong, empty where nothing was
     * @param aside where a damaged file is now, null where there is none
     */
    public record Found(
            State state,
            @Nullable String text,
            String why,
            @Nullable Path aside) {}

    /** One of the two; exactly one of {@code text} and {@code why} is there, neither where the file is missing. */
    private record Side(
            Path file,
            long times,
            @Nullable String text,
            @Nullable String why) {

        boolean isMissing() {
            return text == null && why == null;
        }

        boolean isSound() {
            return text != null && times > 0;
        }
    }

    private static final Logger LOG = System.getLogger(TwinFile.class.getName());

    private static final int CHECKSUM_CHARS = 8;
    private static final int TIMES_CHARS_MAX = 18; // a long

    private final Disk disk;
    private final Path file;
    private final Path copy;
    private final Predicate<String> plain;
    private long times;

    /** @param plain whether a text without a checksum is one that version 0.1.0 wrote */
    public TwinFile(Path file, Predicate<String> plain) {
        this(Disk.ofThisMachine(), file, plain);
    }

    /** As {@link #TwinFile(Path, Predicate)}, on {@code disk}. */
    public TwinFile(Disk disk, Path file, Predicate<String> plain) {
        this.disk = disk;
        this.file = file;
        this.copy = file.resolveSibling(file.getFileName() + ".copy");
        this.plain = plain;
    }

    /**
     * Reads the text. What is damaged is set aside, and mended where it can be.
     *
     * @throws IOException where neither can be read, and what is there can't be set aside
     */
    public Found open() throws IOException {
        Side first = read(file);
        Side second = read(copy);
        times = Math.max(first.times, second.times);
        Side best = first.text != null && (!first.isSound() || first.times >= second.times) ? first : second;
        if (best.text == null) {
            String why = first.why != null ? first.why : second.why;
            return why == null
                    ? new Found(State.NEW, null, "", null)
                    : new Found(State.LOST, null, why, setAside(first, second));
        }
        String why = first.why != null ? first.why : second.why;
        if (first.isMissing()) {
            why = "it is missing";
        }
        Path aside = null;
        if (!first.isSound() || !second.isSound() || !best.text.equals(first.text) || !best.text.equals(second.text)) {
            try {
                aside = setAside(first, second);
                write(best.text);
            } catch (IOException e) {
                LOG.log(Level.WARNING, "{0} can''t be repaired yet: {1}", file, Reason.withoutFile(e));
            }
        }
        return new Found(why == null ? State.SOUND : State.MENDED, best.text, why == null ? "" : why, aside);
    }

    private @Nullable Path setAside(Side first, Side second) throws IOException {
        Path copyAside = second.why == null ? null : disk.setAside(second.file);
        return first.why == null ? copyAside : disk.setAside(first.file);
    }

    /** Keeps {@code text}; it is on the disk when this returns. Where only the copy fails, that is logged. */
    public void write(String text) throws IOException {
        byte[] behind = (" " + (times + 1) + " " + text).getBytes(StandardCharsets.UTF_8);
        byte[] checksum = checksum(behind).getBytes(StandardCharsets.US_ASCII);
        byte[] content = Arrays.copyOf(checksum, checksum.length + behind.length);
        System.arraycopy(behind, 0, content, checksum.length, behind.length);
        disk.replace(file, content);
        times++;
        try {
            disk.replace(copy, content);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "{0} has no copy now: {1}", file, Reason.withoutFile(e));
        }
    }

    private Side read(Path which) {
        byte[] content;
        try {
            content = disk.read(which);
        } catch (NoSuchFileException e) {
            return new Side(which, 0, null, null);
        } catch (IOException e) {
            return new Side(which, 0, null, Reason.withoutFile(e));
        }
        if (content.length == 0) {
            return new Side(which, 0, null, "it is empty");
        }
        Side sound = checked(which, content);
        if (sound != null) {
            return sound;
        }
        String text = new String(content, StandardCharsets.UTF_8);
        return !text.matches("(?s)[0-9a-f]{8} [0-9]+ .*") && plain.test(text)
                ? new Side(which, 0, text, null)
                : new Side(which, 0, null, "its checksum is wrong");
    }

    /** Null where {@code content} does not begin with its checksum. */
    private static @Nullable Side checked(Path which, byte[] content) {
        if (content.length <= CHECKSUM_CHARS) {
            return null;
        }
        byte[] behind = Arrays.copyOfRange(content, CHECKSUM_CHARS, content.length);
        if (!checksum(behind).equals(new String(content, 0, CHECKSUM_CHARS, StandardCharsets.ISO_8859_1))) {
            return null;
        }
        String text = new String(behind, StandardCharsets.UTF_8);
        int end = text.indexOf(' ', 1);
        if (end < 2 || end > TIMES_CHARS_MAX || !text.substring(1, end).matches("[0-9]+")) {
            return null;
        }
        return new Side(which, Long.parseLong(text.substring(1, end)), text.substring(end + 1), null);
    }

    private static String checksum(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }
}
