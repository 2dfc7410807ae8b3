package dev.lockstep.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * A file of lines that grows at its end. Each line begins with its checksum, so that one which was being written when the
 * machine stopped is known for what it is. Not safe for use by many threads.
 */
final class CheckedLines implements AutoCloseable {

    private static final int CHECKSUM_CHARS = 8;

    /**
     * What was in the file.
     *
     * @param damaged how many lines are not what was written, but for a last one that was cut off
     */
    record Read(List<String> lines, int damaged) {}

    private final Path file;
    private FileChannel channel;
    private long wholeBytes; // where the last line that is known to be whole ends

    private CheckedLines(Path file, FileChannel channel) throws IOException {
        this.file = file;
        this.channel = channel;
        this.wholeBytes = channel.size();
    }

    static Read read(Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        int damaged = 0;
        if (Files.exists(file)) {
            String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            int from = 0;
            for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
                String line = text.substring(from, end);
                if (isWhole(line)) {
                    lines.add(line.substring(CHECKSUM_CHARS + 1));
                } else {
                    damaged++;
                }
                from = end + 1;
            }
        }
        return new Read(lines, damaged);
    }

    private static boolean isWhole(String line) {
        return line.length() > CHECKSUM_CHARS && line.startsWith(checksum(line.substring(CHECKSUM_CHARS + 1)) + " ");
    }

    private static String checksum(String text) {
        CRC32C crc = new CRC32C();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }

    /** Makes {@code file} have just these lines, in one step, and goes on behind them. */
    static CheckedLines replace(Path file, List<String> lines) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel channel = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            write(channel, lines);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return new CheckedLines(file, FileChannel.open(file, StandardOpenOption.WRITE));
    }

    /** Adds {@code lines}; they are on the disk when it returns. Where it fails, nobody knows how much of them is. */
    void append(List<String> lines) throws IOException {
        if (!channel.isOpen()) {
            channel = FileChannel.open(file, StandardOpenOption.WRITE);
        }
        try {
            channel.truncate(wholeBytes); // half a line would take the next one with it
            channel.position(wholeBytes);
            write(channel, lines);
            wholeBytes = channel.position();
        } catch (IOException e) {
            channel.close(); // who knows where it stands
            throw e;
        }
    }

    private static void write(FileChannel channel, List<String> lines) throws IOException {
        StringBuilder text = new StringBuilder();
        lines.forEach(
                line -> text.append(checksum(line)).append(' ').append(line).append('\n'));
        ByteBuffer bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        channel.force(false);
    }

    long size() throws IOException {
        return Files.size(file);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
