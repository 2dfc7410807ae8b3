package dev.lockstep.desktop.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonType;
import javafx.scene.control.CheckBox;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.DialogPane;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.skin.TableColumnHeader;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.FlowPane;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import javafx.stage.Window;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;

import dev.lockstep.client.Identity;
import dev.lockstep.desktop.Fx;
import dev.lockstep.desktop.TwoPeople;
import dev.lockstep.desktop.UiTest;
import dev.lockstep.desktop.data.table.ColumnType;
import dev.lockstep.desktop.data.table.Filter;
import dev.lockstep.desktop.data.table.FilteredTable;
import dev.lockstep.desktop.view.RoomContext;
import dev.lockstep.desktop.view.RoomPool;
import dev.lockstep.desktop.view.Settings;
import dev.lockstep.fx.FxThread;
import dev.lockstep.fx.Lockstep;
import dev.lockstep.fx.SharedRoom;
import dev.lockstep.hub.Hub;
import dev.lockstep.hub.HubOptions;
import dev.lockstep.hub.journal.MemoryJournal;

import static org.assertj.core.api.Assertions.assertThat;

/** Two people at one table: it is brought in by one, and filtered, marked and sorted by both. */
@UiTest
@ExtendWith(ApplicationExtension.class)
class DataWindowsTest extends TwoPeople {

    private static final String SALES = "city,price\nRome,30\nOslo,10\nRome,20\nParis,50\n";

    @TempDir
    Path directory;

    @BeforeEach
    void open() {
        open(Hub.start(HubOptions.defaults().withPort(0), new MemoryJournal()), "data");
    }

    private void paste(Stage stage, String text) {
        Fx.run(() -> {
            ClipboardContent content = new ClipboardContent();
            content.putString(text);
            Clipboard.getSystemClipboard().setContent(content);
        });
        front(stage);
        Fx.run(() -> view(stage).requestFocus());
        robot.press(KeyCode.CONTROL).type(KeyCode.V).release(KeyCode.CONTROL);
        accept(stage);
    }

    /** Takes what the page shows as it is. */
    private static void accept(Stage stage) {
        Fx.await("it is known what it will be", () -> {
            ImportDraft draft = model(stage).draftProperty().get();
            return draft != null
                    && draft.analysisProperty().get() != null
                    && !draft.busyProperty().get();
        });
        Fx.run(() -> ((Button) node(stage, "#import-accept")).fire());
    }

    @Test
    @DisplayName("a table that is pasted by one is there for the other, with its charts")
    void pasted() {
        paste(ada, SALES);
        Fx.await("Grace has four rows", () -> table(grace).getItems().size() == 4);
        Fx.await("and Ada", () -> text(ada, "#data-counts").equals("4 rows"));
        assertThat(Fx.get(() -> table(grace).getColumns().stream()
                        .map(column -> column.getText())
                        .toList()))
                .containsExactly("#", "city", "price");
        assertThat(Fx.get(() -> view(grace).lookupAll(".chart-pane"))).hasSize(2);
    }

    @Test
    @DisplayName("what is no table is told where one looks, and leaves nothing behind")
    void noTable() throws IOException {
        Path empty = Files.writeString(directory.resolve("empty.csv"), "");
        Fx.run(() -> model(ada).importFile(empty));
        Fx.await("Ada is told", () -> text(ada, "#data-problem").contains("nothing in it"));
        assertThat(Fx.get(() -> model(grace).tables())).isEmpty();
        Fx.run(() -> model(ada).importFile(directory.resolve("missing.csv")));
        Fx.await("Ada is told", () -> !text(ada, "#data-problem").contains("nothing in it"));
        paste(ada, SALES);
        Fx.await("Grace has what is one", () -> table(grace).getItems().size() == 4);
        assertThat(Fx.get(() -> model(grace).tables())).hasSize(1);
    }

    @Test
    @DisplayName("a filter is the team's, says who set it, and anyone takes it away; detached it is one's own")
    void filters() {
        paste(ada, SALES);
        Fx.await("Grace has it", () -> table(grace).getItems().size() == 4);
        Fx.run(() -> model(ada).filter(Filter.range(1, 20, 60)));
        Fx.await("Grace sees three", () -> text(grace, "#data-counts").equals("3 of 4 rows"));
        assertThat(Fx.get(() -> chips(grace))).containsExactly("price 20 to 60 · Ada");

        click(grace, "#data-follow");
        Fx.run(() -> model(grace).filter(Filter.range(1, 0, 15)));
        Fx.await("Grace sees one", () -> text(grace, "#data-counts").equals("1 of 4 rows"));
        Fx.await("Ada still sees three", () -> text(ada, "#data-counts").equals("3 of 4 rows"));

        click(grace, "#data-offer");
        Fx.await("Ada sees what Grace offers", () -> text(ada, "#data-counts").equals("1 of 4 rows"));
        Fx.run(() ->
                ((Button) ((FlowPane) node(ada, "#data-filters")).getChildren().get(0)).fire());
        Fx.await("both see all", () -> text(grace, "#data-counts").equals("4 rows"));
    }

    @Test
    @DisplayName("whoever offers no filter at all is asked before the team's are taken away; the team's marks stay")
    void offerOfNone() {
        paste(ada, SALES);
        Fx.await("Grace has it", () -> table(grace).getItems().size() == 4);
        Fx.run(() -> {
            model(ada).filter(Filter.range(1, 20, 60));
            model(ada).filter(Filter.of(0, Set.of("Rome")));
            model(ada).mark(List.of(Filter.range(1, 25, 35)));
        });
        Fx.await("Grace sees both", () -> text(grace, "#data-counts").equals("2 of 4 rows · 1 marked by Ada"));
        click(grace, "#data-follow");
        Fx.run(() -> {
            model(grace).unfilterAll();
            model(grace).mark(List.of());
        });
        Fx.await("Grace sees all", () -> text(grace, "#data-counts").equals("4 rows"));

        click(grace, "#data-offer");
        Fx.await("she is asked", () -> Dialogs.shown() != null);
        assertThat(Fx.get(() -> Dialogs.shown().getContentText())).contains("the team's 2 filters are taken away");
        robot.type(KeyCode.ESCAPE);
        Fx.await("the question is gone", () -> Dialogs.shown() == null);
        assertThat(Fx.get(() -> model(grace).followingProperty().get())).isFalse();
        assertThat(Fx.get(() -> model(grace).teamFilters())).isEqualTo(2);
        assertThat(Fx.get(() -> text(ada, "#data-counts"))).isEqualTo("2 of 4 rows · 1 marked by Ada");

        click(grace, "#data-offer");
        Fx.await("she is asked again", () -> Dialogs.shown() != null);
        robot.clickOn(Fx.get(() -> Dialogs.shown().lookupButton(ButtonType.OK)));
        Fx.await("Ada sees all, and her mark", () -> text(ada, "#data-counts").equals("4 rows · 1 marked by Ada"));
        Fx.await("so does Grace", () -> text(grace, "#data-counts").equals("4 rows · 1 marked by Ada"));
        assertThat(Fx.get(() -> model(grace).followingProperty().get())).isTrue();
    }

    @Test
    @DisplayName("an offer that takes no filter away is not asked about")
    void offerUnasked() {
        paste(ada, SALES);
        Fx.await("Grace has it", () -> table(grace).getItems().size() == 4);
        click(grace, "#data-follow");
        click(grace, "#data-offer");
        Fx.await("she follows", () -> model(grace).followingProperty().get());
        assertThat(Fx.get(Dialogs::shown)).isNull();
    }

    @Test
    @DisplayName("what is marked by one is marked in the other's table, and can be all that is shown")
    void marks() {
        paste(ada, SALES);
        Fx.await("Grace has it", () -> table(grace).getItems().size() == 4);
        Fx.run(() -> model(grace).mark(List.of(Filter.of(0, Set.of("Rome")))));
        Fx.await("Ada sees it", () -> text(ada, "#data-counts").equals("4 rows · 2 marked by Grace"));
        click(ada, "#data-focus");
        Fx.await("just those are shown", () -> text(grace, "#data-counts").equals("2 of 4 rows"));
    }

    @Test
    @DisplayName(
            "a chart is worked by keyboard: bars are marked one by one, or as many as Shift is held for, and unmarked")
    void chartByKeyboard() {
        paste(ada, SALES);
        Fx.await("Grace has it", () -> table(grace).getItems().size() == 4);
        front(ada);
        Fx.await("a chart of cities has the keyboard", () -> {
            Node bars = view(ada).lookupAll(".chart-canvas").stream()
                    .filter(chart -> String.valueOf(chart.getAccessibleText()).startsWith("Bar of city, at Rome"))
                    .findFirst()
                    .orElse(null);
            if (bars != null) {
                bars.requestFocus();
            }
            return bars != null && bars.isFocused();
        });
        robot.type(KeyCode.ENTER);
        Fx.await("Grace sees Rome's", () -> text(grace, "#data-counts").equals("4 rows · 2 marked by Ada"));
        robot.type(KeyCode.RIGHT).press(KeyCode.SHIFT).type(KeyCode.RIGHT).release(KeyCode.SHIFT);
        Fx.await(
                "the other two",
                () -> marks(grace).containsAll(List.of("Oslo", "Paris"))
                        && marks(grace).size() == 2);
        assertThat(Fx.get(() -> carets(ada))).isOne();
        robot.type(KeyCode.ESCAPE);
        Fx.await("none", () -> text(grace, "#data-counts").equals("4 rows"));
        robot.clickOn(Fx.get(() -> ada.getScene().getFocusOwner()));
        assertThat(Fx.get(() -> carets(ada))).isZero();
    }

    /** How many charts show where the keyboard is in them. */
    private static long carets(Stage stage) {
        return view(stage).lookupAll(".chart-caret").stream()
                .filter(Node::isVisible)
                .count();
    }

    private static List<String> marks(Stage stage) {
        List<Filter> marks = model(stage).marks();
        Set<String> texts =
                marks == null || marks.isEmpty() ? null : marks.get(0).texts();
        return texts == null ? List.of() : List.copyOf(texts);
    }

    @Test
    @DisplayName("columns are sorted, hidden and brought back from a menu that the keyboard reaches")
    void columns() {
        paste(ada, SALES);
        Fx.await("it is there", () -> table(ada).getItems().size() == 4);
        chooseOfColumn("price", "Sort, least first");
        Fx.await("the rows are by price", () -> table(ada).getItems().equals(List.of(1, 2, 0, 3)));
        chooseOfColumn("price", "Shown");
        Fx.await("no prices", () -> !table(ada).getColumns().get(2).isVisible());
        chooseOfColumn("price", "Shown");
        Fx.await("prices", () -> table(ada).getColumns().get(2).isVisible());
    }

    @Test
    @DisplayName("the right button of the mouse on a header sorts nothing, the left one does")
    void rightButton() {
        paste(ada, SALES);
        Fx.await("it is there", () -> table(ada).getItems().size() == 4);
        front(ada);
        robot.rightClickOn(Fx.get(() -> header("price")));
        Fx.run(() -> {
            Node header = header("price");
            Bounds place = header.localToScreen(header.getBoundsInLocal());
            header.fireEvent(
                    new ContextMenuEvent( // which the headless platform leaves out
                            ContextMenuEvent.CONTEXT_MENU_REQUESTED,
                            1,
                            1,
                            place.getMinX() + 1,
                            place.getMinY() + 1,
                            false,
                            null));
        });
        Fx.await("the menu is there", () -> menuWords("Filter…") != null);
        Text filter = Fx.get(() -> Objects.requireNonNull(menuWords("Filter…")));
        assertThat(filter.getFont().getStyle()).as("as in other menus").doesNotContain("Bold");
        assertThat(Fx.get(() -> table(ada).getSortOrder())).isEmpty();
        robot.type(KeyCode.ESCAPE).clickOn(Fx.get(() -> header("price")));
        Fx.await("the rows are by price", () -> table(ada).getItems().equals(List.of(1, 2, 0, 3)));
    }

    private static Text menuWords(String words) {
        return Window.getWindows().stream()
                .flatMap(window -> window.getScene().getRoot().lookupAll(".text").stream())
                .filter(node -> node instanceof Text text && text.getText().equals(words))
                .map(Text.class::cast)
                .findFirst()
                .orElse(null);
    }

    @Test
    @DisplayName("columns are as wide as what is in them, and one that was dragged stays so when rows come in")
    void widths() {
        paste(ada, "when,n\n2026-11-29T10:00:00.000Z,1\n2026-11-30T10:00:00.000Z,2\n");
        Fx.await("a time is to be read, here", () -> isWhole(ada, "2026-11-29T10:00:00.000Z"));
        Fx.await("and there", () -> isWhole(grace, "2026-11-29T10:00:00.000Z"));
        Fx.run(() -> table(ada).resizeColumn(table(ada).getColumns().get(1), -100.0));
        Fx.await("it is cut", () -> !isWhole(ada, "2026-11-29T10:00:00.000Z"));
        String id = Fx.get(() -> model(ada).currentProperty().get().id());
        Lockstep script = Fx.get(() -> Lockstep.connect(hub.url(), Identity.named("Script")));
        Fx.run(() -> script.room("lobby/~data/" + id).put("row/1", List.of("2026-12-01T10:00:00.000Z", 3)));
        Fx.await("a row more", () -> table(ada).getItems().size() == 3);
        assertThat(Fx.get(() -> isWhole(ada, "2026-11-29T10:00:00.000Z"))).isFalse();
        Fx.run(script::close);
    }

    @Test
    @DisplayName("columns grow with the first rows, of which the first may be shown alone")
    void widthsGrow() {
        paste(ada, "when,n\n-,1\n");
        Fx.await("it is there", () -> table(ada).getItems().size() == 1);
        String id = Fx.get(() -> model(ada).currentProperty().get().id());
        Lockstep script = Fx.get(() -> Lockstep.connect(hub.url(), Identity.named("Script")));
        Fx.run(() -> script.room("lobby/~data/" + id).put("row/1", List.of("2026-12-01T10:00:00.000Z", 3)));
        Fx.await("the second can be read", () -> isWhole(ada, "2026-12-01T10:00:00.000Z"));
        Fx.run(script::close);
    }

    @Test
    @DisplayName("what somebody made of the columns stays when the type of one changes")
    void columnsStay() {
        paste(ada, "code,n,m\n007,1,4\n008,2,3\n");
        Fx.await("it is there", () -> table(ada).getItems().size() == 2);
        Fx.run(() -> {
            table(ada).resizeColumn(table(ada).getColumns().get(1), 123.0);
            table(ada).getColumns().get(2).setVisible(false);
        });
        chooseOfColumn("m", "Sort, least first");
        Fx.await("the rows are by m", () -> table(ada).getItems().equals(List.of(1, 0)));
        double width = Fx.get(() -> table(ada).getColumns().get(1).getWidth());
        Fx.run(() -> model(ada).setType(0, ColumnType.NUMBER));
        Fx.await("the code is a number", () -> isRead(ada, ColumnType.NUMBER, "007"));
        Fx.run(() -> {
            List<TableColumn<Integer, ?>> columns = table(ada).getColumns();
            assertThat(columns.get(1).getStyleClass()).contains("data-numeric");
            assertThat(columns.get(1).getWidth()).isEqualTo(width);
            assertThat(columns.get(2).isVisible()).isFalse();
            assertThat(table(ada).getSortOrder()).containsExactly(columns.get(3));
        });
        Fx.await("the rows are by m", () -> table(ada).getItems().equals(List.of(1, 0)));
    }

    @Test
    @DisplayName("of a table with no rows it is not said that filters hide them")
    void noRows() {
        paste(ada, "name\tage\n");
        Fx.await("it is there", () -> table(ada).getColumns().size() == 3);
        assertThat(Fx.get(() -> ((Label) table(ada).getPlaceholder()).getText()))
                .isEqualTo("The table has no rows");
    }

    @Test
    @DisplayName("what is wrong with a bound is said in a dialog that grows by it")
    void wrongBound() {
        paste(ada, SALES);
        Fx.await("it is there", () -> table(ada).getItems().size() == 4);
        FxThread.platform().execute(() -> chooseOfColumnNow("price", "Filter…")); // ends with the dialog
        Fx.await("the dialog is open", () -> inDialog("#filter-min") != null);
        Fx.run(() -> ((TextField) inDialog("#filter-min")).setText("many"));
        robot.type(KeyCode.ENTER);
        Fx.await(
                "it is said",
                () -> !((Label) inDialog("#filter-problem")).getText().isEmpty());
        Fx.run(() -> {
            DialogPane pane = (DialogPane) inDialog("#filter-min").getScene().getRoot();
            pane.layout();
            assertThat(pane.getHeight()).isGreaterThanOrEqualTo(pane.prefHeight(pane.getWidth()));
        });
        robot.type(KeyCode.ESCAPE);
    }

    private static Node inDialog(String id) {
        return Window.getWindows().stream()
                .map(window -> window.getScene().lookup(id))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** Whether a cell with this text shows all of it. */
    private static boolean isWhole(Stage stage, String text) {
        return table(stage).lookupAll(".table-cell").stream()
                .filter(each -> each instanceof TableCell<?, ?> cell && text.equals(cell.getText()))
                .flatMap(each -> each.lookupAll(".text").stream())
                .anyMatch(each -> each instanceof Text shown && text.equals(shown.getText()));
    }

    private Node header(String column) {
        return table(ada).lookupAll(".column-header").stream()
                .filter(node -> node instanceof TableColumnHeader header
                        && header.getTableColumn() != null
                        && column.equals(header.getTableColumn().getText()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    @DisplayName("what is pasted is brought in wherever the keyboard is in the window")
    void pastedFromElsewhere() {
        Fx.run(() -> {
            ClipboardContent content = new ClipboardContent();
            content.putString(SALES);
            Clipboard.getSystemClipboard().setContent(content);
        });
        front(ada);
        Fx.run(() -> node(ada, "#tab-data").requestFocus());
        robot.press(KeyCode.CONTROL).type(KeyCode.V).release(KeyCode.CONTROL);
        accept(ada);
        Fx.await("Grace has four rows", () -> table(grace).getItems().size() == 4);
    }

    @Test
    @DisplayName("the page shows what doesn't fit, is corrected, and is worked by Enter and Escape")
    void page() {
        front(ada);
        Fx.run(() -> model(ada).importText("when,n\n2026-02-28,1\n2026-02-30,2\n"));
        Fx.await(
                "it says what doesn't fit",
                () -> text(ada, "#import-summary").equals("2 rows · 2 columns · 1 cell doesn't fit and stays a text"));
        Fx.await(
                "and where",
                () -> view(ada).lookupAll(".problem").stream()
                        .anyMatch(each -> each instanceof Label label
                                && label.getText().equals("1 cell doesn't fit, first in row 2: 2026-02-30")));
        Fx.await(
                "the keyboard is at what brings it in",
                () -> node(ada, "#import-accept").isFocused());
        Fx.run(() -> ((CheckBox) node(ada, "#import-header")).fire());
        Fx.await("the header is a row", () -> text(ada, "#import-summary").startsWith("3 rows"));
        robot.type(KeyCode.ESCAPE);
        Fx.await("nothing came of it", () -> model(ada).draftProperty().get() == null);
        Fx.run(() -> model(ada).importText(SALES));
        Fx.await("it is read", () -> text(ada, "#import-summary").startsWith("4 rows"));
        front(ada);
        Fx.await("the keyboard is there", () -> node(ada, "#import-accept").isFocused());
        robot.type(KeyCode.ENTER);
        Fx.await("Grace has it", () -> table(grace).getItems().size() == 4);
        assertThat(Fx.get(() -> model(grace).tables())).hasSize(1);
    }

    private void chooseOfColumn(String column, String action) {
        Fx.run(() -> chooseOfColumnNow(column, action));
    }

    private void chooseOfColumnNow(String column, String action) {
        MenuButton button = (MenuButton) node(ada, "#data-columns");
        button.show();
        List<MenuItem> items = List.copyOf(button.getItems());
        button.hide();
        items.stream()
                .filter(menu -> column.equals(menu.getText()))
                .flatMap(menu -> ((Menu) menu).getItems().stream())
                .filter(item -> action.equals(item.getText()))
                .forEach(item -> {
                    if (item instanceof CheckMenuItem check) {
                        check.setSelected(!check.isSelected());
                    }
                    item.fire();
                });
    }

    @Test
    @DisplayName("the order is one's own")
    void order() {
        paste(ada, SALES);
        Fx.await("Grace has it", () -> table(grace).getItems().size() == 4);
        Fx.run(() -> model(grace).sort(new FilteredTable.Order(1, true)));
        Fx.await("Grace's rows are by price", () -> table(grace).getItems().equals(List.of(1, 2, 0, 3)));
        Fx.await("Ada's are not", () -> table(ada).getItems().equals(List.of(0, 1, 2, 3)));
    }

    @Test
    @DisplayName("a type that was guessed wrongly is corrected for all; a table is taken away for all")
    void corrected() {
        paste(ada, "code,n\n007,1\n008,2\n");
        Fx.await("Grace has it", () -> table(grace).getItems().size() == 2);
        Fx.await("Grace reads the code as it is", () -> isRead(grace, ColumnType.TEXT, "007"));
        Fx.run(() -> model(ada).setType(0, ColumnType.NUMBER));
        Fx.await("as a number it is the same text", () -> isRead(grace, ColumnType.NUMBER, "007"));
        Fx.run(() -> model(ada).remove(model(ada).currentProperty().get()));
        Fx.await("it is gone", () -> model(grace).tables().isEmpty());
    }

    private static boolean isRead(Stage stage, ColumnType type, String text) {
        FilteredTable filtered = model(stage).filteredProperty().get();
        return filtered != null
                && filtered.total() == 2
                && filtered.table().columns().get(0).type() == type
                && filtered.table().columns().get(0).text(0).equals(text);
    }

    @Test
    @DisplayName("rows that a script pushes come in at the end, for all")
    void pushed() {
        paste(ada, SALES);
        Fx.await("Grace has it", () -> table(grace).getItems().size() == 4);
        String id = Fx.get(() -> model(ada).currentProperty().get().id());
        Lockstep script = Fx.get(() -> Lockstep.connect(hub.url(), Identity.named("Script")));
        SharedRoom rows = Fx.get(() -> script.room("lobby/~data/" + id));
        Fx.run(() -> {
            for (int i = 0; i < 50; i++) {
                rows.put("row/" + String.format("%03d", i), List.of("Oslo", i));
            }
        });
        Fx.await(
                "both have them",
                () -> table(ada).getItems().size() == 54
                        && table(grace).getItems().size() == 54);
        assertThat(Fx.get(() -> model(grace)
                        .filteredProperty()
                        .get()
                        .table()
                        .columns()
                        .get(1)
                        .text(53)))
                .isEqualTo("49");
        Fx.run(script::close);
    }

    @Test
    @DisplayName("an import that is cancelled takes back what it had shared")
    void cancelled() throws IOException {
        Path large = directory.resolve("large.csv");
        Files.writeString(
                large,
                IntStream.range(0, 300_000)
                        .mapToObj(i -> i + "," + (i * 7919L % 1_000_003) + ",name " + i)
                        .collect(Collectors.joining("\n")));
        Fx.run(() -> model(ada).importFile(large));
        accept(ada);
        Fx.await("some of it is there", () -> {
            boolean some = table(grace).getItems().size() > 1_000;
            if (some) { // at once, or the rest may be there too
                model(ada).cancelImport();
            }
            return some;
        });
        Fx.await(
                "it is gone",
                () -> model(grace).tables().isEmpty()
                        && model(ada).progressProperty().get().isEmpty());
    }

    @Test
    @DisplayName("a closed view lets its rooms go")
    void closed() {
        Lockstep linus = Fx.get(() -> Lockstep.connect(hub.url(), Identity.named("Linus")));
        paste(ada, SALES);
        Fx.await("Grace has it", () -> table(grace).getItems().size() == 4);
        String id = Fx.get(() -> model(ada).currentProperty().get().id());
        DataModel model = Fx.get(() -> {
            RoomPool pool = new RoomPool(linus);
            return new DataModel(
                    new RoomContext(pool.take("lobby"), pool, Settings.none(), FxThread.platform(), address -> {}),
                    FxThread.platform());
        });
        Fx.await("it is there", () -> model.filteredProperty().get() != null);
        SharedRoom rows = Fx.get(() -> linus.room("lobby/~data/" + id));
        Fx.await("Linus is in the room of the rows", () -> rows.members().size() == 3);
        Fx.run(model::close);
        Fx.await(
                "he is no more",
                () -> hub != null
                        && linus.rooms().stream()
                                .anyMatch(room -> room.name().equals("lobby/~data/" + id) && room.members() == 2));
        Fx.run(linus::close);
    }

    @SuppressWarnings("unchecked")
    private static TableView<Integer> table(Stage stage) {
        return ((DataView) stage.getScene().getRoot().lookup(".data")).table();
    }

    private static DataView view(Stage stage) {
        return (DataView) node(stage, ".data");
    }

    private static DataModel model(Stage stage) {
        return view(stage).model();
    }

    private static List<String> chips(Stage stage) {
        return ((FlowPane) node(stage, "#data-filters"))
                .getChildren().stream().map(chip -> ((Button) chip).getText()).toList();
    }
}
