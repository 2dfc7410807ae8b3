package dev.lockstep.hub.room;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StorageHealthTest {

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000); // about to wrap around
    private final List<Boolean> told = new ArrayList<>();
    private final StorageHealth health = new StorageHealth(told::add, nanos::get);

    private void pass(long millis) {
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    @Test
    @DisplayName("it is well again when a commit succeeded after a pause, and nothing failed in between")
    void wellAgain() {
        health.failed();
        health.succeeded(); // a smaller one, of another room
        assertThat(told).containsExactly(false);
        pass(health.pauseMillis());
        assertThat(told).containsExactly(false);
        health.succeeded();
        assertThat(told).containsExactly(false, true);
        assertThat(health.isStoring()).isTrue();
    }

    @Test
    @DisplayName("a disk that takes small commits and refuses large ones for a minute is told a few times only")
    void nearlyFull() {
        for (int i = 0; i < 6_000; i++) {
            health.failed();
            pass(5);
            health.succeeded();
            pass(5);
        }
        assertThat(told).containsExactly(false);
    }

    @Test
    @DisplayName("where each attempt succeeds and what follows it fails, pauses grow, and it is told ever more rarely")
    void comesAndGoes() {
        for (long passed = 0; passed < 60_000; passed += health.pauseMillis()) {
            health.failed();
            pass(health.pauseMillis());
            health.succeeded();
        }
        assertThat(told).hasSizeBetween(4, 24);
        assertThat(health.pauseMillis()).isEqualTo(15_000);
    }

    @Test
    @DisplayName("many rooms that fail at once are one failure, and after a calm minute the next is a new trouble")
    void pauses() {
        long first = pauseAfterFailure();
        for (int i = 0; i < 1_000; i++) {
            health.failed();
        }
        assertThat(health.pauseMillis()).isEqualTo(first);
        pass(first);
        assertThat(pauseAfterFailure()).isEqualTo(2 * first);
        pass(60_000);
        assertThat(pauseAfterFailure()).isEqualTo(first);
    }

    private long pauseAfterFailure() {
        health.failed();
        return health.pauseMillis();
    }
}
