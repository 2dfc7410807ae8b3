package dev.lockstep.desktop.board.shapes;

import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.lockstep.model.Json;
import dev.lockstep.wire.JsonParser;
import dev.lockstep.wire.MalformedException;

import static org.assertj.core.api.Assertions.assertThat;

class ShapeCodecTest {

    private static Shape read(String json) throws MalformedException {
        return ShapeCodec.read("1", JsonParser.parse(json.replace('\'', '"')));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "UNKNOWN")
    @DisplayName("a shape of every kind is read as it was written")
    void roundTrip(Kind kind) {
        Look look = new Look("#12abcd", "red", 4.5, 0.5, true, kind.hasText() ? 31 : Look.DEFAULT.fontSize());
        Shape shape = Shape.of("1", kind, look)
                .with(10.25, -20.5, 30, 40, 15)
                .withOrder("V")
                .withText("<&> \ud83d\ude00\nsecond")
                .withGroups(new Groups(List.of("g", "inner")))
                .withLocked(true);
        Shape drawn = kind.isStroke() ? shape.along(new double[] {1, 2, 1, 30.5, 4, 0.5}) : shape;
        assertThat(ShapeCodec.read("1", ShapeCodec.write(drawn))).isEqualTo(drawn);
    }

    @Test
    @DisplayName("what is missing has a default")
    void defaults() throws MalformedException {
        Shape shape = read("{'kind':'rectangle','w':10,'h':20}");
        assertThat(shape.kind()).isEqualTo(Kind.RECTANGLE);
        assertThat(shape.look()).isEqualTo(Look.DEFAULT);
        assertThat(shape.frame()).isEqualTo(new Box(0, 0, 10, 20));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "7",
                "'text'",
                "null",
                "{}",
                "{'kind':'hologram'}",
                "{'kind':7}",
                "{'kind':'rectangle','x':'left'}",
                "{'kind':'rectangle','x':1e300}",
                "{'kind':'rectangle','w':-5}",
                "{'kind':'rectangle','width':0}",
                "{'kind':'rectangle','color':'url(#x)'}",
                "{'kind':'rectangle','order':'?'}",
                "{'kind':'rectangle','locked':'yes'}",
                "{'kind':'text','size':100000}",
                "{'kind':'pen'}",
                "{'kind':'pen','points':''}",
                "{'kind':'pen','points':'1 2'}",
                "{'kind':'pen','points':'1 2 7'}",
                "{'kind':'pen','points':'1 two 1'}",
                "{'kind':'pen','points':'1  2 1'}",
                "{'kind':'pen','points':'-1 2 1'}",
                "{'kind':'pen','points':'1e9 2 1'}",
                "{'kind':'pen','points':'99999999999999999999 2 1'}",
                "{'kind':'pen','points':[1,2,1]}",
            })
    @DisplayName("what can't be a shape is a placeholder that can be drawn")
    void placeholder(String json) throws MalformedException {
        Shape shape = read(json);
        assertThat(shape.kind()).isEqualTo(Kind.UNKNOWN);
        assertThat(Drawing.of(shape, false)).isNotEmpty();
        assertThat(shape.bounds().width()).isBetween(1.0, 1e9);
    }

    @Test
    @DisplayName("a placeholder lies where the unknown shape does, and says what it is")
    void placeholderPlace() throws MalformedException {
        Shape shape = read("{'kind':'hologram','x':100,'y':200,'w':300,'h':50,'order':'V'}");
        assertThat(shape.frame()).isEqualTo(new Box(100, 200, 400, 250));
        assertThat(shape.text()).isEqualTo("hologram");
        assertThat(shape.order()).isEqualTo("V");
    }

    @Test
    @DisplayName("a change is a patch of what is different alone")
    void patch() {
        Shape before = Shapes.box("1", 0, 0, 10, 10).withText("old");
        assertThat(ShapeCodec.patch(before, before)).isNull();
        assertThat(ShapeCodec.patch(before, before.at(5, 0).withText("")))
                .isEqualTo(new Json.Obj(java.util.Map.of("x", Json.of(5), "text", Json.ofNull())));
    }
}
