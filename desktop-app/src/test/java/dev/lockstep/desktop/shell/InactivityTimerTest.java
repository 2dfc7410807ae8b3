package dev.lockstep.desktop.shell;

import java.util.ArrayDeque;
import java.util.Queue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class InactivityTimerTest {

    private static final long MILLIS = 300_000;

    private record Planned(long atMillis, Runnable task) {}

    private final Queue<Planned> planned = new ArrayDeque<>();
    private long nowMillis = 5;
    private int noticed;
    private final InactivityTimer timer = new InactivityTimer(
            MILLIS,
            () -> nowMillis * 1_000_000,
            (millis, task) -> planned.add(new Planned(nowMillis + millis, task)),
            () -> noticed++);

    private void passTo(long millis) {
        while (!planned.isEmpty() && planned.element().atMillis() <= millis) {
            nowMillis = planned.element().atMillis();
            planned.remove().task().run();
        }
        nowMillis = millis;
    }

    @Test
    @DisplayName("it is noticed once, so long after the last that was done, and one check waits at a time")
    void noticed() {
        assertThat(timer.isActive()).isFalse();
        timer.restart();
        for (int i = 0; i < 1_000; i++) {
            nowMillis += 200;
            timer.restart();
            assertThat(planned).hasSize(1);
        }
        long last = nowMillis;
        passTo(last + MILLIS - 1);
        assertThat(timer.isActive()).isTrue();
        passTo(last + MILLIS + 10);
        assertThat(timer.isActive()).isFalse();
        passTo(last + 10 * MILLIS);
        assertThat(noticed).isEqualTo(1);
        assertThat(planned).isEmpty();

        timer.restart();
        assertThat(timer.isActive()).isTrue();
    }

    @Test
    @DisplayName("one that was stopped notices nothing")
    void stopped() {
        timer.restart();
        timer.stop();
        passTo(2 * MILLIS);
        assertThat(noticed).isZero();
    }
}
