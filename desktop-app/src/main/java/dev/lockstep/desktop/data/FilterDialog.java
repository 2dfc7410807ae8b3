package dev.lockstep.desktop.data;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.collections.FXCollections;
import javafx.collections.transformation.FilteredList;
import javafx.event.ActionEvent;
import javafx.scene.Node;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.stage.Window;

import dev.lockstep.desktop.shell.Styles;
import dev.lockstep.desktop.text.DisplayText;

/** Asks which cells of a column are meant. */
final class FilterDialog extends Dialog<Filter> {

    private static final ButtonType FILTER = new ButtonType("Filter", ButtonBar.ButtonData.OK_DONE);
    private static final int TEXTS_MAX = 10_000;

    /** So many characters of a text are read, searched and put in order. */
    private static final int SHOWN_MAX = 100;

    private static final double WIDTH = 340;
    private static final double HEIGHT = 260;

    private final Label problem = new Label();

    /** A text of the column, and what is shown of it. */
    private record Choice(String text, String shown) {

        @Override
        public String toString() {
            return shown; // as a list shows it
        }
    }

    FilterDialog(Window owner, DataTable table, int column) {
        Column cells = table.columns().get(column);
        initOwner(owner);
        setTitle("Filter by " + cells.name());
        setHeaderText("Rows are shown where " + cells.name() + " is:");
        getDialogPane().getStylesheets().add(Styles.sheet());
        getDialogPane().getButtonTypes().addAll(FILTER, ButtonType.CANCEL);
        problem.getStyleClass().add(Styles.PROBLEM);
        problem.setWrapText(true);
        if (cells.isNumeric()) {
            askForRange(cells, column);
        } else {
            askForTexts(cells, column);
        }
    }

    private void askForRange(Column cells, int column) {
        TextField min = new TextField();
        min.setId("filter-min");
        min.setPromptText("at least");
        TextField max = new TextField();
        max.setId("filter-max");
        max.setPromptText("at most");
        Label hint = new Label(
                cells.type() == ColumnType.DATE
                        ? "Dates such as 2026-11-25; empty for no bound"
                        : "Empty for no bound");
        hint.getStyleClass().add(Styles.CARD_HINT);
        VBox form = new VBox(10, new HBox(8, min, new Label("to"), max), hint, problem);
        form.setPrefWidth(WIDTH);
        getDialogPane().setContent(form);
        Node filter = getDialogPane().lookupButton(FILTER);
        filter.addEventFilter(ActionEvent.ACTION, pressed -> {
            double from = bound(cells, min.getText(), Double.NEGATIVE_INFINITY);
            double to = bound(cells, max.getText(), Double.POSITIVE_INFINITY);
            if (Double.isNaN(from) || Double.isNaN(to)) {
                problem.setText(cells.type() == ColumnType.DATE ? "Type dates, such as 2026-11-25." : "Type numbers.");
                pressed.consume();
            } else if (from > to) {
                problem.setText("The first is more than the second: no row can be shown.");
                pressed.consume();
            }
        });
        setResultConverter(button -> button == FILTER
                ? Filter.range(
                        column,
                        bound(cells, min.getText(), Double.NEGATIVE_INFINITY),
                        bound(cells, max.getText(), Double.POSITIVE_INFINITY))
                : null);
        setOnShown(shown -> min.requestFocus());
    }

    private static double bound(Column cells, String typed, double absent) {
        if (typed.isBlank()) {
            return absent;
        }
        return cells.type() == ColumnType.DATE ? ColumnType.date(typed) : ColumnType.number(typed);
    }

    private void askForTexts(Column cells, int column) {
        List<Choice> texts = IntStream.range(0, cells.differentTexts())
                .limit(TEXTS_MAX)
                .mapToObj(cells::textOf)
                .map(text -> new Choice(text, DisplayText.line(text, SHOWN_MAX)))
                .sorted(Comparator.comparing(Choice::shown, String.CASE_INSENSITIVE_ORDER))
                .toList();
        FilteredList<Choice> found = new FilteredList<>(FXCollections.observableList(texts));
        TextField search = new TextField();
        search.setPromptText("Find");
        search.textProperty()
                .addListener((text, before, now) -> found.setPredicate(
                        each -> each.shown().toLowerCase(Locale.ROOT).contains(now.toLowerCase(Locale.ROOT))));
        ListView<Choice> list = new ListView<>(found);
        list.setId("filter-texts");
        list.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        list.setPrefSize(WIDTH, HEIGHT);
        Label hint = new Label("Choose several with Ctrl or Shift");
        hint.getStyleClass().add(Styles.CARD_HINT);
        getDialogPane().setContent(new VBox(8, search, list, hint, problem));
        getDialogPane().lookupButton(FILTER).addEventFilter(ActionEvent.ACTION, pressed -> {
            if (list.getSelectionModel().isEmpty()) {
                problem.setText("Choose at least one.");
                pressed.consume();
            }
        });
        setResultConverter(button -> button == FILTER
                ? Filter.of(
                        column,
                        list.getSelectionModel().getSelectedItems().stream()
                                .map(Choice::text)
                                .collect(Collectors.toSet()))
                : null);
    }
}
