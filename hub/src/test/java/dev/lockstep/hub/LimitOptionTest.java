package dev.lockstep.hub;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.lockstep.wire.Bounds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LimitOptionTest {

    private static HubOptions with(String name, String value) {
        return LimitOption.apply(HubOptions.defaults(), Map.of(name, value));
    }

    @Test
    @DisplayName("a limit that is given is in force, and all others are as by default")
    void given() {
        assertThat(with("keysPerRoom", "7").limits().keysPerRoom()).isEqualTo(7);
        assertThat(with("keysPerRoom", "7").bounds()).isEqualTo(Bounds.DEFAULT);
        assertThat(with("roomsPerHub", "3").bounds()).isEqualTo(Bounds.DEFAULT.withRoomsPerHub(3));
        assertThat(with("joins", "5/9").bounds().joins()).isEqualTo(new Bounds.Rate(5, 9));
        assertThat(with("stored", "5/9").bounds().quotas().stored()).isEqualTo(new Bounds.Rate(5, 9));
        assertThat(LimitOption.apply(HubOptions.defaults(), Map.of()).bounds()).isEqualTo(Bounds.DEFAULT);
    }

    @ParameterizedTest
    @CsvSource({
        "keys, 7, there is no limit called keys; there are frameBytes",
        "keysPerRoom, 0, an integer from 1",
        "keysPerRoom, many, an integer from 1",
        "keysPerRoom, 9000000000, too large",
        "keysPerRoom, 1/2, an integer from 1",
        "joins, 5, in a second and how many at once",
        "joins, 5/, an integer from 1",
        "joins, 1/2/3, in a second and how many at once"
    })
    @DisplayName("what is no limit, and what none can be, is answered with what to do")
    void refused(String name, String value, String answer) {
        assertThatThrownBy(() -> with(name, value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(answer);
    }

    @Test
    @DisplayName("every limit of README's table is in the help, and no other")
    void all() throws IOException {
        Set<String> table = Pattern.compile("(?m)^\\| `(\\w+)` \\|.*\\|$")
                .matcher(section(Files.readString(Path.of("README.md"))))
                .results()
                .map(row -> row.group(1))
                .collect(Collectors.toSet());
        Set<String> help = LimitOption.help().stream()
                .filter(line -> line.contains("="))
                .map(line -> line.strip().replaceAll("=.*", ""))
                .collect(Collectors.toSet());
        assertThat(table).hasSizeGreaterThan(15).isEqualTo(help);
    }

    private static String section(String readme) {
        int begin = readme.indexOf("--limit NAME=VALUE");
        return readme.substring(begin, readme.indexOf("A room whose name", begin));
    }
}
