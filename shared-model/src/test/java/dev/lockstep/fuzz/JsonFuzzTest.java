package dev.lockstep.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.jspecify.annotations.Nullable;

import dev.lockstep.model.Json;
import dev.lockstep.model.Operation;
import dev.lockstep.wire.JsonParser;
import dev.lockstep.wire.MalformedException;

import static org.assertj.core.api.Assertions.assertThat;

/** JSON is what RFC 8259 says, comes through unharmed, and is patched as RFC 7396 says. */
class JsonFuzzTest {

    /** @param input a value and, after the first line break, a patch for it */
    @FuzzTest
    void values(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        int end = text.indexOf('\n');
        Json value = parsed(end < 0 ? text : text.substring(0, end));
        Json patch = end < 0 ? null : parsed(text.substring(end + 1));
        if (patch != null) {
            patched(value, patch);
        }
    }

    private static @Nullable Json parsed(String text) {
        Json value;
        try {
            value = JsonParser.parse(text);
        } catch (MalformedException e) {
            assertThat(Rfc8259.isPlainJson(text))
                    .as("refused though it is JSON (%s): %s", e.getMessage(), text)
                    .isFalse();
            return null;
        }
        assertThat(Rfc8259.isJson(text))
                .as("taken though it is not JSON: %s", text)
                .isTrue();
        comesThrough(value);
        return value;
    }

    private static void comesThrough(Json value) {
        String written = value.toString();
        Json again;
        try {
            again = JsonParser.parse(written);
        } catch (MalformedException e) {
            throw new AssertionError("written, but not to be read: " + written, e);
        }
        assertThat(again).isEqualTo(value).hasSameHashCodeAs(value).hasToString(written);
        byte[] bytes = written.getBytes(StandardCharsets.UTF_8);
        assertThat(value.encodedBytes()).isEqualTo(bytes.length);
        assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo(written); // or a journal would change it
    }

    private static void patched(@Nullable Json value, Json patch) {
        Json result = new Operation.Merge("key", patch).applyTo(value);
        assertThat(result).isEqualTo(rfc7396(value, patch));
        assertThat(new Operation.Merge("key", patch).applyTo(result)).isSameAs(result); // again is no change
    }

    /** Section 2, line by line. */
    private static Json rfc7396(@Nullable Json target, Json patch) {
        if (!(patch instanceof Json.Obj object)) {
            return patch;
        }
        Map<String, Json> members = new HashMap<>(target instanceof Json.Obj t ? t.members() : Map.of());
        object.members().forEach((name, value) -> {
            if (value instanceof Json.Null) {
                members.remove(name);
            } else {
                members.put(name, rfc7396(members.get(name), value));
            }
        });
        return new Json.Obj(members);
    }
}
