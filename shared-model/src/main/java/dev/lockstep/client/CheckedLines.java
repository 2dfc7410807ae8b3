package dev.lockstep.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

import org.jspecify.annotations.Nullable;

import dev.lockstep.disk.Disk;
import dev.lockstep.disk.Reason;

/**
 * The lines of a file that grows at its end, such as {@code 0badc0de 3.17.12 {"done":1}}. Each begins with the checksum of the rest
 * of the line, so that a line which was being written when the machine stopped is recognised; and it contains its position, so that
 * a missing line is detected.
 *
 * <p>Version 0.1.0 wrote lines with nothing but a checksum and the text; they are of generation 0 here.
 */
final class CheckedLines {

    private static final int CHECKSUM_CHARS = 8;
    private static final Pattern PLACE =
            Pattern.compile("(\\d{1,18})\\.(\\d{1,18})\\.(\\d{1,18}) (.*)", Pattern.DOTALL);
    private static final String CHANGE = "{\"type\":\"commit\"";

    /**
     * One line.
     *
     * @param generation how often the file was written anew before
     * @param number counts the lines of a generation, from 0 on
     * @param changes how many lines of the generation are changes, up to this one
     */
    record Line(long generation, long number, long changes, String text) {

        boolean isChange() {
            return text.startsWith(CHANGE);
        }

        /** What stands behind the checksum. */
        private String body() {
            return generation == 0 ? text : generation + "." + number + "." + changes + " " + text;
        }
    }

    /**
     * What is in a file.
     *
     * @param whole the lines that are as they were written, in order
     * @param damaged what is left of other lines that have an end
     * @param damagedBehind how many of those are behind the last whole line
     * @param begun whether there is something behind the last end of a line
     * @param why why there is nothing, null where there is something
     */
    record Read(
            List<Line> whole,
            List<String> damaged,
            int damagedBehind,
            boolean begun,
            @Nullable String why) {

        /** Nothing, since no file has the name. */
        static final Read MISSING = new Read(List.of(), List.of(), 0, false, "it is missing");

        /** No file has the name. */
        boolean isMissing() {
            return equals(MISSING);
        }
    }

    private CheckedLines() {}

    /** Reads {@code file}, as far as it can be. */
    static Read read(Disk disk, Path file) {
        byte[] content;
        try {
            content = disk.read(file);
        } catch (NoSuchFileException e) {
            return Read.MISSING;
        } catch (IOException e) {
            return new Read(List.of(), List.of(), 0, false, Reason.withoutFile(e));
        }
        if (content.length == 0) {
            return new Read(List.of(), List.of(), 0, false, "it is empty");
        }
        List<Line> whole = new ArrayList<>();
        List<String> damaged = new ArrayList<>();
        int damagedBehind = 0;
        int from = 0;
        long changes = 0; // of lines that don't say it
        for (int end = 0; end < content.length; end++) {
            if (content[end] != '\n') {
                continue;
            }
            Line line = line(content, from, end, whole.size() + damaged.size(), changes);
            if (line == null) {
                damaged.add(text(content, from, end));
                damagedBehind++;
                changes++; // for all that is known
            } else {
                whole.add(line);
                damagedBehind = 0;
                changes = line.changes;
            }
            from = end + 1;
        }
        return new Read(whole, damaged, damagedBehind, from < content.length, null);
    }

    private static @Nullable Line line(byte[] content, int from, int end, long number, long changesBefore) {
        int body = from + CHECKSUM_CHARS + 1;
        if (body > end
                || content[body - 1] != ' '
                || checksum(content, body, end) != parseChecksum(text(content, from, body - 1))) {
            return null;
        }
        String text = text(content, body, end);
        Matcher place = PLACE.matcher(text);
        if (place.matches()) {
            return new Line(
                    Long.parseLong(place.group(1)),
                    Long.parseLong(place.group(2)),
                    Long.parseLong(place.group(3)),
                    place.group(4));
        }
        return text.startsWith("{")
                ? new Line(0, number, changesBefore + (text.startsWith(CHANGE) ? 1 : 0), text)
                : null;
    }

    /** The number that a damaged line seems to have, -1 where there is none to be seen. */
    static long numberIn(String damaged) {
        Matcher place = PLACE.matcher(damaged.length() > CHECKSUM_CHARS ? damaged.substring(CHECKSUM_CHARS + 1) : "");
        return place.matches() ? Long.parseLong(place.group(2)) : -1;
    }

    /** {@code texts} as they stand in the file behind {@code last}, or at the beginning of {@code generation} where that is null. */
    static List<Line> number(long generation, @Nullable Line last, List<String> texts) {
        List<Line> lines = new ArrayList<>(texts.size());
        long number = last == null ? -1 : last.number;
        long changes = last == null ? 0 : last.changes;
        for (String text : texts) {
            number++;
            changes += text.startsWith(CHANGE) ? 1 : 0;
            lines.add(new Line(generation, number, changes, text));
        }
        return lines;
    }

    static byte[] encode(List<Line> lines) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (Line line : lines) {
            byte[] body = line.body().getBytes(StandardCharsets.UTF_8);
            String checksum = HexFormat.of().toHexDigits((int) checksum(body, 0, body.length)) + " ";
            bytes.writeBytes(checksum.getBytes(StandardCharsets.US_ASCII));
            bytes.writeBytes(body);
            bytes.write('\n');
        }
        return bytes.toByteArray();
    }

    private static String text(byte[] content, int from, int end) {
        return new String(content, from, end - from, StandardCharsets.UTF_8);
    }

    private static long parseChecksum(String hex) {
        return hex.matches("[0-9a-f]{8}") ? Long.parseLong(hex, 16) : -1;
    }

    private static long checksum(byte[] bytes, int from, int end) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, end - from);
        return crc.getValue();
    }
}
