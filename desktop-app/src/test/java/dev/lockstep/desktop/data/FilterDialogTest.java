package dev.lockstep.desktop.data;

import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.DialogPane;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Pane;
import javafx.stage.Stage;
import javafx.stage.Window;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;

import dev.lockstep.desktop.Fx;
import dev.lockstep.desktop.UiTest;
import dev.lockstep.desktop.data.table.ColumnType;
import dev.lockstep.desktop.data.table.DataTable;
import dev.lockstep.desktop.data.table.DataTable.ColumnInfo;
import dev.lockstep.desktop.data.table.Filter;
import dev.lockstep.desktop.data.table.TextChoices;
import dev.lockstep.desktop.shell.Theme;

import static org.assertj.core.api.Assertions.assertThat;

/** The dialog that asks for a filter, by keyboard and by mouse. */
@UiTest
@ExtendWith(ApplicationExtension.class)
class FilterDialogTest {

    private final FxRobot robot = new FxRobot();
    private final AtomicReference<Filter> result = new AtomicReference<>();
    private Stage owner;
    private DialogPane pane;

    @BeforeEach
    void open() {
        owner = Fx.get(() -> {
            new Theme().apply();
            Stage stage = new Stage();
            stage.setScene(new Scene(new Pane(), 700, 600));
            stage.show();
            return stage;
        });
    }

    @AfterEach
    void close() {
        Fx.run(() -> List.copyOf(Window.getWindows()).forEach(Window::hide));
    }

    private void ask(int column, Filter before) {
        DataTable table = new DataTable(
                List.of(new ColumnInfo("fruit", ColumnType.TEXT), new ColumnInfo("n", ColumnType.NUMBER)));
        for (String fruit : List.of("apple", "Apple", "APPLE", "pear", "")) {
            table.add(List.of(fruit, "1"));
        }
        pane = Fx.get(() -> {
            FilterDialog dialog = new FilterDialog(owner, table, column, before, Runnable::run, Platform::runLater);
            dialog.resultProperty().addListener((property, was, now) -> result.set(now));
            dialog.show();
            return dialog.getDialogPane();
        });
    }

    @SuppressWarnings("unchecked")
    private ListView<TextChoices.Choice> list() {
        return (ListView<TextChoices.Choice>) pane.lookup("#filter-texts");
    }

    private Node row(String text) {
        return list().lookupAll(".list-cell").stream()
                .filter(cell -> cell instanceof ListCell<?> row
                        && row.getItem() instanceof TextChoices.Choice choice
                        && choice.text().equals(text))
                .findFirst()
                .orElse(null);
    }

    @Test
    @DisplayName("texts are listed with room for them, and ticked by a click on their rows")
    void byMouse() {
        ask(0, null);
        Fx.await("all are there", () -> row("pear") != null && row("") != null);
        assertThat(Fx.get(() -> list().getHeight())).isGreaterThan(150);
        robot.clickOn(Fx.get(() -> row("Apple")));
        robot.clickOn(Fx.get(() -> row("")));
        robot.clickOn(Fx.get(() -> row("pear")));
        robot.clickOn(Fx.get(() -> row("pear")));
        Fx.await(
                "it is counted",
                () -> ((Label) pane.lookup("#filter-count")).getText().startsWith("2 of 5"));
        robot.type(KeyCode.ENTER);
        Fx.await("it is done", () -> result.get() != null);
        assertThat(result.get().texts()).containsExactlyInAnyOrder("Apple", "");
    }

    @Test
    @DisplayName(
            "by keyboard one types what is sought, goes down into the list, ticks with space and is done with Enter")
    void byKeyboard() {
        ask(0, Filter.of(0, Set.of("pear", "gone")));
        Fx.await("all are there", () -> row("pear") != null);
        Fx.await(
                "the search has the keyboard",
                () -> pane.lookup("#filter-search").isFocused());
        robot.type(KeyCode.A, KeyCode.P, KeyCode.P);
        Fx.await("three are found", () -> list().getItems().size() == 3);
        robot.type(KeyCode.DOWN, KeyCode.SPACE, KeyCode.DOWN, KeyCode.DOWN, KeyCode.SPACE, KeyCode.ENTER);
        Fx.await("it is done", () -> result.get() != null);
        assertThat(result.get().texts()).containsExactlyInAnyOrder("pear", "APPLE", "apple");
    }

    @Test
    @DisplayName("the first bound of a range has the keyboard, and what can't be a filter is said")
    void range() {
        ask(1, null);
        Fx.await("the field has the keyboard", () -> pane.lookup("#filter-min").isFocused());
        robot.type(KeyCode.X, KeyCode.ENTER);
        Fx.await(
                "it is said",
                () -> ((Label) pane.lookup("#filter-problem")).getText().equals("Type numbers."));
        robot.type(KeyCode.BACK_SPACE, KeyCode.DIGIT2, KeyCode.ENTER);
        Fx.await("it is done", () -> result.get() != null);
        assertThat(result.get().min()).isEqualTo(2);
    }

    @Test
    @DisplayName("a bound that is there is selected: what is typed takes its place")
    void selected() {
        ask(1, Filter.range(1, 17, 30));
        Fx.await("the field has the keyboard", () -> pane.lookup("#filter-min").isFocused());
        robot.type(KeyCode.DIGIT2, KeyCode.ENTER);
        Fx.await("it is done", () -> result.get() != null);
        assertThat(result.get().min()).isEqualTo(2);
        assertThat(result.get().max()).isEqualTo(30);
    }
}
