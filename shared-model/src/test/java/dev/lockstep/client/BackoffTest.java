package dev.lockstep.client;

import java.util.Random;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BackoffTest {

    private final Backoff backoff = new Backoff(new Random(7));

    @Test
    @DisplayName("pauses double from 100 ms to 5 s, spread by 30 %, and start anew after a success")
    void pauses() {
        for (int round = 0; round < 2; round++) {
            long expected = 100;
            for (int i = 0; i < 12; i++) {
                assertThat(backoff.next()).isBetween(expected * 7 / 10, expected * 13 / 10);
                expected = Math.min(5_000, expected * 2);
            }
            backoff.reset();
        }
    }

    @Test
    @DisplayName("two clients don't come as one")
    void spread() {
        Backoff other = new Backoff(new Random(123_456_789));
        assertThat(other.next()).isNotEqualTo(backoff.next());
    }
}
