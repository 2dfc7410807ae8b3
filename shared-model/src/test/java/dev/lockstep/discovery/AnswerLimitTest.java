package dev.lockstep.discovery;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Whom a hub answers that is looked for: somebody else can be named as the one who asked. */
class AnswerLimitTest {

    private static final long SECOND = 1_000_000_000L;

    private final AnswerLimit limit = new AnswerLimit();
    private List<Networks.Place> places;

    @BeforeEach
    void place() throws IOException {
        NetworkInterface any = NetworkInterface.networkInterfaces().findFirst().orElseThrow();
        places = List.of(
                new Networks.Place(any, InetAddress.getByName("192.168.1.5"), null, 24),
                new Networks.Place(any, InetAddress.getByName("fe80::5"), null, 64));
    }

    private long answered(String address, int questions, long from, long pause) throws IOException {
        InetAddress asks = InetAddress.getByName(address);
        long count = 0;
        for (int i = 0; i < questions; i++) {
            count += limit.mayAnswer(asks, places, from + i * pause) ? 1 : 0;
        }
        return count;
    }

    @Test
    @DisplayName("who is in the same network is answered, and nobody behind a router")
    void near() throws IOException {
        assertThat(answered("192.168.1.77", 1, 0, 0)).isEqualTo(1);
        assertThat(answered("fe80::1234", 1, 0, 0)).isEqualTo(1);
        for (String far : new String[] {"192.168.2.77", "8.8.8.8", "127.0.0.1", "2001:db8::1", "::1"}) {
            assertThat(answered(far, 10, 0, 0)).as(far).isZero();
        }
    }

    @Test
    @DisplayName(
            "of a flood of questions 200 a second are answered, whatever the clock shows, and the next second again")
    void flood() throws IOException {
        for (long begin : new long[] {0, 17 * SECOND, Long.MAX_VALUE - SECOND / 2}) {
            AnswerLimitTest fresh = new AnswerLimitTest();
            fresh.places = places;
            assertThat(fresh.answered("192.168.1.77", 10_000, begin, SECOND / 10_000))
                    .isEqualTo(200);
            assertThat(fresh.answered("192.168.1.77", 10_000, begin + SECOND, 0))
                    .isEqualTo(200);
            assertThat(fresh.answered("192.168.1.77", 199, begin + 2 * SECOND, 0))
                    .isEqualTo(199);
        }
    }

    @Test
    @DisplayName("questions from elsewhere use up nothing of what the neighbours have")
    void elsewhere() throws IOException {
        assertThat(answered("8.8.8.8", 10_000, 0, 0)).isZero();
        assertThat(answered("192.168.1.77", 10, 0, 0)).isEqualTo(10);
    }
}
