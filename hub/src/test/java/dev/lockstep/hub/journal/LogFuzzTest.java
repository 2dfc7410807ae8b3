package dev.lockstep.hub.journal;

import java.nio.charset.StandardCharsets;

import com.code_intelligence.jazzer.junit.FuzzTest;

import dev.lockstep.model.Command;
import dev.lockstep.model.RoomSnapshot;
import dev.lockstep.model.Segment;
import dev.lockstep.wire.MalformedException;

import static org.assertj.core.api.Assertions.assertThat;

/** Any text in a log is read or refused; and what was read says the same when it is written and read again. */
class LogFuzzTest {

    @FuzzTest
    void text(byte[] input) throws MalformedException {
        String text = new String(input, StandardCharsets.UTF_8);
        command(text);
        snapshot(text);
        segment(text);
    }

    private static void command(String text) throws MalformedException {
        Command command;
        try {
            command = LogCodec.decodeCommand(text);
        } catch (MalformedException e) {
            return;
        }
        assertThat(LogCodec.decodeCommand(LogCodec.encode(command))).isEqualTo(command);
    }

    private static void snapshot(String text) throws MalformedException {
        RoomSnapshot snapshot;
        try {
            snapshot = LogCodec.decodeSnapshot(text);
        } catch (MalformedException e) {
            return;
        }
        assertThat(LogCodec.decodeSnapshot(LogCodec.encode(snapshot))).isEqualTo(snapshot);
    }

    private static void segment(String text) throws MalformedException {
        Segment segment;
        try {
            segment = LogCodec.decodeSegment(text);
        } catch (MalformedException e) {
            return;
        }
        assertThat(LogCodec.decodeSegment(LogCodec.encode(segment))).isEqualTo(segment);
    }
}
