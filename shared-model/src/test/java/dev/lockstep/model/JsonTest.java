package dev.lockstep.model;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.lockstep.model.TestRoom.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class JsonTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1 | 1.0",
                "1 | 1e0",
                "100 | 1E+2",
                "0.1 | 0.10",
                "1e400 | 10e399",
                "9007199254740993 | 9007199254740993.0",
                "\"a\" | \"\\u0061\"",
                "[1,2] | [1.0,2.00]",
                "{\"a\":1,\"b\":2} | {\"b\":2,\"a\":1.0}",
                "{\"a\":{\"x\":1,\"y\":[]}} | {\"a\":{\"y\":[],\"x\":1e0}}"
            })
    @DisplayName("[NV8] the order of members and the spelling of numbers make no difference")
    void sameValues(String one, String other) {
        assertThat(json(one)).isEqualTo(json(other)).hasSameHashCodeAs(json(other));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1 | \"1\"",
                "1 | 2",
                "1 | true",
                "0 | false",
                "0 | null",
                "null | false",
                "[1,2] | [2,1]",
                "[1] | [1,1]",
                "[] | {}",
                "{\"a\":null} | {}",
                "\"\" | null",
                "1e400 | 1e401",
                "1e-400 | 0",
                "\"a\" | \"A\""
            })
    @DisplayName("[NV8] other values are different ones")
    void differentValues(String one, String other) {
        assertThat(json(one)).isNotEqualTo(json(other));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "true",
                "false",
                "0",
                "-1",
                "0.5",
                "9007199254740992",
                "9007199254740993",
                "\"\"",
                "\"a\\\"b\\\\c\\n\"",
                "\"\\u0000\\u001f\"",
                "[]",
                "[1,[2,[]]]",
                "{}",
                "{\"a\":{\"b\":[null]},\"\":0}"
            })
    @DisplayName("the text of a value is compact, and what it was read from")
    void text(String text) {
        assertThat(json(text)).hasToString(text);
    }

    @Test
    @DisplayName("[NV13] lone surrogates travel as escapes, pairs as they are")
    void surrogates() {
        assertThat(Json.of("\ud83d\ude00")).hasToString("\"\ud83d\ude00\"");
        assertThat(Json.of("a\ud83d")).hasToString("\"a\\ud83d\"");
        assertThat(Json.of("\ude00\ud83d")).hasToString("\"\\ude00\\ud83d\"");
        Json broken = Json.of("x\ud83dy\ude00");
        String sent = new String(broken.toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        assertThat(json(sent)).isEqualTo(broken);
    }

    @Test
    @DisplayName("[NV13] every character survives the way through text")
    void everyCharacter() {
        StringBuilder all = new StringBuilder();
        for (int c = 0; c <= Character.MAX_VALUE; c++) {
            all.append((char) c);
        }
        assertThat(json(Json.of(all.toString()).toString())).isEqualTo(Json.of(all.toString()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"a\"", "\"\u00e9\"", "\"\u20ac\"", "\"\ud83d\ude00\"", "{\"\u00e9\":[1.5,\"\\ud800\"]}"})
    @DisplayName("[NV6] a value is measured as compact JSON in UTF-8")
    void encodedBytes(String text) {
        assertThat(json(text).encodedBytes()).isEqualTo(text.getBytes(StandardCharsets.UTF_8).length);
    }

    @Test
    @DisplayName("a lone surrogate that gets to UTF-8 unescaped is measured as its replacement")
    void loneSurrogateBytes() {
        assertThat(Utf8.bytes("a\ud83db")).isEqualTo("a\ud83db".getBytes(StandardCharsets.UTF_8).length);
        assertThat(Utf8.bytes("\ude00")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"1 | 0", "[] | 1", "{} | 1", "[[]] | 2", "[1,{\"a\":[]},[]] | 3", "{\"a\":1,\"b\":{\"c\":{}}} | 3"
            })
    @DisplayName("[NV7] depth counts arrays and objects")
    void depth(String text, int depth) {
        assertThat(json(text).depth()).isEqualTo(depth);
    }

    @Test
    @DisplayName("values are immutable: later changes of what they were made from don't reach them")
    void immutable() {
        List<Json> items = new ArrayList<>(List.of(Json.of(1)));
        Map<String, Json> members = new LinkedHashMap<>(Map.of("a", Json.of(1)));
        Json.Arr array = new Json.Arr(items);
        Json.Obj object = new Json.Obj(members);
        items.add(Json.of(2));
        members.put("b", Json.of(2));
        assertThat(array).hasToString("[1]");
        assertThat(object).hasToString("{\"a\":1}");
        assertThatThrownBy(() -> array.items().add(Json.of(3))).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> object.members().clear()).isInstanceOf(UnsupportedOperationException.class);
    }
}
