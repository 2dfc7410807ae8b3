package dev.lockstep.desktop.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.css.PseudoClass;
import javafx.event.EventTarget;
import javafx.event.EventType;
import javafx.scene.Node;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.skin.TableColumnHeader;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;

import dev.lockstep.desktop.data.table.Column;
import dev.lockstep.desktop.data.table.ColumnType;
import dev.lockstep.desktop.data.table.DataTable;
import dev.lockstep.desktop.data.table.Filter;
import dev.lockstep.desktop.data.table.FilteredTable;
import dev.lockstep.desktop.text.DisplayText;

/** The rows that are shown, in columns; and what can be done with a column, as menus. */
final class RowsTable {

    private static final PseudoClass MARKED = PseudoClass.getPseudoClass("marked");
    private static final PseudoClass MISFIT = PseudoClass.getPseudoClass("misfit");
    private static final double NUMBER_WIDTH = 64;
    private static final double ROW_HEIGHT = 30;

    /** So many columns are shown at first; the others are among those that can be. */
    private static final int COLUMNS_SHOWN = 50;

    private final DataModel model;
    private final TableView<Integer> table = new TableView<>();
    private final RowList rows = new RowList();
    private final Label none = new Label();
    private final ContextMenu menu = new ContextMenu();
    /** A property of columns that have a width by hand. */
    private static final String DRAGGED = "dragged";

    private final ColumnWidths widths = new ColumnWidths();
    private @Nullable DataTable shown;
    private boolean sorting;
    private int fittedRows; // by so many of the first rows the columns have their widths

    RowsTable(DataModel model) {
        this.model = model;
        table.setId("data-table");
        table.setItems(rows);
        table.setAccessibleText("Rows");
        table.setRowFactory(view -> new Row());
        table.setSortPolicy(view -> sort());
        table.setPlaceholder(none);
        table.setFixedCellSize(ROW_HEIGHT);
        table.setSkin(new RowsSkin(table, this::fit));
        for (EventType<MouseEvent> each : List.of(MouseEvent.MOUSE_PRESSED, MouseEvent.MOUSE_RELEASED)) {
            table.addEventFilter(each, RowsTable::keepFromSorting);
        }
        table.addEventFilter(ContextMenuEvent.CONTEXT_MENU_REQUESTED, this::showMenu);
    }

    /** A header sorts for any button of the mouse; the right one is for its menu, which comes by an event of its own. */
    private static void keepFromSorting(MouseEvent mouse) {
        if (mouse.getButton() != MouseButton.PRIMARY && isInHeader(mouse.getTarget())) {
            mouse.consume();
        }
    }

    private static boolean isInHeader(EventTarget target) {
        return header(target) != null;
    }

    private static @Nullable TableColumnHeader header(EventTarget target) {
        Node node = target instanceof Node hit ? hit : null;
        while (node != null && !(node instanceof TableColumnHeader)) {
            node = node.getParent();
        }
        return (TableColumnHeader) node;
    }

    /** The menu is the table's: one of the column's would be bold as its name, with the arrow of the order in it. */
    private void showMenu(ContextMenuEvent asked) {
        TableColumnHeader header = header(asked.getTarget());
        if (header != null
                && header.getTableColumn() != null
                && header.getTableColumn().getUserData() instanceof Integer index) {
            menu.getItems().setAll(actions(columnOf(index), index));
            menu.show(table, asked.getScreenX(), asked.getScreenY());
            asked.consume();
        }
    }

    private TableColumn<Integer, ?> columnOf(int index) {
        return table.getColumns().stream()
                .filter(column -> Objects.equals(column.getUserData(), index))
                .findFirst()
                .orElseThrow();
    }

    TableView<Integer> node() {
        return table;
    }

    /** The table whose cells are shown; null where there is none. */
    @Nullable
    DataTable shown() {
        return shown;
    }

    /** Shows no row. */
    void clear() {
        rows.show(new int[0]);
        shown = null;
    }

    /**
     * Shows rows of a table.
     *
     * @param sameTable whether it is the table that was shown before: what this person made of its columns stays
     * @param sameColumns whether its columns are those that it had
     */
    void show(FilteredTable now, boolean sameTable, boolean sameColumns) {
        if (!now.table().equals(shown)) {
            shown = now.table();
            rows.show(new int[0]);
            if (!sameColumns) {
                showColumns(now.table(), sameTable);
            }
        }
        fitUntouched(now.table());
        none.setText(now.table().rows() == 0 ? "The table has no rows" : "No row passes the filters");
        rows.show(now.rows());
        table.refresh();
    }

    /** Rows come in while columns are there already: those that nobody has dragged grow with the first of them. */
    private void fitUntouched(DataTable data) {
        int rows = Math.min(ColumnWidths.ROWS, data.rows());
        if (rows <= fittedRows) {
            return;
        }
        fittedRows = rows;
        for (TableColumn<Integer, ?> column : table.getColumns()) {
            if (column.getUserData() instanceof Integer index
                    && index < data.columns().size()
                    && !isDragged(column)) {
                column.setPrefWidth(
                        Math.max(column.getPrefWidth(), widths.of(data.columns().get(index), rows)));
            }
        }
    }

    private static boolean isDragged(TableColumn<Integer, ?> column) {
        return column.getProperties().containsKey(DRAGGED) || Math.abs(column.getWidth() - column.getPrefWidth()) >= 1;
    }

    private void fit(TableColumn<Integer, ?> column) {
        DataTable data = shown;
        if (data != null
                && column.getUserData() instanceof Integer index
                && index < data.columns().size()) {
            widths.fit(table, column, data.columns().get(index), rows);
        }
    }

    private void showColumns(DataTable data, boolean sameTable) {
        List<TableColumn<Integer, ?>> before = sameTable ? List.copyOf(table.getColumns()) : List.of();
        List<TableColumn<Integer, ?>> sortedBefore = sameTable ? List.copyOf(table.getSortOrder()) : List.of();
        List<TableColumn<Integer, ?>> columns = new ArrayList<>();
        TableColumn<Integer, String> number = new TableColumn<>("#");
        number.setSortable(false);
        number.setPrefWidth(NUMBER_WIDTH);
        number.getStyleClass().add("data-number");
        number.setCellValueFactory(cell -> new ReadOnlyStringWrapper(String.valueOf(cell.getValue() + 1)));
        columns.add(number);
        fittedRows = Math.min(ColumnWidths.ROWS, data.rows()); // once: more of them may come in at any time
        for (int i = 0; i < data.columns().size(); i++) {
            TableColumn<Integer, String> column = column(data, i);
            column.setVisible(i < COLUMNS_SHOWN);
            columns.add(column);
        }
        List<TableColumn<Integer, ?>> placed = takeOver(before, columns);
        sorting = true; // no other order is asked for
        table.getSortOrder().clear();
        table.getColumns().setAll(placed);
        for (TableColumn<Integer, ?> by : sortedBefore) {
            placed.stream().filter(column -> isSame(column, by)).forEach(column -> {
                column.setSortType(by.getSortType());
                table.getSortOrder().add(column);
            });
        }
        sorting = false;
    }

    /** The columns in the order, with the widths, and shown or hidden as they were {@code before}; others come last. */
    private static List<TableColumn<Integer, ?>> takeOver(
            List<TableColumn<Integer, ?>> before, List<TableColumn<Integer, ?>> columns) {
        List<TableColumn<Integer, ?>> placed = new ArrayList<>();
        for (TableColumn<Integer, ?> old : before) {
            columns.stream().filter(column -> isSame(column, old)).findFirst().ifPresent(column -> {
                if (isDragged(old)) {
                    column.getProperties().put(DRAGGED, true);
                }
                column.setPrefWidth(old.getWidth());
                column.setVisible(old.isVisible());
                placed.add(column);
            });
        }
        columns.stream().filter(column -> !placed.contains(column)).forEach(placed::add);
        return placed;
    }

    private static boolean isSame(TableColumn<Integer, ?> one, TableColumn<Integer, ?> other) {
        return Objects.equals(one.getUserData(), other.getUserData())
                && one.getText().equals(other.getText());
    }

    private TableColumn<Integer, String> column(DataTable data, int index) {
        Column cells = data.columns().get(index);
        TableColumn<Integer, String> column = new TableColumn<>(cells.name());
        column.setUserData(index);
        column.setPrefWidth(widths.of(cells, fittedRows));
        column.setCellValueFactory(cell -> new ReadOnlyStringWrapper(cell(index, cell.getValue())));
        column.setCellFactory(any -> new Cell(index));
        if (cells.isNumeric()) {
            column.getStyleClass().add("data-numeric");
        }
        return column;
    }

    /** What can be done with a column. */
    private List<MenuItem> actions(TableColumn<Integer, ?> column, int index) {
        MenuItem filter = new MenuItem("Filter…");
        filter.setOnAction(chosen -> askForFilter(index));
        MenuItem up = new MenuItem("Sort, least first");
        up.setOnAction(chosen -> sortBy(column, TableColumn.SortType.ASCENDING));
        MenuItem down = new MenuItem("Sort, most first");
        down.setOnAction(chosen -> sortBy(column, TableColumn.SortType.DESCENDING));
        Menu type = new Menu("Type");
        ToggleGroup types = new ToggleGroup();
        DataTable data = shown;
        for (ColumnType each : ColumnType.values()) {
            RadioMenuItem item = new RadioMenuItem(each.wireName());
            item.setToggleGroup(types);
            item.setSelected(data != null && each == data.columns().get(index).type());
            item.setOnAction(chosen -> model.setType(index, each));
            type.getItems().add(item);
        }
        CheckMenuItem visible = new CheckMenuItem("Shown");
        visible.setSelected(column.isVisible());
        visible.setOnAction(chosen -> column.setVisible(visible.isSelected()));
        int count = data == null ? 0 : data.columns().get(index).misfits();
        MenuItem misfits = new MenuItem(String.format("Show what doesn't fit: %,d", count));
        misfits.setVisible(count > 0);
        misfits.setOnAction(chosen -> model.filter(Filter.misfits(index)));
        return List.of(filter, misfits, up, down, type, visible);
    }

    private void sortBy(TableColumn<Integer, ?> column, TableColumn.SortType direction) {
        column.setSortType(direction);
        table.getSortOrder().setAll(List.of(column));
    }

    /** The same as the columns' context menus, for those who have no mouse; and where hidden ones come back. */
    MenuButton columnsButton() {
        MenuButton columns = new MenuButton("Columns", new FontIcon(MaterialDesignT.TABLE_COLUMN));
        columns.setId("data-columns");
        columns.setOnShowing(showing -> columns.getItems().setAll(columnMenus()));
        return columns;
    }

    private List<Menu> columnMenus() {
        List<Menu> menus = new ArrayList<>();
        for (TableColumn<Integer, ?> column : table.getColumns()) {
            if (column.getUserData() instanceof Integer index) {
                Menu menu = new Menu(column.getText());
                menu.getItems().setAll(actions(column, index));
                menus.add(menu);
            }
        }
        return menus;
    }

    private String cell(int column, int row) {
        DataTable data = shown;
        return data == null || column >= data.columns().size() || row >= data.rows()
                ? ""
                : DisplayText.line(data.columns().get(column).text(row), ColumnWidths.CELL_SHOWN);
    }

    private void askForFilter(int column) {
        DataTable data = shown;
        if (data != null) {
            Filter before = model.filters().stream()
                    .filter(filter -> filter.column() == column)
                    .findFirst()
                    .orElse(null);
            new FilterDialog(table.getScene().getWindow(), data, column, before, model.worker(), model.fx())
                    .showAndWait()
                    .ifPresent(model::filter);
        }
    }

    private boolean sort() {
        if (!sorting) {
            TableColumn<Integer, ?> by =
                    table.getSortOrder().isEmpty() ? null : table.getSortOrder().get(0);
            model.sort(
                    by == null || !(by.getUserData() instanceof Integer column)
                            ? FilteredTable.Order.NONE
                            : new FilteredTable.Order(column, by.getSortType() == TableColumn.SortType.ASCENDING));
        }
        return true;
    }

    /** A cell says by its colour that its text is none of the column's type. */
    private final class Cell extends TableCell<Integer, String> {

        private final int column;

        Cell(int column) {
            this.column = column;
        }

        @Override
        protected void updateItem(@Nullable String text, boolean empty) {
            super.updateItem(text, empty);
            setText(empty ? null : text);
            int index = getIndex();
            pseudoClassStateChanged(
                    MISFIT, !empty && index >= 0 && index < rows.size() && isMisfit(column, rows.get(index)));
        }
    }

    private boolean isMisfit(int column, int row) {
        DataTable data = shown;
        return data != null
                && column < data.columns().size()
                && row < data.rows()
                && data.columns().get(column).kind(row) == Column.Kind.MISFIT;
    }

    private final class Row extends TableRow<Integer> {

        @Override
        protected void updateItem(@Nullable Integer row, boolean empty) {
            super.updateItem(row, empty);
            FilteredTable now = model.filteredProperty().get();
            pseudoClassStateChanged(
                    MARKED, !empty && row != null && now != null && now.marked().get(row));
        }
    }
}
