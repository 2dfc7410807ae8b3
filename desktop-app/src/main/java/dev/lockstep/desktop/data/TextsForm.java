package dev.lockstep.desktop.data;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import dev.lockstep.desktop.data.table.DataTable;
import dev.lockstep.desktop.data.table.Filter;
import dev.lockstep.desktop.data.table.TextChoices;
import dev.lockstep.desktop.view.Styles;

/**
 * Asks which texts of a column are meant: they are listed with how many rows have each, ticked by a click or by space, and found
 * by typing. The arrow down goes from the search into the list, Enter is done anywhere.
 */
final class TextsForm implements FilterDialog.Form {

    private static final double LIST_HEIGHT = 300;
    private static final double LIST_HEIGHT_MIN = 120;
    private static final double ROW_HEIGHT = 30;

    private final int column;
    private final Executor worker;
    private final Executor fx;
    private final Runnable done;
    private final TextField search = new TextField();
    private final ListView<TextChoices.Choice> list = new ListView<>();
    private final Label placeholder = new Label("Counting values…");
    private final Label count = new Label();
    private final Button all = new Button("Choose all found");
    private final Button none = new Button("Choose none");
    private final Set<String> chosen = new LinkedHashSet<>();
    private final VBox form;
    private @Nullable TextChoices choices;
    private TextChoices.Found found = new TextChoices.Found(List.of(), 0);
    private volatile int searches; // the latest is the one that counts

    /** @param done runs when Enter is pressed in the list */
    TextsForm(DataTable table, int column, @Nullable Filter before, Executor worker, Executor fx, Runnable done) {
        this.column = column;
        this.worker = worker;
        this.fx = fx;
        this.done = done;
        search.setId("filter-search");
        search.setPromptText("Find a value");
        search.setAccessibleText("Find a value");
        search.textProperty().addListener((text, was, now) -> find());
        search.addEventFilter(KeyEvent.KEY_PRESSED, this::searchKey);
        list.setId("filter-texts");
        list.setAccessibleText("Values of the column");
        list.getStyleClass().add("filter-texts");
        list.setFixedCellSize(ROW_HEIGHT);
        list.setPrefHeight(LIST_HEIGHT);
        list.setMinHeight(LIST_HEIGHT_MIN);
        list.setCellFactory(view -> new Cell());
        list.setPlaceholder(placeholder);
        list.addEventFilter(KeyEvent.KEY_PRESSED, this::listKey);
        VBox.setVgrow(list, Priority.ALWAYS);
        count.setId("filter-count");
        count.getStyleClass().add(Styles.CARD_HINT);
        count.setWrapText(true);
        count.setMinHeight(Region.USE_PREF_SIZE); // rather a shorter list than half a sentence
        all.setId("filter-all");
        all.setOnAction(pressed -> chooseFound());
        none.setId("filter-none");
        none.setOnAction(pressed -> chooseNone());
        HBox buttons = new HBox(8, all, none);
        form = new VBox(8, search, list, buttons, count);
        showCount();
        work(() -> {
            TextChoices read = new TextChoices(table, column);
            Set<String> chosenBefore = before == null || before.texts() == null ? Set.of() : read.known(before.texts());
            fx.execute(() -> {
                choices = read;
                chosen.addAll(chosenBefore);
                find();
            });
        });
    }

    @Override
    public Node node() {
        return form;
    }

    @Override
    public Node first() {
        return search;
    }

    @Override
    public @Nullable String problem() {
        return TextChoices.problem(chosen);
    }

    @Override
    public Filter filter() {
        return Filter.of(column, chosen);
    }

    // ---- finding

    private void find() {
        TextChoices all = choices;
        if (all == null) {
            return;
        }
        int number = searches + 1;
        searches = number;
        String wanted = search.getText();
        work(() -> {
            if (number == searches) {
                TextChoices.Found now = all.find(wanted);
                fx.execute(() -> show(number, now));
            }
        });
    }

    private void work(Runnable task) {
        try {
            worker.execute(task);
        } catch (RejectedExecutionException e) {
            placeholder.setText("The table was closed; cancel this.");
        }
    }

    private void show(int number, TextChoices.Found now) {
        if (number == searches) {
            found = now;
            placeholder.setText(search.getText().isBlank() ? "The table has no rows yet." : "No value has this in it.");
            list.getItems().setAll(now.offered());
            if (!now.offered().isEmpty()) {
                list.getSelectionModel().select(0);
                list.scrollTo(0);
            }
            showCount();
        }
    }

    private void showCount() {
        TextChoices all = choices;
        this.all.setDisable(found.total() == 0 || !found.isAll());
        none.setDisable(chosen.isEmpty());
        if (all == null) {
            count.setText("");
            return;
        }
        String more = found.isAll()
                ? ""
                : String.format(
                        " The first %,d of %,d are listed: find the others by typing.",
                        found.offered().size(), found.total());
        count.setText(String.format("%,d of %,d values chosen.%s", chosen.size(), all.total(), more));
    }

    // ---- choosing

    private void toggle(TextChoices.Choice choice) {
        if (!chosen.remove(choice.text())) {
            chosen.add(choice.text());
        }
        list.refresh();
        showCount();
    }

    private void chooseFound() {
        found.offered().forEach(choice -> chosen.add(choice.text()));
        list.refresh();
        showCount();
    }

    private void chooseNone() {
        chosen.clear();
        list.refresh();
        showCount();
    }

    private void searchKey(KeyEvent key) {
        if (key.getCode() == KeyCode.DOWN) {
            list.requestFocus();
            key.consume();
        }
    }

    private void listKey(KeyEvent key) {
        TextChoices.Choice choice = list.getSelectionModel().getSelectedItem();
        if (key.getCode() == KeyCode.SPACE && choice != null) {
            toggle(choice);
            key.consume();
        } else if (key.getCode() == KeyCode.ENTER) {
            done.run();
            key.consume();
        } else if (key.getCode() == KeyCode.UP && list.getSelectionModel().getSelectedIndex() <= 0) {
            search.requestFocus();
            key.consume();
        }
    }

    private final class Cell extends ListCell<TextChoices.Choice> {

        private final CheckBox box = new CheckBox();
        private final Label rows = new Label();
        private final HBox line;

        Cell() {
            box.setFocusTraversable(false);
            box.setMouseTransparent(true); // a click anywhere in the row is one on it
            box.setMinWidth(0);
            rows.getStyleClass().add(Styles.CARD_HINT);
            rows.setMinWidth(Region.USE_PREF_SIZE);
            Region gap = new Region();
            HBox.setHgrow(gap, Priority.ALWAYS);
            line = new HBox(8, box, gap, rows);
            line.setAlignment(Pos.CENTER_LEFT);
            setPrefWidth(0); // as wide as the list
            setOnMouseClicked(clicked -> {
                if (!isEmpty() && getItem() != null) {
                    toggle(getItem());
                }
            });
        }

        @Override
        protected void updateItem(TextChoices.@Nullable Choice choice, boolean empty) {
            super.updateItem(choice, empty);
            if (empty || choice == null) {
                setGraphic(null);
                setAccessibleText(null);
                return;
            }
            boolean ticked = chosen.contains(choice.text());
            box.setText(choice.shown());
            box.setSelected(ticked);
            rows.setText(String.format("%,d", choice.rows()));
            setGraphic(line);
            setAccessibleText(choice.shown() + ", " + (ticked ? "chosen" : "not chosen") + ", rows: " + choice.rows());
        }
    }
}
