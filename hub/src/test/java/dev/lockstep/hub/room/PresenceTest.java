package dev.lockstep.hub.room;

import java.util.Objects;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.lockstep.model.Json;
import dev.lockstep.wire.Bounds;
import dev.lockstep.wire.HubMessage;

import static org.assertj.core.api.Assertions.assertThat;

class PresenceTest {

    private static final long FRAME_NANOS = 1_000_000_000L / 30;

    private final Presence presence = new Presence("lobby", count -> {}, new Bounds.Rate(10_000, 10_000), 0);

    @Test
    @DisplayName("[NS3] the first news goes out at once, the next after a thirtieth of a second, gathered")
    void gathered() {
        presence.enter(member("s1"));
        assertThat(frame(0).members()).hasSize(1);
        presence.show("s1", Json.of(1));
        presence.show("s1", Json.of(2));
        presence.enter(member("s2"));

        assertThat(presence.takeFrame("lobby", FRAME_NANOS - 1)).isNull();
        assertThat(presence.nanosToFrame(FRAME_NANOS - 1)).isEqualTo(1);
        assertThat(frame(FRAME_NANOS).members())
                .extracting(HubMessage.Member::value)
                .containsExactly(Json.of(2), Json.ofNull());
        assertThat(presence.nanosToFrame(FRAME_NANOS)).isNegative();
    }

    @Test
    @DisplayName("[BD10] frames that tell much come less often, and lose nothing")
    void slower() {
        presence.enter(member("s1"));
        presence.enter(member("s2"));
        frame(0);
        presence.sent(10_000, 0); // to two members, from a burst of 10,000 a second

        presence.show("s1", Json.of(1));
        presence.show("s1", Json.of(2));

        assertThat(presence.takeFrame("lobby", 900_000_000L)).isNull();
        assertThat(frame(1_000_000_000L).members())
                .extracting(HubMessage.Member::value)
                .containsExactly(Json.of(2));
    }

    @Test
    @DisplayName("what changes nothing is no news")
    void noNews() {
        presence.enter(member("s1"));
        presence.show("s1", Json.of(1));
        frame(0);

        presence.show("s1", Json.of(1.0));
        presence.enter(member("s1"));
        presence.show("nobody", Json.of(1));
        presence.leave("nobody");

        assertThat(presence.nanosToFrame(0)).isNegative();
    }

    @Test
    @DisplayName("[NS4] who left is listed once, and no more among the members")
    void left() {
        presence.enter(member("s1"));
        frame(0);
        presence.show("s1", Json.of(1));
        presence.leave("s1");

        HubMessage.Presence frame = frame(FRAME_NANOS);
        assertThat(frame.left()).containsExactly("s1");
        assertThat(frame.members()).isEmpty();
        assertThat(presence.members()).isEmpty();
    }

    @Test
    @DisplayName("who left and is back before the next frame is told as here")
    void leftAndBack() {
        presence.enter(member("s1"));
        frame(0);
        presence.leave("s1");
        presence.enter(member("s1"));

        HubMessage.Presence frame = frame(FRAME_NANOS);
        assertThat(frame.left()).isEmpty();
        assertThat(frame.members()).hasSize(1);
    }

    @Test
    @DisplayName("[OP9] what a member showed lives on when it enters again, under a new name too")
    void entersAgain() {
        presence.enter(member("s1"));
        presence.show("s1", Json.of(7));
        presence.enter(new Member("s1", "client", "Grace", "#000000"));

        assertThat(presence.members())
                .containsExactly(new HubMessage.Member("s1", "client", "Grace", "#000000", Json.of(7)));
    }

    private HubMessage.Presence frame(long nanoTime) {
        return Objects.requireNonNull(presence.takeFrame("lobby", nanoTime));
    }

    private static Member member(String session) {
        return new Member(session, "client", "Ada", "#ffffff");
    }
}
