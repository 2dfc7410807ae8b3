package dev.lockstep.client;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.lockstep.model.Json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class JsonMapperTest {

    enum Mood {
        GOOD
    }

    record Point(int x, double y, long far, String name, List<Integer> some, Map<String, Boolean> flags, Mood mood) {}

    record Named(String name) {
        Named {
            Objects.requireNonNull(name);
        }
    }

    private final JsonMapper mapper = new JsonMapper(new Gson());

    @Test
    @DisplayName("a record comes back as it was, integers beyond 2^53 included")
    void records() {
        Point point =
                new Point(1, 2.5, Long.MAX_VALUE, "häß😀", List.of(1, 2), Map.of("a", true, "b", false), Mood.GOOD);
        assertThat(mapper.fromJson(mapper.toJson(point), Point.class)).isEqualTo(point);
    }

    @Test
    @DisplayName("scalars are the JSON that they look like, and a Json is itself")
    void scalars() {
        assertThat(mapper.toJson(null)).isEqualTo(Json.ofNull());
        assertThat(mapper.toJson(1))
                .isEqualTo(Json.of(1))
                .isEqualTo(mapper.toJson(1L))
                .isEqualTo(mapper.toJson(1.0));
        assertThat(mapper.toJson("a")).isEqualTo(Json.of("a"));
        assertThat(mapper.toJson(true)).isEqualTo(Json.of(true));
        Json json = Json.of("itself");
        assertThat(mapper.toJson(json)).isSameAs(json);
        assertThat(mapper.fromJson(Json.ofNull(), String.class)).isNull();
        assertThat(mapper.fromJson(Json.of(3), Integer.class)).isEqualTo(3);
    }

    @Test
    @DisplayName("numbers that JSON doesn't have are refused")
    void notFinite() {
        for (Object bad : List.of(Double.NaN, Double.POSITIVE_INFINITY, Float.NaN, List.of(Double.NaN))) {
            assertThatThrownBy(() -> mapper.toJson(bad)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    @DisplayName("what doesn't fit is one kind of exception, whoever finds it")
    void misfits() {
        assertThatThrownBy(() -> mapper.fromJson(Json.of("many"), Integer.class))
                .isInstanceOf(JsonParseException.class);
        assertThatThrownBy(() -> mapper.fromJson(new Json.Arr(List.of()), Point.class))
                .isInstanceOf(JsonParseException.class);
        assertThatThrownBy(() -> mapper.fromJson(new Json.Obj(Map.of()), Named.class))
                .isInstanceOf(JsonParseException.class);
    }
}
