package dev.lockstep.desktop.text;

import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WordBreaksTest {

    private static final String GREETING = "สวัสดีครับเพื่อน";

    @Test
    @DisplayName("a line of other scripts ends at spaces alone: it is one piece")
    void others() {
        assertThat(WordBreaks.pieces("see you at nine, Jürgen 李雷")).containsExactly("see you at nine, Jürgen 李雷");
        assertThat(WordBreaks.pieces("هذا نص  طويل")).containsExactly("هذا نص  طويل");
        assertThat(WordBreaks.pieces("")).containsExactly("");
    }

    @Test
    @DisplayName("words of Thai, which have no spaces between them, are a piece each, and nothing is missing")
    void thai() {
        List<String> pieces = WordBreaks.pieces("see " + GREETING + " now");
        assertThat(pieces).hasSizeGreaterThan(1);
        assertThat(String.join("", pieces)).isEqualTo("see " + GREETING + " now");
    }

    @Test
    @DisplayName("a text of many words has a bounded number of pieces, and nothing of it is missing")
    void bounded() {
        String text = GREETING.repeat(1_000);
        List<String> pieces = WordBreaks.pieces(text);
        assertThat(pieces).hasSize(500);
        assertThat(String.join("", pieces)).isEqualTo(text);
    }
}
