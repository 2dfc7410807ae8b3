package dev.lockstep.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.DatePicker;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Slider;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
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
import dev.lockstep.controls.AvatarRow;
import dev.lockstep.controls.FocusLock;
import dev.lockstep.controls.LockBadge;
import dev.lockstep.controls.StatusPill;
import dev.lockstep.controls.TextBinding;
import dev.lockstep.desktop.Fx;
import dev.lockstep.desktop.UiTest;
import dev.lockstep.fx.Lockstep;
import dev.lockstep.fx.Member;
import dev.lockstep.fx.SharedList;
import dev.lockstep.fx.SharedLock;
import dev.lockstep.fx.SharedNumber;
import dev.lockstep.fx.SharedOnce;
import dev.lockstep.fx.SharedRecord;
import dev.lockstep.fx.SharedRoom;
import dev.lockstep.fx.SharedText;
import dev.lockstep.fx.SharedUndo;
import dev.lockstep.model.AccessChange;
import dev.lockstep.model.Role;

import static org.assertj.core.api.Assertions.assertThat;

/** The recipes of the library's documentation: each compiles as it stands there, and does what is said of it. */
@Timeout(60)
@UiTest
@ExtendWith(ApplicationExtension.class)
class RecipesTest {

    record Task(String title, LocalDate due) {}

    record Cursor(double x, double y) {}

    record Ping(String text) {}

    record Sale(String item, int amount) {}

    @TempDir
    private Path directory;

    private final List<String> said = new ArrayList<>();
    private Lockstep lockstep;
    private Lockstep other;
    private SharedRoom room;
    private SharedRoom theirs;

    @BeforeEach
    void open() {
        lockstep = Fx.get(() -> Lockstep.local("Ada"));
        other = Fx.get(() -> Lockstep.connect(lockstep.url(), Identity.named("Grace")));
        room = Fx.get(() -> lockstep.room("lobby"));
        theirs = Fx.get(() -> other.room("lobby"));
        Fx.await(
                "both are there",
                () -> room.members().size() == 2 && theirs.members().size() == 2);
    }

    @AfterEach
    void close() {
        other.close();
        lockstep.close();
        lockstep.closed().toCompletableFuture().join();
    }

    private void warn(String text) {
        said.add(text);
    }

    @Test
    @DisplayName("the code in the recipes is the code that is tried here")
    void documented() throws IOException {
        String source = Files.readString(Path.of("src/test/java/dev/lockstep/examples/RecipesTest.java"));
        List<String> tried = new ArrayList<>();
        Matcher recipe =
                Pattern.compile("// recipe\\n(.*?)// end", Pattern.DOTALL).matcher(source);
        while (recipe.find()) {
            tried.add(recipe.group(1).replaceAll("\\s+", " ").strip());
        }
        String page = Files.readString(Path.of("../shared-model/docs/recipes.md"));
        List<String> written = new ArrayList<>();
        Matcher block = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL).matcher(page);
        while (block.find()) {
            written.add(block.group(1).replaceAll("\\s+", " ").strip());
        }
        assertThat(written).hasSizeGreaterThanOrEqualTo(12).containsExactlyElementsOf(tried);
    }

    @Test
    @DisplayName("a counter")
    void counter() {
        Button plus = new Button();
        Label label = new Label();
        Fx.run(() -> {
            // recipe
            SharedNumber count = room.number("count", 0);
            label.textProperty().bind(count.asString("Count = %.0f"));
            plus.setOnAction(clicked -> count.add(1));
            // end
        });
        Fx.run(() -> {
            plus.fire();
            plus.fire();
            theirs.number("count", 0).add(1);
        });
        Fx.await("all count", () -> label.getText().equals("Count = 3"));
    }

    @Test
    @DisplayName("a slider")
    void slider() {
        Slider slider = new Slider(0, 100, 0);
        Fx.run(() -> {
            // recipe
            slider.valueProperty().bindBidirectional(room.number("level", 50));
            // end
        });
        assertThat(slider.getValue()).isEqualTo(50);
        Fx.run(() -> slider.setValue(20));
        Fx.await("it is there", () -> theirs.number("level", 50).get() == 20);
    }

    @Test
    @DisplayName("a list")
    void list() {
        TextField field = new TextField("Milk");
        Fx.run(() -> {
            // recipe
            ListView<String> view = new ListView<>(room.list("shopping", String.class));
            field.setOnAction(entered -> view.getItems().add(field.getText()));
            // end
            field.fireEvent(new javafx.event.ActionEvent());
        });
        Fx.await("it is there", () -> theirs.list("shopping", String.class).contains("Milk"));
    }

    @Test
    @DisplayName("a form")
    void form() {
        TextField titleField = new TextField();
        DatePicker duePicker = new DatePicker();
        Fx.run(() -> {
            // recipe
            SharedRecord<Task> task = room.record("task/7", Task.class, new Task("", null));
            titleField.textProperty().bindBidirectional(task.component("title", String.class));
            duePicker.valueProperty().bindBidirectional(task.component("due", LocalDate.class));
            // end
            titleField.setText("Write");
            theirs.record("task/7", Task.class, null)
                    .component("due", LocalDate.class)
                    .set(LocalDate.of(2026, 12, 24));
        });
        Task both = new Task("Write", LocalDate.of(2026, 12, 24));
        Fx.await(
                "both are kept",
                () -> both.equals(theirs.get("task/7", Task.class))
                        && LocalDate.of(2026, 12, 24).equals(duePicker.getValue()));
    }

    @Test
    @DisplayName("a lock for as long as somebody edits")
    void lock() {
        Button edit = new Button();
        Button save = new Button();
        TextField field = new TextField("by Ada");
        Label editor = new Label();
        Fx.run(() -> {
            // recipe
            SharedLock lock = room.lock("notice");
            editor.textProperty().bind(lock.holderProperty());
            edit.disableProperty().bind(lock.heldByOtherProperty());
            edit.setOnAction(clicked -> lock.acquire(Duration.ofSeconds(10)).thenAccept(held -> {
                held.onLost(() -> warn("The connection was broken for long; somebody else may edit this now."));
                save.setOnAction(done -> held.put("notice", field.getText()).thenRun(held::close));
            }));
            // end
            edit.fire();
        });
        Fx.await("she edits", () -> editor.getText().equals("Ada"));
        Fx.run(() -> theirs.put("notice", "by Grace"));
        Fx.await("Grace can't write", () -> theirs.pendingProperty().get() == 0);
        Fx.run(save::fire);
        Fx.await(
                "it is saved, and free",
                () -> "by Ada".equals(theirs.get("notice", String.class))
                        && editor.getText().isEmpty());
    }

    @Test
    @DisplayName("undo of one's own work")
    void undo() {
        Button move = new Button();
        Button back = new Button();
        Fx.run(() -> {
            room.movableList("todo", Task.class).add(new Task("Write", null));
            // recipe
            SharedList<Task> todo = room.movableList("todo", Task.class);
            SharedList<Task> done = room.movableList("done", Task.class);
            SharedUndo undo = room.undo();
            move.setOnAction(clicked -> undo.commit("Done", tx -> tx.move(todo, 0, done, 0)));
            back.setOnAction(clicked -> undo.undo());
            back.disableProperty().bind(undo.undoLabelProperty().isEmpty());
            // end
        });
        Fx.await("it is there", () -> theirs.movableList("todo", Task.class).size() == 1);
        Fx.run(move::fire);
        Fx.await("it is moved", () -> theirs.movableList("done", Task.class).size() == 1);
        Fx.run(back::fire);
        Fx.await("it is back", () -> theirs.movableList("todo", Task.class).size() == 1);
    }

    @Test
    @DisplayName("who is here, and where")
    void presence() {
        Label people = new Label();
        ListView<Member> view = new ListView<>();
        Fx.run(() -> {
            // recipe
            view.setItems(room.members());
            view.setOnMouseMoved(move -> room.showPresence(new Cursor(move.getX(), move.getY())));
            Cursor cursor = room.presence(room.members().get(0), Cursor.class); // null where there is none
            // end
            assertThat(cursor).isNull();
            room.showPresence(new Cursor(3, 4));
            people.setText(view.getItems().stream().map(Member::name).sorted().collect(Collectors.joining(", ")));
        });
        assertThat(people.getText()).isEqualTo("Ada, Grace");
        Fx.await(
                "it is seen where she is",
                () -> theirs.members().stream()
                        .anyMatch(member -> new Cursor(3, 4).equals(theirs.presence(member, Cursor.class))));
    }

    @Test
    @DisplayName("something that nobody keeps")
    void signal() {
        Fx.run(() -> {
            // recipe
            room.onSignal(Ping.class, (from, ping) -> warn(from.name() + " says " + ping.text()));
            room.signal(new Ping("Hello"));
            // end
            theirs.signal(new Ping("Good morning"));
        });
        Fx.await("it is heard", () -> said.contains("Grace says Good morning"));
    }

    @Test
    @DisplayName("a value that is computed")
    void computed() {
        Label total = new Label();
        Fx.run(() -> {
            // recipe
            SharedList<Sale> sales = room.list("sale", Sale.class);
            total.textProperty()
                    .bind(room.computed(() ->
                            "Total " + sales.stream().mapToInt(Sale::amount).sum()));
            // end
            theirs.list("sale", Sale.class).addAll(new Sale("tea", 3), new Sale("cake", 4));
        });
        Fx.await("it is computed", () -> total.getText().equals("Total 7"));
    }

    @Test
    @DisplayName("something expensive, computed by one window for all")
    void once() {
        ProgressBar bar = new ProgressBar();
        Label best = new Label();
        Fx.run(() -> {
            // recipe
            SharedOnce<String> report = room.once(
                    "report", String.class, () -> List.copyOf(room.list("sale", Sale.class)), (sales, run) -> {
                        run.progress(0.5);
                        return sales.size() + " sales";
                    });
            bar.progressProperty().bind(report.progressProperty());
            best.textProperty().bind(report.valueProperty());
            // end
            theirs.list("sale", Sale.class).add(new Sale("tea", 3));
        });
        Fx.await("it is computed", () -> "1 sales".equals(best.getText()) && bar.getProgress() == 1);
        SharedOnce<String> seen = Fx.get(() -> theirs.once("report", String.class, () -> 0, (none, run) -> ""));
        Fx.await("it is there", () -> "1 sales".equals(seen.getValue()));
    }

    @Test
    @DisplayName("work that outlives the connection and the program")
    void offline() {
        String url = lockstep.url();
        Path folder = directory;
        Label waiting = new Label();
        Label saved = new Label();
        Lockstep kept = Fx.get(() -> {
            // recipe
            Lockstep connected = Lockstep.builder(url)
                    .identity(Identity.named("Linus"))
                    .store(ClientStore.open(folder))
                    .onStatus(status -> warn(status.phase() + " " + status.reason()))
                    .connect();
            waiting.textProperty()
                    .bind(connected.room("lobby").pendingProperty().asString("%d changes wait"));
            // end
            connected.room("lobby").put("a", 1);
            // recipe
            connected.whenStored().thenRun(() -> saved.setText("saved on this computer"));
            // end
            return connected;
        });
        Fx.await("it is on the disk", () -> saved.getText().equals("saved on this computer"));
        Fx.await("it is there", () -> Integer.valueOf(1).equals(theirs.get("a", Integer.class)));
        Fx.await("nothing waits", () -> waiting.getText().equals("0 changes wait"));
        assertThat(Fx.get(() -> List.copyOf(said))).anyMatch(text -> text.startsWith("LIVE"));
        kept.close();
        kept.closed().toCompletableFuture().join();
    }

    @Test
    @DisplayName("who may do what")
    void access() {
        Slider slider = new Slider();
        Fx.run(() -> {
            // recipe
            room.setAccess(AccessChange.NOTHING.everyone(Role.VIEWER).writers("chat", Role.VIEWER));
            slider.disableProperty().bind(room.roleProperty().isEqualTo(Role.VIEWER));
            // end
        });
        Fx.await(
                "it is stored",
                () -> room.pendingProperty().get() == 0
                        && room.accessProperty().get().everyone() == Role.VIEWER);
        assertThat(slider.isDisabled()).isFalse(); // she hosts the hub
    }

    @Test
    @DisplayName("what was not done")
    void refused() {
        Fx.run(() -> {
            // recipe
            room.onRefused(refusal ->
                    warn(refusal.holder() == null ? refusal.getMessage() : refusal.holder() + " is working on this"));
            // end
            theirs.lock("notice").acquire(Duration.ofSeconds(10));
        });
        Fx.await("it is locked", () -> room.lock("notice").isHeldByOther());
        Fx.run(() -> room.put("notice", "mine"));
        Fx.await("it is said", () -> said.contains("Grace is working on this"));
    }

    @Test
    @DisplayName("a text in which several people type")
    void text() {
        TextArea area = new TextArea();
        Button clear = new Button();
        Fx.run(() -> {
            // recipe
            SharedText notes = room.text("notes");
            TextBinding.bind(area, notes);
            clear.setOnAction(clicked -> notes.set(""));
            // end
        });
        Fx.run(() -> {
            area.setText("Hello");
            theirs.text("notes").insert(0, "> ");
        });
        Fx.await("both have both", () -> {
            String seen = area.getText();
            return seen.contains("Hello")
                    && seen.contains("> ")
                    && seen.equals(theirs.text("notes").get());
        });
        Fx.run(clear::fire);
        Fx.await("it is empty", () -> theirs.text("notes").get().isEmpty());
    }

    @Test
    @DisplayName("ready-made controls")
    void controls() {
        HBox bar = new HBox();
        TextField title = new TextField();
        Lockstep connected = lockstep;
        Stage stage = Fx.get(() -> {
            // recipe
            bar.getChildren().addAll(new StatusPill(connected), new AvatarRow(room), new LockBadge(room.lock("title")));
            FocusLock.lockWhileFocused(title, room.lock("title"));
            // end
            Stage made = new Stage();
            made.setScene(new Scene(new VBox(bar, title)));
            made.show();
            made.requestFocus();
            title.requestFocus();
            return made;
        });
        Fx.await("it is locked", () -> theirs.lock("title").getHolder().equals("Ada"));
        Fx.await(
                "it is said",
                () -> bar.getChildren().get(2) instanceof LockBadge badge
                        && badge.getText().equals("you"));
        Fx.run(stage::hide);
    }
}
