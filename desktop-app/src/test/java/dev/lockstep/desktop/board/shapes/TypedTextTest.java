package dev.lockstep.desktop.board.shapes;

import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** Where caret and selection stand in a text that is typed: where the board draws its letters. */
class TypedTextTest {

    private static Shape text(String text) {
        double[] size = TextLayout.size(text, Look.DEFAULT.fontSize());
        return Shape.of("1", Kind.TEXT, Look.DEFAULT).withText(text).with(100, 50, size[0], size[1], 0);
    }

    private static Shape shape(Kind kind, String text, double width) {
        return Shape.of("1", kind, Look.DEFAULT).withText(text).with(100, 50, width, 300, 0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "abc",
                "a🙂b",
                "שלום",
                "שלום abc",
                "abc שלום 12",
                "a\tb",
                "🙂",
                "",
                "a\n\nb",
                "e\u0301a",
                "กินข้าว"
            })
    @DisplayName("a click where a caret stands puts it there")
    void there(String text) {
        for (Shape shape :
                List.of(text(text), shape(Kind.STICKY, text, 60), shape(Kind.RECTANGLE, text, 60), text(text + " "))) {
            TypedText typed = TypedText.of(shape);
            String all = shape.text();
            for (int i = 0; i <= all.length(); i++) {
                int[] emoji = TypedText.emojiAround(all, i);
                if (emoji[0] != i || (i < all.length() && all.charAt(i) == '\u0301') || isMark(all, i)) {
                    continue; // no caret stands there
                }
                TypedText.Caret caret = typed.caret(i, false);
                TypedText.Hit hit = typed.hit(caret.x(), caret.top() + caret.height() / 2);
                TypedText.Caret again = typed.caret(hit.index(), hit.atEnd());
                assertThat(again.x()).as("%s at %d", all, i).isCloseTo(caret.x(), within(0.01));
                assertThat(again.row()).isEqualTo(caret.row());
            }
        }
    }

    private static boolean isMark(String text, int at) {
        return at < text.length() && Character.getType(text.charAt(at)) == Character.NON_SPACING_MARK;
    }

    @Test
    @DisplayName(
            "the caret of a right-to-left text begins at the right and goes to the left, before and behind an emoji")
    void rightToLeft() {
        Shape note = shape(Kind.STICKY, "שלום 🙂", 200);
        TypedText typed = TypedText.of(note);
        double before = note.frame().maxX() - TextLayout.PADDING;
        assertThat(typed.caret(0, false).x()).isCloseTo(before, within(0.01));
        for (int i : new int[] {1, 2, 3, 4, 5, 7}) {
            double x = typed.caret(i, false).x();
            assertThat(x).isLessThan(before - 1);
            before = x;
        }
        assertThat(typed.isTurned(2)).isTrue();
    }

    @Test
    @DisplayName("a space that was typed last moves the caret, and the text stays where it is")
    void spaceAtEnd() {
        for (String text : List.of("abc", "שלום")) {
            Shape box = shape(Kind.RECTANGLE, text, 200);
            TypedText without = TypedText.of(box);
            TypedText with = TypedText.of(box.withText(text + " "));
            assertThat(with.caret(1, false).x())
                    .isCloseTo(without.caret(1, false).x(), within(0.01));
            double step = with.caret(text.length() + 1, false).x()
                    - with.caret(text.length(), false).x();
            assertThat(text.startsWith("a") ? step : -step).isGreaterThan(2);
        }
    }

    @Test
    @DisplayName("lines of a typed text begin and end where they are broken to be drawn")
    void lines() {
        for (String text : List.of("some words that are broken into lines", "a\n\nb c", "שלום שלום שלום שלום", "")) {
            Shape box = shape(Kind.RECTANGLE, text, 120);
            TypedText typed = TypedText.of(box);
            List<TextLayout.Line> drawn = TextLayout.of(box);
            assertThat(typed.rows()).isEqualTo(drawn.size());
            for (int i = 0; i < drawn.size(); i++) {
                assertThat(typed.end(i, false).index()).isEqualTo(drawn.get(i).begin());
                assertThat(typed.end(i, true).index()).isEqualTo(drawn.get(i).end());
            }
        }
    }

    @Test
    @DisplayName("each letter is drawn between the carets before and behind it")
    void drawn() {
        Shape box = shape(Kind.ELLIPSE, "ab 🙂 cd ef gh", 90);
        TypedText typed = TypedText.of(box);
        int at = 0;
        for (Drawing.Part part : Drawing.of(box, false)) {
            if (part instanceof Drawing.Text text) {
                at = box.text().indexOf(text.line().strip(), at);
                TypedText.Caret caret = typed.caret(at, false);
                assertThat(caret.x()).isBetween(text.x() - 0.01, text.x() + text.size() / 2);
                assertThat(text.y()).isBetween(caret.top(), caret.top() + caret.height());
            } else if (part instanceof Drawing.Emoji emoji) {
                int index = box.text().indexOf("🙂");
                assertThat(typed.caret(index, false).x())
                        .isLessThan(emoji.frame().minX());
                assertThat(typed.caret(index + 2, false).x())
                        .isGreaterThan(emoji.frame().maxX());
            }
        }
        assertThat(typed.rows()).isGreaterThan(1);
    }

    @Test
    @DisplayName("what is selected is marked line by line, and the end of a line that is among it too")
    void range() {
        TypedText typed = TypedText.of(text("ab\n\ncd"));
        List<Box> boxes = typed.range(1, 5);
        assertThat(boxes).hasSize(4);
        assertThat(boxes.get(0).minX()).isCloseTo(typed.caret(1, false).x(), within(0.01));
        assertThat(boxes.get(3).maxX()).isCloseTo(typed.caret(5, false).x(), within(0.01));
        assertThat(typed.range(2, 2)).isEmpty();
        assertThat(TypedText.of(text("")).range(0, 0)).isEmpty();
    }

    @Test
    @DisplayName("an emoji is one sign to a caret")
    void emoji() {
        String text = "x\n👩🏽‍💻y";
        for (int i = 3; i < 9; i++) {
            assertThat(TypedText.emojiAround(text, i)).containsExactly(2, 9);
        }
        for (int i : new int[] {0, 1, 2, 9, 10}) {
            assertThat(TypedText.emojiAround(text, i)).containsExactly(i, i);
        }
    }
}
