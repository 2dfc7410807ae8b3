package dev.lockstep.desktop.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.collections.FXCollections;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import dev.lockstep.desktop.data.DataTable.ColumnInfo;
import dev.lockstep.desktop.shell.Styles;
import dev.lockstep.desktop.text.DisplayText;

/** The columns of a table before it is shared: what each is read as, by which spelling, with examples, and what doesn't fit. */
final class ImportColumns extends VBox {

    private static final double NAME_WIDTH = 150;

    /** In a narrower list, what is said of a column stands below its choices. */
    private static final double WIDE = 720;

    private static final double TYPE_WIDTH = 104;
    private static final double SPELLING_WIDTH = 150;
    private static final int EXAMPLES = 2;
    private static final int EXAMPLE_CHARS = 40;
    private static final int NAME_CHARS = 60;

    private final ImportDraft draft;
    private final ListView<Integer> list = new ListView<>();
    private @Nullable Analysis shown;

    ImportColumns(ImportDraft draft) {
        this.draft = draft;
        list.setId("import-columns");
        list.setAccessibleText("Columns: Space chooses a type, Shift and Space how it is written");
        list.setCellFactory(view -> new Row());
        list.addEventHandler(KeyEvent.KEY_PRESSED, key -> {
            if (key.getCode() == KeyCode.SPACE && chooseByKey(key.isShiftDown())) {
                key.consume();
            }
        });
        list.widthProperty().addListener((property, before, now) -> {
            if ((before.doubleValue() >= WIDE) != (now.doubleValue() >= WIDE)) {
                list.refresh();
            }
        });
        VBox.setVgrow(list, Priority.ALWAYS);
        getChildren().setAll(list);
    }

    /** The keyboard doesn't get into the cells of a list by itself. */
    private boolean chooseByKey(boolean spelling) {
        int selected = list.getSelectionModel().getSelectedIndex();
        for (Node each : list.lookupAll(".list-cell")) {
            if (each instanceof Row row && !row.isEmpty() && row.getIndex() == Math.max(0, selected)) {
                row.choose(spelling);
                return true;
            }
        }
        return false;
    }

    void show(@Nullable Analysis analysis) {
        shown = analysis;
        int count = analysis == null ? 0 : analysis.columns().size();
        if (list.getItems().size() == count) {
            list.refresh();
            return;
        }
        List<Integer> columns = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            columns.add(i);
        }
        list.setItems(FXCollections.observableList(columns));
    }

    /** The spellings that one may choose for a column. */
    static List<Spelling> spellings(ColumnType type, Spelling now) {
        List<Spelling> all = new ArrayList<>();
        if (type == ColumnType.NUMBER) {
            for (char decimal : new char[] {'.', ','}) {
                for (char group : new char[] {Spelling.NO_GROUP, decimal == '.' ? ',' : '.', ' ', '\''}) {
                    Spelling each = Spelling.number(decimal, group);
                    all.add(
                            now.percent()
                                    ? each.withPercent()
                                    : now.currency().isEmpty() ? each : each.withCurrency(now.currency()));
                }
            }
        } else if (type == ColumnType.DATE) {
            for (Spelling.DateOrder order : Spelling.DateOrder.values()) {
                all.add(Spelling.date(order, now.zones()));
            }
        }
        return all;
    }

    /** By an example. */
    static String words(ColumnType type, Spelling spelling) {
        if (type == ColumnType.DATE) {
            String day = switch (spelling.order()) {
                case YMD -> "2026-12-31";
                case DMY -> "31/12/2026";
                case MDY -> "12/31/2026";
            };
            return day + (spelling.zones() == Spelling.Zones.WITH ? ", with zone" : "");
        }
        String group = spelling.group() == Spelling.NO_GROUP ? "" : String.valueOf(spelling.group());
        String number = "1" + group + "234" + spelling.decimal() + "5";
        return spelling.percent() ? number + " %" : (spelling.currency() + " " + number).strip();
    }

    private final class Row extends ListCell<Integer> {

        private final Label name = new Label();
        private final ComboBox<ColumnType> type = new ComboBox<>();
        private final ComboBox<Spelling> spelling = new ComboBox<>();
        private final Label examples = new Label();
        private final Label misfits = new Label();
        private final VBox said = new VBox(examples, misfits);
        private final HBox row = new HBox(10, name, type, spelling);
        private final VBox both = new VBox(2, row);
        private int column;
        private boolean showing;

        Row() {
            name.setMinWidth(NAME_WIDTH);
            name.setMaxWidth(NAME_WIDTH);
            name.getStyleClass().add("import-name");
            type.getItems().setAll(ColumnType.values());
            type.setConverter(new WordsConverter<>(each -> title(each.wireName())));
            type.setMinWidth(TYPE_WIDTH);
            type.setMaxWidth(TYPE_WIDTH);
            type.setOnHidden(chosen -> list.requestFocus());
            spelling.setOnHidden(chosen -> list.requestFocus());
            spelling.setMinWidth(SPELLING_WIDTH);
            spelling.setMaxWidth(SPELLING_WIDTH);
            type.getStyleClass().add("import-choice");
            spelling.getStyleClass().add("import-choice");
            examples.getStyleClass().add(Styles.CARD_HINT);
            examples.setTextOverrun(OverrunStyle.ELLIPSIS);
            misfits.getStyleClass().add(Styles.PROBLEM);
            misfits.managedProperty().bind(misfits.textProperty().isNotEmpty());
            said.setAlignment(Pos.CENTER_LEFT);
            said.setMinWidth(0);
            HBox.setHgrow(said, Priority.ALWAYS);
            row.setAlignment(Pos.CENTER_LEFT);
            both.setMinWidth(0);
            both.setPrefWidth(0); // as wide as the list is
            type.valueProperty().addListener((property, before, now) -> {
                if (!showing && now != null) {
                    draft.setType(column, now);
                }
            });
            spelling.valueProperty().addListener((property, before, now) -> {
                if (!showing && now != null) {
                    draft.setColumn(column, type.getValue(), now);
                }
            });
        }

        @Override
        protected void updateItem(@Nullable Integer index, boolean empty) {
            super.updateItem(index, empty);
            Analysis now = shown;
            if (empty || index == null || now == null || index >= now.columns().size()) {
                setGraphic(null);
                return;
            }
            column = index;
            ColumnInfo info = now.columns().get(index);
            showing = true;
            String shownName = DisplayText.line(info.name(), NAME_CHARS);
            name.setText(shownName);
            name.setTooltip(new Tooltip(shownName));
            type.setAccessibleText("Type of " + shownName);
            type.setValue(info.type());
            spelling.setAccessibleText("How " + shownName + " is written");
            spelling.setConverter(new WordsConverter<>(each -> words(info.type(), each)));
            List<Spelling> choices = spellings(info.type(), info.spelling());
            if (!choices.equals(spelling.getItems())) {
                spelling.getItems().setAll(choices);
            }
            spelling.setValue(choices.isEmpty() ? null : info.spelling());
            spelling.setVisible(!choices.isEmpty());
            examples.setText(examples(now, index));
            misfits.setText(misfits(now, index));
            showing = false;
            arrange();
            setGraphic(both);
        }

        void choose(boolean bySpelling) {
            ComboBox<?> box = bySpelling ? spelling : type;
            if (box.isVisible()) {
                box.requestFocus();
                box.show();
            }
        }

        private void arrange() {
            HBox.setHgrow(said, Priority.ALWAYS);
            boolean wide = list.getWidth() >= WIDE;
            (wide ? both : row).getChildren().remove(said);
            (wide ? row : both).getChildren().remove(said);
            (wide ? row : both).getChildren().add(said);
        }
    }

    private static String title(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    private static String misfits(Analysis analysis, int column) {
        Analysis.Fit fit = analysis.fits().get(column);
        if (fit.misfits() == 0) {
            return "";
        }
        return String.format(
                "%,d %s fit, first in row %,d: %s",
                fit.misfits(),
                fit.misfits() == 1 ? "cell doesn't" : "cells don't",
                fit.row(),
                DisplayText.line(fit.cell(), EXAMPLE_CHARS));
    }

    /** The first cells, and what they are read as where that is not what they look like. */
    private static String examples(Analysis analysis, int column) {
        ColumnInfo info = analysis.columns().get(column);
        Column cells = Column.of(info);
        List<String> examples = new ArrayList<>();
        int last = -1;
        for (List<String> row : analysis.first()) {
            if (column < row.size() && !row.get(column).isBlank()) {
                cells.add(row.get(column));
                last++;
                if (cells.kind(last) == Column.Kind.VALUE) {
                    String text = cells.text(last).strip();
                    String read = cells.group(last);
                    examples.add(
                            info.type() == ColumnType.TEXT || read.equals(text)
                                    ? DisplayText.line(text, EXAMPLE_CHARS)
                                    : DisplayText.line(text, EXAMPLE_CHARS) + " is " + read);
                }
                if (examples.size() == EXAMPLES) {
                    break;
                }
            }
        }
        String doubt = analysis.evidence().get(column).isDoubtful(info.type()) ? "  (could be read otherwise)" : "";
        return String.join(", ", examples) + doubt;
    }
}
