package dev.lockstep.desktop.text;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class FoldedTest {

    @ParameterizedTest
    @CsvSource({
        "café, CAFE",
        "cafe\u0301, café",
        "Straße, strasse",
        "STRASSE, straße",
        "İstanbul, istanbul",
        "ıstanbul, istanbul",
        "Łódź, lodz",
        "Ærøskøbing, aeroskobing",
        "ﬁne, fine",
        "Ｌｏｃｋ, lock",
        "Ὀδυσσεύς, οδυσσευσ",
        "ﾊﾝｶｸ, ハンカク",
        "мир, МИР",
    })
    @DisplayName("what one takes for the same is the same")
    void same(String one, String other) {
        assertThat(Folded.of(one)).isEqualTo(Folded.of(other));
    }

    @ParameterizedTest
    @CsvSource({"cat, car", "李, 雷", "мир, мор"})
    @DisplayName("what is another word stays another")
    void different(String one, String other) {
        assertThat(Folded.of(one)).isNotEqualTo(Folded.of(other));
    }
}
