package dev.lockstep.bench;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** That the benchmark still runs. What it measures decides nothing. */
class BenchTest {

    @TempDir
    Path directory;

    @Test
    @DisplayName("the benchmark starts its servers, sees all changes, and writes what it measured")
    void runs() throws Exception {
        Settings settings =
                new Settings(List.of("latency"), 1, 0.1, 0.1, 1_000, directory, List.of("-XX:TieredStopAtLevel=1"));

        Results results =
                Bench.run(settings, new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));

        assertThat(results.isEmpty()).isFalse();
        assertThat(Files.readString(directory.resolve("results.csv"))).contains("\"raw Jetty\"", "\"hub, SQLite\"");
        assertThat(directory.resolve("results.png")).isNotEmptyFile();
    }

    @Test
    @DisplayName("a quantile is right to two percent")
    void quantile() {
        Histogram histogram = new Histogram();
        for (int i = 1; i <= 1_000; i++) {
            histogram.add(i * 1_000_000L);
        }

        assertThat(histogram.quantileMillis(0.5)).isBetween(490.0, 510.0);
        assertThat(histogram.quantileMillis(0.99)).isBetween(970.0, 1_010.0);
        assertThat(histogram.maxMillis()).isEqualTo(1_000);
    }
}
