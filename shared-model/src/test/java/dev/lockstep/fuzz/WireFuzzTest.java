package dev.lockstep.fuzz;

import java.nio.charset.StandardCharsets;

import com.code_intelligence.jazzer.junit.FuzzTest;

import dev.lockstep.wire.ClientNumbers;
import dev.lockstep.wire.CompactCodec;
import dev.lockstep.wire.Decoded;
import dev.lockstep.wire.HubDecoder;
import dev.lockstep.wire.HubMessage;
import dev.lockstep.wire.MalformedException;
import dev.lockstep.wire.WireCodec;

import static org.assertj.core.api.Assertions.assertThat;

/** Any text is a message or is told as none; and a message says the same when it is written and read again. */
class WireFuzzTest {

    @FuzzTest
    void text(byte[] input) throws MalformedException {
        String text = new String(input, StandardCharsets.UTF_8);
        fromClient(text);
        fromHub(text);
        compact(text);
    }

    private static void fromClient(String text) {
        Decoded decoded = WireCodec.decodeClient(text);
        if (decoded instanceof Decoded.Message message) {
            assertThat(WireCodec.decodeClient(WireCodec.encode(message.message())))
                    .isEqualTo(decoded);
        } else if (decoded instanceof Decoded.Invalid invalid) {
            assertThat(invalid.id()).isPositive(); // or nobody could be answered
        }
    }

    private static void fromHub(String text) throws MalformedException {
        HubMessage message;
        try {
            message = WireCodec.decodeHub(text);
        } catch (MalformedException e) {
            return;
        }
        if (message != null) {
            assertThat(WireCodec.decodeHub(WireCodec.encode(message))).isEqualTo(message);
        }
    }

    /** As it comes from a hub whose room has a number, and two clients. */
    private static void compact(String text) throws MalformedException {
        HubDecoder decoder = new HubDecoder();
        decoder.decode(
                "{\"type\":\"joined\",\"room\":\"r\",\"epoch\":\"e\",\"seq\":0,\"role\":\"editor\",\"locks\":[],\"members\":[],"
                        + "\"compact\":{\"room\":1,\"clients\":[\"a\",\"b\"]}}");
        HubMessage message;
        try {
            message = decoder.decode(text);
        } catch (MalformedException e) {
            return;
        }
        if (message instanceof HubMessage.Snapshot snapshot) {
            assertThat(decoder.decode(CompactCodec.encode(snapshot))).isEqualTo(snapshot);
        } else if (message instanceof HubMessage.Changes changes
                && text.strip().startsWith("[")
                && !changes.commits().isEmpty()) {
            assertThat(decoder.decode(CompactCodec.encode(1, changes, new ClientNumbers())))
                    .isEqualTo(changes);
        }
    }
}
