package dev.lockstep.model;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class JsonReaderTest {

    private static final Json SHAPE = new Json.Obj(Map.of(
            "kind", Json.of("pen"),
            "x", Json.of(12.5),
            "far", Json.of(1e9),
            "locked", Json.of(true),
            "nothing", Json.ofNull(),
            "huge", Json.Num.parse("1e400"),
            "exact", Json.Num.parse("9007199254740993"),
            "tags", new Json.Arr(List.of(Json.of("a"), Json.of(1), Json.of("bcd"), Json.of("e"))),
            "at", new Json.Obj(Map.of("y", Json.of("south")))));

    private final JsonReader shape = JsonReader.of(SHAPE);

    @Test
    @DisplayName("what is as it should be is read, and nothing is wrong")
    void fine() {
        assertThat(shape.at("kind").text(3)).isEqualTo("pen");
        assertThat(shape.at("kind").text(3, "other")).isEqualTo("pen");
        assertThat(shape.at("kind").textOrNull(3)).isEqualTo("pen");
        assertThat(shape.at("x").number(0, 12.5)).isEqualTo(12.5);
        assertThat(shape.at("x").number(12.5, 20, 0)).isEqualTo(12.5);
        assertThat(shape.at("locked").flag(false)).isTrue();
        assertThat(shape.at("at").at("y").text(10)).isEqualTo("south");
        assertThat(shape.at("tags").items(4)).hasSize(4);
        assertThat(shape.at("tags").size()).isEqualTo(4);
        assertThat(shape.members(9)).containsKeys("kind", "at").hasSize(9);
        assertThat(shape.object()).isEqualTo(SHAPE);
        assertThat(shape.isFine()).isTrue();
        assertThat(shape.problem()).isEmpty();
    }

    @Test
    @DisplayName("what is absent has a substitute, and is fine")
    void absent() {
        JsonReader none = shape.at("none");
        assertThat(none.isPresent()).isFalse();
        assertThat(none.json()).isNull();
        assertThat(none.text(3, "x")).isEqualTo("x");
        assertThat(none.textOrNull(3)).isNull();
        assertThat(none.shortened(3, "x")).isEqualTo("x");
        assertThat(none.number(0, 1, 7)).isEqualTo(7);
        assertThat(none.clamped(0, 1, 7)).isEqualTo(7);
        assertThat(none.decimal()).isNull();
        assertThat(none.flag(true)).isTrue();
        assertThat(none.items(3)).isEmpty();
        assertThat(none.texts(3, 3)).isEmpty();
        assertThat(none.members(3)).isEmpty();
        assertThat(none.size()).isZero();
        assertThat(none.object()).isEqualTo(Json.Obj.EMPTY);
        assertThat(none.at("x").at("y").isPresent()).isFalse();
        assertThat(JsonReader.of(null).at("x").number(0, 1, 2)).isEqualTo(2);
        assertThat(shape.isFine()).isTrue();
    }

    private record Wrong(Function<JsonReader, Object> read, Object result, String problem) {}

    static Stream<Wrong> wrongs() {
        return Stream.of(
                new Wrong(s -> s.at("none").text(3), "", "\"none\" is missing"),
                new Wrong(s -> s.at("none").number(0, 1), Double.NaN, "\"none\" is missing"),
                new Wrong(s -> s.at("kind").text(2), "", "\"kind\" is not a text of at most 2 characters"),
                new Wrong(s -> s.at("x").text(2, "-"), "-", "\"x\" is not a text of at most 2 characters"),
                new Wrong(s -> s.at("nothing").text(2, "-"), "-", "\"nothing\" is not a text of at most 2 characters"),
                new Wrong(s -> s.at("x").shortened(2, "-"), "-", "\"x\" is not a text"),
                new Wrong(s -> s.at("x").number(0, 12, 3), 3.0, "\"x\" is not a number from 0.0 to 12.0"),
                new Wrong(s -> s.at("kind").number(0, 12, 3), 3.0, "\"kind\" is not a number from 0.0 to 12.0"),
                new Wrong(s -> s.at("huge").number(0, 9, 3), 3.0, "\"huge\" is not a number from 0.0 to 9.0"),
                new Wrong(s -> s.at("kind").clamped(0, 12, 3), 3.0, "\"kind\" is not a number"),
                new Wrong(s -> s.at("kind").flag(true), true, "\"kind\" is not true or false"),
                new Wrong(s -> s.at("kind").items(2), List.of(), "\"kind\" is not an array"),
                new Wrong(s -> s.at("kind").members(2), Map.of(), "\"kind\" is not an object"),
                new Wrong(s -> s.at("kind").at("x").flag(false), false, "\"kind\" is not an object"),
                new Wrong(s -> s.members(2).size(), 2, "the value is not an object of at most 2 members"),
                new Wrong(s -> s.at("tags").items(2).size(), 2, "\"tags\" is not an array of at most 2 items"),
                new Wrong(
                        s -> s.at("tags").texts(4, 2),
                        List.of("a", "e"),
                        "\"tags/1\" is not a text of at most 2 characters"),
                new Wrong(s -> s.at("at").at("y").flag(false), false, "\"at/y\" is not true or false"));
    }

    @ParameterizedTest
    @MethodSource("wrongs")
    @DisplayName("what is wrong has a substitute too, and is known")
    void wrong(Wrong wrong) {
        assertThat(wrong.read().apply(shape)).isEqualTo(wrong.result());
        assertThat(shape.isFine()).isFalse();
        assertThat(shape.problem()).isEqualTo(wrong.problem());
    }

    static Stream<Consumer<JsonReader>> decimals() {
        return Stream.of(
                s -> s.at("huge").decimal(),
                s -> s.at("kind").decimal(),
                s -> s.at("kind").at("x").textOrNull(1));
    }

    @ParameterizedTest
    @MethodSource("decimals")
    @DisplayName("so where there is no substitute")
    void nulls(Consumer<JsonReader> read) {
        read.accept(shape);
        assertThat(shape.isFine()).isFalse();
    }

    @Test
    @DisplayName("the first problem stays, and callers add their own")
    void first() {
        shape.at("kind").wrong("a shape");
        shape.at("x").flag(false);
        assertThat(shape.problem()).isEqualTo("\"kind\" is not a shape");
        assertThat(shape.at("at").problem()).isEqualTo(shape.problem());
        assertThat(JsonReader.of(shape.json()).isFine()).isTrue();
    }

    @Test
    @DisplayName("what is no object has no members")
    void noObject() {
        JsonReader text = JsonReader.of(Json.of("x"));
        assertThat(text.at("x").number(0, 1, 5)).isEqualTo(5);
        assertThat(text.problem()).isEqualTo("the value is not an object");
    }

    @Test
    @DisplayName("a long text is cut, never within a character")
    void shortened() {
        assertThat(JsonReader.of(Json.of("abcd")).shortened(4, "")).isEqualTo("abcd");
        assertThat(JsonReader.of(Json.of("abcde")).shortened(4, "")).isEqualTo("abc…");
        assertThat(JsonReader.of(Json.of("ab\uD83C\uDF89e")).shortened(4, "")).isEqualTo("ab…");
        assertThat(JsonReader.of(Json.of("abcde")).shortened(1, "")).isEqualTo("…");
    }

    @Test
    @DisplayName("numbers are kept within bounds, or as exact as they are")
    void numbers() {
        assertThat(shape.at("far").clamped(0, 100, 0)).isEqualTo(100);
        assertThat(shape.at("huge").clamped(0, 100, 0)).isEqualTo(100);
        assertThat(shape.at("exact").decimal()).isEqualTo(new BigDecimal("9007199254740993"));
        assertThat(shape.at("x").decimal()).isEqualTo(new BigDecimal("12.5"));
        assertThat(JsonReader.of(Json.Num.parse("1e-400")).decimal()).isEqualByComparingTo("0");
        assertThat(shape.isFine()).isTrue();
    }
}
