package dev.lockstep.client;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.lockstep.disk.Disk;
import dev.lockstep.disk.Reason;

/**
 * A log that is stored twice. Lines are on the disk when {@link #append} returns; their copy is written then too, and synced with
 * {@link #settle}: a power cut may cost the end of the copy, but not of the log, and damage to one of the files costs nothing. If
 * the copy can't be written, the log continues without it, and it is created again as soon as possible. Not safe for use by many
 * threads.
 */
final class OutboxLog implements AutoCloseable {

    private static final Logger LOG = System.getLogger(OutboxLog.class.getName());

    private final Disk disk;
    private final Path file;
    private final Path copy;
    private final long generation;
    private CheckedLines.Line last;
    private long wholeBytes; // where the last line that is known to be whole ends
    private Disk.@Nullable OpenFile channel; // opened with the first line that is added
    private Disk.@Nullable OpenFile copyChannel; // null where the copy is not as the log is

    private OutboxLog(Disk disk, Path file, long generation, CheckedLines.Line last, long wholeBytes) {
        this.disk = disk;
        this.file = file;
        this.copy = HubFiles.copyOf(file);
        this.generation = generation;
        this.last = last;
        this.wholeBytes = wholeBytes;
    }

    /**
     * Makes {@code file} have just these lines, at least one, in one step, and goes on behind them. Where it fails, the file is
     * as before: nothing that can fail comes after that step.
     */
    static OutboxLog begin(Disk disk, Path file, long generation, List<String> texts) throws IOException {
        List<CheckedLines.Line> lines = CheckedLines.number(generation, null, texts);
        byte[] content = CheckedLines.encode(lines);
        disk.replace(file, content);
        OutboxLog log = new OutboxLog(disk, file, generation, lines.get(lines.size() - 1), content.length);
        log.copy(content);
        return log;
    }

    /** Adds {@code texts}; they are on the disk when it returns. Where it fails, nobody knows how much of them is. */
    void append(List<String> texts) throws IOException {
        List<CheckedLines.Line> lines = CheckedLines.number(generation, last, texts);
        byte[] content = CheckedLines.encode(lines);
        Disk.OpenFile first = channel;
        if (first == null || !first.isOpen()) {
            first = disk.openForWriting(file);
            channel = first;
        }
        try {
            first.writeFrom(wholeBytes, content); // half a line would take the next one with it
            first.force();
        } catch (IOException e) {
            first.close(); // who knows where it stands
            throw e;
        }
        Disk.OpenFile second = copyChannel;
        try {
            if (second != null) {
                second.writeFrom(wholeBytes, content);
            }
        } catch (IOException e) {
            copyFailed(e);
        }
        wholeBytes += content.length;
        last = lines.get(lines.size() - 1);
    }

    /** The copy is on the disk too when it returns, where that is possible. */
    void settle() {
        Disk.OpenFile second = copyChannel;
        try {
            if (second != null) {
                second.force();
            } else {
                copy(Arrays.copyOf(disk.read(file), Math.toIntExact(wholeBytes)));
            }
        } catch (IOException e) {
            copyFailed(e);
        }
    }

    private void copy(byte[] content) {
        try {
            disk.replace(copy, content);
            copyChannel = disk.openForWriting(copy);
        } catch (IOException e) {
            copyFailed(e);
        }
    }

    /** A copy that is not as the log is could be taken for its end; without one, the log is believed. */
    private void copyFailed(IOException failure) {
        LOG.log(Level.DEBUG, () -> file + " has no copy now: " + Reason.withoutFile(failure));
        Disk.OpenFile second = copyChannel;
        copyChannel = null;
        try {
            if (second != null) {
                second.close();
            }
            disk.deleteIfExists(copy);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "the copy of " + file + " is left as it is", e);
        }
    }

    long size() {
        return wholeBytes;
    }

    @Override
    public void close() throws IOException {
        Disk.OpenFile second = copyChannel;
        if (second != null) {
            second.close();
        }
        Disk.OpenFile first = channel;
        if (first != null) {
            first.close();
        }
    }
}
