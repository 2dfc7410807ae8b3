package dev.lockstep.desktop.data;

import java.util.ArrayList;
import java.util.List;
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

import dev.lockstep.desktop.shell.Styles;
import dev.lockstep.desktop.text.DisplayText;

/** The first rows of a table before it is shared, as they will be; cells that don't fit are marked. */
final class ImportRows extends VBox {

    private static final PseudoClass MISFIT = PseudoClass.getPseudoClass("misfit");

    /** So many columns are shown; the others are in the list of columns. */
    private static final int COLUMNS_SHOWN = 50;

    private static final int CELL_SHOWN = 200;
    private static final double COLUMN_WIDTH_MIN = 90;
    private static final double COLUMN_WIDTH_MAX = 260;
    private static final double CHAR_WIDTH = 8.5; // about
    private static final double CELL_SPACE = 24;
    private static final double NUMBER_WIDTH = 48;
    private static final double ROW_HEIGHT = 28;

    private final TableView<Integer> table = new TableView<>();
    private final Label more = new Label();
    private final Label none = new Label();

    ImportRows() {
        super(4);
        table.setId("import-rows");
        table.setAccessibleText("First rows");
        table.setFixedCellSize(ROW_HEIGHT);
        table.setPlaceholder(none);
        VBox.setVgrow(table, Priority.ALWAYS);
        more.getStyleClass().add(Styles.CARD_HINT);
        more.managedProperty().bind(more.textProperty().isNotEmpty());
        getChildren().setAll(table, more);
    }

    void show(@Nullable Analysis analysis) {
        table.getItems().clear();
        if (analysis == null) {
            table.getColumns().clear();
            more.setText("");
            none.setText("");
            return;
        }
        none.setText("No rows: the table has a header alone");
        int count = Math.min(COLUMNS_SHOWN, analysis.columns().size());
        DataTable made = new DataTable(analysis.columns().subList(0, count));
        analysis.first().forEach(made::add);
        List<TableColumn<Integer, ?>> columns = new ArrayList<>();
        TableColumn<Integer, String> number = new TableColumn<>("#");
        number.setPrefWidth(NUMBER_WIDTH);
        number.setSortable(false);
        number.getStyleClass().add("data-number");
        number.setCellValueFactory(cell -> new ReadOnlyStringWrapper(String.valueOf(cell.getValue() + 1)));
        columns.add(number);
        for (Column each : made.columns()) {
            columns.add(column(each, made.rows()));
        }
        table.getColumns().setAll(columns);
        table.getItems().setAll(IntStream.range(0, made.rows()).boxed().toList());
        int hidden = analysis.columns().size() - count;
        more.setText(hidden == 0 ? "" : String.format("%,d more columns are not shown here", hidden));
    }

    private static TableColumn<Integer, Integer> column(Column cells, int count) {
        TableColumn<Integer, Integer> column = new TableColumn<>(DisplayText.line(cells.name(), CELL_SHOWN));
        column.setPrefWidth(width(cells, count));
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
                    setText(DisplayText.line(cells.text(row), CELL_SHOWN));
                    pseudoClassStateChanged(MISFIT, cells.kind(row) == Column.Kind.MISFIT);
                }
            }
        });
        return column;
    }

    private static double width(Column cells, int count) {
        int chars = cells.name().length();
        for (int row = 0; row < count; row++) {
            chars = Math.max(chars, cells.text(row).length());
        }
        return Math.max(COLUMN_WIDTH_MIN, Math.min(COLUMN_WIDTH_MAX, chars * CHAR_WIDTH + CELL_SPACE));
    }
}
