package dev.lockstep.client;

import java.io.IOException;
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
import java.time.ZonedDateTime;
import java.util.function.Function;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import org.jspecify.annotations.Nullable;

/**
 * How Java's own types are stored: times, durations and paths as text (ISO 8601, as {@code toString} has it), so that other programs read them
 * too; decimals as text, since JSON numbers have no scale; and numbers of any type as integers where they are some.
 */
final class StandardTypes {

    private StandardTypes() {}

    static GsonBuilder newBuilder() {
        GsonBuilder gson = new GsonBuilder().setObjectToNumberStrategy(in -> number(in.nextString()));
        text(gson, Instant.class, Instant::parse);
        text(gson, LocalDate.class, LocalDate::parse);
        text(gson, LocalTime.class, LocalTime::parse);
        text(gson, LocalDateTime.class, LocalDateTime::parse);
        text(gson, OffsetDateTime.class, OffsetDateTime::parse);
        text(gson, OffsetTime.class, OffsetTime::parse);
        text(gson, ZonedDateTime.class, ZonedDateTime::parse);
        text(gson, Duration.class, Duration::parse);
        text(gson, Period.class, Period::parse);
        text(gson, Year.class, Year::parse);
        text(gson, YearMonth.class, YearMonth::parse);
        text(gson, MonthDay.class, MonthDay::parse);
        text(gson, BigDecimal.class, BigDecimal::new);
        return gson.registerTypeHierarchyAdapter(ZoneId.class, new AsText<>(ZoneId::of))
                .registerTypeHierarchyAdapter(Path.class, new AsText<>(Path::of));
    }

    private static <T> void text(GsonBuilder gson, Class<T> type, Function<String, T> parse) {
        gson.registerTypeAdapter(type, new AsText<>(parse));
    }

    /** An integer stays one, however large; of what no double can say, nothing is lost. */
    private static Number number(String text) {
        if (text.matches("-?\\d+")) {
            BigInteger integer = new BigInteger(text);
            return integer.bitLength() < Long.SIZE ? (Number) integer.longValue() : integer;
        }
        BigDecimal exact = new BigDecimal(text);
        double nearest = exact.doubleValue();
        boolean same = Double.isFinite(nearest) && new BigDecimal(Double.toString(nearest)).compareTo(exact) == 0;
        return same ? (Number) nearest : exact;
    }

    /** A type as text; a number is read as its text, as earlier versions wrote decimals. */
    private static final class AsText<T> extends TypeAdapter<T> {

        private final Function<String, T> parse;

        AsText(Function<String, T> parse) {
            this.parse = parse;
        }

        @Override
        public void write(JsonWriter out, @Nullable T value) throws IOException {
            out.value(value == null ? null : value.toString());
        }

        @Override
        public @Nullable T read(JsonReader in) throws IOException {
            if (in.peek() == JsonToken.NULL) {
                in.nextNull();
                return null;
            }
            String text = in.nextString();
            try {
                return parse.apply(text);
            } catch (RuntimeException e) { // each type has its own
                throw new JsonParseException("not readable: " + text, e);
            }
        }
    }
}
