package dev.lockstep.desktop.data;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javafx.application.Platform;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.skin.TableColumnHeader;
import javafx.scene.input.KeyCode;
import javafx.scene.shape.Rectangle;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import javafx.stage.Window;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;

import dev.lockstep.desktop.Fx;
import dev.lockstep.desktop.UiTest;
import dev.lockstep.desktop.data.read.ImportSource;
import dev.lockstep.desktop.data.table.ColumnType;
import dev.lockstep.desktop.data.table.DataTable;
import dev.lockstep.desktop.data.table.DataTable.ColumnInfo;
import dev.lockstep.desktop.data.table.Spelling;
import dev.lockstep.desktop.shell.Theme;
import dev.lockstep.desktop.view.Styles;

import static org.assertj.core.api.Assertions.assertThat;

/** The page on which a table is corrected before it is shared, by keyboard and by mouse, in windows of several sizes. */
@UiTest
@ExtendWith(ApplicationExtension.class)
class ImportPageTest {

    private static final String MONEY = "share,price,when\n12 %,€ 5,2026-11-29T10:00:00.000Z\n"
            + "8 %,€ 1200.50,2026-11-30T10:00:00.000Z\n9 %,€ 7,2026-12-01T10:00:00.000Z\n0 %,€ 1,2026-12-02T10:00:00.000Z\n";

    private final FxRobot robot = new FxRobot();
    private final List<String> accepted = new ArrayList<>();
    private final List<String> dismissed = new ArrayList<>();
    private Stage stage;
    private ImportDraft draft;

    private void open(String text, double width, double height) {
        stage = Fx.get(() -> {
            new Theme().apply();
            draft = ImportDraft.of(ImportSource.of("T", text), Locale.UK, Platform::runLater);
            ImportPage page = new ImportPage(draft, "T", accepted::add, () -> dismissed.add("dismissed"));
            Scene scene = new Scene(page, width, height);
            scene.getStylesheets().add(Styles.sheet());
            Stage made = new Stage();
            made.setScene(scene);
            made.show();
            made.requestFocus();
            page.focus();
            return made;
        });
        Fx.await(
                "it is read",
                () -> draft.analysisProperty().get() != null && header("#").isVisible());
    }

    @AfterEach
    void close() {
        Fx.run(() -> {
            draft.close();
            List.copyOf(Window.getWindows()).forEach(Window::hide);
        });
    }

    private Node node(String id) {
        Node found = stage.getScene().getRoot().lookup(id);
        assertThat(found).as(id).isNotNull();
        return found;
    }

    @SuppressWarnings("unchecked")
    private TableView<Integer> preview() {
        return (TableView<Integer>) node("#import-rows");
    }

    private List<String> headers() {
        return preview().getColumns().stream().map(TableColumn::getText).toList();
    }

    private TableColumnHeader header(String text) {
        TableColumnHeader found = preview().lookupAll(".column-header").stream()
                .filter(each -> each instanceof TableColumnHeader header
                        && header.getTableColumn() != null
                        && text.equals(header.getTableColumn().getText()))
                .map(TableColumnHeader.class::cast)
                .findFirst()
                .orElse(null);
        assertThat(found).as(text).isNotNull();
        return found;
    }

    @Test
    @DisplayName("a column is named in its place by F2 and by a click; Enter takes the name, Escape gives it up")
    void names() {
        open(MONEY, 900, 700);
        Fx.run(() -> node("#import-columns").requestFocus());
        robot.type(KeyCode.HOME, KeyCode.F2);
        Fx.await("the name has the keyboard", () -> node("#import-name-0").isFocused());
        robot.type(KeyCode.A, KeyCode.SPACE, KeyCode.B, KeyCode.ENTER);
        Fx.await("it is called so", () -> headers().equals(List.of("#", "a b", "price", "when")));
        assertThat(Fx.get(() -> node("#import-columns").isFocused())).isTrue();

        robot.clickOn(Fx.get(() -> node("#import-name-1"))).type(KeyCode.X, KeyCode.ESCAPE);
        Fx.await(
                "it is given up",
                () -> ((TextField) node("#import-name-1")).getText().equals("price"));
        assertThat(dismissed).isEmpty();

        robot.clickOn(Fx.get(() -> node("#import-name-1")));
        robot.press(KeyCode.CONTROL).type(KeyCode.A).release(KeyCode.CONTROL).type(KeyCode.BACK_SPACE);
        robot.clickOn(Fx.get(() -> node("#import-name")));
        Fx.await("without a name it gets one", () -> headers().get(2).equals("Column 2"));
        Fx.await(
                "there too",
                () -> ((TextField) node("#import-name-1")).getText().equals("Column 2"));
        assertThat(accepted).isEmpty();
    }

    @Test
    @DisplayName("a name that is being typed is taken when the table is")
    void taken() {
        open(MONEY, 900, 700);
        robot.clickOn(Fx.get(() -> node("#import-name-1")));
        robot.press(KeyCode.CONTROL).type(KeyCode.A).release(KeyCode.CONTROL).type(KeyCode.C);
        robot.clickOn(Fx.get(() -> node("#import-accept")));
        Fx.await("it is taken", () -> accepted.equals(List.of("T")));
        assertThat(Fx.get(() -> draft.analysisProperty().get().columns().get(1).name()))
                .isEqualToIgnoringCase("c");
    }

    @Test
    @DisplayName("how a column is written is asked for by keyboard, shown by its cells, and counted in all of them")
    void spelling() {
        open(MONEY, 900, 700);
        Fx.run(() -> node("#import-columns").requestFocus());
        robot.type(KeyCode.HOME).press(KeyCode.SHIFT).type(KeyCode.SPACE).release(KeyCode.SHIFT);
        Fx.await(
                "the first choice has the keyboard",
                () -> Dialogs.shown() != null
                        && Dialogs.shown().lookup("#spelling-decimal").isFocused());
        assertThat(Fx.get(ImportPageTest::examples)).contains("12 % is 12", "0 % is 0");
        Fx.run(() -> choose("#spelling-unit", ""));
        assertThat(Fx.get(ImportPageTest::examples)).contains("12 % doesn't fit");
        Fx.run(() -> ((TextField) Dialogs.shown().lookup("#spelling-words")).setText("12 %, 8 %"));
        assertThat(Fx.get(ImportPageTest::examples)).contains("12 % is no value", "9 % doesn't fit");
        robot.type(KeyCode.ENTER);
        Fx.await(
                "it is counted",
                () -> ((Label) node("#import-summary")).getText().contains("2 cells don't fit"));
        Spelling now =
                Fx.get(() -> draft.analysisProperty().get().columns().get(0).spelling());
        assertThat(now.percent()).isFalse();
        assertThat(now.missing().words()).containsExactly("12 %", "8 %");
    }

    @Test
    @DisplayName("of dates, order and zone are asked for; what stands between thousands is never the decimal sign")
    void parts() {
        open(MONEY, 900, 700);
        Fx.run(() -> ((javafx.scene.control.Button) node("#import-spelling-2")).requestFocus());
        robot.type(KeyCode.SPACE);
        Fx.await(
                "dates are asked for",
                () -> Dialogs.shown() != null && Dialogs.shown().lookup("#spelling-zones") != null);
        Fx.run(() -> choose("#spelling-zones", Spelling.Zones.WITHOUT));
        assertThat(Fx.get(ImportPageTest::examples)).contains("2026-11-29T10:00:00.000Z doesn't fit");
        robot.type(KeyCode.ESCAPE);
        Fx.await("that was given up", () -> Dialogs.shown() == null);
        assertThat(dismissed).isEmpty();
        Fx.run(() -> node("#import-spelling-1").requestFocus());
        robot.type(KeyCode.SPACE);
        Fx.await(
                "numbers are asked for",
                () -> Dialogs.shown() != null && Dialogs.shown().lookup("#spelling-group") != null);
        Fx.run(() -> {
            choose("#spelling-group", ',');
            choose("#spelling-decimal", ',');
        });
        assertThat(Fx.get(() -> ((ComboBox<?>) Dialogs.shown().lookup("#spelling-group")).getValue()))
                .isEqualTo('.');
        assertThat(Fx.get(() -> ((ComboBox<?>) Dialogs.shown().lookup("#spelling-group"))
                        .getItems()
                        .contains(',')))
                .isFalse();
        robot.type(KeyCode.ESCAPE);
    }

    @SuppressWarnings("unchecked")
    private static <T> void choose(String id, T value) {
        ((ComboBox<T>) Dialogs.shown().lookup(id)).setValue(value);
    }

    private static List<String> examples() {
        return Dialogs.shown().lookup("#spelling-examples").lookupAll(".label").stream()
                .map(each -> ((Label) each).getText())
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"535,400,3", "535,370,3", "1200,420,3", "535,520,3", "1200,780,3", "300,340,1"})
    @DisplayName("in a window of any size the buttons and some rows are in sight, and everything else can be reached")
    void sizes(double width, double height, int rows) {
        open(MONEY, width, height);
        for (String id : List.of(
                "#import-accept",
                "#import-cancel",
                "#import-name",
                "#import-name-0",
                "#import-type-0",
                "#import-spelling-0")) {
            assertThat(Fx.get(() -> isInSight(node(id)))).as(id).isTrue();
        }
        Fx.await("rows are in sight", () -> rowsInSight() >= rows);
        Node unfold = Fx.get(() -> stage.getScene().getRoot().lookup("#import-unfold"));
        if (unfold != null && Fx.get(unfold::isVisible)) {
            robot.clickOn(unfold);
            Fx.await("how it is read is in sight", () -> isInSight(node("#import-separator")));
            assertThat(Fx.get(this::rowsInSight)).isGreaterThanOrEqualTo(rows);
            robot.clickOn(unfold);
            Fx.await("columns are back", () -> isInSight(node("#import-columns")));
        } else {
            assertThat(Fx.get(() -> isInSight(node("#import-separator")))).isTrue();
        }
    }

    private boolean isInSight(Node node) {
        Bounds bounds = node.localToScene(node.getLayoutBounds());
        return node.isVisible()
                && bounds.getMinY() >= 0
                && bounds.getMaxY() <= stage.getScene().getHeight() + 1
                && bounds.getMaxX() <= stage.getScene().getWidth() + 1;
    }

    /** A row may be wider than the page. */
    private long rowsInSight() {
        double end = preview().localToScene(preview().getLayoutBounds()).getMaxY() + 1;
        return preview().lookupAll(".table-row-cell").stream()
                .filter(each -> each instanceof TableRow<?> row && !row.isEmpty() && row.isVisible())
                .filter(each -> each.localToScene(each.getLayoutBounds()).getMaxY()
                        <= Math.min(end, stage.getScene().getHeight()))
                .count();
    }

    @Test
    @DisplayName("columns are as wide as what is in them, within bounds; a second click on a separator fits one again")
    void widths() {
        open("id,when,note\n1,2026-11-29T10:00:00.000Z," + "long ".repeat(60) + "\n", 900, 700);
        Fx.await("the whole time is to be read", () -> isWhole("2026-11-29T10:00:00.000Z"));
        assertThat(Fx.get(() -> width("id"))).isBetween(ColumnWidths.LEAST, 110.0);
        assertThat(Fx.get(() -> width("note"))).isEqualTo(ColumnWidths.MOST);
        Fx.run(() -> preview().resizeColumn(preview().getColumns().get(2), -120.0));
        Fx.await("it is cut", () -> !isWhole("2026-11-29T10:00:00.000Z"));
        double narrow = Fx.get(() -> width("when"));
        Fx.run(() -> draft.setName(0, "number"));
        Fx.await("that is shown", () -> separator("number").getScene() != null);
        assertThat(Fx.get(() -> width("when"))).as("what was dragged stays").isEqualTo(narrow);

        robot.doubleClickOn(Fx.get(() -> separator("when")));
        Fx.await("it is whole again", () -> isWhole("2026-11-29T10:00:00.000Z"));
    }

    private double width(String column) {
        return header(column).getTableColumn().getWidth();
    }

    /** What one drags behind a header. */
    private Node separator(String column) {
        Bounds bounds = header(column).localToScene(header(column).getLayoutBounds());
        return header(column).getParent().getChildrenUnmodifiable().stream()
                .filter(Rectangle.class::isInstance)
                .filter(each ->
                        each.localToScene(each.getLayoutBounds()).contains(bounds.getMaxX(), bounds.getCenterY()))
                .findFirst()
                .orElseThrow();
    }

    private boolean isWhole(String text) {
        Set<Node> cells = preview().lookupAll(".table-cell");
        return cells.stream()
                .filter(each -> each instanceof TableCell<?, ?> cell && text.equals(cell.getText()))
                .flatMap(each -> each.lookupAll(".text").stream())
                .anyMatch(each -> each instanceof Text shown && text.equals(shown.getText()));
    }

    @Test
    @DisplayName("a column is fitted to its first rows and those in sight, however many there are")
    void fitted() {
        DataTable data = new DataTable(List.of(new ColumnInfo("n", ColumnType.TEXT)));
        for (int i = 0; i < 500; i++) {
            data.add(List.of(i == 450 ? "wide ".repeat(10) : "n"));
        }
        List<Integer> asked = new ArrayList<>();
        List<Integer> rows = new AbstractList<>() {
            @Override
            public Integer get(int row) {
                asked.add(row);
                return row % 500;
            }

            @Override
            public int size() {
                return 100_000_000;
            }
        };
        open(MONEY, 900, 700);
        double width = Fx.get(() -> {
            TableView<Integer> table = new TableView<>();
            TableColumn<Integer, String> column = new TableColumn<>("n");
            table.getColumns().add(column);
            new ColumnWidths().fit(table, column, data.columns().get(0), rows);
            return column.getWidth();
        });
        assertThat(width).isLessThan(100);
        assertThat(asked).hasSizeLessThan(1_000);
    }
}
