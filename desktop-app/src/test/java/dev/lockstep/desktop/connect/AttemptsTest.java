package dev.lockstep.desktop.connect;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Timeout(60)
class AttemptsTest {

    private static final Duration SHORT = Duration.ofMillis(1);
    private static final Duration LONG = Duration.ofHours(1);

    private final AtomicInteger count = new AtomicInteger();

    @Test
    @DisplayName("the first attempt is made at once, and is the last where it succeeds")
    void first() throws Exception {
        assertThat(Attempts.repeat(count::incrementAndGet, LONG, LONG)).isEqualTo(1);
        assertThat(count).hasValue(1);
    }

    @Test
    @DisplayName("others follow until one has a result")
    void result() throws Exception {
        assertThat(Attempts.repeat(() -> count.incrementAndGet() < 4 ? null : "the fourth", SHORT, LONG))
                .isEqualTo("the fourth");
    }

    @Test
    @DisplayName("or until the time is over")
    void patience() throws Exception {
        String result = Attempts.repeat(
                () -> {
                    count.incrementAndGet();
                    return null;
                },
                SHORT,
                Duration.ZERO);
        assertThat(result).isNull();
        assertThat(count).hasValue(1);
    }

    @Test
    @DisplayName("or until one fails")
    void failure() {
        assertThatThrownBy(() -> Attempts.repeat(
                        () -> {
                            if (count.incrementAndGet() == 2) {
                                throw new IllegalArgumentException("no use");
                            }
                            return null;
                        },
                        SHORT,
                        LONG))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no use");
    }

    @Test
    @DisplayName("or until the thread is interrupted, however long the pause is")
    void interrupted() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> Attempts.repeat(() -> null, LONG, LONG)).isInstanceOf(InterruptedException.class);
    }
}
