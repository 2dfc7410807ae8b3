package dev.lockstep.desktop.shell;

import java.time.LocalTime;
import java.util.LinkedHashSet;
import java.util.Set;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.Window;

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

/** What belongs to the window, whatever view it shows. */
@UiTest
@ExtendWith(ApplicationExtension.class)
class WindowTest extends TwoPeople {

    @BeforeEach
    void open() {
        open(Hub.start(HubOptions.defaults().withPort(0), new MemoryJournal()), "board");
        front(ada);
    }

    private String hint(String typed) {
        return Fx.get(() -> {
            ((TextField) node(ada, "#room-field")).setText(typed);
            return ((Labeled) node(ada, "#room-hint")).getText();
        });
    }

    @Test
    @DisplayName("the sidebar is folded and unfolded by a key and by buttons, and says what is missing meanwhile")
    void fold() {
        robot.type(KeyCode.F9);
        Fx.await("the sidebar is folded", () -> ada.getScene().lookup("#side-rail") != null);
        assertThat(Fx.get(() -> ada.getScene().lookup("#rooms"))).isNull();
        click(ada, "#sidebar-unfold");
        Fx.await("the sidebar is back", () -> ada.getScene().lookup("#rooms") != null);
        click(ada, "#sidebar-fold");
        Fx.await("the sidebar is folded", () -> ada.getScene().lookup("#side-rail") != null);
        Stage next = Fx.get(() -> {
            Stage made = new Stage();
            adaSession.newWindow(made, "lobby", "panel").show();
            return made;
        });
        assertThat(Fx.get(() -> next.getScene().lookup("#side-rail")))
                .as("it is remembered")
                .isNotNull();
    }

    @Test
    @DisplayName("where a window is moved to is kept while it is open: not every program ends well")
    void place() {
        Fx.run(() -> ada.setWidth(911));
        Fx.await(
                "it is kept",
                () -> adaSession.services().settings().list("window.places").stream()
                        .anyMatch(line -> line.contains(" 911 ")));
    }

    @Test
    @DisplayName("the field above the rooms says what Enter does, and opens a room by its title")
    void hints() {
        assertThat(hint("plans")).isEqualTo("Enter creates this room");
        assertThat(hint("LOBBY")).isEqualTo("Enter opens this room");
        assertThat(hint("~x")).isEmpty();
        assertThat(hint("")).isEmpty();
    }

    @Test
    @DisplayName("the tabs are icons in a narrow window, and words in a wide one; the title is cut before they are")
    void tabs() {
        ToggleButton chat = (ToggleButton) Fx.get(() -> node(ada, "#tab-chat"));
        Fx.run(() -> ada.setWidth(820));
        Fx.await("there are icons", () -> chat.getContentDisplay() == ContentDisplay.GRAPHIC_ONLY);
        assertThat(chat.getAccessibleText()).isEqualTo("Chat");
        assertThat(chat.getTooltip().getText()).contains("Chat").contains("Alt+2");
        Fx.run(() -> {
            ((Label) node(ada, "#room-title")).setText("Long ".repeat(60));
            ada.setWidth(1_000);
        });
        Fx.await("there are words", () -> chat.getContentDisplay() == ContentDisplay.LEFT);
        Fx.await(
                "the words are whole",
                () -> chat.getWidth() >= chat.prefWidth(-1)
                        && node(ada, "#tab-data").localToScene(0, 0).getX() < 1_000);
    }

    @Test
    @DisplayName("before there is a connection nothing is said to be missing")
    void connecting() {
        Fx.run(() -> ((TextField) node(ada, "#room-field")).setText("nowhere"));
        Label none = (Label) ((ListView<?>) Fx.get(() -> node(ada, "#rooms"))).getPlaceholder();
        Fx.await("it is said once it is true", () -> none.getText().equals("No room is called so"));
        hub.close();
        Fx.await("nobody knows any more", () -> none.getText().isEmpty());
    }

    @Test
    @DisplayName("the open room is marked, and no other that was merely chosen in the list")
    void openRoom() {
        Fx.await("the room is listed", () -> !cells(":open").isEmpty());
        assertThat(Fx.get(() -> cells(":open"))).hasSize(1);
    }

    private Set<String> cells(String state) {
        Set<String> found = new LinkedHashSet<>();
        for (Node cell : node(ada, "#rooms").lookupAll(".room-item")) {
            if (cell.getPseudoClassStates().contains(PseudoClass.getPseudoClass(state.substring(1)))) {
                found.add(cell.getAccessibleText());
            }
        }
        return found;
    }

    @Test
    @DisplayName("the Tab key goes round: sidebar, tabs, board, its tools and panels; arrows go along the tools")
    void tabKey() {
        Fx.run(() -> node(ada, "#board").requestFocus());
        Set<String> reached = new LinkedHashSet<>();
        for (int i = 0; i < 20; i++) {
            robot.type(KeyCode.TAB);
            reached.add(Fx.get(this::focused));
        }
        assertThat(reached)
                .contains(
                        "board",
                        "board-look-fold",
                        "tool-pen",
                        "palette",
                        "sidebar-fold",
                        "room-field",
                        "rooms",
                        "people",
                        "room-rename",
                        "tab-board");
        Fx.run(() -> node(ada, "#tool-pen").requestFocus());
        robot.type(KeyCode.RIGHT);
        assertThat(Fx.get(this::focused)).isEqualTo("tool-highlighter");
        robot.type(KeyCode.ESCAPE);
        assertThat(Fx.get(this::focused)).isEqualTo("board");
        click(ada, "#tool-line");
        assertThat(Fx.get(this::focused)).as("a mouse leaves the focus").isEqualTo("board");
    }

    @Test
    @DisplayName("the Tab key leaves the field that messages are written in")
    void tabInChat() {
        robot.press(KeyCode.ALT).type(KeyCode.DIGIT2).release(KeyCode.ALT);
        Fx.await("the chat is shown", () -> ada.getScene().lookup("#composer") != null);
        Fx.run(() -> node(ada, "#composer").requestFocus());
        robot.type(KeyCode.TAB);
        assertThat(Fx.get(this::focused)).isNotEqualTo("composer");
        assertThat(Fx.get(() -> ((TextArea) node(ada, "#composer")).getText())).isEmpty();
    }

    @Test
    @DisplayName("the title of a room is typed at once over the one that it has, and so is the name for a new window")
    void typedAtOnce() {
        Fx.run(() -> node(ada, "#room-rename").requestFocus());
        for (KeyCode letter : new KeyCode[] {KeyCode.P, KeyCode.Q}) {
            robot.type(KeyCode.SPACE);
            Fx.await("the field has the keyboard", () -> isFocused("#room-title-field"));
            robot.type(letter, KeyCode.ENTER);
            Fx.await("the room is called so", () -> text(ada, "#room-title").equalsIgnoreCase(letter.getName()));
        }
        Fx.run(() -> node(ada, "#room-rename").requestFocus());
        robot.press(KeyCode.CONTROL, KeyCode.SHIFT).type(KeyCode.N).release(KeyCode.CONTROL, KeyCode.SHIFT);
        Fx.await("the field has the keyboard", () -> isFocused("#new-window-name"));
        robot.type(KeyCode.ESCAPE);
    }

    private static boolean isFocused(String id) {
        return Window.getWindows().stream()
                .map(window -> window.getScene().lookup(id))
                .anyMatch(node -> node != null && node.isFocused());
    }

    private String focused() {
        Node owner = ada.getScene().getFocusOwner();
        return owner == null ? "" : String.valueOf(owner.getId());
    }

    @Test
    @DisplayName("what was refused can be dismissed where it is said")
    void dismissed() {
        RefusalsModel refusals = new RefusalsModel();
        RefusalsBar bar = Fx.get(() -> new RefusalsBar(refusals));
        assertThat(bar.isVisible()).isFalse();
        Fx.run(() -> refusals.refusals().add(new RefusalsModel.Refusal(LocalTime.NOON, "lobby", "", "no")));
        assertThat(bar.isVisible()).isTrue();
        Fx.run(() -> ((Button) bar.lookup("#refused-dismiss")).fire());
        assertThat(bar.isVisible()).isFalse();
    }
}
