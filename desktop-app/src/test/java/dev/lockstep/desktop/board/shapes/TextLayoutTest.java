package dev.lockstep.desktop.board.shapes;

import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TextLayoutTest {

    @Test
    @DisplayName("texts break between words, and words that are too long within")
    void lines() {
        assertThat(TextLayout.lines("one\n\ntwo", 20, 1_000)).containsExactly("one", "", "two");
        List<String> lines = TextLayout.lines("some words that do not fit, incomprehensibilities", 20, 120);
        assertThat(lines.size()).isGreaterThan(3);
        assertThat(lines)
                .allSatisfy(line -> assertThat(TextLayout.width(line, 20)).isLessThanOrEqualTo(120));
        assertThat(String.join("", lines).replace(" ", "")).isEqualTo("somewordsthatdonotfit,incomprehensibilities");
    }
}
