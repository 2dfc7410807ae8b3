package dev.lockstep.client;

import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** All that one needs to come in, in one link. */
class InviteTest {

    private static final Invite INVITE =
            new Invite("A".repeat(43), 7171, List.of("192.168.1.5", "fd00:0:0:0:0:0:0:2"), "open sesame é");

    @Test
    @DisplayName(
            "a link leads to the same hub, addresses and token, with blanks around it and in any case of its beginning")
    void roundTrip() {
        assertThat(Invite.of(INVITE.link())).isEqualTo(INVITE);
        assertThat(Invite.of(" \n" + INVITE.link().replace("lockstep://join", "LOCKSTEP://Join") + "\n"))
                .isEqualTo(INVITE);
        assertThat(INVITE.urls())
                .containsExactly("wss://192.168.1.5:7171/live", "wss://[fd00:0:0:0:0:0:0:2]:7171/live");
    }

    @Test
    @DisplayName(
            "a link that was cut off anywhere, or of which one letter is another, is told, and never read as something else")
    void damaged() {
        String link = INVITE.link();
        int start = "lockstep://join/".length();
        for (int end = start; end < link.length(); end++) {
            assertRefused(link.substring(0, end));
        }
        for (int at = start; at < link.length() - 1; at++) {
            char other = link.charAt(at) == 'x' ? 'y' : 'x';
            assertRefused(link.substring(0, at) + other + link.substring(at + 1));
        }
        assertRefused(link + "AAAA");
        assertRefused(link + "A".repeat(10_000));
    }

    private static void assertRefused(String link) {
        assertThatThrownBy(() -> Invite.of(link))
                .as(link)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("copy the whole link once more");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "lockstep:", "https://example.org/", "192.168.1.5"})
    @DisplayName("what is no invite is told to be none")
    void noInvite(String text) {
        assertThatThrownBy(() -> Invite.of(text)).hasMessageContaining("lockstep://join/");
    }

    @Test
    @DisplayName("the token of an invite is in no log, and more addresses than four are left out")
    void kept() {
        assertThat(INVITE.toString()).doesNotContain("sesame");
        Invite many =
                new Invite("A".repeat(43), 1, List.of("1.1.1.1", "2.2.2.2", "3.3.3.3", "4.4.4.4", "5.5.5.5"), "t");
        assertThat(Invite.of(many.link()).addresses()).hasSize(4);
        assertThatThrownBy(() -> new Invite("A".repeat(43), 1, List.of("office-pc"), "t"))
                .hasMessageContaining("in numbers");
    }
}
