package dev.lockstep.hub.journal;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TrustedClockTest {

    private static final long START = 1_795_000_000_000L;
    private static final long HOUR = TimeUnit.HOURS.toMillis(1);
    private static final long DAY = TimeUnit.DAYS.toMillis(1);

    private final AtomicLong wall = new AtomicLong(START);
    private final AtomicLong nanos = new AtomicLong();

    private void pass(long millis) {
        wall.addAndGet(millis);
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    private TrustedClock from(long start) {
        return new TrustedClock(start, wall::get, nanos::get);
    }

    @Test
    @DisplayName("it is the time of day where that just passes")
    void passes() {
        TrustedClock clock = from(START);
        pass(HOUR);
        assertThat(clock.millis()).isEqualTo(START + HOUR);
    }

    @Test
    @DisplayName("a clock that is years ahead for an hour moves it by a day, and by nothing when it is set right")
    void yearsAhead() {
        TrustedClock clock = from(START);
        wall.addAndGet(3_650 * DAY);
        assertThat(clock.millis()).isEqualTo(START);
        pass(HOUR);
        assertThat(clock.millis()).isEqualTo(START + DAY);
        wall.addAndGet(-3_650 * DAY);
        assertThat(clock.millis()).isEqualTo(START + HOUR);
    }

    @Test
    @DisplayName("after weeks in which no hub ran it catches up within as many hours as those were days")
    void catchesUp() {
        TrustedClock clock = from(START - 14 * DAY);
        assertThat(clock.millis()).isEqualTo(START - 14 * DAY);
        pass(15 * HOUR);
        assertThat(clock.millis()).isEqualTo(wall.get());
    }

    @Test
    @DisplayName("where it was kept by a machine that was ahead, it begins at the time of day")
    void keptAhead() {
        assertThat(from(START + 100 * DAY).millis()).isEqualTo(START);
    }
}
