package dev.lockstep.desktop.keys;

import java.util.ArrayList;
import java.util.List;
import javafx.event.EventTarget;
import javafx.event.EventType;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.input.InputMethodEvent;
import javafx.scene.input.InputMethodHighlight;
import javafx.scene.input.InputMethodTextRun;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import javafx.stage.Window;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

import dev.lockstep.desktop.Fx;
import dev.lockstep.desktop.UiTest;

import static org.assertj.core.api.Assertions.assertThat;

/** With the events that JavaFX makes of an input method for Japanese. */
@UiTest
@ExtendWith(ApplicationExtension.class)
class ComposingTest {

    private TextField field;
    private TextField other;
    private final List<String> done = new ArrayList<>();

    @Start
    void start(Stage shown) {
        field = new TextField();
        other = new TextField();
        new Keyboard("en").guard(Window.getWindows());
        Button button = new Button("Close");
        button.setDefaultButton(true);
        button.setOnAction(fired -> done.add("button"));
        field.setOnAction(entered -> done.add("sent " + field.getText()));
        field.addEventFilter(KeyEvent.KEY_PRESSED, key -> done.add(String.valueOf(key.getCode())));
        shown.setScene(new Scene(new VBox(field, other, button)));
        shown.show();
        field.requestFocus();
    }

    private static InputMethodEvent composed(EventTarget target, String composed, String committed) {
        List<InputMethodTextRun> runs = composed.isEmpty()
                ? List.of()
                : List.of(new InputMethodTextRun(composed, InputMethodHighlight.UNSELECTED_CONVERTED));
        return new InputMethodEvent(
                target, target, InputMethodEvent.INPUT_METHOD_TEXT_CHANGED, runs, committed, composed.length());
    }

    private static KeyEvent key(EventTarget target, EventType<KeyEvent> type, KeyCode code, String text) {
        boolean typed = type == KeyEvent.KEY_TYPED;
        return new KeyEvent(
                target, target, type, typed ? text : "", typed ? "" : text, code, false, false, false, false);
    }

    private void compose(String composed, String committed) {
        Fx.run(() -> field.fireEvent(composed(field, composed, committed)));
    }

    private void press(TextField target, KeyCode code, String text) {
        Fx.run(() -> {
            target.fireEvent(key(target, KeyEvent.KEY_PRESSED, code, text));
            target.fireEvent(key(target, KeyEvent.KEY_TYPED, KeyCode.UNDEFINED, text));
        });
    }

    @Test
    @DisplayName("Enter that confirms a word neither sends what is written nor fires the default button")
    void enter() {
        compose("にほん", "");
        compose("日本", "");
        press(field, KeyCode.ENTER, "\r");
        press(field, KeyCode.ESCAPE, "\u001b");
        assertThat(done).isEmpty();
        compose("", "日本");
        String text = Fx.get(field::getText);
        assertThat(text).isEqualTo("日本");
        press(field, KeyCode.ENTER, "\r");
        assertThat(done).contains("ENTER", "sent 日本");
    }

    @Test
    @DisplayName("a field that lost the focus while something was composed in it has no claim on keys")
    void elsewhere() {
        compose("に", "");
        Fx.run(() -> {
            other.requestFocus();
            other.setOnAction(entered -> done.add("other"));
        });
        press(other, KeyCode.ENTER, "\r");
        assertThat(done).contains("other");
        Fx.run(field::requestFocus);
        press(field, KeyCode.ENTER, "\r");
        assertThat(done).contains("ENTER");
    }

    @Test
    @DisplayName("an input method that stopped in the middle of a word doesn't hold the keys for ever")
    void stopped() {
        compose("に", "");
        press(field, KeyCode.A, "a");
        press(field, KeyCode.ENTER, "\r");
        assertThat(done).contains("ENTER").doesNotContain("A");
    }

    @Test
    @DisplayName("a field that has the focus before it was ever shown has an input method too")
    void firstFocus() {
        TextField fresh = Fx.get(() -> {
            TextField made = new TextField();
            made.focusedProperty().addListener((property, before, now) -> done.add(now ? "focus" : "none"));
            ((VBox) field.getParent()).getChildren().add(made);
            made.requestFocus();
            return made;
        });
        assertThat(fresh.isFocused()).isTrue();
        assertThat(fresh.getInputMethodRequests()).isNotNull();
        assertThat(done).as("JavaFX is asked again").containsExactly("focus", "none", "focus");
    }

    @Test
    @DisplayName("Ctrl+A of a Cyrillic keyboard selects all in a text field")
    void cyrillic() {
        Fx.run(() -> {
            field.setText("текст");
            field.end();
            field.fireEvent(new KeyEvent(
                    field, field, KeyEvent.KEY_PRESSED, "", "ф", KeyCode.UNDEFINED, false, true, false, false));
        });
        String selected = Fx.get(field::getSelectedText);
        assertThat(selected).isEqualTo("текст");
    }
}
