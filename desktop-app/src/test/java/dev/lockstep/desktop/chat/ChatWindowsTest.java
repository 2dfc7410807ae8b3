package dev.lockstep.desktop.chat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.PopupWindow;
import javafx.stage.Stage;
import javafx.stage.Window;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.framework.junit5.ApplicationExtension;

import dev.lockstep.client.Identity;
import dev.lockstep.desktop.Fx;
import dev.lockstep.desktop.TestSession;
import dev.lockstep.desktop.TwoPeople;
import dev.lockstep.desktop.UiTest;
import dev.lockstep.desktop.view.Settings;
import dev.lockstep.fx.Lockstep;
import dev.lockstep.hub.Hub;
import dev.lockstep.hub.HubOptions;
import dev.lockstep.hub.journal.MemoryJournal;

import static org.assertj.core.api.Assertions.assertThat;

/** Two people in a chat: what one says, changes and takes back is seen by the other. */
@UiTest
@ExtendWith(ApplicationExtension.class)
class ChatWindowsTest extends TwoPeople {

    private final MemoryJournal journal = new MemoryJournal();

    @BeforeEach
    void open() {
        open(Hub.start(HubOptions.defaults().withPort(0), journal), "chat");
    }

    private void say(Stage stage, String text) {
        click(stage, "#composer");
        robot.write(text).type(KeyCode.ENTER);
    }

    @Test
    @DisplayName("what is said is seen by the other, and who has read it by the author")
    void said() {
        say(ada, "hello Grace");
        Fx.await("Grace sees it", () -> messages(grace).contains("Ada: hello Grace"));
        front(grace);
        say(grace, "hi");
        Fx.await("Ada sees it", () -> messages(ada).equals(List.of("Ada: hello Grace", "Grace: hi")));
        Fx.await(
                "Ada sees that Grace read it", () -> !rows(ada).get(1).readers().isEmpty());
    }

    @Test
    @DisplayName("Shift+Enter is a new line, an empty message is none")
    void lines() {
        say(ada, "   ");
        click(ada, "#composer");
        robot.write("one");
        robot.press(KeyCode.SHIFT).type(KeyCode.ENTER).release(KeyCode.SHIFT);
        robot.write("two").type(KeyCode.ENTER);
        Fx.await("Grace sees both lines", () -> messages(grace).equals(List.of("Ada: one\ntwo")));
    }

    @Test
    @DisplayName("one's own last message is edited with the arrow key, and shown as edited")
    void edited() {
        say(ada, "helo");
        robot.type(KeyCode.UP);
        robot.type(KeyCode.END).type(KeyCode.BACK_SPACE).write("lo!").type(KeyCode.ENTER);
        Fx.await("Grace sees the new text", () -> messages(grace).equals(List.of("Ada: hello!")));
        assertThat(Fx.get(() -> rows(grace).get(0).message().edited())).isTrue();
    }

    @Test
    @DisplayName("a message is answered, reacted to and deleted by keys; who did not write it can't delete it")
    void keys() {
        say(ada, "question");
        Fx.await("Grace sees it", () -> messages(grace).size() == 1);
        select(grace, 1);
        robot.type(KeyCode.DELETE);
        robot.type(KeyCode.R);
        typeWord("answer");
        robot.type(KeyCode.ENTER);
        Fx.await("Ada sees the answer", () -> messages(ada).size() == 2);
        assertThat(Fx.get(() -> messages(ada).get(1)))
                .as("without the character of the key that began it")
                .isEqualTo("Grace: answer");
        assertThat(Fx.get(() -> rows(ada).get(1).quoted().text())).isEqualTo("question");
        select(ada, 1);
        robot.type(KeyCode.DELETE);
        Fx.await("it is gone for Grace", () -> rows(grace).get(0).message().deleted());
        assertThat(Fx.get(() -> messages(grace).get(0))).doesNotContain("question");
    }

    @Test
    @DisplayName("where no message is selected, an arrow selects the last one in view")
    void firstArrow() {
        say(ada, "first");
        say(ada, "last");
        Fx.await("Grace sees both", () -> messages(grace).size() == 2);
        front(grace);
        Fx.run(() -> list(grace).requestFocus());
        robot.type(KeyCode.UP);
        Fx.await(
                "it is selected",
                () -> list(grace).getSelectionModel().getSelectedItem() instanceof ChatRow.Message row
                        && row.message().text().equals("last"));
        robot.type(KeyCode.UP);
        Fx.await(
                "the one before is selected",
                () -> list(grace).getSelectionModel().getSelectedItem() instanceof ChatRow.Message row
                        && row.message().text().equals("first"));
    }

    @Test
    @DisplayName("a row is as high with its tools as without, and those reach over the rows beside it")
    void toolsTakeNoRoom() {
        say(ada, "first");
        say(ada, "middle");
        say(ada, "last");
        Fx.await("Grace sees them", () -> messages(grace).size() == 3);
        front(grace);
        double before = Fx.get(() -> row(grace, "middle").getLayoutBounds().getHeight());
        robot.moveTo(Fx.get(() -> row(grace, "middle")));
        Fx.await("the row has its tools", () -> react(grace, "middle") != null);
        Fx.run(() -> grace.getScene().getRoot().layout());
        assertThat(Fx.get(() -> row(grace, "middle").getLayoutBounds().getHeight()))
                .isEqualTo(before);
        robot.moveTo(Fx.get(() -> react(grace, "middle")));
        robot.moveBy(0, Fx.get(() -> react(grace, "middle").getLayoutBounds().getHeight() / 2 - 1));
        assertThat(Fx.get(() -> row(grace, "middle").isHover())).isTrue();
    }

    @Test
    @DisplayName("that a paste was too long is said until something is written")
    void pasteTooLong() {
        front(ada);
        click(ada, "#composer");
        Fx.run(() -> {
            ClipboardContent content = new ClipboardContent();
            content.putString("x".repeat(100_000));
            Clipboard.getSystemClipboard().setContent(content);
        });
        robot.press(KeyCode.CONTROL).type(KeyCode.V).release(KeyCode.CONTROL);
        Fx.await("it is said", () -> text(ada, "#chat-problem").startsWith("Not pasted"));
        robot.write("x");
        Fx.await("it is over", () -> text(ada, "#chat-problem").isEmpty());
    }

    @ParameterizedTest
    @EnumSource(
            value = KeyCode.class,
            names = {"ADD", "EQUALS"})
    @DisplayName("+ on the keypad, and above = with Shift, opens the reactions, and is not looked for in them")
    void plus(KeyCode code) {
        say(ada, "question");
        Fx.await("Grace sees it", () -> messages(grace).size() == 1);
        select(grace, 1);
        if (code == KeyCode.EQUALS) {
            robot.press(KeyCode.SHIFT).type(code).release(KeyCode.SHIFT);
        } else {
            robot.type(code);
        }
        Fx.await("the reactions are open", () -> Window.getWindows().stream().anyMatch(PopupWindow.class::isInstance));
        typeWord("unicorn");
        robot.type(KeyCode.ENTER);
        Fx.await(
                "Ada sees the reaction",
                () -> rows(ada).get(0).message().reactions().containsKey("🦄"));
    }

    @Test
    @DisplayName("a reaction is picked by mouse, from a choice that doesn't cover the message")
    void reactionByMouse() {
        say(ada, "question");
        Fx.await("Grace sees it", () -> messages(grace).size() == 1);
        front(grace);
        robot.moveTo(Fx.get(() -> row(grace, "question")));
        Fx.await("the row has its tools", () -> react(grace, "question") != null);
        robot.clickOn(Fx.get(() -> react(grace, "question")));
        Fx.await(
                "the reactions are open",
                () -> !Window.getWindows().stream()
                        .filter(PopupWindow.class::isInstance)
                        .toList()
                        .isEmpty());
        Bounds row = Fx.get(() -> {
            Node message = row(grace, "question");
            return message.localToScreen(message.getBoundsInLocal());
        });
        Fx.await(
                "they lie below the message, which has no room for them above",
                () -> Window.getWindows().stream()
                        .filter(PopupWindow.class::isInstance)
                        .allMatch(popup -> popup.getY() >= row.getMinY() + 10));
        typeWord("unicorn");
        robot.type(KeyCode.ENTER);
        Fx.await(
                "Ada sees the reaction",
                () -> rows(ada).get(0).message().reactions().containsKey("🦄"));
    }

    private static Node row(Stage stage, String text) {
        return node(stage, "#messages").lookupAll(".chat-row").stream()
                .filter(row -> row.isVisible()
                        && row.getAccessibleText() != null
                        && row.getAccessibleText().endsWith(text))
                .findFirst()
                .orElseThrow();
    }

    private static @Nullable Node react(Stage stage, String text) {
        return row(stage, text).lookupAll(".button").stream()
                .filter(button -> String.valueOf(button.getAccessibleText()).startsWith("React"))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Node completions() {
        return Window.getWindows().stream()
                .map(window -> window.getScene().lookup("#completions"))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    @Test
    @DisplayName("names are completed behind @")
    void completed() {
        click(ada, "#composer");
        robot.write("@gr");
        Fx.await("she is offered", () -> completions() != null);
        assertThat(Fx.get(() -> completions().lookupAll(".scroll-bar").stream()
                        .noneMatch(bar -> bar.isVisible() && bar.getOpacity() > 0)))
                .as("all that is offered is seen")
                .isTrue();
        robot.type(KeyCode.ENTER);
        robot.write("look").type(KeyCode.ENTER);
        Fx.await("Grace is mentioned", () -> messages(grace).equals(List.of("Ada: @Grace look")));
        assertThat(Fx.get(() -> Mentions.speaksTo(rows(grace).get(0).message().text(), "Grace", List.of())))
                .isTrue();
    }

    @Test
    @DisplayName("an emoji is looked for by its words, picked by keys, and written by its name until it is sent")
    void emojiPicked() {
        click(ada, "#chat-emoji");
        robot.write("unicorn").type(KeyCode.ENTER);
        assertThat(Fx.get(() -> ((TextInputControl) node(ada, "#composer")).getText()))
                .isEqualTo(":unicorn_face: ");
        click(ada, "#composer");
        robot.type(KeyCode.END).write("done").type(KeyCode.ENTER);
        Fx.await("Grace sees it", () -> messages(grace).equals(List.of("Ada: 🦄 done")));
    }

    @Test
    @DisplayName("a message that is edited and not changed stays exactly as it was, whatever emoji it has")
    void editedUnchanged() {
        String text = "done👍 👍🏽 5:30 🎉";
        click(ada, "#composer");
        Fx.run(() -> ((TextInputControl) node(ada, "#composer")).setText(text));
        robot.type(KeyCode.ENTER);
        Fx.await("it is there", () -> rows(ada).size() == 1);
        robot.type(KeyCode.UP).type(KeyCode.ENTER);
        robot.write("next").type(KeyCode.ENTER);
        Fx.await("the next is there", () -> rows(grace).size() == 2);
        assertThat(Fx.get(() -> rows(grace).get(0).message().text())).isEqualTo(text);
        assertThat(Fx.get(() -> rows(grace).get(0).message().edited())).isFalse();
    }

    @Test
    @DisplayName("who is at the end sees each new message whole, however high it is")
    void staysAtEnd() {
        for (int i = 1; i <= 24; i++) {
            String text = i % 8 == 0 ? "🚀" : "- line\n".repeat(i % 8);
            Fx.run(() -> {
                TextInputControl field = (TextInputControl) node(grace, "#composer");
                field.setText(text);
                field.fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.ENTER, false, false, false, false));
            });
            if (i % 8 == 0) {
                int count = i;
                Fx.await("message " + i + " is whole in view", () -> rows(ada).size() == count && lastIsWhole(ada));
            }
        }
    }

    private static boolean lastIsWhole(Stage stage) {
        VirtualFlow<?> flow = (VirtualFlow<?>) node(stage, "#messages").lookup(".virtual-flow");
        IndexedCell<?> last = flow.getLastVisibleCell();
        return last != null
                && last.getIndex() == flow.getCellCount() - 1
                && last.getLayoutY() + last.getHeight() <= flow.getHeight() + 1;
    }

    @Test
    @DisplayName("who is writing is shown to the others, and no more when it was sent")
    void typing() {
        click(ada, "#composer");
        robot.write("hm");
        Fx.await("Grace is told", () -> text(grace, "#chat-typing").equals("Ada is writing…"));
        robot.type(KeyCode.ENTER);
        Fx.await("no more", () -> text(grace, "#chat-typing").isEmpty());
    }

    @Test
    @DisplayName("without a hub a message waits where it can be seen, and arrives once")
    void offline() {
        int port = hub.port();
        hub.close();
        Fx.await("Ada is told", () -> text(ada, "#status-text").startsWith("Reconnecting"));
        say(ada, "later");
        assertThat(Fx.get(() -> rows(ada).get(0).waiting())).isTrue();
        hub = Hub.start(HubOptions.defaults().withPort(port), journal);
        Fx.await("Grace has it", () -> messages(grace).equals(List.of("Ada: later")));
        Fx.await("it waits no more", () -> !rows(ada).get(0).waiting());
        assertThat(Fx.get(() -> messages(ada))).hasSize(1);
    }

    @Test
    @DisplayName("what is said in a room that is not looked at is counted beside it, until it is read")
    void unread() {
        say(ada, "before");
        Fx.await("Grace has read it", () -> !rows(ada).get(0).readers().isEmpty());
        click(grace, "#room-field");
        robot.write("workshop").type(KeyCode.ENTER);
        Fx.await("Grace is elsewhere", () -> people(ada).size() == 1);
        say(ada, "@Grace one");
        say(ada, "two");
        Fx.await("two are counted", () -> room(grace, "lobby").contains("2 new messages"));
        Fx.run(() -> {
            ListView<?> rooms = (ListView<?>) node(grace, "#rooms");
            rooms.requestFocus();
            rooms.getSelectionModel().select(0);
        });
        front(grace);
        robot.type(KeyCode.ENTER);
        Fx.await(
                "a line stands above what is new",
                () -> list(grace).getItems().stream().anyMatch(ChatRow.Unread.class::isInstance));
        Fx.await("none is counted", () -> room(grace, "lobby").contains(" 0 new messages"));
    }

    @Test
    @DisplayName("a search shows what has the words in it, and its end shows all again")
    void search() {
        say(ada, "red apples");
        say(ada, "green pears");
        front(ada);
        robot.press(KeyCode.CONTROL).type(KeyCode.F).release(KeyCode.CONTROL);
        robot.write("PEARS");
        Fx.await("one is found", () -> messages(ada).equals(List.of("Ada: green pears")));
        robot.type(KeyCode.ESCAPE);
        Fx.await("all are there", () -> messages(ada).size() == 2);
    }

    @Test
    @DisplayName("older messages are loaded when somebody asks for them")
    void older() {
        Lockstep script = Fx.get(() -> Lockstep.connect(hub.url(), Identity.named("Script")));
        Fx.run(() -> {
            script.room("long/~chat").put("message/first", Map.of("client", "x", "at", 1, "text", "first"));
            script.room("long/~chat").put("section/1", true);
            for (int i = 0; i < 60; i++) {
                script.room("long/~chat/+1").put("message/m" + i, Map.of("client", "x", "at", 2 + i, "text", "n" + i));
            }
        });
        Fx.await(
                "all of it is at the hub",
                () -> script.room("long/~chat").pendingProperty().get() == 0
                        && script.room("long/~chat/+1").pendingProperty().get() == 0);
        Stage linus = Fx.get(() -> {
            Stage stage = new Stage();
            TestSession.open(
                    TestSession.services(theme, Settings.none(), TestSession.views(), hub, false),
                    stage,
                    "Linus",
                    "long",
                    "chat",
                    hub);
            return stage;
        });
        Fx.await("the newest are there", () -> messages(linus).size() == 60);
        Fx.await(
                "and it is said that there are more",
                () -> list(linus).getItems().get(0) instanceof ChatRow.Older);
        Fx.await("they are loaded", () -> {
            list(linus).scrollTo(0);
            list(linus).lookupAll(".button").stream()
                    .filter(node -> node instanceof Button button && "Show older messages".equals(button.getText()))
                    .forEach(node -> ((Button) node).fire());
            return messages(linus).size() == 61;
        });
        Fx.run(script::close);
    }

    /** By keys, which go to the window in front; the robot's own writing goes to the one that was clicked last. */
    private void typeWord(String word) {
        for (char letter : word.toCharArray()) {
            robot.type(KeyCode.getKeyCode(String.valueOf(Character.toUpperCase(letter))));
        }
    }

    private void select(Stage stage, int row) {
        front(stage);
        Fx.run(() -> {
            list(stage).requestFocus();
            list(stage).getSelectionModel().select(row);
        });
    }

    @SuppressWarnings("unchecked")
    private static ListView<ChatRow> list(Stage stage) {
        return (ListView<ChatRow>) node(stage, "#messages");
    }

    private static List<ChatRow.Message> rows(Stage stage) {
        return list(stage).getItems().stream()
                .filter(ChatRow.Message.class::isInstance)
                .map(ChatRow.Message.class::cast)
                .toList();
    }

    private static List<String> messages(Stage stage) {
        return rows(stage).stream()
                .map(row -> row.message().author() + ": " + row.message().text())
                .toList();
    }

    private static String room(Stage stage, String name) {
        return node(stage, "#rooms").lookupAll(".room-item").stream()
                .map(Node::getAccessibleText)
                .filter(text -> text != null && text.startsWith(name))
                .findFirst()
                .orElse("");
    }
}
