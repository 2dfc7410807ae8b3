package dev.lockstep.desktop.chat;

import java.util.List;
import javafx.geometry.Bounds;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.stage.PopupWindow;
import javafx.stage.Stage;
import javafx.stage.Window;

import com.sun.javafx.stage.WindowHelper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;

import dev.lockstep.desktop.Fx;
import dev.lockstep.desktop.TwoPeople;
import dev.lockstep.desktop.UiTest;
import dev.lockstep.hub.Hub;
import dev.lockstep.hub.HubOptions;
import dev.lockstep.hub.journal.MemoryJournal;

import static org.assertj.core.api.Assertions.assertThat;

/** Who is spoken to hears of it, until it was read. */
@UiTest
@ExtendWith(ApplicationExtension.class)
class MentionWindowsTest extends TwoPeople {

    @BeforeEach
    void open() {
        open(Hub.start(HubOptions.defaults().withPort(0), new MemoryJournal()), "chat");
        say("hello");
        Fx.await("Grace has it", () -> texts(grace).contains("hello"));
    }

    @Test
    @DisplayName("a name that an edit adds calls its person, unless it is code")
    void edited() {
        click(grace, "#room-field");
        robot.write("workshop").type(KeyCode.ENTER);
        Fx.await("Grace is elsewhere", () -> people(ada).size() == 1);
        edit(" `@Grace`");
        say("behind it");
        Fx.await(
                "what came behind it is counted",
                () -> heard(grace, "#rooms", ".room-item").stream()
                        .anyMatch(text -> text.startsWith("lobby") && text.contains("1 new message")));
        assertThat(Fx.get(() -> notices(grace))).isEmpty();
        edit(" @Grace");
        Fx.await(
                "Grace is told",
                () -> notices(grace).stream().anyMatch(text -> text.matches("Ada in .*: behind it @Grace")));
    }

    @Test
    @DisplayName(
            "a notification covers neither field nor list's end, and is gone with the notice when the message was read")
    void read() {
        Fx.run(() -> {
            WindowHelper.setFocused(grace, false); // the headless toolkit leaves it
        });
        say("@Grace look");
        Fx.await("Grace is told", () -> toast() != null && !notices(grace).isEmpty());
        Rectangle2D toast = Fx.get(() -> {
            Bounds box = toast().localToScreen(toast().getLayoutBounds());
            return new Rectangle2D(box.getMinX(), box.getMinY(), box.getWidth(), box.getHeight());
        });
        Fx.run(() -> {
            Bounds composer = onScreen(grace, "#composer");
            Bounds messages = onScreen(grace, "#messages");
            assertThat(toast.getMaxY()).isLessThan(composer.getMinY()).isLessThan(messages.getCenterY());
        });
        Fx.run(() -> WindowHelper.setFocused(grace, true));
        Fx.await("it was read", () -> notices(grace).isEmpty());
        assertThat(Fx.get(MentionWindowsTest::toast)).isNull();
    }

    private void say(String text) {
        click(ada, "#composer");
        robot.write(text).type(KeyCode.ENTER);
    }

    /** Adds to what Ada said last. */
    private void edit(String more) {
        click(ada, "#composer");
        robot.type(KeyCode.UP).type(KeyCode.END);
        robot.write(more);
        robot.type(KeyCode.ENTER);
    }

    /** What a notification shows that belongs to no window; null where there is none. */
    private static Node toast() {
        return Window.getWindows().stream()
                .filter(window -> window instanceof PopupWindow && window.isShowing())
                .map(window -> window.getScene().getRoot().lookup(".notification-bar"))
                .filter(bar -> bar != null)
                .findFirst()
                .orElse(null);
    }

    private static Bounds onScreen(Stage stage, String id) {
        Node node = node(stage, id);
        return node.localToScreen(node.getLayoutBounds());
    }

    private static List<String> notices(Stage stage) {
        return stage.getScene().getRoot().lookupAll("#notices .notice > .label").stream()
                .map(label -> ((Labeled) label).getText())
                .toList();
    }

    private static List<String> texts(Stage stage) {
        return ((javafx.scene.control.ListView<?>) node(stage, "#messages"))
                .getItems().stream()
                        .filter(ChatRow.Message.class::isInstance)
                        .map(row -> ((ChatRow.Message) row).message().text())
                        .toList();
    }
}
