package dev.lockstep.desktop.data;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import dev.lockstep.desktop.shell.Styles;

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
            min.setText(words(before.min()));
            max.setText(words(before.max()));
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

    private String words(double bound) {
        return Double.isInfinite(bound) ? "" : isDate() ? ColumnType.words(bound) : Column.words(bound);
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
        double from = bound(min.getText(), Double.NEGATIVE_INFINITY);
        double to = bound(max.getText(), Double.POSITIVE_INFINITY);
        if (Double.isNaN(from) || Double.isNaN(to)) {
            return isDate() ? "Type dates, such as 2026-11-25." : "Type numbers.";
        }
        return from > to ? "The first is more than the second: no row can be shown." : null;
    }

    @Override
    public Filter filter() {
        return Filter.range(
                column, bound(min.getText(), Double.NEGATIVE_INFINITY), bound(max.getText(), Double.POSITIVE_INFINITY));
    }

    private double bound(String typed, double absent) {
        if (typed.isBlank()) {
            return absent;
        }
        return isDate() ? ColumnType.date(typed) : ColumnType.number(typed);
    }
}
