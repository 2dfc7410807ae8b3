package dev.lockstep.model;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class NamesTest {

    private static final String PAIR = "\ud83d\ude00";

    @Test
    @DisplayName("[NV1] a room's name has 1 to 100 characters")
    void roomLength() {
        assertThat(Names.problemWithRoom("")).contains("at least 1");
        assertThat(Names.problemWithRoom("r")).isNull();
        assertThat(Names.problemWithRoom("r".repeat(100))).isNull();
        assertThat(Names.problemWithRoom("r".repeat(101))).contains("100");
        assertThat(Names.problemWithRoom(PAIR.repeat(100))).isNull();
        assertThat(Names.problemWithRoom(PAIR.repeat(101))).contains("100");
    }

    @Test
    @DisplayName("[NV2] a key has 1 to 200 characters")
    void keyLength() {
        assertThat(Names.problemWithKey("")).contains("at least 1");
        assertThat(Names.problemWithKey("k")).isNull();
        assertThat(Names.problemWithKey("k".repeat(200))).isNull();
        assertThat(Names.problemWithKey("k".repeat(201))).contains("200");
        assertThat(Names.problemWithKey(PAIR.repeat(200))).isNull();
        assertThat(Names.problemWithKey(PAIR.repeat(201))).contains("200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/a", "a/", "a//b", "//", "a/b/", "a/ /b//"})
    @DisplayName("[NV3] no segment is empty")
    void emptySegments(String name) {
        assertThat(Names.problemWithKey(name)).isNotNull();
        assertThat(Names.problemWithRoom(name)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "a/b/c", " ", "a b/\u00e9", ".", "..", "a\u2028b", "\u00e9/" + PAIR, "\"\\"})
    @DisplayName("[NV3] segments are joined by /, and hold what they like")
    void fine(String name) {
        assertThat(Names.problemWithKey(name)).isNull();
        assertThat(Names.problemWithRoom(name)).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {0x00, 0x09, 0x0a, 0x1f, 0x7f, 0x80, 0x9f})
    @DisplayName("[NV4] no control character")
    void controls(int c) {
        assertThat(Names.problemWithKey("a" + (char) c)).contains("control");
        assertThat(Names.problemWithRoom((char) c + "a")).contains("control");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud83d", "a\ud83d", "\ude00a", "\ude00\ud83d", "\ud83d\ud83d\ude00", "\ud83d/\ude00"})
    @DisplayName("[NV5] no lone surrogate")
    void loneSurrogates(String name) {
        assertThat(Names.problemWithKey(name)).contains("surrogate");
        assertThat(Names.problemWithRoom(name)).contains("surrogate");
    }

    @ParameterizedTest
    @CsvSource({
        "a, a, true",
        "a, a/b, true",
        "a, a/b/c, true",
        "a/b, a/b/c, true",
        "a, ab, false",
        "a, a!b, false",
        "a, a0, false",
        "a/b, a, false",
        "a, b/a, false",
        "a/b, a/bc, false"
    })
    @DisplayName("[LK2] a key guards itself and what begins with it and /")
    void guards(String key, String other, boolean guards) {
        assertThat(Names.guards(key, other)).isEqualTo(guards);
    }

    @Test
    @DisplayName("parts of a room belong to the room before them")
    void parts() {
        assertThat(Names.roomOf("lobby")).isEqualTo("lobby");
        assertThat(Names.roomOf("lobby/old~1")).isEqualTo("lobby/old~1");
        assertThat(Names.roomOf("lobby/~chat")).isEqualTo("lobby");
        assertThat(Names.roomOf("lobby/old/~chat/~picture/7")).isEqualTo("lobby/old");
        assertThat(Names.roomOf("~own/a/~b")).isEqualTo("~own");
        assertThat(Names.roomOf("~")).isEqualTo("~");
    }
}
