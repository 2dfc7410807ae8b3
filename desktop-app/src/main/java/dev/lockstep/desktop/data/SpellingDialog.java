package dev.lockstep.desktop.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javafx.beans.InvalidationListener;
import javafx.event.ActionEvent;
import javafx.scene.Node;
import javafx.scene.control.ButtonType;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Window;

import dev.lockstep.desktop.data.table.Column;
import dev.lockstep.desktop.data.table.ColumnType;
import dev.lockstep.desktop.data.table.DataTable.ColumnInfo;
import dev.lockstep.desktop.data.table.MissingValues;
import dev.lockstep.desktop.data.table.NumberText;
import dev.lockstep.desktop.data.table.Spelling;
import dev.lockstep.desktop.data.table.Spelling.DateOrder;
import dev.lockstep.desktop.data.table.Spelling.Zones;
import dev.lockstep.desktop.text.DisplayText;
import dev.lockstep.desktop.view.DialogFocus;
import dev.lockstep.desktop.view.DialogSize;
import dev.lockstep.desktop.view.Styles;

/** Asks how the numbers or dates of a column are written, with what becomes of its first cells. */
final class SpellingDialog extends Dialog<Spelling> {

    /** So many cells are shown as what they become. */
    private static final int EXAMPLES = 4;

    private static final int EXAMPLE_CHARS = 40;
    private static final double WIDTH = 460;
    private static final String NONE = "";
    private static final String PERCENT = "%";
    private static final Map<Character, String> GROUPS = Map.of(
            Spelling.NO_GROUP,
            "None",
            ',',
            "Comma: 1,234",
            '.',
            "Point: 1.234",
            ' ',
            "Space: 1 234",
            '\'',
            "Apostrophe: 1'234");
    private static final char[] GROUP_SIGNS = {Spelling.NO_GROUP, ',', '.', ' ', '\''};

    private final ColumnInfo info;
    private final List<String> cells;
    private final ComboBox<Character> decimal = new ComboBox<>();
    private final ComboBox<Character> group = new ComboBox<>();
    private final ComboBox<String> unit = new ComboBox<>();
    private final ComboBox<DateOrder> order = new ComboBox<>();
    private final ComboBox<Zones> zones = new ComboBox<>();
    private final CheckBox usual = new CheckBox("NA, N/A, null, – and the like");
    private final TextField words = new TextField();
    private final Label problem = new Label();
    private final VBox examples = new VBox(2);
    private final GridPane form = new GridPane();

    /**
     * @param info of a column of numbers or dates
     * @param cells the first of the column, as they came
     */
    SpellingDialog(Window owner, ColumnInfo info, List<String> cells) {
        this.info = info;
        this.cells =
                cells.stream().filter(cell -> !cell.isBlank()).limit(EXAMPLES).toList();
        initOwner(owner);
        setTitle("How " + info.name() + " is written");
        setHeaderText(
                info.type() == ColumnType.DATE
                        ? "How the dates of " + info.name() + " are written"
                        : "How the numbers of " + info.name() + " are written");
        setResizable(true);
        getDialogPane().getStylesheets().add(Styles.sheet());
        getDialogPane().getStyleClass().add("spelling-dialog");
        getDialogPane().getButtonTypes().addAll(ButtonType.OK, ButtonType.CANCEL);
        getDialogPane().setPrefWidth(WIDTH);
        form.setHgap(12);
        form.setVgap(8);
        ComboBox<?> first = info.type() == ColumnType.DATE ? dates() : numbers();
        missing();
        problem.setId("spelling-problem");
        problem.getStyleClass().add(Styles.PROBLEM);
        problem.setWrapText(true);
        problem.setMinHeight(Region.USE_PREF_SIZE);
        problem.managedProperty().bind(problem.textProperty().isNotEmpty());
        examples.setId("spelling-examples");
        examples.setMinHeight(Region.USE_PREF_SIZE);
        getDialogPane().setContent(new VBox(12, form, examples, problem));
        getDialogPane().lookupButton(ButtonType.OK).addEventFilter(ActionEvent.ACTION, pressed -> {
            String why = MissingValues.problem(words.getText());
            problem.setText(why == null ? "" : why);
            if (why != null) {
                DialogSize.grow(this);
                pressed.consume();
            }
        });
        setResultConverter(pressed -> pressed == ButtonType.OK ? chosen() : null);
        InvalidationListener changed = any -> showExamples();
        decimal.valueProperty().addListener(any -> signs());
        List.of(decimal, group, unit, order, zones)
                .forEach(each -> each.valueProperty().addListener(changed));
        usual.selectedProperty().addListener(changed);
        words.textProperty().addListener(changed);
        showExamples();
        DialogFocus.in(this, first);
    }

    // ---- what is asked

    private ComboBox<?> numbers() {
        Spelling now = info.spelling();
        decimal.getItems().setAll('.', ',');
        decimal.setConverter(new WordsConverter<>(sign -> sign == ',' ? "Comma: 1,5" : "Point: 1.5"));
        decimal.setValue(now.decimal() == ',' ? ',' : '.');
        group.setConverter(new WordsConverter<>(sign -> GROUPS.getOrDefault(sign, String.valueOf(sign))));
        group.setValue(now.group());
        signs();
        List<String> units = new ArrayList<>(List.of(NONE, PERCENT));
        units.addAll(NumberText.currencies());
        String its = now.percent() ? PERCENT : now.currency();
        if (!units.contains(its)) {
            units.add(2, its);
        }
        unit.getItems().setAll(units);
        unit.setConverter(new WordsConverter<>(
                each -> each.equals(NONE) ? "Neither" : each.equals(PERCENT) ? "Percent: 12 %" : "Currency: " + each));
        unit.setValue(its);
        row("Decimal sign", decimal, "spelling-decimal");
        row("Between thousands", group, "spelling-group");
        row("Percent or currency", unit, "spelling-unit");
        return decimal;
    }

    private ComboBox<?> dates() {
        order.getItems().setAll(DateOrder.values());
        order.setConverter(new WordsConverter<>(each -> switch (each) {
            case YMD -> "Year, month, day: 2026-12-31";
            case DMY -> "Day, month, year: 31/12/2026";
            case MDY -> "Month, day, year: 12/31/2026";
        }));
        order.setValue(info.spelling().order());
        zones.getItems().setAll(Zones.values());
        zones.setConverter(new WordsConverter<>(each -> switch (each) {
            case ANY -> "With or without one";
            case WITH -> "Every time has one: 12:00Z";
            case WITHOUT -> "No time has one: 12:00";
        }));
        zones.setValue(info.spelling().zones());
        row("Order", order, "spelling-order");
        row("Time zone", zones, "spelling-zones");
        return order;
    }

    private void missing() {
        MissingValues now = info.spelling().missing();
        usual.setId("spelling-usual");
        usual.setSelected(now.usual());
        words.setText(now.typed());
        words.setPromptText("unknown, -999");
        row("No value is", usual, "spelling-usual");
        row("And these words", words, "spelling-words");
    }

    private void row(String text, Node node, String id) {
        node.setId(id);
        node.setAccessibleText(text);
        Label label = new Label(text);
        label.setLabelFor(node);
        label.setMinWidth(Region.USE_PREF_SIZE);
        if (node instanceof Region region) {
            region.setMaxWidth(Double.MAX_VALUE);
        }
        GridPane.setHgrow(node, javafx.scene.layout.Priority.ALWAYS);
        form.addRow(form.getRowCount(), label, node);
    }

    /** What stands between thousands is no decimal sign. */
    private void signs() {
        Character now = group.getValue();
        List<Character> others = new ArrayList<>();
        for (char each : GROUP_SIGNS) {
            if (each != decimal.getValue()) {
                others.add(each);
            }
        }
        group.getItems().setAll(others);
        group.setValue(
                now == null || !others.contains(now)
                        ? (now == null ? Spelling.NO_GROUP : decimal.getValue() == '.' ? ',' : '.')
                        : now);
    }

    // ---- what is chosen

    private Spelling chosen() {
        MissingValues missing = MissingValues.of(usual.isSelected(), words.getText());
        if (info.type() == ColumnType.DATE) {
            return Spelling.date(order.getValue(), zones.getValue()).withMissing(missing);
        }
        Character between = group.getValue();
        Spelling plain = Spelling.number(decimal.getValue(), between == null ? Spelling.NO_GROUP : between)
                .withMissing(missing);
        String its = unit.getValue();
        return its.equals(PERCENT) ? plain.withPercent() : its.equals(NONE) ? plain : plain.withCurrency(its);
    }

    private void showExamples() {
        Column read = Column.of(new ColumnInfo(info.name(), info.type(), chosen()));
        examples.getChildren().clear();
        for (int row = 0; row < cells.size(); row++) {
            read.add(cells.get(row));
            String what = switch (read.kind(row)) {
                case VALUE -> " is " + read.group(row);
                case EMPTY -> " is no value";
                case MISFIT -> " doesn't fit";
            };
            Label label = new Label(DisplayText.line(cells.get(row), EXAMPLE_CHARS) + what);
            label.getStyleClass().add(read.kind(row) == Column.Kind.MISFIT ? Styles.PROBLEM : Styles.CARD_HINT);
            examples.getChildren().add(label);
        }
    }
}
