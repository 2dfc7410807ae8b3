package dev.lockstep.hub.room;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.LongStream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.lockstep.model.Commit;
import dev.lockstep.wire.HubMessage;
import dev.lockstep.wire.WireCodec;

import static org.assertj.core.api.Assertions.assertThat;

class FrameLogTest {

    private static final int BYTES = 500;

    private final FrameLog log = new FrameLog(10 * BYTES);

    @Test
    @DisplayName("frames are found by position, and those yet to come are not gone")
    void positions() {
        Frame first = frame(1, 1);
        Frame second = frame(2, 2);
        log.append(first);
        log.append(second);

        assertThat(log.at(0)).isSameAs(first);
        assertThat(log.at(1)).isSameAs(second);
        assertThat(log.at(2)).isNull();
        assertThat(log.end()).isEqualTo(2);
        assertThat(log.isGone(0)).isFalse();
        assertThat(log.isGone(2)).isFalse();
    }

    @Test
    @DisplayName("what is beyond the bound falls off at the old end")
    void bounded() {
        for (int i = 1; i <= 10_000; i++) {
            log.append(frame(i, i));
        }

        assertThat(log.end()).isEqualTo(10_000);
        assertThat(log.isGone(9_989)).isTrue();
        assertThat(log.isGone(9_990)).isFalse();
        assertThat(log.at(9_989)).isNull();
        assertThat(LongStream.range(9_990, 10_000)).allMatch(i -> {
            Frame frame = log.at(i);
            return frame != null && frame.firstSeq() == i + 1;
        });
    }

    @Test
    @DisplayName("the newest frame is kept, however large")
    void newest() {
        log.append(frame(1, 1));
        Frame huge = frame(ByteBuffer.allocate(100 * BYTES), 2, 2);
        log.append(huge);

        assertThat(log.isGone(0)).isTrue();
        assertThat(log.at(1)).isSameAs(huge);
        log.append(frame(3, 3));
        assertThat(log.isGone(1)).isTrue();
    }

    @Test
    @DisplayName(
            "[RM3] the commits after a seq are found, also from the middle of a frame and past frames without commits")
    void commitsAfter() {
        log.append(frame(1, 3));
        log.append(passing());
        log.append(frame(4, 4));
        log.append(passing());
        log.append(frame(5, 8));
        log.append(passing());

        for (long seq = 0; seq <= 8; seq++) {
            assertThat(log.commitsAfter(seq, 8))
                    .extracting(Commit::seq)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(seq + 1, 8).boxed().toList());
        }
    }

    @Test
    @DisplayName("[RM3] where not every commit after a seq is here, none is given")
    void notAllHere() {
        assertThat(log.commitsAfter(0, 0)).isEmpty();
        assertThat(log.commitsAfter(4, 5)).isNull();
        log.append(frame(6, 7));
        assertThat(log.commitsAfter(4, 7)).isNull();
        assertThat(log.commitsAfter(5, 7)).hasSize(2);
        for (int i = 8; i <= 30; i++) {
            log.append(frame(i, i));
        }
        assertThat(log.commitsAfter(19, 30)).isNull();
        assertThat(log.commitsAfter(20, 30)).hasSize(10);
        log.append(frame(33, 33)); // 31 and 32 were never told
        assertThat(log.commitsAfter(30, 33)).isNull();
        assertThat(log.commitsAfter(32, 33)).hasSize(1);
    }

    /** All frames are equally large. */
    private static Frame frame(long from, long to) {
        String changes = WireCodec.encode(new HubMessage.Changes(
                "lobby",
                LongStream.rangeClosed(from, to).mapToObj(FrameLogTest::commit).toList()));
        ByteBuffer bytes =
                ByteBuffer.wrap(String.format("%-" + BYTES + "s", changes).getBytes(StandardCharsets.UTF_8));
        assertThat(bytes.remaining()).isEqualTo(BYTES);
        return frame(bytes, from, to);
    }

    private static Frame frame(ByteBuffer plain, long from, long to) {
        return new Frame(plain, null, List.of(), "lobby", from, to, null);
    }

    private static Frame passing() {
        return frame(ByteBuffer.allocate(1), 0, 0);
    }

    private static Commit commit(long seq) {
        return new Commit(seq, "c", seq, 0, List.of(), List.of(), false);
    }
}
