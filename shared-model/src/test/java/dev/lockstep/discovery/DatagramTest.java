package dev.lockstep.discovery;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What is said in the local network. */
class DatagramTest {

    private static final Announcement ADA =
            new Announcement("A".repeat(43), 7171, "Ada \"é😀\"", "office-pc", "#c0392b");

    @ParameterizedTest
    @EnumSource(Way.class)
    @DisplayName("questions and answers come back as they were sent, in each way")
    void roundTrip(Way way) {
        for (Datagram datagram : List.of(new Datagram.Question(way), new Datagram.Answer(way, ADA))) {
            assertThat(Datagram.decode(new String(datagram.encode(), StandardCharsets.UTF_8)))
                    .isEqualTo(datagram);
            assertThat(datagram.encode()).hasSizeLessThan(Datagram.BYTES_MAX);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "[]",
                "{}",
                "{\"lockstep\":2,\"type\":\"find\",\"way\":\"site\"}",
                "{\"lockstep\":1,\"type\":\"find\",\"way\":\"pigeon\"}",
                "{\"lockstep\":1,\"type\":\"shout\",\"way\":\"site\"}",
                "{\"lockstep\":1,\"type\":\"hub\",\"way\":\"site\",\"hub\":\"short\",\"port\":7171}",
                "{\"lockstep\":1,\"type\":\"hub\",\"way\":\"site\",\"hub\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\",\"port\":0}",
                "{\"lockstep\":1,\"type\":\"hub\",\"way\":\"site\",\"hub\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\",\"port\":7171.5}",
                "{\"lockstep\":1,\"type\":\"hub\",\"way\":\"site\",\"hub\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\",\"port\":1e300}"
            })
    @DisplayName("[DI2] what others send to the port is no datagram of ours, and harms nobody")
    void strange(String text) {
        assertThat(Datagram.decode(text)).isNull();
    }

    @Test
    @DisplayName("any change of any byte is read as something, or as nothing")
    void damaged() {
        byte[] good = new Datagram.Answer(Way.SITE_GROUP, ADA).encode();
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 20_000; i++) {
            byte[] bad = good.clone();
            bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
            Datagram read = Datagram.decode(new String(bad, StandardCharsets.UTF_8));
            if (read instanceof Datagram.Answer answer) {
                assertThat(answer.hub().port()).isBetween(1, 65_535);
            }
        }
        assertThat(Datagram.decode(" ".repeat(Datagram.BYTES_MAX) + "{}")).isNull();
    }

    @Test
    @DisplayName("long names are cut between characters, colours that are none are left out")
    void bounded() {
        Announcement long60 = new Announcement("A".repeat(43), 1, "😀".repeat(1_000), "x".repeat(1_000), "red;evil");
        assertThat(long60.name()).isEqualTo("😀".repeat(60));
        assertThat(long60.machine()).hasSize(60);
        assertThat(long60.color()).isEmpty();
        assertThat(new Datagram.Answer(Way.BROADCAST, long60).encode()).hasSizeLessThan(Datagram.BYTES_MAX);
        assertThatThrownBy(() -> new Announcement("A".repeat(43), 70_000, "", "", ""))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
