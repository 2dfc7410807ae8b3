package dev.lockstep.model;

import java.util.Random;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Changes of texts, and what becomes of two that were made of the same text. */
class TextChangeTest {

    private static final int ROUNDS = 200_000;

    private final Random random = new Random(7);

    private String text(int max) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(max + 1); i > 0; i--) {
            text.append(random.nextInt(4) == 0 ? " " : Character.toString('a' + random.nextInt(3)));
        }
        return text.toString();
    }

    private TextChange change(String of) {
        TextChange change = TextChange.none(of.length());
        String now = of;
        for (int i = random.nextInt(4); i > 0; i--) {
            int start = random.nextInt(now.length() + 1);
            int end = random.nextInt(2) == 0 ? start : start + random.nextInt(now.length() - start + 1);
            TextChange next = TextChange.replace(now.length(), start, end, text(3));
            change = change.then(next);
            now = next.applyTo(now);
        }
        assertThat(change.applyTo(of)).isEqualTo(now);
        return change;
    }

    @Test
    @DisplayName("two changes of a text lead to the same one, whichever is done first")
    void rebase() {
        for (int i = 0; i < ROUNDS; i++) {
            String text = text(12);
            TextChange a = change(text);
            TextChange b = change(text);
            TextChange.Rebased both = TextChange.rebase(a, b);
            assertThat(both.second().applyTo(a.applyTo(text)))
                    .as("%s: %s and %s", text, a, b)
                    .isEqualTo(both.first().applyTo(b.applyTo(text)));
        }
    }

    @Test
    @DisplayName("of two insertions at one place the first one's comes first; what both delete is deleted once")
    void places() {
        TextChange a = TextChange.replace(3, 1, 2, "A");
        TextChange b = TextChange.replace(3, 1, 3, "B");
        TextChange.Rebased both = TextChange.rebase(a, b);
        assertThat(both.second().applyTo(a.applyTo("xyz"))).isEqualTo("xAB");
    }

    @Test
    @DisplayName("a change and what takes it back lead to where it began")
    void inverse() {
        for (int i = 0; i < ROUNDS / 10; i++) {
            String text = text(12);
            TextChange change = change(text);
            assertThat(change.inverse(text).applyTo(change.applyTo(text))).isEqualTo(text);
        }
    }

    @Test
    @DisplayName("what is between two texts makes one of the other, also where thousands of words are different")
    void between() {
        for (int i = 0; i < ROUNDS / 10; i++) {
            String before = text(30);
            String after = random.nextBoolean() ? text(30) : change(before).applyTo(before);
            assertThat(TextChange.between(before, after).applyTo(before)).isEqualTo(after);
        }
        String before = "one two ".repeat(3_000);
        String after = "two three ".repeat(3_000);
        assertThat(TextChange.between(before, after).applyTo(before)).isEqualTo(after);
    }

    @Test
    @DisplayName(
            "differences are found by words, each in its place, so that what somebody else does in between is kept")
    void words() {
        String before = "The quick brown fox jumps over the lazy dog.";
        TextChange mine = TextChange.between(before, "The slow brown fox jumps over the sleepy dog.");
        TextChange theirs = TextChange.between(before, "The quick brown fox walks over the lazy dog!");
        TextChange.Rebased both = TextChange.rebase(theirs, mine);
        assertThat(both.second().applyTo(theirs.applyTo(before)))
                .isEqualTo("The slow brown fox walks over the sleepy dog!");
    }

    @Test
    @DisplayName("no difference cuts a surrogate pair")
    void surrogates() {
        String before = "\uD83D\uDE00 and \uD83D\uDE01";
        String after = "\uD83D\uDE02 and \uD83D\uDE11"; // with the same high and the same low surrogates
        TextChange mine = TextChange.between(before, after);
        TextChange theirs = TextChange.replace(before.length(), 2, 2, "!");
        TextChange.Rebased both = TextChange.rebase(theirs, mine);
        assertThat(both.second().applyTo(theirs.applyTo(before))).isEqualTo("\uD83D\uDE02! and \uD83D\uDE11");
    }

    @Test
    @DisplayName("a caret stays where it was between two characters; where text is inserted, before or behind it")
    void carets() {
        TextChange insert = TextChange.replace(4, 2, 2, "---");
        assertThat(insert.map(1, false)).isEqualTo(1);
        assertThat(insert.map(2, false)).isEqualTo(2);
        assertThat(insert.map(2, true)).isEqualTo(5);
        assertThat(insert.map(3, false)).isEqualTo(6);
        assertThat(insert.map(4, true)).isEqualTo(7);
        TextChange delete = TextChange.replace(6, 1, 4, "");
        assertThat(delete.map(3, false)).isEqualTo(1);
        assertThat(delete.map(3, true)).isEqualTo(1);
        assertThat(delete.map(5, false)).isEqualTo(2);
        assertThat(TextChange.none(0).map(0, true)).isZero();
    }

    @Test
    @DisplayName("one place is told as that, several are not")
    void oneplace() {
        assertThat(TextChange.replace(5, 1, 3, "x").asReplacement()).isEqualTo(new TextChange.Replacement(1, 2, "x"));
        assertThat(TextChange.replace(5, 0, 5, "").asReplacement()).isEqualTo(new TextChange.Replacement(0, 5, ""));
        assertThat(TextChange.none(5).asReplacement()).isNull();
        TextChange two = TextChange.replace(5, 4, 4, "x").then(TextChange.replace(6, 1, 1, "y"));
        assertThat(two.asReplacement()).isNull();
    }

    @Test
    @DisplayName("a change is for a text of its length alone, and in it")
    void lengths() {
        assertThatThrownBy(() -> TextChange.none(3).applyTo("ab")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TextChange.replace(3, 2, 4, "")).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> TextChange.replace(3, -1, 2, "")).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> TextChange.replace(3, 2, 1, "")).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
