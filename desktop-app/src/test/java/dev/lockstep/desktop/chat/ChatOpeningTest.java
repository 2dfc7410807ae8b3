package dev.lockstep.desktop.chat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.stage.Stage;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;

import dev.lockstep.desktop.Fx;
import dev.lockstep.desktop.Hostile;
import dev.lockstep.desktop.TestSession;
import dev.lockstep.desktop.TwoPeople;
import dev.lockstep.desktop.UiTest;
import dev.lockstep.desktop.view.Settings;
import dev.lockstep.hub.Hub;
import dev.lockstep.hub.HubOptions;
import dev.lockstep.hub.journal.MemoryJournal;
import dev.lockstep.model.Json;

import static org.assertj.core.api.Assertions.assertThat;

/** Opening a chat in which a lot was said: its end is what is shown first, and nothing is made that nobody sees. */
@UiTest
@ExtendWith(ApplicationExtension.class)
class ChatOpeningTest extends TwoPeople {

    private static final int MANY = 20_000;

    @BeforeEach
    void begin() {
        open(Hub.start(HubOptions.defaults().withPort(0), new MemoryJournal()), "panel");
    }

    @Test
    @DisplayName("a chat of twenty thousand messages shows its end first, and all of the window is full of it")
    void many() {
        say(MANY);
        List<String> firsts =
                FXCollections.observableArrayList(); // the last message each time that the list is another
        Stage stage = Fx.get(() -> {
            Stage made = window();
            ListChangeListener<ChatRow> changed = change -> note(list(made).getItems(), firsts);
            list(made).getItems().addListener(changed);
            list(made).itemsProperty().addListener((items, before, now) -> {
                note(now, firsts);
                if (now != null) {
                    now.addListener(changed);
                }
            });
            return made;
        });
        Fx.await("the last is in view", () -> shown(stage).contains("said " + (MANY - 1)));
        Fx.await("it is full", () -> isFull(stage));
        assertThat(Fx.get(() -> List.copyOf(firsts))).isNotEmpty().containsOnly("said " + (MANY - 1));
        Fx.await("the last is whole", () -> isLastWhole(stage));
        assertThat(Fx.get(() -> node(stage, "#chat-loading").isVisible())).isFalse();
    }

    @Test
    @DisplayName("of a long chat no row is made before its end is shown, but those that are measured")
    void rowsMade() {
        say(400);
        List<Integer> made = new ArrayList<>();
        Stage stage = Fx.get(() -> {
            Stage opened = window();
            ListView<ChatRow> list = list(opened);
            var cells = list.getCellFactory();
            list.setCellFactory(view -> {
                ListCell<ChatRow> cell = cells.call(view);
                cell.indexProperty().addListener((index, before, now) -> made.add(now.intValue()));
                return cell;
            });
            return opened;
        });
        Fx.await("the last is in view", () -> shown(stage).contains("said 399"));
        Fx.await("it is full", () -> isFull(stage));
        assertThat(Fx.get(() ->
                        made.stream().filter(index -> index > 8 && index < 350).toList()))
                .isEmpty();
    }

    @Test
    @DisplayName("a chat in which nothing was said says so, and what is said then is seen")
    void nothing() {
        Stage stage = Fx.get(this::window);
        Fx.await(
                "it says so",
                () -> list(stage).lookupAll(".label").stream()
                        .anyMatch(node ->
                                node.isVisible() && ((Labeled) node).getText().equals("Nothing said yet")));
        say(1);
        Fx.await("it is seen", () -> shown(stage).contains("said 0"));
        Fx.await("it is full", () -> isFull(stage));
    }

    // ----

    private Stage window() {
        Stage stage = new Stage();
        TestSession.open(
                TestSession.services(theme, Settings.none(), TestSession.views(), hub, false),
                stage,
                "Linus",
                "long",
                "chat",
                hub);
        return stage;
    }

    private void say(int count) {
        try (Hostile author = new Hostile(hub, "Mallory", "long/~chat")) {
            for (int from = 0; from < count; from += 200) {
                Map<String, Json> some = new LinkedHashMap<>();
                for (int i = from; i < Math.min(count, from + 200); i++) {
                    some.put(
                            "message/m" + i,
                            Hostile.json("{\"client\":\"m\",\"author\":\"Mallory\",\"color\":\"#c0392b\",\"at\":"
                                    + "1790000000000,\"text\":\"said " + i + "\"}"));
                }
                author.put(some);
            }
            author.await();
        }
    }

    private static void note(List<ChatRow> rows, List<String> lasts) {
        if (rows != null && !rows.isEmpty()) {
            lasts.add(
                    rows.get(rows.size() - 1) instanceof ChatRow.Message row
                            ? row.message().text()
                            : "no message");
        }
    }

    @SuppressWarnings("unchecked")
    private static ListView<ChatRow> list(Stage stage) {
        return (ListView<ChatRow>) node(stage, "#messages");
    }

    private static List<String> shown(Stage stage) {
        return cells(stage).stream()
                .filter(cell -> cell.getItem() instanceof ChatRow.Message)
                .map(cell -> ((ChatRow.Message) cell.getItem()).message().text())
                .toList();
    }

    private static List<ListCell<ChatRow>> cells(Stage stage) {
        List<ListCell<ChatRow>> cells = new ArrayList<>();
        for (Node node : list(stage).lookupAll(".chat-row")) {
            if (node.isVisible() && node instanceof MessageCell cell) {
                cells.add(cell);
            }
        }
        return cells;
    }

    private static boolean isFull(Stage stage) {
        Bounds list = list(stage).getBoundsInParent();
        double place = list(stage).getParent().getLayoutBounds().getHeight();
        return list(stage).isVisible() && Math.abs(list.getHeight() - place) < 2;
    }

    private static boolean isLastWhole(Stage stage) {
        Bounds list = list(stage).localToScene(list(stage).getLayoutBounds());
        return cells(stage).stream()
                .filter(cell -> cell.getIndex() == list(stage).getItems().size() - 1)
                .map(cell -> cell.localToScene(cell.getLayoutBounds()))
                .anyMatch(last -> last.getMaxY() <= list.getMaxY() + 1 && last.getMaxY() > list.getMaxY() - 80);
    }
}
