package dev.lockstep.client;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PairingWordsTest {

    private static final PairingWords CODE = PairingWords.of("aardvark abandoned abbreviate zucchini zombie yearbook");

    @RepeatedTest(20)
    @DisplayName("a code that is drawn is read as it is shown")
    void drawn() {
        PairingWords words = PairingWords.draw();
        assertThat(PairingWords.of(words.text())).isEqualTo(words);
        assertThat(words.text().split(" ")).hasSize(PairingWords.COUNT);
        assertThat(words.toString()).doesNotContain(words.secret());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "  Aardvark-Abandoned-ABBREVIATE, zucchini, zombie, yearbook. ",
                "aar aba abb zuc zom yea",
                "aardvarc abandned abbreviiate zuchini zombi yerbook"
            })
    @DisplayName("however it is typed: in capitals, with hyphens, with three letters of a word, with one letter wrong")
    void typed(String text) {
        assertThat(PairingWords.of(text)).isEqualTo(CODE);
        assertThat(PairingWords.isMeantBy(text)).isTrue();
    }

    @Test
    @DisplayName("what is wrong with a code is said")
    void wrong() {
        assertThat(PairingWords.isMeantBy("aardvark abandoned qqqqq zucchini zombie yearbook"))
                .isTrue();
        assertThatThrownBy(() -> PairingWords.of("aardvark abandoned qqqqq zucchini zombie yearbook"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("“qqqqq” is none of the words that codes are made of");
        assertThatThrownBy(() -> PairingWords.of("aardvark abandoned"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a code has 6 words, and this has 2");
        assertThatThrownBy(() -> PairingWords.of("aardvark ".repeat(7)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a code has 6 words, and this has 7");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "office-pc",
                "192.168.1.5",
                "ws://office",
                "lockstep://join/AAAA",
                "k3j9x2m4ab",
                "",
                "two words",
                "correct horse battery staple",
                "as on the note at my desk"
            })
    @DisplayName("an address, a link and a token are no codes")
    void others(String text) {
        assertThat(PairingWords.isMeantBy(text)).isFalse();
    }
}
