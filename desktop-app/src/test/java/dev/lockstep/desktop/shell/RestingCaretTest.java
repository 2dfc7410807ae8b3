package dev.lockstep.desktop.shell;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Path;
import javafx.stage.Stage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;

import dev.lockstep.desktop.Fx;
import dev.lockstep.desktop.UiTest;

import static org.assertj.core.api.Assertions.assertThat;

@UiTest
@ExtendWith(ApplicationExtension.class)
class RestingCaretTest {

    /** A caret that blinks changes in it. */
    private static final long STILL_NANOS = 1_200_000_000;

    private final Queue<Runnable> later = new ArrayDeque<>(); // the JavaFX thread's own
    private final AtomicLong nanoTime = new AtomicLong();
    private TextArea area;
    private TextField field;
    private ComboBox<String> box;
    private Stage stage;

    @BeforeEach
    void show() {
        stage = Fx.get(() -> {
            area = new TextArea();
            field = new TextField();
            box = new ComboBox<>();
            box.setEditable(true);
            Scene scene = new Scene(new VBox(area, field, box));
            new RestingCaret(scene, nanoTime::get, (millis, task) -> later.add(task));
            Stage made = new Stage();
            made.setScene(scene);
            made.show();
            made.requestFocus();
            return made;
        });
    }

    @AfterEach
    void close() {
        Fx.run(stage::hide);
    }

    @Test
    @DisplayName("it is seen and doesn't blink when nobody has typed for a while, and blinks again for who types")
    void rests() {
        for (TextInputControl each : List.of(area, field, box.getEditor())) {
            Fx.run(() -> (each == box.getEditor() ? box : each).requestFocus());
            Fx.await("it blinks: on", () -> isCaretSeen(each));
            Fx.await("it blinks: off", () -> !isCaretSeen(each));
            passTime();
            awaitStill(each);

            new FxRobot().type(KeyCode.X);
            Fx.await("it is typed", () -> each.getText().endsWith("x"));
            Fx.await("it blinks: off", () -> !isCaretSeen(each));
            Fx.await("it blinks: on", () -> isCaretSeen(each));
            passTime();
            awaitStill(each);
        }
        Fx.run(field::requestFocus);
        assertThat(Fx.get(() -> isCaretSeen(area))).isFalse();
    }

    @Test
    @DisplayName("it is not seen beside a selection, or in a field that can't be typed into")
    @DisabledOnOs(OS.WINDOWS)
    void hidden() {
        Fx.run(area::requestFocus);
        Fx.await("it blinks: on", () -> isCaretSeen(area));
        passTime();
        awaitStill(area);
        Fx.run(() -> {
            area.setText("some words");
            area.selectAll();
            assertThat(isCaretSeen(area)).isFalse();
            area.deselect();
            assertThat(isCaretSeen(area)).isTrue();
            area.setEditable(false);
            assertThat(isCaretSeen(area)).isFalse();
        });
    }

    private void passTime() {
        Fx.run(() -> {
            nanoTime.addAndGet((RestingCaret.BLINKING_MILLIS + 1) * 1_000_000);
            later.remove().run();
        });
    }

    private static void awaitStill(TextInputControl control) {
        AtomicLong since = new AtomicLong(System.nanoTime());
        Fx.await("it is seen all the time", () -> {
            if (!isCaretSeen(control)) {
                since.set(System.nanoTime());
            }
            return System.nanoTime() - since.get() > STILL_NANOS;
        });
    }

    private static boolean isCaretSeen(TextInputControl control) {
        return control.lookupAll("*").stream()
                .filter(node -> node instanceof Path && node.opacityProperty().isBound())
                .anyMatch(RestingCaretTest::isSeen);
    }

    private static boolean isSeen(Node caret) {
        return caret.getOpacity() > 0 && !((Path) caret).getElements().isEmpty();
    }
}
