package dev.lockstep.desktop.data.chart;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ChartTicksTest {

    private static List<String> numbers(double min, double max, int most) {
        return labels(ChartTicks.numbers(min, max, false, ticks -> ticks.size() <= most));
    }

    private static List<String> dates(String from, String to, int most) {
        return labels(ChartTicks.dates(millis(from), millis(to), ticks -> ticks.size() <= most));
    }

    private static double millis(String time) {
        return LocalDateTime.parse(time).toInstant(ZoneOffset.UTC).toEpochMilli();
    }

    private static List<String> labels(List<ChartTick> ticks) {
        return ticks.stream().map(ChartTick::label).toList();
    }

    @Test
    @DisplayName("numbers are round ones, with the digits that they have and no more")
    void numbers() {
        assertThat(numbers(0, 1, 6)).containsExactly("0", "0.2", "0.4", "0.6", "0.8", "1");
        assertThat(numbers(-0.1, 0.4, 6)).containsExactly("-0.1", "0", "0.1", "0.2", "0.3", "0.4");
        assertThat(numbers(0, 1.3e-7, 4)).containsExactly("0", "0.00000005", "0.0000001");
        assertThat(numbers(0, 1e300, 3)).containsExactly("0", "5e299", "1e300");
        assertThat(numbers(-1.7e308, 1.7e308, 4)).containsExactly("-1e308", "0", "1e308");
        assertThat(numbers(9007199254740990.0, 9007199254740994.0, 5))
                .hasSize(5)
                .contains("9007199254740991");
        assertThat(numbers(1_000_000, 3_000_000, 3)).containsExactly("1000000", "2000000", "3000000");
        assertThat(numbers(0, 1e-320, 3)).hasSizeBetween(2, 3);
        assertThat(numbers(5, 5, 3)).isEmpty();
    }

    @Test
    @DisplayName("counts are whole numbers")
    void counts() {
        assertThat(labels(ChartTicks.numbers(0, 1.02, true, ticks -> ticks.size() <= 10)))
                .containsExactly("0", "1");
        assertThat(labels(ChartTicks.numbers(0, 3.1, true, ticks -> ticks.size() <= 10)))
                .containsExactly("0", "1", "2", "3");
        assertThat(labels(ChartTicks.numbers(0, 100, true, ticks -> ticks.size() <= 6)))
                .containsExactly("0", "20", "40", "60", "80", "100");
    }

    @Test
    @DisplayName("dates are where years, months, days and hours begin, to the year 9999")
    void dates() {
        assertThat(dates("2022-06-01T00:00:00", "2026-02-01T00:00:00", 5))
                .containsExactly("2023", "2024", "2025", "2026");
        assertThat(dates("2026-01-15T00:00:00", "2026-04-10T00:00:00", 5))
                .containsExactly("2026-02", "2026-03", "2026-04");
        assertThat(dates("2026-03-28T20:00:00", "2026-03-29T07:00:00", 5))
                .containsExactly("21:00", "2026-03-29", "03:00", "06:00");
        assertThat(dates("2026-03-29T01:30:00", "2026-03-29T01:30:12", 4))
                .containsExactly("01:30", "01:30:05", "01:30:10");
        assertThat(dates("0000-01-01T00:00:00", "9999-12-31T23:59:59", 6))
                .containsExactly("0000", "2000", "4000", "6000", "8000");
        assertThat(dates("9999-12-30T12:00:00", "9999-12-31T23:59:59", 2)).containsExactly("9999-12-31");
    }
}
