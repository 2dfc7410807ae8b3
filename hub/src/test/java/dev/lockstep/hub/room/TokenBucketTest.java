package dev.lockstep.hub.room;

import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.lockstep.wire.Bounds;

import static org.assertj.core.api.Assertions.assertThat;

class TokenBucketTest {

    private static final long START = -5_000_000_000L; // a nano time may be negative

    private final TokenBucket bucket = new TokenBucket(new Bounds.Rate(10, 100), START);

    @Test
    @DisplayName("a burst may be spent at once, and then what comes in")
    void burst() {
        for (int i = 0; i < 100; i++) {
            assertThat(bucket.trySpend(START)).isTrue();
        }
        assertThat(bucket.trySpend(START)).isFalse();
        assertThat(bucket.trySpend(after(90))).isFalse();
        assertThat(bucket.trySpend(after(110))).isTrue();
        assertThat(bucket.trySpend(after(120))).isFalse();
    }

    @Test
    @DisplayName("no more than a burst is saved up")
    void full() {
        for (int i = 0; i < 100; i++) {
            assertThat(bucket.trySpend(after(1_000_000))).isTrue();
        }
        assertThat(bucket.trySpend(after(1_000_000))).isFalse();
    }

    @Test
    @DisplayName("what is overdrawn is paid by waiting")
    void overdrawn() {
        bucket.spend(100, START);
        assertThat(bucket.nanosUntilEven(START)).isZero();
        bucket.spend(20, START);
        assertThat(bucket.nanosUntilEven(START)).isEqualTo(TimeUnit.SECONDS.toNanos(2));
        assertThat(bucket.nanosUntilEven(after(1_500))).isEqualTo(TimeUnit.MILLISECONDS.toNanos(500));
        assertThat(bucket.nanosUntilEven(after(2_000))).isZero();
    }

    private static long after(long millis) {
        return START + TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
