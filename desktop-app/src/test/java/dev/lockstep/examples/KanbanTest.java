package dev.lockstep.examples;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import javafx.event.ActionEvent;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.HBox;
import javafx.stage.Stage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;

import dev.lockstep.client.ClientStore;
import dev.lockstep.client.Identity;
import dev.lockstep.desktop.Fx;
import dev.lockstep.desktop.UiTest;
import dev.lockstep.fx.Lockstep;
import dev.lockstep.fx.SharedList;
import dev.lockstep.fx.SharedRoom;
import dev.lockstep.hub.Hub;
import dev.lockstep.hub.HubOptions;
import dev.lockstep.hub.journal.Retention;
import dev.lockstep.hub.journal.SqliteJournal;

import static org.assertj.core.api.Assertions.assertThat;

/** The example of a Kanban board, by two people at once: as an application's developer would try the library. */
@Timeout(120)
@UiTest
@ExtendWith(ApplicationExtension.class)
class KanbanTest {

    private static final int LEASE_MILLIS = 500;

    @TempDir
    private Path directory;

    private final List<Lockstep> open = new ArrayList<>();
    private Hub hub;
    private Kanban.Board ada;
    private Kanban.Board grace;
    private SharedRoom adas;
    private SharedRoom graces;
    private final List<Stage> stages = new ArrayList<>();

    @BeforeEach
    void start() {
        hub = startHub(0);
        ada = board("Ada");
        grace = board("Grace");
        adas = Fx.get(() -> open.get(0).room("kanban"));
        graces = Fx.get(() -> open.get(1).room("kanban"));
        window(ada);
        window(grace);
        Fx.await("both are there", () -> {
            assertThat(label(ada, 0).split(", ")).containsExactlyInAnyOrder("Ada", "Grace");
            assertThat(label(grace, 0).split(", ")).containsExactlyInAnyOrder("Ada", "Grace");
            return true;
        });
    }

    private void window(Kanban.Board board) {
        Fx.run(() -> {
            Stage stage = new Stage();
            stage.setScene(new Scene(board, 700, 500));
            stage.show();
            stages.add(stage);
        });
    }

    private Hub startHub(int port) {
        return Hub.start(
                HubOptions.defaults().withPort(port).withLeaseMillis(LEASE_MILLIS),
                SqliteJournal.open(directory.resolve("hub"), "the test", Retention.DEFAULT));
    }

    private Kanban.Board board(String name) {
        Lockstep lockstep = Fx.get(() -> Lockstep.builder(hub.url())
                .identity(Identity.named(name))
                .store(ClientStore.open(directory.resolve(name)))
                .connect());
        open.add(lockstep);
        return Fx.get(() -> new Kanban.Board(lockstep.room("kanban")));
    }

    @AfterEach
    void close() {
        Fx.run(() -> stages.forEach(Stage::close));
        open.forEach(Lockstep::close);
        hub.close();
    }

    private static String label(Kanban.Board board, int index) {
        return ((Label) ((HBox) board.getTop()).getChildren().get(index)).getText();
    }

    private static Node node(Kanban.Board board, String id) {
        return board.lookup("#" + id);
    }

    private static void add(Kanban.Board board, String title) {
        Fx.run(() -> {
            TextField field = (TextField) node(board, "new-1-todo");
            field.setText(title);
            field.fireEvent(new ActionEvent());
        });
    }

    private static SharedList<Kanban.Card> column(SharedRoom room, String column) {
        return room.movableList(column, Kanban.Card.class);
    }

    private static List<String> titles(SharedRoom room, String column) {
        return column(room, column).stream().map(Kanban.Card::title).toList();
    }

    private void awaitBoth(String column, String... titles) {
        Fx.await(column, () -> {
            assertThat(titles(adas, column)).containsExactly(titles);
            assertThat(titles(graces, column)).containsExactly(titles);
            return true;
        });
    }

    private static void edit(Kanban.Board board, String column, int index) {
        Fx.run(() -> board.edit(column, index));
        Fx.await("it is edited", () -> node(board, "card-save") != null);
    }

    private static void save(Kanban.Board board, String title) {
        Fx.run(() -> {
            ((TextField) node(board, "card-title")).setText(title);
            ((Button) node(board, "card-save")).fire();
        });
    }

    @Test
    @DisplayName(
            "cards are added, moved between columns and within one by two at once, and each takes back their own work")
    void moves() {
        add(ada, "write");
        add(ada, "read");
        awaitBoth("1-todo", "write", "read");
        Fx.run(() -> {
            String write = column(adas, "1-todo").keyOf(0);
            String read = column(adas, "1-todo").keyOf(1);
            ada.move(write, "2-doing", 0);
            grace.move(read, "1-todo", 0);
            grace.move(read, "2-doing", 99);
        });
        Fx.await("both are done", () -> titles(adas, "2-doing").size() == 2);
        assertThat(Fx.get(() -> titles(adas, "2-doing"))).containsExactlyInAnyOrder("write", "read");
        awaitBoth("1-todo");
        Fx.run(() -> undo(ada));
        awaitBoth("1-todo", "write");
        awaitBoth("2-doing", "read");
        Fx.run(() -> undo(grace));
        awaitBoth("1-todo", "read", "write");
    }

    private static void undo(Kanban.Board board) {
        Runnable undo = board.getScene().getAccelerators().get(KeyCombination.valueOf("Shortcut+Z"));
        undo.run();
    }

    @Test
    @DisplayName(
            "a card is edited by one at a time, the other sees by whom, and a move of it is refused and taken back")
    void locked() {
        add(ada, "write");
        awaitBoth("1-todo", "write");
        edit(ada, "1-todo", 0);
        String key = Fx.get(() -> column(graces, "1-todo").keyOf(0));
        Fx.await("Grace sees who edits it", () -> graces.lock(key).getHolder().equals("Ada"));

        Fx.run(() -> grace.edit("1-todo", 0));
        Fx.await("it is said", () -> label(grace, 1).equals("Ada edits this card"));
        Fx.run(() -> grace.move(key, "3-done", 0));
        Fx.await("it is taken back", () -> graces.pendingProperty().get() == 0);
        awaitBoth("3-done");

        save(ada, "write, at last");
        awaitBoth("1-todo", "write, at last");
        Fx.await("it is free", () -> graces.lock(key).getHolder().isEmpty());
        edit(grace, "1-todo", 0);
    }

    @Test
    @DisplayName(
            "what is done without a connection is there when it is back; a card that both moved is in one column, and what is not done is said")
    void offline() throws InterruptedException {
        add(ada, "write");
        add(ada, "read");
        awaitBoth("1-todo", "write", "read");
        edit(ada, "1-todo", 0);
        int port = hub.port();
        hub.close();
        Fx.await(
                "nobody is connected",
                () -> open.stream().noneMatch(each -> each.getStatus().isLive()));
        Fx.run(() -> {
            ada.move(column(adas, "1-todo").keyOf(1), "3-done", 0);
            grace.move(column(graces, "1-todo").keyOf(1), "2-doing", 0);
        });
        add(grace, "sleep");
        save(ada, "written while away");

        hub = startHub(port);

        Fx.await(
                "both are back",
                () -> open.stream().allMatch(each -> each.getStatus().isLive()));
        Fx.await("nothing waits", () -> open.stream().allMatch(each -> each.unsent() == 0));
        Fx.await("both see the same", () -> {
            for (String column : List.of("1-todo", "2-doing", "3-done")) {
                assertThat(titles(adas, column)).isEqualTo(titles(graces, column));
            }
            return true;
        });
        List<String> all = Fx.get(() -> {
            List<String> titles = new ArrayList<>(titles(adas, "1-todo"));
            titles.addAll(titles(adas, "2-doing"));
            titles.addAll(titles(adas, "3-done"));
            return titles;
        });
        assertThat(all).hasSize(3).contains("read", "sleep").containsAnyOf("write", "written while away");
        String toldAda = Fx.get(() -> label(ada, 1));
        String toldGrace = Fx.get(() -> label(grace, 1));
        boolean isKept = all.contains("written while away");
        boolean adasMoveWon = Fx.get(() -> titles(adas, "3-done").contains("read"));
        assertThat(toldAda.isEmpty()).isEqualTo(isKept && adasMoveWon);
        assertThat(toldGrace.isEmpty()).isEqualTo(!adasMoveWon);
    }

    @Test
    @DisplayName("what a program had when it was killed is sent when it is started again, once")
    void killed() throws IOException, InterruptedException {
        int port = hub.port();
        String url = hub.url();
        hub.close();
        Process killed = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledKanban.class.getName(),
                        url,
                        directory.resolve("Linus").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader said =
                new BufferedReader(new InputStreamReader(killed.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(said.readLine()).isEqualTo("kept");
        }
        killed.destroyForcibly();
        killed.waitFor();

        hub = startHub(port);
        board("Linus");

        awaitBoth("1-todo", "by Linus");
        assertThat(Fx.get(() -> column(adas, "1-todo").get(0)))
                .isEqualTo(new Kanban.Card("by Linus", Kanban.Urgency.HIGH, LocalDate.of(2026, 12, 24)));
    }
}
