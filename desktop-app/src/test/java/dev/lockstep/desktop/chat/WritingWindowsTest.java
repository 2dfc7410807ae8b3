package dev.lockstep.desktop.chat;

import java.util.List;
import java.util.Map;
import javafx.scene.control.ListView;
import javafx.scene.control.TextArea;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;

import dev.lockstep.client.Identity;
import dev.lockstep.desktop.Fx;
import dev.lockstep.desktop.TwoPeople;
import dev.lockstep.desktop.UiTest;
import dev.lockstep.fx.Lockstep;
import dev.lockstep.fx.SharedRoom;
import dev.lockstep.hub.Hub;
import dev.lockstep.hub.HubOptions;
import dev.lockstep.hub.journal.MemoryJournal;

import static org.assertj.core.api.Assertions.assertThat;

/** What one types or pastes is what is sent, and can be had back. */
@UiTest
@ExtendWith(ApplicationExtension.class)
class WritingWindowsTest extends TwoPeople {

    private Lockstep anna;

    @BeforeEach
    void open() {
        open(Hub.start(HubOptions.defaults().withPort(0), new MemoryJournal()), "chat");
        anna = Fx.get(() -> Lockstep.connect(hub.url(), Identity.named("Anna")));
        SharedRoom chat = Fx.get(() -> anna.room("lobby/~chat"));
        Fx.await("the chat has rules", () -> !chat.rules().isEmpty());
        Fx.run(() -> chat.put(
                "message/first",
                Map.of("client", "x", "author", "Anna", "at", 1_790_000_000_000L, "text", "hello from Anna")));
        Fx.await("Anna has said something", () -> texts(grace).contains("hello from Anna"));
        Fx.await("to Ada too", () -> texts(ada).contains("hello from Anna"));
    }

    @AfterEach
    void end() {
        Fx.run(anna::close);
    }

    @Test
    @DisplayName("what is pasted is sent as it is, and a name that is whole calls nobody else")
    void mentions() {
        paste("@gr");
        robot.type(KeyCode.ENTER);
        Fx.await("Grace has what was pasted", () -> texts(grace).contains("@gr"));
        click(ada, "#composer");
        robot.write("@Ann").type(KeyCode.ENTER);
        robot.type(KeyCode.ENTER);
        Fx.await("a beginning becomes the name", () -> texts(grace).stream().anyMatch("@Anna"::equals));
        robot.write("@Anna").type(KeyCode.ENTER);
        Fx.await(
                "a whole name is sent at once",
                () -> texts(grace).stream().filter("@Anna"::equals).count() == 2);
    }

    @Test
    @DisplayName("a text that is too long for a message is not taken, and one says why")
    void tooLong() {
        paste("x1 ".repeat(70_000));
        assertThat(Fx.get(() -> composer(ada).getText())).isEmpty();
        assertThat(text(ada, "#chat-problem")).contains("20,000").contains("210,000");
    }

    @Test
    @DisplayName("what was sent is taken back, for all, and stands where it was written")
    void takenBack() {
        click(ada, "#composer");
        robot.write("oops").type(KeyCode.ENTER);
        Fx.await("Grace has it", () -> texts(grace).contains("oops"));
        robot.press(KeyCode.CONTROL).type(KeyCode.Z).release(KeyCode.CONTROL);
        Fx.await("it is gone", () -> texts(grace).equals(List.of("hello from Anna")));
        assertThat(Fx.get(() -> composer(ada).getText())).isEqualTo("oops");
    }

    @Test
    @DisplayName("what was deleted comes back as it was")
    void deletedBack() {
        click(ada, "#composer");
        robot.write("keep me").type(KeyCode.ENTER);
        Fx.await("Grace has it", () -> texts(grace).contains("keep me"));
        front(ada);
        Fx.run(() -> {
            list(ada).requestFocus();
            list(ada).getSelectionModel().selectLast();
        });
        robot.type(KeyCode.DELETE);
        Fx.await("it is gone", () -> !texts(grace).contains("keep me"));
        robot.press(KeyCode.CONTROL).type(KeyCode.Z).release(KeyCode.CONTROL);
        Fx.await("it is there again", () -> texts(grace).contains("keep me"));
    }

    @Test
    @DisplayName("what was begun, and what it answers, is there again after another room")
    void draft() {
        Fx.run(() -> {
            list(ada).getSelectionModel().selectLast();
            list(ada).requestFocus();
        });
        front(ada);
        robot.type(KeyCode.R);
        Fx.await("an answer is begun", () -> text(ada, ".composer-about .label").contains("Anna"));
        click(ada, "#composer");
        robot.write("half").type(KeyCode.LEFT);
        click(ada, "#room-field");
        robot.write("workshop").type(KeyCode.ENTER);
        Fx.await("the other room is empty", () -> composer(ada).getText().isEmpty());
        click(ada, "#room-field");
        robot.write("lobby").type(KeyCode.ENTER);
        Fx.await("it is there", () -> composer(ada).getText().equals("half"));
        assertThat(Fx.get(() -> composer(ada).getCaretPosition())).isEqualTo(3);
        Fx.await(
                "so is what it answers",
                () -> text(ada, ".composer-about .label").contains("Reply to Anna: hello from Anna"));
    }

    @Test
    @DisplayName("a search finds words without their accents, says where there are none, and leads to their place")
    void search() {
        click(ada, "#composer");
        for (String text : List.of("the Café in the Straße", "something else")) {
            Fx.run(() -> composer(ada).setText(text));
            robot.type(KeyCode.ENTER);
        }
        Fx.await("all is said", () -> texts(ada).size() == 3);
        robot.press(KeyCode.CONTROL).type(KeyCode.F).release(KeyCode.CONTROL);
        robot.write("cafe");
        Fx.await("it is found", () -> texts(ada).equals(List.of("the Café in the Straße")));
        robot.type(KeyCode.ENTER).type(KeyCode.ENTER);
        Fx.await("all are shown", () -> texts(ada).size() == 3);
        Fx.await(
                "it is marked",
                () -> list(ada).getSelectionModel().getSelectedItem() instanceof ChatRow.Message row
                        && row.message().text().startsWith("the Café"));
        robot.press(KeyCode.CONTROL).type(KeyCode.F).release(KeyCode.CONTROL);
        robot.write("nowhere");
        Fx.await("none is found", () -> texts(ada).isEmpty());
        assertThat(Fx.get(() -> ((javafx.scene.control.Label) list(ada).getPlaceholder()).getText()))
                .contains("nowhere");
    }

    @Test
    @DisplayName("what comes while one looks elsewhere stands below a line")
    void background() {
        front(ada);
        click(ada, "#composer");
        robot.write("before").type(KeyCode.ENTER);
        Fx.await("Grace has it", () -> texts(grace).contains("before"));
        click(ada, "#tab-board");
        click(grace, "#composer");
        robot.write("news").type(KeyCode.ENTER);
        click(ada, "#tab-chat");
        Fx.await(
                "a line is above it",
                () -> list(ada).getItems().indexOf(new ChatRow.Unread())
                        == list(ada).getItems().size() - 2);
    }

    private void paste(String text) {
        click(ada, "#composer");
        Fx.run(() -> {
            ClipboardContent content = new ClipboardContent();
            content.putString(text);
            Clipboard.getSystemClipboard().setContent(content);
            composer(ada).paste();
        });
    }

    private static TextArea composer(Stage stage) {
        return (TextArea) node(stage, "#composer");
    }

    @SuppressWarnings("unchecked")
    private static ListView<ChatRow> list(Stage stage) {
        return (ListView<ChatRow>) node(stage, "#messages");
    }

    private static List<String> texts(Stage stage) {
        return list(stage).getItems().stream()
                .filter(ChatRow.Message.class::isInstance)
                .map(row -> ((ChatRow.Message) row).message().text())
                .toList();
    }
}
