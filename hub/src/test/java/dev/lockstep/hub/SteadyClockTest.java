package dev.lockstep.hub;

import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SteadyClockTest {

    private final AtomicLong wall = new AtomicLong(1_000_000);
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5_000_000); // about to wrap around
    private final SteadyClock clock = new SteadyClock(wall::get, nanos::get);

    private void pass(long millis) {
        wall.addAndGet(millis);
        nanos.addAndGet(millis * 1_000_000);
    }

    @Test
    @DisplayName("it is the time of day")
    void wallClock() {
        pass(10);
        assertThat(clock.millis()).isEqualTo(1_000_010);
    }

    @Test
    @DisplayName("where the machine's clock is set back, it goes on, and at the same pace")
    void setBack() {
        pass(10);
        assertThat(clock.millis()).isEqualTo(1_000_010);
        wall.addAndGet(-600_000);
        assertThat(clock.millis()).isEqualTo(1_000_010);
        pass(2_500);
        assertThat(clock.millis()).isEqualTo(1_002_510);
    }

    @Test
    @DisplayName("where it is set forward, it follows")
    void setForward() {
        wall.addAndGet(600_000);
        assertThat(clock.millis()).isEqualTo(1_600_000);
    }

    @Test
    @DisplayName("what it skips is counted, small corrections are not")
    void skipped() {
        pass(500);
        wall.addAndGet(20);
        clock.millis();
        assertThat(clock.skippedMillis()).isZero();
        wall.addAndGet(600_000); // the machine slept
        pass(1_000);
        clock.millis();
        assertThat(clock.skippedMillis()).isEqualTo(600_000);
        wall.addAndGet(-300_000);
        pass(1_000);
        clock.millis();
        assertThat(clock.skippedMillis()).isEqualTo(600_000);
    }

    @Test
    @DisplayName("asked often, it loses nothing")
    void askedOften() {
        wall.addAndGet(-600_000);
        for (int i = 0; i < 1_000; i++) {
            nanos.addAndGet(300_000); // a third of a millisecond
            clock.millis();
        }
        assertThat(clock.millis()).isEqualTo(1_000_300);
    }

    @Test
    @DisplayName("how far it is ahead of a clock that was set back, or set forward for a while, is known")
    void ahead() {
        pass(500);
        wall.addAndGet(-20); // a correction
        clock.millis();
        assertThat(clock.aheadMillis()).isZero();
        wall.addAndGet(600_000);
        clock.millis();
        assertThat(clock.aheadMillis()).isZero();
        wall.addAndGet(-600_000);
        pass(1_000);
        assertThat(clock.millis() - clock.aheadMillis()).isEqualTo(wall.get());
        wall.addAndGet(100_000);
        assertThat(clock.millis() - clock.aheadMillis()).isEqualTo(wall.get());
        wall.addAndGet(10_000_000);
        assertThat(clock.millis()).isEqualTo(wall.get());
        assertThat(clock.aheadMillis()).isZero();
    }
}
