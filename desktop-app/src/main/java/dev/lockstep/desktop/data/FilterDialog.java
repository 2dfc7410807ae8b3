package dev.lockstep.desktop.data;

import java.util.concurrent.Executor;
import javafx.event.ActionEvent;
import javafx.scene.Node;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Window;

import org.jspecify.annotations.Nullable;

import dev.lockstep.desktop.data.table.Column;
import dev.lockstep.desktop.data.table.DataTable;
import dev.lockstep.desktop.data.table.Filter;
import dev.lockstep.desktop.view.DialogFocus;
import dev.lockstep.desktop.view.DialogSize;
import dev.lockstep.desktop.view.Styles;

/** Asks which cells of a column are meant. */
final class FilterDialog extends Dialog<Filter> {

    private static final ButtonType FILTER = new ButtonType("Filter", ButtonBar.ButtonData.OK_DONE);
    private static final double WIDTH = 380;

    /** Where one says which cells are meant. */
    interface Form {

        Node node();

        /** What has the keyboard first. */
        Node first();

        /** Why there is no filter of what was said, for people; null where there is one. */
        @Nullable
        String problem();

        Filter filter();
    }

    /**
     * @param before the filter that the column has; null for none
     * @param worker reads the column, however long it is
     * @param fx the JavaFX thread
     */
    FilterDialog(Window owner, DataTable table, int column, @Nullable Filter before, Executor worker, Executor fx) {
        Column cells = table.columns().get(column);
        initOwner(owner);
        setTitle("Filter by " + cells.name());
        setHeaderText("Rows are shown where " + cells.name() + " is:");
        setResizable(true);
        getDialogPane().getStylesheets().add(Styles.sheet());
        getDialogPane().getButtonTypes().addAll(FILTER, ButtonType.CANCEL);
        getDialogPane().setPrefWidth(WIDTH);
        Node button = getDialogPane().lookupButton(FILTER);
        Form form = cells.isNumeric()
                ? new RangeForm(cells, column, before)
                : new TextsForm(
                        table, column, before, worker, fx, () -> button.fireEvent(new ActionEvent(button, button)));
        Label problem = new Label();
        problem.setId("filter-problem");
        problem.getStyleClass().add(Styles.PROBLEM);
        problem.setWrapText(true);
        problem.setMinHeight(Region.USE_PREF_SIZE);
        problem.managedProperty().bind(problem.textProperty().isNotEmpty());
        VBox.setVgrow(form.node(), Priority.ALWAYS);
        getDialogPane().setContent(new VBox(10, form.node(), problem));
        button.addEventFilter(ActionEvent.ACTION, pressed -> {
            String why = form.problem();
            problem.setText(why == null ? "" : why);
            if (why != null) {
                DialogSize.grow(this);
                pressed.consume();
            }
        });
        setResultConverter(pressed -> pressed == FILTER ? form.filter() : null);
        DialogFocus.in(this, form.first());
    }
}
