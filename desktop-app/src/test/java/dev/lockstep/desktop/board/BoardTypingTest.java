package dev.lockstep.desktop.board;

import java.util.List;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;

import com.sun.javafx.stage.WindowHelper;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;

import dev.lockstep.desktop.Fx;
import dev.lockstep.desktop.UiTest;

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
        Grab held = Fx.get(() -> Grab.of(model(grace).room(), List.of(one(grace)), () -> {}));
        Fx.await("it is Grace's", () -> "Grace".equals(Grab.holder(model(ada).room(), List.of(one(ada)))));
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
        Grab held = Fx.get(() -> Grab.of(model(grace).room(), List.of(one(grace)), () -> {}));
        Fx.await("it is Grace's", () -> "Grace".equals(Grab.holder(model(ada).room(), List.of(one(ada)))));
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
}
