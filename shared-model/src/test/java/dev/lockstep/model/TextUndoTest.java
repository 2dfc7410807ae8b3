package dev.lockstep.model;

import java.util.Random;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Taking back one's own edits of a text that others edit too. */
class TextUndoTest {

    private final TextUndo undo = new TextUndo();
    private String text = "";

    private void own(int start, int end, String inserted) {
        TextChange change = TextChange.replace(text.length(), start, end, inserted);
        undo.did(text, change);
        text = change.applyTo(text);
    }

    private void type(String letters) {
        letters.chars().forEach(letter -> own(text.length(), text.length(), Character.toString(letter)));
    }

    private void other(int start, int end, String inserted) {
        TextChange change = TextChange.replace(text.length(), start, end, inserted);
        undo.othersDid(change);
        text = change.applyTo(text);
    }

    private boolean apply(@Nullable TextChange change) {
        text = change == null ? text : change.applyTo(text);
        return change != null;
    }

    private void undo() {
        assertThat(apply(undo.undo(text))).isTrue();
    }

    private void redo() {
        assertThat(apply(undo.redo(text))).isTrue();
    }

    @Test
    @DisplayName("what is typed is taken back word by word, and done again")
    void words() {
        type("one two");
        undo();
        assertThat(text).isEqualTo("one ");
        undo();
        assertThat(text).isEmpty();
        assertThat(undo.canUndo()).isFalse();
        redo();
        redo();
        assertThat(text).isEqualTo("one two");
        assertThat(undo.canRedo()).isFalse();
    }

    @Test
    @DisplayName("deleting backwards is one step, and so is deleting forwards")
    void deletions() {
        type("abcdef");
        for (int i = 0; i < 3; i++) {
            own(text.length() - 1, text.length(), "");
        }
        own(0, 1, "");
        own(0, 1, "");
        undo();
        assertThat(text).isEqualTo("abc");
        undo();
        assertThat(text).isEqualTo("abcdef");
    }

    @Test
    @DisplayName("what others have written stays, also inside of what is taken back")
    void others() {
        type("hello");
        other(2, 2, "XX");
        other(0, 0, "> ");
        undo();
        assertThat(text).isEqualTo("> XX");
        redo();
        assertThat(text).contains("> ").contains("XX").hasSize(9);
    }

    @Test
    @DisplayName("a step of which others have deleted everything is passed over")
    void gone() {
        type("one");
        own(0, 0, "two ");
        other(0, 4, "");
        undo();
        assertThat(text).isEmpty();
    }

    @Test
    @DisplayName("something new after an undo, and there is nothing more to do again")
    void redoEnds() {
        type("one");
        undo();
        type("two");
        assertThat(apply(undo.redo(text))).isFalse();
        assertThat(text).isEqualTo("two");
    }

    @Test
    @DisplayName("whatever others do, undoing all leaves what they have written and nothing of one's own")
    void random() {
        Random random = new Random(11);
        for (int round = 0; round < 5_000; round++) {
            TextUndoTest fresh = new TextUndoTest();
            for (int i = 0; i < 12; i++) {
                int at = random.nextInt(fresh.text.length() + 1);
                if (random.nextBoolean()) {
                    fresh.own(at, at, "m".repeat(1 + random.nextInt(2)));
                } else if (random.nextInt(4) > 0) {
                    fresh.other(at, at, "t");
                } else {
                    fresh.other(at, at + random.nextInt(fresh.text.length() - at + 1), "");
                }
            }
            String before = fresh.text;
            while (fresh.apply(fresh.undo.undo(fresh.text))) {
                assertThat(fresh.text.length()).isLessThanOrEqualTo(before.length());
            }
            assertThat(fresh.text).isEqualTo(before.replace("m", ""));
            while (fresh.apply(fresh.undo.redo(fresh.text))) {
                assertThat(fresh.text.length()).isLessThanOrEqualTo(before.length());
            }
            assertThat(fresh.text.replace("t", "")).hasSameSizeAs(before.replace("t", ""));
        }
    }
}
