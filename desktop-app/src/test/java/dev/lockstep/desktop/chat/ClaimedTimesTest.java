package dev.lockstep.desktop.chat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ClaimedTimesTest {

    private static final long DAY = 86_400_000;
    private static final long MINUTE = 60_000;

    @Test
    @DisplayName("an author whose clock is a year fast or slow does not mix the days of what others said around")
    void outliers() {
        long[] claimed = new long[20];
        long[] right = new long[20];
        for (int i = 0; i < claimed.length; i++) {
            right[i] = 1_000 * DAY + i * MINUTE;
            claimed[i] = right[i] + (i % 4 == 1 ? 365 * DAY : i % 7 == 3 ? -365 * DAY : 0);
        }
        long[] times = ClaimedTimes.plausible(claimed, 2_000 * DAY);
        for (int i = 0; i < claimed.length; i++) {
            assertThat(times[i]).as("message %d", i).isBetween(right[i] - 10 * MINUTE, right[i] + 10 * MINUTE);
        }
    }

    @Test
    @DisplayName("a pause of days is one, and nothing is later than what the hub knows")
    void pauses() {
        long[] claimed = {0, MINUTE, 2 * MINUTE, 3 * MINUTE, 4 * DAY, 4 * DAY + 1, 4 * DAY + 2, 4 * DAY + 3};
        assertThat(ClaimedTimes.plausible(claimed, 5 * DAY)).isEqualTo(claimed);
        long[] days = {0, DAY, 3 * DAY, 10 * DAY, 11 * DAY, 30 * DAY};
        assertThat(ClaimedTimes.plausible(days, 50 * DAY)).isEqualTo(days);
        assertThat(ClaimedTimes.plausible(new long[] {9 * DAY}, 5 * DAY)).containsExactly(5 * DAY);
        assertThat(ClaimedTimes.plausible(new long[0], 5 * DAY)).isEmpty();
    }
}
