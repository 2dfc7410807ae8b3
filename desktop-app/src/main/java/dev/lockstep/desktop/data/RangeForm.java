package dev.lockstep.desktop.data;

import java.math.BigDecimal;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import dev.lockstep.desktop.data.table.Column;
import dev.lockstep.desktop.data.table.ColumnType;
import dev.lockstep.desktop.data.table.DateColumn;
import dev.lockstep.desktop.data.table.Filter;
import dev.lockstep.desktop.view.Styles;

/** Asks for the least and the most of a column of numbers or dates. */
final class RangeForm implements FilterDialog.Form {

    private final Column cells;
    private final int column;
    private final TextField min = new TextField();
    private final TextField max = new TextField();
    private final VBox form;

    RangeForm(Column cells, int column, @Nullable Filter before) {
        this.cells = cells;
        this.column = column;
        min.setId("filter-min");
        min.setPromptText("at least");
        min.setAccessibleText("At least");
        max.setId("filter-max");
        max.setPromptText("at most");
        max.setAccessibleText("At most");
        if (before != null) {
            min.setText(words(before.least()));
            max.setText(words(before.most()));
        }
        for (TextField each : new TextField[] {min, max}) {
            each.setPrefColumnCount(9);
            HBox.setHgrow(each, Priority.ALWAYS);
        }
        Label hint = new Label(isDate() ? "Dates such as 2026-11-25; empty for no bound" : "Empty for no bound");
        hint.getStyleClass().add(Styles.CARD_HINT);
        HBox fields = new HBox(8, min, new Label("to"), max);
        fields.setAlignment(Pos.CENTER_LEFT);
        form = new VBox(10, fields, hint);
    }

    private boolean isDate() {
        return cells.type() == ColumnType.DATE;
    }

    private String words(@Nullable BigDecimal bound) {
        return bound == null ? "" : isDate() ? DateColumn.words(bound) : Column.words(bound);
    }

    @Override
    public Node node() {
        return form;
    }

    @Override
    public Node first() {
        return min;
    }

    @Override
    public @Nullable String problem() {
        BigDecimal from = bound(min);
        BigDecimal to = bound(max);
        if (isWrong(min, from) || isWrong(max, to)) {
            return isDate() ? "Type dates, such as 2026-11-25." : "Type numbers.";
        }
        return from != null && to != null && from.compareTo(to) > 0
                ? "The first is more than the second: no row can be shown."
                : null;
    }

    @Override
    public Filter filter() {
        return Filter.range(column, bound(min), bound(max));
    }

    private @Nullable BigDecimal bound(TextField field) {
        return field.getText().isBlank() ? null : cells.bound(field.getText());
    }

    private static boolean isWrong(TextField field, @Nullable BigDecimal bound) {
        return bound == null && !field.getText().isBlank();
    }
}
