package dev.lockstep.desktop;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.PopupWindow;
import javafx.stage.Stage;
import javafx.stage.Window;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;

import dev.lockstep.client.Identity;
import dev.lockstep.fx.Lockstep;
import dev.lockstep.hub.Hub;
import dev.lockstep.hub.HubOptions;
import dev.lockstep.hub.journal.MemoryJournal;
import dev.lockstep.model.Rule;

import static org.assertj.core.api.Assertions.assertThat;

/** Two people at two windows, over a real hub: what is done with the mouse in one is seen in the other. */
@UiTest
@ExtendWith(ApplicationExtension.class)
class TwoWindowsTest extends TwoPeople {

    private final MemoryJournal journal = new MemoryJournal();
    private final TroubledJournal disk = new TroubledJournal(journal);

    @BeforeEach
    void open() {
        open(Hub.start(HubOptions.defaults().withPort(0), disk.journal()), "panel");
    }

    @Test
    @DisplayName("a click in one window is seen in the other; so are reset and a typed value")
    void counter() {
        click(ada, "#plus");
        click(ada, "#plus");
        click(ada, "#minus");
        click(ada, "#plus");
        Fx.await("Grace sees 2", () -> text(grace, "#count").equals("2"));

        click(grace, "#typed");
        robot.write("41.5").type(KeyCode.ENTER);
        Fx.await("Ada sees 41.5", () -> text(ada, "#count").equals("41.5"));

        click(ada, "#reset");
        Fx.await("Grace sees 0", () -> text(grace, "#count").equals("0"));
    }

    @Test
    @DisplayName("what is no number is told where it was typed, and changes nothing")
    void typedNonsense() {
        click(ada, "#typed");
        robot.write("many").type(KeyCode.ENTER);
        assertThat(Fx.get(() -> text(ada, "#problem"))).contains("number");
        assertThat(Fx.get(() -> text(ada, "#count"))).isEqualTo("0");
    }

    @Test
    @DisplayName("a lock shows who holds it and who waits, disables the others, and is handed on")
    void lock() {
        click(ada, "#count-lock");
        Fx.await("Ada holds it", () -> text(ada, "#count-lock-status").equals("You hold it"));
        Fx.await(
                "Grace sees it",
                () -> text(grace, "#count-lock-status").equals("Ada")
                        && text(grace, "#count-lock-queue").equals("holds it"));
        assertThat(Fx.get(() -> node(grace, "#plus").isDisabled())).isTrue();
        assertThat(Fx.get(() -> node(ada, "#plus").isDisabled())).isFalse();

        click(grace, "#count-lock");
        Fx.await("Ada sees who waits", () -> text(ada, "#count-lock-queue").equals("1 waiting"));
        click(ada, "#plus");
        click(ada, "#count-lock");
        Fx.await("Grace holds it", () -> text(grace, "#count-lock-status").equals("You hold it"));
        assertThat(Fx.get(() -> text(grace, "#count"))).isEqualTo("1");
        Fx.await("Ada can't", () -> node(ada, "#plus").isDisabled());
    }

    @Test
    @DisplayName("whoever hosts takes a lock from its holder once they said so twice, and the holder is told by whom")
    void takeLock() {
        click(grace, "#count-lock");
        Fx.await(
                "Ada sees that Grace holds it",
                () -> text(ada, "#count-lock-status").equals("Grace"));
        Button take = Fx.get(() -> (Button) node(ada, "#count-lock-take"));
        assertThat(Fx.get(take::isVisible)).isTrue();
        click(ada, "#count-lock-take");
        assertThat(Fx.get(take::getText)).isEqualTo("Really take it from Grace?");
        assertThat(Fx.get(() -> text(grace, "#count-lock-status"))).isEqualTo("You hold it");
        click(ada, "#typed"); // never mind
        assertThat(Fx.get(take::getText)).isEqualTo("Take it");

        front(ada);
        robot.doubleClickOn(Fx.get(() -> node(ada, "#count-lock-take"))); // which is no answer
        assertThat(Fx.get(take::getText)).isEqualTo("Really take it from Grace?");
        robot.type(KeyCode.SPACE);
        Fx.await("Ada holds it", () -> text(ada, "#count-lock-status").equals("You hold it"));
        assertThat(Fx.get(take::isVisible)).isFalse();
        Fx.await(
                "Grace is told",
                () -> text(grace, "#panel-news-words").equals("Ada, who hosts, took the lock of the counter"));
        assertThat(Fx.get(() -> text(grace, "#count-lock-status"))).isEqualTo("Ada");
        click(grace, "#panel-news-known");
        assertThat(Fx.get(() -> node(grace, "#panel-news").isVisible())).isFalse();
    }

    @Test
    @DisplayName("who asks for a lock and then leaves the line asks no more")
    void askedAndLeft() {
        click(grace, "#count-lock");
        Fx.await("Grace holds it", () -> text(grace, "#count-lock-status").equals("You hold it"));
        click(ada, "#count-lock");
        Fx.await("Ada may ask", () -> node(ada, "#count-lock-ask").isVisible());
        click(ada, "#count-lock-ask");
        Fx.await("Grace is asked", () -> node(grace, "#panel-ask").isVisible());
        click(ada, "#count-lock");
        Fx.await("nobody asks", () -> !node(grace, "#panel-ask").isVisible());
        assertThat(Fx.get(() -> text(grace, "#count-lock-status"))).isEqualTo("You hold it");
    }

    @Test
    @DisplayName("nobody is told of a lock that they gave back themselves, whatever others signal")
    void notTaken() {
        click(grace, "#count-lock");
        Fx.await("Grace holds it", () -> text(grace, "#count-lock-status").equals("You hold it"));
        try (Hostile mallory = new Hostile(hub, "Mallory", "lobby")) {
            Fx.await("Mallory is there", () -> people(grace).size() == 3);
            mallory.signal(Hostile.json("{\"panel\":\"took\",\"key\":\"count\"}"));
            mallory.signal(Hostile.json("{\"panel\":\"asks\",\"key\":\"count\"}"));
            Fx.await("both came", () -> node(grace, "#panel-ask").isVisible());
            assertThat(Fx.get(() -> node(grace, "#panel-news").isVisible())).isFalse();
            click(grace, "#panel-ask-let-go");
            Fx.await("it is free", () -> text(grace, "#count-lock-status").equals("Free for everyone"));
            mallory.signal(Hostile.json("{\"panel\":\"took\",\"key\":\"count\"}"));
            mallory.put("count", "5");
            mallory.await();
            Fx.await("what came after it is there", () -> text(grace, "#count").equals("5"));
            assertThat(Fx.get(() -> node(grace, "#panel-news").isVisible())).isFalse();
        }
    }

    @Test
    @DisplayName("of two who are called alike it is shown which of them holds a lock")
    void holdersApart() {
        click(ada, "#count-lock");
        Fx.await("Grace sees it", () -> text(grace, "#count-lock-status").equals("Ada"));
        try (Hostile double_ = new Hostile(hub, "Аda\u200B", "lobby")) {
            double_.put("count", "0");
            Fx.await(
                    "there are two of them",
                    () -> text(grace, "#count-lock-status").matches("Ada ·[A-Za-z0-9_-]{4,}"));
        }
        Fx.await("there is one", () -> text(grace, "#count-lock-status").equals("Ada"));
    }

    @Test
    @DisplayName("a slider dragged in one window moves in the other, and ends where it was let go")
    void slider() {
        front(ada);
        robot.drag(Fx.get(() -> node(ada, "#slider").lookup(".thumb")), MouseButton.PRIMARY)
                .moveBy(40, 0)
                .moveBy(40, 0)
                .drop();
        double dropped = Fx.get(() -> ((Slider) node(ada, "#slider")).getValue());
        assertThat(dropped).isGreaterThan(55);
        Fx.await("Grace's slider is there", () -> ((Slider) node(grace, "#slider")).getValue() == dropped);
    }

    @Test
    @DisplayName("a second window of one person is the same session, and changes with the first")
    void secondWindow() {
        Stage second = Fx.get(() -> {
            Stage stage = new Stage();
            adaSession.newWindow(stage, "lobby", "panel").show();
            return stage;
        });
        click(second, "#plus");
        assertThat(Fx.get(() -> text(ada, "#count"))).isEqualTo(Fx.get(() -> text(second, "#count")));
        Fx.await("Grace sees it", () -> text(grace, "#count").equals("1"));
        assertThat(Fx.get(() -> people(second))).hasSize(2);
    }

    @Test
    @DisplayName("another room is another counter, and the window says which people are there")
    void anotherRoom() {
        click(ada, "#plus");
        click(ada, "#room-field");
        robot.write("workshop").type(KeyCode.ENTER);
        Fx.await(
                "Ada is there alone",
                () -> people(ada).size() == 1 && text(ada, "#count").equals("0"));
        assertThat(Fx.get(() -> ada.getTitle())).startsWith("workshop");
        Fx.await("Grace's is as it was", () -> text(grace, "#count").equals("1"));
    }

    @Test
    @DisplayName("without a hub all goes on, and arrives once when there is one again")
    void offline() {
        int port = hub.port();
        hub.close();
        Fx.await("Ada is told", () -> text(ada, "#status-text").startsWith("Reconnecting"));
        click(ada, "#plus");
        click(ada, "#plus");
        assertThat(Fx.get(() -> text(ada, "#count"))).isEqualTo("2");
        assertThat(Fx.get(() -> text(ada, "#status-waiting"))).isEqualTo("2 changes wait");
        click(ada, "#status-waiting");
        Fx.await("they are listed", () -> waitingChanges().contains("2 changes wait: there is no connection"));
        robot.type(KeyCode.ESCAPE);

        hub = Hub.start(HubOptions.defaults().withPort(port), journal);
        Fx.await("Grace sees 2", () -> text(grace, "#count").equals("2"));
        Fx.await("Ada is live", () -> text(ada, "#status-text").equals("Live"));
        assertThat(Fx.get(() -> text(ada, "#count"))).isEqualTo("2");
    }

    private static String waitingChanges() {
        return Window.getWindows().stream()
                .map(window -> window.getScene().lookup("#waiting-changes"))
                .filter(Objects::nonNull)
                .flatMap(box -> box.lookupAll(".label").stream())
                .map(label -> ((Labeled) label).getText())
                .collect(Collectors.joining("\n"));
    }

    @Test
    @DisplayName("a hub that can't store is said, what is changed meanwhile waits, and is everywhere when it can")
    void readOnly() {
        disk.full(true);
        click(ada, "#plus");
        Fx.await(
                "Ada is told",
                () -> text(ada, "#status-text").equals("Read-only")
                        && text(ada, "#status-waiting").equals("1 change waits"));
        assertThat(Fx.get(() -> text(ada, "#count"))).isEqualTo("1");
        assertThat(Fx.get(() -> text(grace, "#count"))).isEqualTo("0");

        disk.full(false);
        Fx.await("Grace sees it", () -> text(grace, "#count").equals("1"));
        Fx.await("Ada is live", () -> text(ada, "#status-text").equals("Live"));
        assertThat(Fx.get(() -> node(ada, "#refused").isVisible())).isFalse();
    }

    @Test
    @DisplayName("what was refused is counted, and told with the reason")
    void refused() {
        Lockstep alan = Fx.get(() -> Lockstep.builder(hub.url())
                .identity(Identity.named("Alan"))
                .thread(new UiThread())
                .connect());
        Fx.await("Alan is in", () -> alan.room("lobby").loadedProperty().get());
        Fx.run(() -> {
            alan.room("lobby").setRules(List.of(new Rule("count", Rule.Who.NOBODY)));
            alan.room("lobby").put("count", 7);
        });
        Fx.await("nobody may change it", () -> text(ada, "#count").equals("7"));
        Fx.run(() -> adaSession.newWindow(new Stage(), "lobby", "panel"));
        click(ada, "#plus");
        Fx.await("it is counted", () -> node(ada, "#refused").isVisible());
        assertThat(Fx.get(() -> ((Button) node(ada, "#refused")).getText()))
                .as("with the reason")
                .startsWith("1 change was refused: ");
        assertThat(Fx.get(() -> Window.getWindows().stream().noneMatch(PopupWindow.class::isInstance)))
                .as("nothing is covered by it")
                .isTrue();

        click(ada, "#refused");
        Fx.await("the list is shown", () -> refusedList() != null);
        assertThat(Fx.get(() -> refusedList().getItems().get(0).toString())).contains("count");
        Fx.run(() -> ((Button) anywhere("#refused-clear")).fire());
        Fx.await("it is gone", () -> !node(ada, "#refused").isVisible());
        alan.close();
    }

    @Test
    @DisplayName("a room that can't be opened says why, and opens when it can be")
    void notOpened() {
        disk.damaged(true);
        click(ada, "#room-field");
        robot.write("vault").type(KeyCode.ENTER);
        Fx.await("Ada is told", () -> text(ada, "#room-problem").contains("damaged"));
        assertThat(Fx.get(() -> text(ada, "#status-text"))).isEqualTo("Live");
        Lockstep alan = Fx.get(() -> Lockstep.builder(hub.url())
                .identity(Identity.named("Alan"))
                .thread(new UiThread())
                .connect());
        CompletionStage<Void> loaded = Fx.get(() -> alan.room("vault").whenLoaded());
        Fx.await(
                "a program that waits for it hears of it",
                () -> loaded.toCompletableFuture().isCompletedExceptionally());
        disk.damaged(false);
        Fx.await(
                "it is loaded at a later attempt",
                () -> alan.room("vault").loadedProperty().get());
        CompletionStage<Void> again = Fx.get(() -> alan.room("vault").whenLoaded());
        assertThat(again.toCompletableFuture()).isCompleted();
        Fx.run(alan::close);
        Fx.await(
                "it opens",
                () -> people(ada).size() == 1 && !node(ada, "#room-problem").isVisible());
    }

    private static ListView<?> refusedList() {
        return (ListView<?>) anywhere("#refused-list");
    }

    /** In whatever window, pop-overs too; null where it is in none. */
    private static Node anywhere(String id) {
        return Window.getWindows().stream()
                .map(window -> window.getScene().getRoot().lookup(id))
                .filter(found -> found != null)
                .findFirst()
                .orElse(null);
    }

    @Test
    @DisplayName("everything that can have the focus has a name to be heard")
    void accessibleNames() {
        List<String> nameless = Fx.get(() -> {
            List<String> found = new ArrayList<>();
            collectNameless(ada.getScene().getRoot(), found);
            return found;
        });
        assertThat(nameless).isEmpty();
    }

    @Test
    @DisplayName("the panel can be worked by keyboard alone")
    void keyboard() {
        front(ada);
        Fx.run(() -> node(ada, "#plus").requestFocus());
        robot.type(KeyCode.SPACE);
        Fx.await("it counted", () -> text(ada, "#count").equals("1"));
        Fx.run(() -> node(ada, "#slider").requestFocus());
        robot.type(KeyCode.RIGHT);
        Fx.await("it moved elsewhere too", () -> ((Slider) node(grace, "#slider")).getValue() == 55);
    }

    private static void collectNameless(Node node, List<String> found) {
        boolean named = node.getAccessibleText() != null
                || (node instanceof Labeled labeled
                        && labeled.getText() != null
                        && !labeled.getText().isEmpty());
        boolean widget = node instanceof Button
                || node instanceof TextField
                || node instanceof ListView<?>
                || node instanceof Slider;
        if (widget && node.isFocusTraversable() && !named) {
            found.add(node.toString());
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> collectNameless(child, found));
        }
    }
}
