package dev.lockstep.desktop.board;

import java.util.List;
import java.util.Objects;
import javafx.geometry.Point2D;
import javafx.scene.control.TextInputControl;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.paint.Color;
import javafx.stage.Stage;

import com.sun.javafx.stage.WindowHelper;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;

import dev.lockstep.desktop.Fx;
import dev.lockstep.desktop.UiTest;
import dev.lockstep.desktop.board.shapes.Kind;
import dev.lockstep.desktop.board.shapes.Shape;
import dev.lockstep.desktop.board.shapes.TextLayout;
import dev.lockstep.desktop.board.shapes.TypedText;

import static org.assertj.core.api.Assertions.assertThat;

/** What is typed on a board arrives where it was meant to, whatever happens meanwhile. */
@UiTest
@ExtendWith(ApplicationExtension.class)
class BoardTypingTest extends TwoOnABoard {

    private static boolean isTyping(Stage stage) {
        return node(stage, "#board-text") != null;
    }

    /** What the platform says when another window gets the keyboard, and when this one has it again: Monocle says neither. */
    private static void keyboard(Stage stage, boolean has) {
        WindowHelper.setFocused(stage, has);
        assertThat(stage.isFocused()).isEqualTo(has);
    }

    /** A rectangle whose text Ada types. */
    private void typeInBox() {
        box(ada);
        press(ada, KeyCode.ENTER);
        Fx.await("the text is typed", () -> isTyping(ada));
    }

    @Test
    @DisplayName(
            "another window may have the keyboard for a while: the editor stays open, and what is typed next goes there")
    void anotherWindow() {
        press(ada, KeyCode.T);
        robot.clickOn(at(ada, 150, 150));
        robot.write("half");
        Fx.run(() -> keyboard(ada, false));
        assertThat(Fx.get(() -> isTyping(ada))).isTrue();
        assertThat(Fx.get(() -> count(ada))).isZero();
        Fx.run(() -> keyboard(ada, true));
        robot.write(" said");
        press(ada, KeyCode.ESCAPE);
        assertThat(awaitOne(grace, Kind.TEXT).text()).isEqualTo("half said");
    }

    @Test
    @DisplayName("a text is kept on its own where its shape was deleted meanwhile")
    void deletedMeanwhile() {
        typeInBox();
        robot.write("half");
        Fx.await(
                "Grace reads it while it is typed",
                () -> board(grace).live().shown().values().stream()
                        .anyMatch(shown -> shown.text().equals("half")));
        Fx.run(() -> model(ada).clear());
        Fx.await("it is gone", () -> count(grace) == 0);
        robot.write(" said");
        press(ada, KeyCode.ESCAPE);
        assertThat(awaitOne(grace, Kind.TEXT).text()).isEqualTo("half said");
    }

    @Test
    @DisplayName("who is too late to type somewhere, and types on, has pressed no commands")
    void tooLate() {
        box(ada);
        GestureLocks held = Fx.get(() -> GestureLocks.of(model(grace).room(), List.of(one(grace)), () -> {}));
        Fx.await(
                "it is Grace's",
                () -> "Grace".equals(GestureLocks.holder(model(ada).room(), List.of(one(ada)))));
        press(ada, KeyCode.ENTER);
        Fx.await(
                "it is said whose it is",
                () -> model(ada).noticeProperty().get().contains("Grace"));
        Fx.await("nothing is typed there", () -> !isTyping(ada));
        robot.type(KeyCode.P, KeyCode.A, KeyCode.BACK_SPACE);
        assertThat(Fx.get(() -> count(ada))).isOne();
        robot.clickOn(at(ada, 400, 300));
        robot.type(KeyCode.R);
        drag(ada, 300, 300, 360, 340);
        Fx.await("who clicks has seen it", () -> count(ada) == 2);
        Fx.run(held::close);
    }

    @Test
    @DisplayName("what was typed before it is known that somebody else types there goes on below, in the same editor")
    void bothType() {
        box(ada);
        GestureLocks held = Fx.get(() -> GestureLocks.of(model(grace).room(), List.of(one(grace)), () -> {}));
        Fx.await(
                "it is Grace's",
                () -> "Grace".equals(GestureLocks.holder(model(ada).room(), List.of(one(ada)))));
        front(ada);
        Fx.run(() -> {
            board(ada).editSelected();
            ((TextInputControl) node(ada, "#board-text")).setText("half");
            ((TextInputControl) node(ada, "#board-text")).end();
        });
        Fx.await(
                "it is said whose it is",
                () -> model(ada).noticeProperty().get().contains("Grace"));
        robot.write(" said");
        robot.clickOn(at(ada, 400, 300));
        Fx.await(
                "Grace reads it",
                () -> model(grace).index().all().stream().anyMatch(s -> s.text().equals("half said")));
        Fx.run(held::close);
    }

    @Test
    @DisplayName("what is half typed when a window is closed is there for the others")
    void closed() {
        typeInBox();
        robot.write("half");
        Fx.run(ada::hide);
        Fx.await("Grace reads it", () -> one(grace).text().equals("half"));
    }

    private static TextInputControl field(Stage stage) {
        return (TextInputControl) Objects.requireNonNull(node(stage, "#board-text"));
    }

    /** One click on the field, at a point of the board, however soon it comes after another. */
    private void click(double x, double y) {
        Viewport viewport = board(ada).viewport();
        Point2D in = board(ada).localToScene(viewport.toScreenX(x), viewport.toScreenY(y));
        field(ada)
                .fireEvent(new MouseEvent(
                        MouseEvent.MOUSE_PRESSED,
                        in.getX(),
                        in.getY(),
                        0,
                        0,
                        MouseButton.PRIMARY,
                        1,
                        false,
                        false,
                        false,
                        false,
                        true,
                        false,
                        false,
                        false,
                        false,
                        true,
                        null));
    }

    /** How many pixels of the board have the yellow of a face. */
    private static int yellow(Stage stage) {
        WritableImage seen = board(stage).snapshot(null, null);
        int count = 0;
        for (int y = 0; y < seen.getHeight(); y++) {
            for (int x = 0; x < seen.getWidth(); x++) {
                Color color = seen.getPixelReader().getColor(x, y);
                count += color.getRed() > 0.9 && color.getGreen() > 0.7 && color.getBlue() < 0.5 ? 1 : 0;
            }
        }
        return count;
    }

    @Test
    @DisplayName("an emoji is seen as a picture while it is typed, one step of the caret wide, and deleted as one")
    void emoji() {
        press(ada, KeyCode.T);
        robot.clickOn(at(ada, 150, 150));
        int before = Fx.get(() -> yellow(ada));
        Fx.run(() -> field(ada).replaceSelection("ab🙂👍🏽"));
        Fx.await("both are seen", () -> yellow(ada) > before + 100);
        robot.type(KeyCode.LEFT, KeyCode.LEFT);
        assertThat(Fx.get(() -> field(ada).getCaretPosition())).isEqualTo(2);
        robot.type(KeyCode.RIGHT, KeyCode.RIGHT);
        assertThat(Fx.get(() -> field(ada).getCaretPosition())).isEqualTo(8);
        robot.type(KeyCode.BACK_SPACE);
        assertThat(Fx.get(() -> field(ada).getText())).isEqualTo("ab🙂");
        robot.type(KeyCode.HOME, KeyCode.RIGHT, KeyCode.RIGHT, KeyCode.DELETE);
        assertThat(Fx.get(() -> field(ada).getText())).isEqualTo("ab");
        press(ada, KeyCode.ESCAPE);
        assertThat(awaitOne(grace, Kind.TEXT).text()).isEqualTo("ab");
    }

    @Test
    @DisplayName(
            "a right-to-left text stands at the right of a note while it is typed, and a click there goes where one sees it")
    void rightToLeft() {
        press(ada, KeyCode.S);
        robot.clickOn(at(ada, 200, 200));
        Fx.await("it is typed", () -> isTyping(ada));
        Fx.run(() -> field(ada).replaceSelection("שלום"));
        Shape note = Fx.get(() -> Objects.requireNonNull(board(ada).editor().drawn()));
        TypedText typed = TypedText.of(note);
        assertThat(typed.caret(0, false).x()).isCloseTo(note.frame().maxX() - TextLayout.PADDING, Offset.offset(0.1));
        for (int i : new int[] {0, 3, 1, 4}) {
            TypedText.Caret caret = typed.caret(i, false);
            Fx.run(() -> click(caret.x(), caret.top() + caret.height() / 2));
            assertThat(Fx.get(() -> field(ada).getCaretPosition())).isEqualTo(i);
        }
    }

    @Test
    @DisplayName("by keys the caret goes up and down, to the ends of lines as they are broken, and selects")
    void lines() {
        typeInBox();
        Fx.run(() -> field(ada).replaceSelection("some words that are broken into lines"));
        Shape drawn = Fx.get(() -> Objects.requireNonNull(board(ada).editor().drawn()));
        TypedText lines = TypedText.of(drawn);
        assertThat(lines.rows()).isGreaterThan(2);
        int last = lines.rows() - 1;
        robot.type(KeyCode.HOME);
        assertThat(Fx.get(() -> field(ada).getCaretPosition()))
                .isEqualTo(lines.end(last, false).index());
        robot.type(KeyCode.UP);
        assertThat(Fx.get(() -> field(ada).getCaretPosition()))
                .isBetween(
                        lines.end(last - 1, false).index(),
                        lines.end(last - 1, true).index());
        robot.type(KeyCode.END);
        assertThat(Fx.get(() -> field(ada).getCaretPosition()))
                .isEqualTo(lines.end(last - 1, true).index());
        robot.press(KeyCode.SHIFT).type(KeyCode.HOME).release(KeyCode.SHIFT);
        assertThat(Fx.get(() -> field(ada).getSelectedText()).strip())
                .isEqualTo(drawn.text()
                        .substring(
                                lines.end(last - 1, false).index(),
                                lines.end(last - 1, true).index())
                        .strip());
        robot.type(KeyCode.UP, KeyCode.UP, KeyCode.UP, KeyCode.UP);
        assertThat(Fx.get(() -> field(ada).getCaretPosition())).isZero();
    }
}
