package dev.lockstep.controls;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Scene;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.InputMethodEvent;
import javafx.scene.input.InputMethodHighlight;
import javafx.scene.input.InputMethodTextRun;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;

import dev.lockstep.client.Identity;
import dev.lockstep.desktop.Fx;
import dev.lockstep.desktop.UiTest;
import dev.lockstep.fx.Lockstep;
import dev.lockstep.fx.SharedRoom;
import dev.lockstep.hub.Hub;
import dev.lockstep.hub.HubOptions;
import dev.lockstep.hub.journal.MemoryJournal;

import static org.assertj.core.api.Assertions.assertThat;

/** A text area in which one person types while another edits the same text. */
@UiTest
@ExtendWith(ApplicationExtension.class)
class TextBindingTest {

    private final FxRobot robot = new FxRobot();
    private Hub hub;
    private final List<Lockstep> open = new ArrayList<>();
    private SharedRoom there;
    private Stage stage;
    private TextArea area;
    private TextField line;
    private TextBinding binding;

    @BeforeEach
    void show() {
        hub = Hub.start(HubOptions.defaults().withPort(0), new MemoryJournal());
        there = room("Grace");
        SharedRoom here = room("Ada");
        stage = Fx.get(() -> {
            area = new TextArea();
            line = new TextField();
            binding = TextBinding.bind(area, here.text("notes"));
            TextBinding.bind(line, here.text("line"));
            Stage made = new Stage();
            made.setScene(new Scene(new VBox(area, line), 500, 300));
            made.show();
            made.toFront();
            made.requestFocus();
            area.requestFocus();
            return made;
        });
    }

    private SharedRoom room(String name) {
        return Fx.get(() -> {
            Lockstep lockstep = Lockstep.connect(hub.url(), Identity.named(name));
            open.add(lockstep);
            return lockstep.room("lobby");
        });
    }

    @AfterEach
    void close() {
        Fx.run(() -> {
            stage.hide();
            open.forEach(Lockstep::close);
        });
        hub.close();
    }

    private void others(String text) {
        Fx.run(() -> there.text("notes").set(text));
    }

    private void await(String text) {
        Fx.await(text + " is here", () -> area.getText().equals(text));
        Fx.await(text + " is there", () -> there.text("notes").get().equals(text));
    }

    private static void select(TextInputControl control, int anchor, int caret) {
        Fx.run(() -> control.selectRange(anchor, caret));
    }

    @Test
    @DisplayName(
            "what is typed here arrives, and what others write comes in around the caret and the selection, which stay")
    void typing() {
        robot.write("ab");
        await("ab");
        others("> ab <");
        await("> ab <");
        assertThat(Fx.get(area::getCaretPosition)).isEqualTo(4);
        robot.write("c");
        await("> abc <");
        select(area, 2, 4);
        others("> aXbc <");
        await("> aXbc <");
        assertThat(Fx.get(area::getSelectedText)).isEqualTo("aXb");
        robot.type(KeyCode.DELETE);
        await("> c <");
    }

    @Test
    @DisplayName("undo and redo take back what was typed here, and nothing of others")
    void undo() {
        robot.write("mine");
        await("mine");
        others("mine and yours");
        await("mine and yours");
        robot.press(KeyCode.CONTROL).type(KeyCode.Z).release(KeyCode.CONTROL);
        await(" and yours");
        robot.press(KeyCode.CONTROL, KeyCode.SHIFT).type(KeyCode.Z).release(KeyCode.SHIFT, KeyCode.CONTROL);
        await("mine and yours");
        robot.press(KeyCode.CONTROL).type(KeyCode.Z).release(KeyCode.CONTROL);
        robot.press(KeyCode.CONTROL).type(KeyCode.Y).release(KeyCode.CONTROL);
        await("mine and yours");
        assertThat(Fx.get(area::isUndoable))
                .as("the control's own undo, which would take back others' work")
                .isFalse();
    }

    @Test
    @DisplayName("a line feed that others write is a blank in a field of one line, and stays what it is")
    void oneLine() {
        Fx.run(() -> there.text("line").set("one\ntwo"));
        Fx.await("it is shown", () -> line.getText().equals("one two"));
        Fx.run(line::requestFocus);
        select(line, 7, 7);
        robot.write("!");
        Fx.await("it arrives", () -> there.text("line").get().equals("one\ntwo!"));
    }

    @Test
    @DisplayName(
            "a word that an input method composes is not sent before it is done, and nothing comes into it meanwhile")
    void composing() {
        robot.write("a");
        await("a");
        Fx.run(() -> fire("k", ""));
        Fx.await("it is seen here", () -> area.getText().equals("ak"));
        others("ba");
        Fx.await("it is there", () -> there.text("notes").get().equals("ba"));
        Fx.run(() -> fire("ka", ""));
        assertThat(Fx.get(() -> area.getText())).isEqualTo("aka");
        assertThat(Fx.get(() -> there.text("notes").get())).isEqualTo("ba");
        Fx.run(() -> fire("", "\u304b"));
        await("ba\u304b");
    }

    @Test
    @DisplayName("whatever others do while a word is composed, it comes to its place, and the caret stays behind it")
    void othersWhileComposing() {
        robot.write("ab");
        await("ab");
        select(area, 1, 1);
        Fx.run(() -> fire("k", ""));
        others("ab and more, and yet more");
        Fx.await("it is there", () -> there.text("notes").get().length() == 25);
        Fx.run(() -> fire("", "\u304b"));
        await("a\u304bb and more, and yet more");
        assertThat(Fx.get(area::getCaretPosition)).isEqualTo(2);

        Fx.run(() -> fire("k", ""));
        others("");
        Fx.await("it is empty there", () -> there.text("notes").get().isEmpty());
        Fx.run(() -> fire("", "\u304b"));
        await("\u304b");
        Fx.run(() -> fire("k", ""));
        Fx.run(line::requestFocus);
        Fx.run(area::requestFocus);
        others("x\u304b");
        Fx.await("others are seen again", () -> area.getText().contains("x"));
    }

    private void fire(String composed, String committed) {
        List<InputMethodTextRun> runs = composed.isEmpty()
                ? List.of()
                : List.of(new InputMethodTextRun(composed, InputMethodHighlight.UNSELECTED_RAW));
        area.fireEvent(
                new InputMethodEvent(InputMethodEvent.INPUT_METHOD_TEXT_CHANGED, runs, committed, composed.length()));
    }

    @Test
    @DisplayName("a value that is no text can't be edited; once it is a text again, it can")
    void unreadable() {
        Fx.run(() -> there.put("notes", 7));
        Fx.await("it can't be edited", () -> !area.isEditable());
        robot.write("x");
        Fx.run(() -> there.put("notes", "seven"));
        Fx.await("it can be edited", area::isEditable);
        await("seven");
    }

    @Test
    @DisplayName("once it is closed, neither side hears of the other")
    void closed() {
        robot.write("a");
        await("a");
        Fx.run(binding::close);
        robot.write("b");
        others("ac");
        Fx.await("it is there", () -> there.text("notes").get().equals("ac"));
        assertThat(Fx.get(() -> area.getText())).isEqualTo("ab");
    }
}
