package dev.lockstep.client;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import com.google.gson.JsonParseException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.lockstep.model.Json;
import dev.lockstep.wire.JsonParser;
import dev.lockstep.wire.MalformedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Java's own types as JSON. */
class StandardTypesTest {

    private record Appointment(LocalDate day, Duration length, UUID id, BigDecimal price, Path file, ZoneId zone) {}

    /** Of a type that Gson can't take apart. */
    private record Room(String name, Thread owner) {}

    private final JsonMapper mapper = new JsonMapper();

    static Stream<Object> values() {
        return Stream.of(
                Instant.parse("2026-11-30T18:00:00.123456789Z"),
                LocalDate.of(2026, 2, 28),
                LocalTime.of(23, 59, 59, 1),
                LocalDateTime.of(2026, 1, 1, 0, 0),
                OffsetDateTime.parse("2026-01-01T00:00:00+05:30"),
                OffsetTime.parse("10:15:30+01:00"),
                ZonedDateTime.parse("2026-01-01T00:00:00+01:00[Europe/Vienna]"),
                Duration.ofMillis(90_061_001),
                Period.of(1, 2, 3),
                Year.of(2026),
                YearMonth.of(2026, 12),
                MonthDay.of(2, 29),
                UUID.fromString("123e4567-e89b-12d3-a456-426614174000"),
                new BigDecimal("1.50"),
                new BigDecimal("12345678901234567890.10"));
    }

    @ParameterizedTest
    @MethodSource("values")
    @DisplayName("go out as the text that everybody writes, and come back the same")
    void roundTrip(Object value) throws MalformedException {
        Json json = mapper.toJson(value);
        assertThat(json).isEqualTo(Json.of(value.toString()));
        assertThat((Object) mapper.fromJson(JsonParser.parse(json.toString()), value.getClass()))
                .isEqualTo(value);
    }

    @Test
    @DisplayName("and as members of a record; a zone of its kind, a path of the system's")
    void members() {
        Appointment appointment = new Appointment(
                LocalDate.of(2026, 11, 30),
                Duration.ofHours(1),
                UUID.fromString("123e4567-e89b-12d3-a456-426614174000"),
                new BigDecimal("9.90"),
                Path.of("a", "b"),
                ZoneOffset.ofHours(2));
        Json json = mapper.toJson(appointment);
        assertThat(json.toString()).contains("\"2026-11-30\"", "\"PT1H\"", "\"9.90\"", "\"+02:00\"");
        assertThat(mapper.fromJson(json, Appointment.class)).isEqualTo(appointment);
    }

    @Test
    @DisplayName("a decimal that was written as a number is read; a text that is no date is told")
    void read() throws MalformedException {
        assertThat(mapper.fromJson(JsonParser.parse("1.25"), BigDecimal.class)).isEqualTo(new BigDecimal("1.25"));
        assertThatThrownBy(() -> mapper.fromJson(Json.of("tomorrow"), LocalDate.class))
                .isInstanceOf(JsonParseException.class)
                .hasMessageContaining("tomorrow");
    }

    @Test
    @DisplayName("numbers of no stated type are integers where they are some, however large, and lose nothing")
    void numbers() throws MalformedException {
        Map<?, ?> read = mapper.fromJson(
                JsonParser.parse(
                        "{\"a\":7,\"b\":9007199254740993,\"c\":123456789012345678901,\"d\":0.5,\"e\":[1,2.5]}"),
                Map.class);
        assertThat(read.get("a")).isEqualTo(7L);
        assertThat(read.get("b")).isEqualTo(9_007_199_254_740_993L);
        assertThat(read.get("c")).isEqualTo(new BigInteger("123456789012345678901"));
        assertThat(read.get("d")).isEqualTo(0.5);
        assertThat(read.get("e")).isEqualTo(List.of(1L, 2.5));
        assertThat(mapper.fromJson(Json.of(3), Object.class)).isEqualTo(3L);
        assertThat(mapper.toJson(read)).isEqualTo(mapper.toJson(mapper.fromJson(mapper.toJson(read), Map.class)));
    }

    @Test
    @DisplayName("what can't be stored is refused, with the type and what to do")
    void unknown() {
        assertThatThrownBy(() -> mapper.toJson(new Room("lobby", Thread.currentThread())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Room")
                .hasMessageContaining("can't be stored as JSON");
        assertThatThrownBy(() -> mapper.toJson(Map.of("a", Optional.of(1))))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
