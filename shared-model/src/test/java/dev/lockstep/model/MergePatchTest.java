package dev.lockstep.model;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static dev.lockstep.model.TestRoom.json;
import static org.assertj.core.api.Assertions.assertThat;

class MergePatchTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":\"b\"} | {\"a\":\"c\"} | {\"a\":\"c\"}",
                "{\"a\":\"b\"} | {\"b\":\"c\"} | {\"a\":\"b\",\"b\":\"c\"}",
                "{\"a\":\"b\"} | {\"a\":null} | {}",
                "{\"a\":\"b\",\"b\":\"c\"} | {\"a\":null} | {\"b\":\"c\"}",
                "{\"a\":[\"b\"]} | {\"a\":\"c\"} | {\"a\":\"c\"}",
                "{\"a\":\"c\"} | {\"a\":[\"b\"]} | {\"a\":[\"b\"]}",
                "{\"a\":{\"b\":\"c\"}} | {\"a\":{\"b\":\"d\",\"c\":null}} | {\"a\":{\"b\":\"d\"}}",
                "{\"a\":[{\"b\":\"c\"}]} | {\"a\":[1]} | {\"a\":[1]}",
                "[\"a\",\"b\"] | [\"c\",\"d\"] | [\"c\",\"d\"]",
                "{\"a\":\"b\"} | [\"c\"] | [\"c\"]",
                "{\"a\":\"foo\"} | null | null",
                "{\"a\":\"foo\"} | \"bar\" | \"bar\"",
                "{\"e\":null} | {\"a\":1} | {\"e\":null,\"a\":1}",
                "[1,2] | {\"a\":\"b\",\"c\":null} | {\"a\":\"b\"}",
                "{} | {\"a\":{\"bb\":{\"ccc\":null}}} | {\"a\":{\"bb\":{}}}"
            })
    @DisplayName("[CM5] the table of RFC 7396, appendix A")
    void appendix(String target, String patch, String result) {
        assertThat(MergePatch.apply(json(target), json(patch))).isEqualTo(json(result));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":1,\"b\":null} | {\"a\":1}",
                "{\"a\":{\"b\":null,\"c\":2}} | {\"a\":{\"c\":2}}",
                "{} | {}",
                "{\"a\":null} | {}",
                "{\"a\":[null]} | {\"a\":[null]}",
                "3 | 3",
                "null | null"
            })
    @DisplayName("[CM6] on an absent entry, and on what is no object, as on an empty object")
    void onNothing(String patch, String result) {
        assertThat(MergePatch.apply(null, json(patch))).isEqualTo(json(result));
        assertThat(MergePatch.apply(json("7"), json(patch))).isEqualTo(json(result));
        assertThat(MergePatch.apply(json("[1]"), json(patch))).isEqualTo(json(result));
    }

    @Test
    @DisplayName("a patch that makes no difference gives the target itself")
    void noDifference() {
        Json target = json("{\"a\":{\"b\":1},\"c\":[2]}");
        for (String patch : new String[] {"{}", "{\"a\":{}}", "{\"a\":{\"b\":1.0}}", "{\"x\":null}", "{\"c\":[2]}"}) {
            assertThat(MergePatch.apply(target, json(patch))).as(patch).isSameAs(target);
        }
    }

    @Test
    @DisplayName("neither target nor patch is changed")
    void pure() {
        Json target = json("{\"a\":{\"b\":1}}");
        Json patch = json("{\"a\":{\"b\":null,\"c\":2}}");
        Json result = MergePatch.apply(target, patch);
        assertThat(result).isEqualTo(json("{\"a\":{\"c\":2}}"));
        assertThat(target).isEqualTo(json("{\"a\":{\"b\":1}}"));
        assertThat(patch).isEqualTo(json("{\"a\":{\"b\":null,\"c\":2}}"));
    }
}
