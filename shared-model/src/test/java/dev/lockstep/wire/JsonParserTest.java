package dev.lockstep.wire;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.lockstep.model.Json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class JsonParserTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\ufeff1",
                "nul",
                "NULL",
                "True",
                "truE",
                "nuLL",
                "NaN",
                "-NaN",
                "Infinity",
                "-Infinity",
                "undefined",
                "'a'",
                "\"a",
                "\"a\nb\"",
                "\"a\tb\"",
                "\"\u0000\"",
                "\"\\'\"",
                "\"\\\n\"",
                "\"\\x41\"",
                "\"\\u12\"",
                "\"\\u12g4\"",
                "01",
                "-01",
                "+1",
                "1.",
                ".5",
                "-",
                "1e",
                "1e+",
                "0x10",
                "1_000",
                "--1",
                "1 2",
                "1,",
                "[1,]",
                "[,1]",
                "[1 2]",
                "[1;2]",
                "[",
                "]",
                "[1",
                "{",
                "}",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{a:1}",
                "{1:1}",
                "{'a':1}",
                "{\"a\"=1}",
                "{\"a\"=>1}",
                "{\"a\":1 \"b\":2}",
                "{\"a\":1}x",
                "{} {}",
                "{}]",
                "[]//",
                "/* */[]",
                "# x\n[]",
                "[1]\u0000",
                ")]}'\n{}",
                "\u00a0[]",
                "{\"a\":1}\u000b"
            })
    @DisplayName("[ER1] what RFC 8259 does not call JSON is malformed")
    void notJson(String text) {
        assertThatThrownBy(() -> JsonParser.parse(text)).isInstanceOf(MalformedException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                " \t\r\n true ",
                "-0.5E+2",
                "1E5",
                "\"\"",
                "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\"",
                "\"ABC 'quoted' \u007f\u2028\"",
                "\"\\\\\"",
                "\"\\\\'\"",
                "\"\\ud83d\\ude00\"",
                "\"\\ud83d\"",
                "[ ]",
                "{ \"\" : { } }"
            })
    @DisplayName("[ER1] what RFC 8259 calls JSON is read")
    void json(String text) throws MalformedException {
        assertThat(JsonParser.parse(text)).isNotNull();
    }

    @Test
    @DisplayName("[NV12] of members with one name the last counts")
    void duplicateMembers() throws MalformedException {
        assertThat(JsonParser.parse("{\"a\":1,\"b\":2,\"a\":{\"c\":3,\"c\":4},\"\\u0061\":5}"))
                .isEqualTo(JsonParser.parse("{\"a\":5,\"b\":2}"));
        assertThat(JsonParser.parse("[{\"c\":3,\"c\":null}]")).hasToString("[{\"c\":null}]");
    }

    @Test
    @DisplayName("escapes mean what RFC 8259 says")
    void escapes() throws MalformedException {
        assertThat(JsonParser.parse("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00E9\\u20ac\""))
                .isEqualTo(Json.of("\"\\/\b\f\n\r\t\u00e9\u20ac"));
    }

    @Test
    @DisplayName("[ER1] nesting ends at 69 levels, of whatever mixture")
    void nesting() throws MalformedException {
        assertThat(JsonParser.parse("[".repeat(69) + "]".repeat(69)).depth()).isEqualTo(69);
        assertThat(JsonParser.parse("{\"a\":".repeat(69) + "1" + "}".repeat(69)).depth())
                .isEqualTo(69);
        for (String open : new String[] {"[", "{\"a\":", "[{\"a\":"}) {
            for (int levels : new int[] {70, 1_000, 1_000_000 / open.length()}) {
                assertThatThrownBy(() -> JsonParser.parse(open.repeat(levels))).isInstanceOf(MalformedException.class);
            }
        }
        assertThatThrownBy(() -> JsonParser.parse("[".repeat(70) + "]".repeat(70)))
                .isInstanceOf(MalformedException.class);
    }

    @Test
    @DisplayName("what is wrong is told shortly, and without advice to Java programmers")
    void message() {
        assertThatThrownBy(() -> JsonParser.parse("[" + "x".repeat(100_000)))
                .isInstanceOf(MalformedException.class)
                .message()
                .hasSizeLessThan(250)
                .doesNotContain("setStrictness", "http");
    }
}
