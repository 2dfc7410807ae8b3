package dev.lockstep.hub.session;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class PersonNameTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ada",
                "Ada Lovelace",
                "J\u00fcrgen",
                "O'Neill-Brown, Jr.",
                "\u05e9\u05bc\u05b8\u05c1\u05dc\u05d5\u05b9\u05dd", // Hebrew with points
                "\u0645\u062d\u0645\u062f",
                "\u0928\u092e\u0938\u094d\u0924\u0947",
                "\u674e\u5c0f\u9f99",
                "Zo\u0308e",
                "\ud83d\udc69\u200d\ud83d\udcbb Ada",
                "\u2764\ufe0f"
            })
    @DisplayName("[NV19] a name that people have stays as it is")
    void stays(String name) {
        assertThat(PersonName.of(name)).isEqualTo(name);
    }

    @Test
    @DisplayName("[NV19] what can't be seen or turns text around is left out")
    void leftOut() {
        assertThat(PersonName.of("A\u202Ed\u2066a\u200F")).isEqualTo("Ada");
        assertThat(PersonName.of("A\u200Bd\u200Ca\uFEFF\u00AD\u2060")).isEqualTo("Ada");
        assertThat(PersonName.of("A\u0000d\u0007a\u009b")).isEqualTo("Ada");
        assertThat(PersonName.of("Ada\udb40\udc41\u3164\u115f\u2800\ud800")).isEqualTo("Ada");
        assertThat(PersonName.of(" Ada\r\n\t \u2028\u3000Lovelace ")).isEqualTo("Ada Lovelace");
        assertThat(PersonName.of("\u200d\u200dAda\u200d\u200d")).isEqualTo("Ada");
    }

    @Test
    @DisplayName("[NV19] a letter keeps four combining marks")
    void marks() {
        assertThat(PersonName.of("A" + "\u0301".repeat(1_000) + "da")).isEqualTo("A" + "\u0301".repeat(4) + "da");
        assertThat(PersonName.of("A" + ("\u0301".repeat(4) + "\u200b").repeat(9) + "da"))
                .isEqualTo("A" + "\u0301".repeat(4) + "da");
        assertThat(PersonName.of("\u0301\u0301Ada")).isEqualTo("Ada");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u200b", "\u202e \u3164", "\u0301", "\ud800"})
    @DisplayName("[NV19] whoever is left without a name is Anonymous")
    void nobody(String name) {
        assertThat(PersonName.of(name)).isEqualTo("Anonymous");
    }

    @Test
    @DisplayName("[NV17] a name has at most 100 characters")
    void length() {
        assertThat(PersonName.of("\ud83d\ude00".repeat(200))).isEqualTo("\ud83d\ude00".repeat(100));
    }
}
