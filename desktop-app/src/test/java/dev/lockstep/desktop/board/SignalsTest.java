package dev.lockstep.desktop.board;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.lockstep.desktop.Hostile;
import dev.lockstep.desktop.board.shapes.Box;
import dev.lockstep.model.Json;

import static org.assertj.core.api.Assertions.assertThat;

/** Signals of others are read no faster than a frame can, and invitations are asked about, one at a time. */
class SignalsTest {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final SignalInbox inbox = new SignalInbox();
    private final Invitations invitations = new Invitations();

    private void add(String session, String what, String more) {
        inbox.add(session, Hostile.json("{\"board\":\"" + what + "\"" + more + "}"));
    }

    private List<String> read() {
        List<String> read = new ArrayList<>();
        inbox.read((session, signal) -> read.add(session + " " + SignalInbox.kind(signal)));
        return read;
    }

    @Test
    @DisplayName("of what a later signal makes pointless nothing is read; parts of a stroke are all read, in order")
    void coalesced() {
        for (int i = 0; i < 2_000; i++) {
            add("a", "moved", "");
            add("a", "come", "");
            add("b", "draws", ",\"shape\":{}");
        }
        add("c", "draws", ",\"points\":\"1 1 1\"");
        add("c", "draws", ",\"points\":\"2 2 1\"");
        assertThat(read()).containsExactly("a moved", "a come", "b draws", "c draws", "c draws");
        assertThat(inbox.isEmpty()).isTrue();
        add("c", "draws", ",\"points\":\"3 3 1\"");
        add("c", "drawn", "");
        assertThat(read()).containsExactly("c drawn");
    }

    @Test
    @DisplayName("a flood is bounded for each sender, in senders, in a frame, and in size; what is unknown is left out")
    void bounded() {
        for (int i = 0; i < 5_000; i++) {
            add("a", "laser", ",\"x\":" + i);
            add("s" + i, "laser", "");
        }
        inbox.add("x", Json.of(1));
        inbox.add("x", Hostile.json("{\"board\":[]}"));
        add("x", "dances", "");
        add("a", "draws", ",\"points\":\"" + "1 1 1 ".repeat(30_000) + "\"");
        int all = 0;
        List<String> frame;
        do {
            frame = read();
            all += frame.size();
            assertThat(frame)
                    .hasSizeLessThanOrEqualTo(SignalInbox.FRAME_SIGNALS)
                    .allMatch(each -> each.endsWith("laser"));
        } while (!frame.isEmpty());
        assertThat(all).isEqualTo(SignalInbox.WAITING_MAX + SignalInbox.SENDERS_MAX - 1);
        String points = "1 1 1 ".repeat(15_000);
        for (int i = 0; i < 20; i++) {
            add("a", "draws", ",\"points\":\"" + points + "\"");
        }
        assertThat(read()).hasSizeLessThan(10);
        assertThat(inbox.isEmpty()).isFalse();
    }

    private boolean offer(String client, long seconds) {
        return invitations.offer(
                new Invitations.Invitation(client, client, new Box(0, 0, seconds + 1, 1)), seconds * SECOND);
    }

    @Test
    @DisplayName("one invitation is shown at a time, and follows its sender; others don't wait behind it")
    void oneAtATime() {
        assertThat(offer("ada", 0)).isTrue();
        assertThat(offer("grace", 1)).isFalse();
        assertThat(offer("ada", 2)).isFalse();
        Invitations.Invitation accepted = invitations.answer(3 * SECOND);
        assertThat(accepted).isNotNull();
        assertThat(accepted.view().maxX()).isEqualTo(3);
        assertThat(invitations.current()).isNull();
    }

    @Test
    @DisplayName("fifty a second of one sender, or of many, are asked about now and then")
    void rate() {
        int asked = 0;
        for (int i = 0; i < 60 * 50; i++) {
            long nanos = i * SECOND / 50;
            if (invitations.offer(new Invitations.Invitation("ada", "Ada", new Box(0, 0, 1, 1)), nanos)) {
                asked++;
                invitations.answer(nanos);
            }
        }
        assertThat(asked).isEqualTo(6);
        asked = 0;
        for (int i = 0; i < 60 * 50; i++) {
            long nanos = 1_000 * SECOND + i * SECOND / 50;
            if (invitations.offer(new Invitations.Invitation("client" + i, "Ada", new Box(0, 0, 1, 1)), nanos)) {
                asked++;
                invitations.answer(nanos);
            }
        }
        assertThat(asked).isEqualTo(12);
    }

    @Test
    @DisplayName("who is muted is not heard until all are again; an invitation goes by itself")
    void muted() {
        assertThat(offer("ada", 0)).isTrue();
        invitations.mute(SECOND);
        assertThat(offer("ada", 1_000)).isFalse();
        assertThat(offer("grace", 1_001)).isTrue();
        assertThat(invitations.expire(1_002 * SECOND)).isFalse();
        assertThat(invitations.expire(1_030 * SECOND)).isTrue();
        assertThat(invitations.unmuteAll()).isTrue();
        assertThat(invitations.unmuteAll()).isFalse();
        assertThat(offer("ada", 2_000)).isTrue();
    }
}
