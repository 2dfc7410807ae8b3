package dev.lockstep.hub.room;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.lockstep.model.Commit;
import dev.lockstep.wire.HubMessage;

/**
 * The latest frames of a room, by position. Each member reads it at its own pace; nothing is queued per member. Frames beyond the bound are
 * dropped, oldest first, and a member that has not read them yet is sent a snapshot instead.
 *
 * <p>Written by the room's loop, read by many writers.
 */
final class FrameLog {

    /**
     * Bytes of commits after which another frame is begun: members handle a frame in one go, on the thread that draws their windows.
     */
    private static final int FRAME_COMMITS_BYTES = 64 * 1_024;

    private final long bytesMax;
    private final List<Frame> frames =
            new ArrayList<>(); // a ring would save a copy now and then, and cost its index sums
    private int firstIndex;
    private long firstPosition;
    private long bytes;

    /** @param bytesMax how many bytes of frames are kept, but always the newest frame */
    FrameLog(long bytesMax) {
        this.bytesMax = bytesMax;
    }

    /**
     * Appends {@code commits} of {@code room}, in one frame where they are not too many for one.
     *
     * @param authors names that not all members know, by client; told with the first frame
     * @param forms in which they are encoded
     */
    void append(String room, List<Commit> commits, Map<String, String> authors, Forms forms) {
        int from = 0;
        long size = 0;
        for (int i = 0; i < commits.size(); i++) {
            size += commits.get(i).roughBytes();
            if (size >= FRAME_COMMITS_BYTES || i + 1 == commits.size()) {
                append(forms.encode(
                        new HubMessage.Changes(room, commits.subList(from, i + 1), from == 0 ? authors : Map.of())));
                from = i + 1;
                size = 0;
            }
        }
    }

    synchronized void append(Frame frame) {
        frames.add(frame);
        bytes += frame.size();
        while (bytes > bytesMax && size() > 1) {
            bytes -= frames.get(firstIndex).size();
            firstIndex++;
            firstPosition++;
        }
        if (firstIndex > 1_024 && firstIndex > frames.size() / 2) {
            frames.subList(0, firstIndex).clear();
            firstIndex = 0;
        }
    }

    /** Where the next frame will be. */
    synchronized long end() {
        return firstPosition + size();
    }

    /** Whether the frame at {@code position} has fallen off. */
    synchronized boolean isGone(long position) {
        return position < firstPosition;
    }

    /** The frame at {@code position}, null where it is yet to come or has fallen off. */
    synchronized @Nullable Frame at(long position) {
        long index = position - firstPosition;
        return index < 0 || index >= size() ? null : frames.get(firstIndex + (int) index);
    }

    /**
     * All commits after {@code seq}, null where they are not all here. Each frame is read when the first of its commits is asked for.
     */
    synchronized @Nullable Stream<Commit> commitsAfter(long seq, long lastSeq) {
        Deque<Frame> missed = new ArrayDeque<>();
        long wanted = lastSeq;
        for (int i = frames.size() - 1; i >= firstIndex && wanted > seq; i--) {
            Frame frame = frames.get(i);
            if (frame.hasCommits()) {
                if (frame.lastSeq() != wanted) {
                    return null;
                }
                missed.addFirst(frame);
                wanted = frame.firstSeq() - 1;
            }
        }
        return wanted > seq
                ? null
                : missed.stream().flatMap(frame -> frame.commits().stream()).filter(commit -> commit.seq() > seq);
    }

    private int size() {
        return frames.size() - firstIndex;
    }
}
