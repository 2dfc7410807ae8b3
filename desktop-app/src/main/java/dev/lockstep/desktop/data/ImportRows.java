package dev.lockstep.desktop.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import dev.lockstep.desktop.data.read.TableAnalysis;
import dev.lockstep.desktop.data.table.Column;
import dev.lockstep.desktop.data.table.DataTable;
import dev.lockstep.desktop.text.DisplayText;
import dev.lockstep.desktop.view.Styles;

/** The first rows of a table before it is shared, as they will be; cells that don't fit are marked. */
final class ImportRows extends VBox {

    private static final PseudoClass MISFIT = PseudoClass.getPseudoClass("misfit");

    /** So many columns are shown; the others are in the list of columns. */
    private static final int COLUMNS_SHOWN = 50;

    private static final double NUMBER_WIDTH = 48;
    private static final double ROW_HEIGHT = 28;
    static final int ROWS_LEAST = 3;
    private static final double HEADER_HEIGHT = 40;

    private final TableView<Integer> table = new TableView<>();
    private final ColumnWidths widths = new ColumnWidths();
    private final Map<Integer, Double> byHand = new HashMap<>(); // widths, by columns
    private @Nullable DataTable shown;
    private final Label more = new Label();
    private final Label none = new Label();

    ImportRows() {
        super(4);
        table.setId("import-rows");
        table.setAccessibleText("First rows");
        table.setFixedCellSize(ROW_HEIGHT);
        table.setPlaceholder(none);
        setLeast(ROWS_LEAST);
        table.setSkin(new RowsSkin(table, this::fit));
        VBox.setVgrow(table, Priority.ALWAYS);
        more.getStyleClass().add(Styles.CARD_HINT);
        more.managedProperty().bind(more.textProperty().isNotEmpty());
        getChildren().setAll(table, more);
    }

    /** @param least how many rows are to be seen, however little room there is */
    void setLeast(int least) {
        table.setMinHeight(HEADER_HEIGHT + least * ROW_HEIGHT);
    }

    void show(@Nullable TableAnalysis analysis) {
        keepWidths();
        table.getItems().clear();
        if (analysis == null) {
            shown = null;
            table.getColumns().clear();
            more.setText("");
            none.setText("");
            return;
        }
        none.setText("No rows: the table has a header alone");
        int count = Math.min(COLUMNS_SHOWN, analysis.columns().size());
        DataTable made = new DataTable(analysis.columns().subList(0, count));
        analysis.first().forEach(made::add);
        if (table.getColumns().size() != count + 1) {
            byHand.clear(); // these are other columns
        }
        shown = made;
        List<TableColumn<Integer, ?>> columns = new ArrayList<>();
        TableColumn<Integer, String> number = new TableColumn<>("#");
        number.setPrefWidth(NUMBER_WIDTH);
        number.setSortable(false);
        number.getStyleClass().add("data-number");
        number.setCellValueFactory(cell -> new ReadOnlyStringWrapper(String.valueOf(cell.getValue() + 1)));
        columns.add(number);
        for (int i = 0; i < count; i++) {
            columns.add(column(i, made.columns().get(i), made.rows()));
        }
        table.getColumns().setAll(columns);
        table.getItems().setAll(IntStream.range(0, made.rows()).boxed().toList());
        int hidden = analysis.columns().size() - count;
        more.setText(hidden == 0 ? "" : String.format("%,d more columns are not shown here", hidden));
    }

    /** What somebody made wider or narrower stays so while the table is corrected. */
    private void keepWidths() {
        for (TableColumn<Integer, ?> column : table.getColumns()) {
            if (column.getUserData() instanceof Integer index
                    && Math.abs(column.getWidth() - column.getPrefWidth()) >= 1) {
                byHand.put(index, column.getWidth());
            }
        }
    }

    private void fit(TableColumn<Integer, ?> column) {
        DataTable data = shown;
        if (data != null
                && column.getUserData() instanceof Integer index
                && index < data.columns().size()) {
            widths.fit(table, column, data.columns().get(index), table.getItems());
        }
    }

    private TableColumn<Integer, Integer> column(int index, Column cells, int count) {
        TableColumn<Integer, Integer> column =
                new TableColumn<>(DisplayText.line(cells.name(), ColumnWidths.CELL_SHOWN));
        column.setUserData(index);
        column.setPrefWidth(byHand.getOrDefault(index, widths.of(cells, count)));
        column.setSortable(false);
        if (cells.isNumeric()) {
            column.getStyleClass().add("data-numeric");
        }
        column.setCellValueFactory(cell -> new javafx.beans.property.ReadOnlyObjectWrapper<>(cell.getValue()));
        column.setCellFactory(view -> new TableCell<>() {
            @Override
            protected void updateItem(@Nullable Integer row, boolean empty) {
                super.updateItem(row, empty);
                if (empty || row == null) {
                    setText(null);
                    pseudoClassStateChanged(MISFIT, false);
                } else {
                    setText(DisplayText.line(cells.text(row), ColumnWidths.CELL_SHOWN));
                    pseudoClassStateChanged(MISFIT, cells.kind(row) == Column.Kind.MISFIT);
                }
            }
        });
        return column;
    }
}
