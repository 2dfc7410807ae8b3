package dev.lockstep.client;

import java.net.InetAddress;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.lockstep.client.LivenessMonitor.Finding;

import static org.assertj.core.api.Assertions.assertThat;

/** When a connection is doubted, and when it is dead. */
class LivenessMonitorTest {

    private static final long HOUR = TimeUnit.HOURS.toMillis(1);
    private static final Set<InetAddress> HOME = Set.of(address(1));
    private static final Set<InetAddress> CAFE = Set.of(address(2));
    private static final Set<InetAddress> HOME_AND_WIRE = Set.of(address(1), address(3));

    private long wall = 1_790_000_000_000L;
    private long nanos = Long.MAX_VALUE - 5; // it may run over at any time
    private @Nullable Set<InetAddress> addresses = HOME;
    private boolean listening = true;
    private final LivenessMonitor monitor = new LivenessMonitor(wall, nanos);

    @BeforeEach
    void begin() {
        monitor.beginAnew();
        assertThat(lookAfter(1_000)).isEqualTo(Finding.FINE);
    }

    @Test
    @DisplayName("a hub that is heard is never doubted")
    void heard() {
        for (int i = 0; i < 100; i++) {
            monitor.heard();
            assertThat(lookAfter(1_000)).isEqualTo(Finding.FINE);
        }
    }

    @Test
    @DisplayName("a hub that is not heard for more than 10 s is silent")
    void silent() {
        monitor.heard();
        looks(11, Finding.FINE);
        assertThat(lookAfter(1_000)).isEqualTo(Finding.SILENT);
    }

    @Test
    @DisplayName("a new connection begins with no silence")
    void beginAnew() {
        monitor.heard();
        looks(11, Finding.FINE);
        monitor.beginAnew();
        looks(10, Finding.FINE);
        assertThat(lookAfter(1_000)).isEqualTo(Finding.SILENT);
    }

    @Test
    @DisplayName("while this side reads nothing, silence is not the hub's")
    void notListening() {
        listening = false;
        looks(100, Finding.FINE);
        listening = true;
        looks(10, Finding.FINE);
        assertThat(lookAfter(1_000)).isEqualTo(Finding.SILENT);
    }

    @ParameterizedTest
    @CsvSource({
        "1000, 3600000", // asleep, and the steady clock stood still: Linux, macOS
        "3600000, 3600000", // asleep, and it ran on: Windows
        "4000, 4000",
        "1000, -3600000", // somebody set the clock back
        "1000, 86400000",
        "-3600000, 1000",
        "1000, -1500",
        "1000, 3500"
    })
    @DisplayName("a clock that goes on by much more or less than the pause raises a doubt")
    void jumps(long steadyMillis, long wallMillis) {
        assertThat(look(steadyMillis, wallMillis)).isEqualTo(Finding.DOUBTFUL);
        assertThat(monitor.doubt()).contains("slept", "clock");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 700, 1_000, 1_300, 2_900})
    @DisplayName("a busy thread raises no doubt")
    void busy(long millis) {
        assertThat(lookAfter(millis)).isEqualTo(Finding.FINE);
    }

    @Test
    @DisplayName("an address that is gone or new raises a doubt, once")
    void addresses() {
        for (Set<InetAddress> now : Set.of(CAFE, HOME_AND_WIRE, Set.<InetAddress>of())) {
            addresses = HOME;
            lookAndAnswer();
            looks(2, Finding.FINE);

            addresses = now;

            assertThat(lookAfter(1_000)).isEqualTo(Finding.DOUBTFUL);
            assertThat(monitor.doubt()).contains("addresses");
            monitor.answered();
            looks(10, Finding.FINE);
        }
    }

    @Test
    @DisplayName("addresses that aren't known change nothing, and what changed meanwhile is noticed")
    void unknownAddresses() {
        LivenessMonitor fresh = new LivenessMonitor(wall, nanos);
        assertThat(fresh.check(wall, nanos, null, true)).isEqualTo(Finding.FINE);
        assertThat(fresh.check(wall, nanos, HOME, true)).isEqualTo(Finding.FINE);
        assertThat(fresh.check(wall, nanos, null, true)).isEqualTo(Finding.FINE);
        assertThat(fresh.check(wall, nanos, CAFE, true)).isEqualTo(Finding.DOUBTFUL);
    }

    @Test
    @DisplayName("who doesn't answer in doubt is dead after 2 s")
    void unanswered() {
        look(1_000, HOUR);
        assertThat(lookAfter(1_000)).isEqualTo(Finding.FINE);
        assertThat(lookAfter(1_000)).isEqualTo(Finding.UNANSWERED);
    }

    @Test
    @DisplayName("an answer ends the doubt")
    void answered() {
        look(1_000, HOUR);
        assertThat(lookAfter(1_000)).isEqualTo(Finding.FINE);
        monitor.answered();
        looks(11, Finding.FINE);
        assertThat(lookAfter(1_000)).isEqualTo(Finding.SILENT);
    }

    @Test
    @DisplayName("what had arrived before the sleep is no answer")
    void heardButNotAnswered() {
        look(1_000, HOUR);
        monitor.heard();
        looks(2, Finding.FINE);
        assertThat(lookAfter(1_000)).isEqualTo(Finding.UNANSWERED);
    }

    @Test
    @DisplayName("an answer may take its time behind a large frame that is coming in")
    void answerBehindLargeFrame() {
        look(1_000, HOUR);
        for (int i = 0; i < 30; i++) {
            monitor.heard();
            assertThat(lookAfter(1_000)).isEqualTo(Finding.FINE);
        }
        monitor.answered();
        looks(3, Finding.FINE);
    }

    @Test
    @DisplayName("an answer from before the doubt doesn't end it")
    void oldAnswer() {
        monitor.answered();
        look(1_000, HOUR);
        looks(1, Finding.FINE);
        assertThat(lookAfter(1_000)).isEqualTo(Finding.UNANSWERED);
    }

    @Test
    @DisplayName("an hour asleep is no silence: only what is looked through counts")
    void sleepIsNoSilence() {
        assertThat(look(HOUR, HOUR)).isEqualTo(Finding.DOUBTFUL);
        assertThat(look(HOUR, HOUR)).isEqualTo(Finding.FINE); // asleep again, in the middle of the doubt
        monitor.answered();
        looks(5, Finding.FINE);
    }

    @Test
    @DisplayName("a clock that jumps all the time neither breaks a good connection nor hides a dead one")
    void restlessClock() {
        for (int i = 0; i < 50; i++) {
            assertThat(look(1_000, i % 2 == 0 ? HOUR : -HOUR)).isEqualTo(Finding.DOUBTFUL);
            monitor.answered();
        }
        assertThat(look(1_000, HOUR)).isEqualTo(Finding.DOUBTFUL);
        assertThat(look(1_000, -HOUR)).isEqualTo(Finding.FINE);
        assertThat(look(1_000, HOUR)).isEqualTo(Finding.UNANSWERED);
    }

    @Test
    @DisplayName("a pause between two attempts has no doubt of before, so that a new address can end it")
    void doubtDiesWithConnection() {
        look(1_000, HOUR);
        monitor.beginAnew();
        addresses = CAFE;
        assertThat(lookAfter(1_000)).isEqualTo(Finding.DOUBTFUL);
    }

    // ---- helpers

    private void lookAndAnswer() {
        lookAfter(1_000);
        monitor.answered();
    }

    private void looks(int count, Finding expected) {
        for (int i = 0; i < count; i++) {
            assertThat(lookAfter(1_000)).as("look %d", i + 1).isEqualTo(expected);
        }
    }

    private Finding lookAfter(long millis) {
        return look(millis, millis);
    }

    private Finding look(long steadyMillis, long wallMillis) {
        nanos += TimeUnit.MILLISECONDS.toNanos(steadyMillis);
        wall += wallMillis;
        return monitor.check(wall, nanos, addresses, listening);
    }

    private static InetAddress address(int last) {
        try {
            return InetAddress.getByAddress(new byte[] {10, 0, 0, (byte) last});
        } catch (java.net.UnknownHostException e) {
            throw new AssertionError(e);
        }
    }
}
