package dev.lockstep.desktop.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.collections.FXCollections;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import dev.lockstep.desktop.data.read.TableAnalysis;
import dev.lockstep.desktop.data.table.Column;
import dev.lockstep.desktop.data.table.ColumnType;
import dev.lockstep.desktop.data.table.DataTable.ColumnInfo;
import dev.lockstep.desktop.data.table.Spelling;
import dev.lockstep.desktop.text.DisplayText;
import dev.lockstep.desktop.view.Styles;

/**
 * The columns of a table before it is shared: what each is called, what it is read as, how that is written, with examples, and what
 * doesn't fit.
 */
final class ImportColumns extends VBox {

    private static final double NAME_WIDTH = 150;
    private static final double NAME_WIDTH_LEAST = 80; // in a narrow list

    /** In a narrower list, what is said of a column stands below its choices. */
    private static final double WIDE = 720;

    /** In a narrower one, so does how it is written. */
    private static final double NARROW = 470;

    private static final double TYPE_WIDTH = 104;
    private static final double SPELLING_WIDTH = 176;
    private static final int EXAMPLES = 2;
    private static final int EXAMPLE_CHARS = 40;
    private static final int LEAST_HEIGHT = 74;

    private final ImportDraft draft;
    private final ListView<Integer> list = new ListView<>();
    private @Nullable TableAnalysis shown;
    private @Nullable Row naming; // the one whose name is being typed

    ImportColumns(ImportDraft draft) {
        this.draft = draft;
        list.setId("import-columns");
        list.setAccessibleText("Columns: F2 names one, Space chooses a type, Shift and Space how it is written");
        list.setMinHeight(LEAST_HEIGHT);
        list.setCellFactory(view -> new Row());
        list.addEventHandler(KeyEvent.KEY_PRESSED, key -> {
            Row row = list.isFocused() ? selected() : null; // else it is for what is inside a cell
            if (row != null && key.getCode() == KeyCode.SPACE) {
                key.consume();
                row.choose(key.isShiftDown());
            } else if (row != null && key.getCode() == KeyCode.F2) {
                key.consume();
                row.name();
            }
        });
        list.widthProperty().addListener((property, before, now) -> {
            if ((before.doubleValue() >= WIDE) != (now.doubleValue() >= WIDE)
                    || (before.doubleValue() < NARROW) != (now.doubleValue() < NARROW)) {
                list.refresh();
            }
        });
        VBox.setVgrow(list, Priority.ALWAYS);
        getChildren().setAll(list);
    }

    /** The keyboard doesn't get into the cells of a list by itself. */
    private @Nullable Row selected() {
        int selected = Math.max(0, list.getSelectionModel().getSelectedIndex());
        for (Node each : list.lookupAll(".list-cell")) {
            if (each instanceof Row row && !row.isEmpty() && row.getIndex() == selected) {
                return row;
            }
        }
        return null;
    }

    /** Takes a name that is being typed. */
    void takeName() {
        if (naming != null) {
            naming.take();
        }
    }

    /** Gives a name up that is being typed. @return whether there was one */
    boolean giveUpName() {
        Row row = naming;
        if (row == null) {
            return false;
        }
        row.giveUp();
        list.requestFocus();
        return true;
    }

    void show(@Nullable TableAnalysis analysis) {
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

    /** By an example. */
    static String words(ColumnType type, Spelling spelling) {
        if (type == ColumnType.DATE) {
            String day = switch (spelling.order()) {
                case YMD -> "2026-12-31";
                case DMY -> "31/12/2026";
                case MDY -> "12/31/2026";
            };
            return switch (spelling.zones()) {
                case ANY -> day;
                case WITH -> day + ", with zone";
                case WITHOUT -> day + ", no zone";
            };
        }
        String group = spelling.group() == Spelling.NO_GROUP ? "" : String.valueOf(spelling.group());
        char decimal = spelling.decimal() == ',' ? ',' : '.';
        String number = "1" + group + "234" + decimal + "5";
        return spelling.percent() ? number + " %" : (spelling.currency() + " " + number).strip();
    }

    private final class Row extends ListCell<Integer> {

        private final TextField name = new TextField();
        private final Tooltip whole = new Tooltip();
        private final ComboBox<ColumnType> type = new ComboBox<>();
        private final Button spelling = new Button();
        private final Label examples = new Label();
        private final Label misfits = new Label();
        private final VBox said = new VBox(examples, misfits);
        private final HBox row = new HBox(10);
        private final VBox both = new VBox(2);
        private int column = -1;
        private boolean showing;

        Row() {
            name.setPrefWidth(NAME_WIDTH);
            name.setMaxWidth(NAME_WIDTH);
            name.getStyleClass().add("import-name");
            name.setTooltip(whole);
            name.focusedProperty().addListener((property, before, now) -> {
                if (now) {
                    naming = this;
                    list.getSelectionModel().select(getIndex());
                } else if (naming != null && naming.equals(this)) {
                    take();
                }
            });
            name.addEventFilter(KeyEvent.KEY_PRESSED, key -> {
                if (key.getCode() == KeyCode.ENTER) { // else it would bring the table in
                    key.consume();
                    take();
                    list.requestFocus();
                }
            });
            type.getItems().setAll(ColumnType.values());
            type.setConverter(new WordsConverter<>(each -> title(each.wireName())));
            type.setMinWidth(TYPE_WIDTH);
            type.setMaxWidth(TYPE_WIDTH);
            type.setOnHidden(chosen -> list.requestFocus());
            spelling.setOnAction(pressed -> askForSpelling());
            spelling.setTextOverrun(OverrunStyle.ELLIPSIS);
            spelling.setMinWidth(SPELLING_WIDTH);
            spelling.setMaxWidth(SPELLING_WIDTH);
            type.getStyleClass().add("import-choice");
            spelling.getStyleClass().addAll("import-choice", "import-spelling");
            examples.getStyleClass().add(Styles.CARD_HINT);
            examples.setTextOverrun(OverrunStyle.ELLIPSIS);
            misfits.getStyleClass().add(Styles.PROBLEM);
            misfits.managedProperty().bind(misfits.textProperty().isNotEmpty());
            said.getStyleClass().add("import-said");
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
        }

        @Override
        protected void updateItem(@Nullable Integer index, boolean empty) {
            super.updateItem(index, empty);
            TableAnalysis now = shown;
            if (equals(naming) && (index == null || index != column)) {
                giveUp(); // another column is shown in its place
            }
            if (empty || index == null || now == null || index >= now.columns().size()) {
                setGraphic(null);
                return;
            }
            column = index;
            ColumnInfo info = now.columns().get(index);
            showing = true;
            if (!equals(naming)) {
                name.setText(info.name());
            }
            whole.setText(info.name());
            name.setId("import-name-" + index);
            name.setAccessibleText("Name of column " + (index + 1));
            type.setId("import-type-" + index);
            type.setAccessibleText("Type of " + info.name());
            type.setValue(info.type());
            spelling.setId("import-spelling-" + index);
            spelling.setAccessibleText("How " + info.name() + " is written");
            spelling.setText(words(info.type(), info.spelling()) + " …");
            spelling.setVisible(info.type() != ColumnType.TEXT);
            examples.setText(examples(now, index));
            misfits.setText(misfits(now, index));
            showing = false;
            arrange();
            setGraphic(both);
        }

        void choose(boolean bySpelling) {
            if (!bySpelling) {
                type.requestFocus();
                type.show();
            } else if (spelling.isVisible()) {
                askForSpelling();
            }
        }

        private void askForSpelling() {
            TableAnalysis now = shown;
            if (now != null && column >= 0 && column < now.columns().size()) {
                int its = column;
                ColumnInfo info = now.columns().get(its);
                List<String> cells = now.first().stream()
                        .filter(cellsOfRow -> its < cellsOfRow.size())
                        .map(cellsOfRow -> cellsOfRow.get(its))
                        .toList();
                new SpellingDialog(getScene().getWindow(), info, cells)
                        .showAndWait()
                        .ifPresent(chosen -> draft.setColumn(its, info.type(), chosen));
                list.requestFocus();
            }
        }

        /** Has the name typed. */
        void name() {
            name.requestFocus();
            name.selectAll();
        }

        void take() {
            naming = null;
            draft.setName(column, name.getText());
            TableAnalysis now = shown;
            if (now != null && column < now.columns().size()) {
                name.setText(now.columns().get(column).name()); // what became of it
            }
        }

        void giveUp() {
            naming = null;
            TableAnalysis now = shown;
            if (now != null && column < now.columns().size()) {
                name.setText(now.columns().get(column).name());
            }
        }

        private void arrange() {
            boolean wide = list.getWidth() >= WIDE;
            boolean narrow = list.getWidth() < NARROW;
            List<Node> inRow = new ArrayList<>(List.of(name, type));
            List<Node> below = new ArrayList<>(List.of(row));
            (narrow ? below : inRow).add(spelling);
            (wide ? inRow : below).add(said);
            name.setMinWidth(narrow ? NAME_WIDTH_LEAST : NAME_WIDTH);
            spelling.setManaged(!narrow || spelling.isVisible());
            if (!row.getChildren().equals(inRow) || !both.getChildren().equals(below)) {
                both.getChildren().clear();
                row.getChildren().setAll(inRow);
                both.getChildren().setAll(below);
            }
        }
    }

    private static String title(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    private static String misfits(TableAnalysis analysis, int column) {
        TableAnalysis.Fit fit = analysis.fits().get(column);
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
    private static String examples(TableAnalysis analysis, int column) {
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
