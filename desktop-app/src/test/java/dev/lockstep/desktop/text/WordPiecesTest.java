package dev.lockstep.desktop.text;

import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Texts of shaped letters, in the pieces that lines end between. */
class WordPiecesTest {

    @Test
    @DisplayName("what is not shaped is one piece")
    void plain() {
        assertThat(texts("see you at nine, Jürgen 李雷")).containsExactly("see you at nine, Jürgen 李雷");
    }

    @Test
    @DisplayName("words of Arabic, Hebrew and Hindi are a piece each, with the space behind them")
    void words() {
        assertThat(texts("هذا نص  طويل")).containsExactly("هذا ", "نص  ", "طويل");
        assertThat(texts("see שלום now")).containsExactly("see שלום ", "now");
        assertThat(texts("यह एक")).containsExactly("यह ", "एक");
    }

    @Test
    @DisplayName("words of Thai, which have no spaces between them, are a piece each, and a line may end behind it")
    void thai() {
        List<WordPieces.Piece> pieces = WordPieces.of("สวัสดีครับเพื่อน");
        assertThat(pieces).hasSizeGreaterThan(1);
        assertThat(String.join("", texts("สวัสดีครับเพื่อน"))).isEqualTo("สวัสดีครับเพื่อน");
        assertThat(pieces.subList(0, pieces.size() - 1)).allMatch(WordPieces.Piece::mayEnd);
    }

    @Test
    @DisplayName("a text of many words has a bounded number of pieces, and nothing of it is missing")
    void bounded() {
        String text = "نص ".repeat(10_000);
        List<String> pieces = texts(text);
        assertThat(pieces).hasSize(500);
        assertThat(String.join("", pieces)).isEqualTo(text);
    }

    private static List<String> texts(String text) {
        return WordPieces.of(text).stream().map(WordPieces.Piece::text).toList();
    }
}
