package dev.lockstep.desktop.shell;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Texts from elsewhere can be drawn, whatever they are. */
class LegibleTest {

    @Test
    @DisplayName("what people write stays as it is")
    void ordinary() {
        for (String text : new String[] {
            "",
            "Ada",
            "caf\u00e9",
            "cafe\u0301",
            "\u0928\u092e\u0938\u094d\u0924\u0947",
            "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67",
            "\ud83c\udff4\udb40\udc67\udb40\udc62\udb40\udc73\udb40\udc63\udb40\udc74\udb40\udc7f",
            "\ud55c\uae00",
            "\u0634\u0643\u0631\u0627\u064b"
        }) {
            assertThat(Legible.line(text, 100)).isEqualTo(text);
        }
        assertThat(Legible.text("one\ntwo", 100)).isEqualTo("one\ntwo");
    }

    @Test
    @DisplayName("a letter keeps a few of its marks, at the beginning of a text too")
    void marks() {
        String few = "\u0301".repeat(Legible.MARKS_MAX);
        assertThat(Legible.line("a" + "\u0301".repeat(19_000) + "b", 100)).isEqualTo("a" + few + "b");
        assertThat(Legible.line("\u0301".repeat(19_000), 100)).isEqualTo(few);
        assertThat(Legible.text("a" + "\u200d\u0301".repeat(9_000), 20_000)).hasSize(1 + Legible.MARKS_MAX);
        assertThat(Legible.line("\u1100" + "\u1161".repeat(500), 100)).hasSize(1 + Legible.MARKS_MAX);
    }

    @Test
    @DisplayName("a long text is cut, but no letter in two; a line is one line")
    void cut() {
        assertThat(Legible.line("x".repeat(200_000), 5)).isEqualTo("xxxxx…");
        assertThat(Legible.line("\ud83d\ude00".repeat(10), 5)).isEqualTo("\ud83d\ude00\ud83d\ude00…");
        assertThat(Legible.line("a\nb\u0000c\u2028d", 100)).isEqualTo("a b c d");
        assertThat(Legible.text("a\nb\tc", 100)).isEqualTo("a\nb c");
    }
}
