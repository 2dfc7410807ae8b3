package dev.lockstep.hub.session;

import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FailedLoginsTest {

    private final FailedLogins guesses = new FailedLogins();

    @Test
    @DisplayName("each wrong token doubles the pause, up to a minute")
    void doubles() {
        assertThat(guesses.wrong("a", 0)).isEqualTo(125);
        assertThat(guesses.wrong("a", 0)).isEqualTo(250);
        for (int i = 0; i < 100; i++) {
            assertThat(guesses.wrong("a", 0)).isBetween(500L, 60_000L);
        }
        assertThat(guesses.wrong("a", 0)).isEqualTo(60_000);
        assertThat(guesses.wrong("b", 0)).isEqualTo(125);
    }

    @Test
    @DisplayName("nobody from an address is heard before the pause is over, and after ten minutes it is forgotten")
    void pauses() {
        guesses.wrong("a", 0);
        assertThat(guesses.pauseMillis("a", millis(25))).isEqualTo(100);
        assertThat(guesses.pauseMillis("a", millis(125))).isZero();
        assertThat(guesses.pauseMillis("b", millis(25))).isZero();
        assertThat(guesses.wrong("a", millis(600_001))).isEqualTo(125);
    }

    private static long millis(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
