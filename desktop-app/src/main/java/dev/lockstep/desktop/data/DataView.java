package dev.lockstep.desktop.data;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javafx.beans.InvalidationListener;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.css.PseudoClass;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.Dragboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import javafx.util.StringConverter;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignD;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;

import dev.lockstep.desktop.shell.DropZone;
import dev.lockstep.desktop.shell.RoomView;
import dev.lockstep.desktop.shell.Styles;
import dev.lockstep.desktop.text.DisplayText;

/** A table and its charts, with the filters of the team or of one's own. */
public final class DataView extends BorderPane implements RoomView {

    /** At most; a longer name ends in dots. */
    private static final double CHOOSER_WIDTH = 240;

    private static final PseudoClass MARKED = PseudoClass.getPseudoClass("marked");
    private static final int CHARTS_MAX = 4;
    private static final double COLUMN_WIDTH = 120;
    private static final double NUMBER_WIDTH = 64;

    /** So many characters of a cell are read in a table. */
    private static final int CELL_SHOWN = 200;

    /** So many columns are shown at first; the others are among those that can be. */
    private static final int COLUMNS_SHOWN = 50;

    /** So many filters have a button of their own. */
    private static final int CHIPS_MAX = 12;

    private final DataModel model;
    private final TableView<Integer> table = new TableView<>();
    private final RowList rows = new RowList();
    private final List<ChartPane> charts = new ArrayList<>();
    private final SplitPane chartArea = new SplitPane();
    private final SplitPane split = new SplitPane();
    private final ComboBox<TableInfo> chooser = new ComboBox<>();
    private final FlowPane chips = new FlowPane(6, 6);
    private final Label counts = new Label();
    private final Label progress = new Label();
    private final Label problem = new Label();
    private final HBox progressBar;
    private final ToggleButton follow = new ToggleButton("Follow the team");
    private final Button offer = button(MaterialDesignA.ACCOUNT_GROUP_OUTLINE, "Offer mine to all", "data-offer");
    private final Button focus = button(MaterialDesignF.FILTER_OUTLINE, "Show just the marked", "data-focus");
    private final StackPane middle = new StackPane();
    private final Node greeting = greeting();
    private final InvalidationListener looked = any -> showLooked();
    private @Nullable DataTable shownTable;
    private String shownId = "";
    private List<DataTable.ColumnInfo> shownColumns = List.of();
    private boolean sorting;
    private List<String> chipsShown = List.of();

    public DataView(DataModel model) {
        this.model = model;
        getStyleClass().add("data");
        table.setId("data-table");
        table.setItems(rows);
        table.setAccessibleText("Rows");
        table.setRowFactory(view -> new Row());
        table.setSortPolicy(view -> sort());
        table.setPlaceholder(new Label("No row passes the filters"));
        table.setFixedCellSize(30);
        chartArea.setId("data-charts");
        split.setOrientation(Orientation.VERTICAL);
        split.getItems().setAll(chartArea, table);
        split.setDividerPositions(0.48);
        Button cancel = new Button("Cancel");
        cancel.setId("data-cancel");
        cancel.setOnAction(clicked -> model.cancelImport());
        progress.setId("data-progress");
        progressBar = new HBox(10, progress, cancel);
        progressBar.setAlignment(Pos.CENTER_LEFT);
        progressBar.managedProperty().bind(progressBar.visibleProperty());
        problem.setId("data-problem");
        problem.getStyleClass().add(Styles.PROBLEM);
        problem.setWrapText(true);
        problem.managedProperty().bind(problem.textProperty().isNotEmpty());
        setTop(new VBox(8, head(), filterBar(), progressBar, problem));
        ((VBox) getTop()).getStyleClass().add("data-head");
        getTop().visibleProperty()
                .bind(model.currentProperty()
                        .isNotNull()
                        .or(progressBar.visibleProperty())
                        .or(problem.textProperty().isNotEmpty()));
        getTop().managedProperty().bind(getTop().visibleProperty());
        greeting.visibleProperty().bind(model.roomLoadedProperty());
        middle.getChildren().setAll(greeting);
        setCenter(middle);
        model.currentProperty().addListener(looked);
        model.lookedProperty().addListener(looked);
        model.progressProperty().addListener(any -> showProgress());
        model.problemProperty().addListener((property, before, now) -> problem.setText(now));
        model.tables().addListener(looked);
        follow.selectedProperty().bindBidirectional(model.followingProperty());
        model.followingProperty().addListener(any -> showFilters());
        DropZone.make(this, DropZone.FILES_OR_TEXT, this::dropped);
        addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        setFocusTraversable(true);
        showProgress();
        showLooked();
    }

    // ---- the bars

    private Node head() {
        chooser.setId("data-tables");
        chooser.setAccessibleText("Table");
        chooser.setMaxWidth(CHOOSER_WIDTH);
        chooser.setItems(model.tables());
        chooser.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable TableInfo info) {
                return info == null ? "" : info.name();
            }

            @Override
            public @Nullable TableInfo fromString(String text) {
                return null;
            }
        });
        chooser.setOnAction(chosen -> {
            TableInfo info = chooser.getValue();
            TableInfo current = model.currentProperty().get();
            if (info != null && (current == null || !current.id().equals(info.id()))) {
                model.open(info);
            }
        });
        Button bring = button(MaterialDesignT.TABLE_PLUS, "Import…", "data-import");
        bring.setOnAction(clicked -> chooseFile());
        Button chart = button(MaterialDesignC.CHART_BAR, "Add a chart", "data-add-chart");
        chart.setOnAction(clicked -> addChart(suggested(charts.size())));
        Button remove = button(MaterialDesignD.DELETE_OUTLINE, "", "data-remove");
        remove.setAccessibleText("Take this table away, for all");
        remove.setTooltip(new Tooltip("Take this table away, for all"));
        remove.setOnAction(clicked -> {
            TableInfo info = model.currentProperty().get();
            if (info != null && confirmed(info)) {
                model.remove(info);
            }
        });
        MenuButton columns = columnsButton();
        counts.setId("data-counts");
        counts.setMinWidth(Region.USE_PREF_SIZE);
        counts.getStyleClass().add(Styles.CARD_HINT);
        for (Node each : List.of(chooser, bring, chart, columns, remove)) { // without a table, the greeting has it all
            each.visibleProperty().bind(model.currentProperty().isNotNull());
            each.managedProperty().bind(each.visibleProperty());
        }
        FlowPane tools = new FlowPane(8, 8, chooser, bring, chart, columns, remove);
        HBox.setHgrow(tools, Priority.ALWAYS);
        HBox head = new HBox(8, tools, counts);
        head.setAlignment(Pos.CENTER_LEFT);
        return head;
    }

    private boolean confirmed(TableInfo info) {
        javafx.scene.control.Alert alert = new javafx.scene.control.Alert(
                javafx.scene.control.Alert.AlertType.CONFIRMATION,
                "It is taken away for everyone in this room, and can't be brought back but by importing it again.");
        alert.initOwner(getScene().getWindow());
        alert.setHeaderText("Take " + info.name() + " away?");
        return alert.showAndWait()
                .filter(javafx.scene.control.ButtonType.OK::equals)
                .isPresent();
    }

    private Node filterBar() {
        follow.setId("data-follow");
        follow.setTooltip(new Tooltip("Filters and marks are the same for all who follow; without, they are your own"));
        offer.setOnAction(clicked -> model.offerMine());
        focus.setOnAction(clicked -> model.filterToMarks());
        chips.setId("data-filters");
        chips.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(chips, Priority.ALWAYS);
        for (ButtonBase each : List.of(follow, offer, focus)) {
            each.setMinWidth(Region.USE_PREF_SIZE);
        }
        HBox bar = new HBox(8, follow, offer, focus, chips);
        bar.visibleProperty().bind(model.currentProperty().isNotNull());
        bar.managedProperty().bind(bar.visibleProperty());
        bar.setAlignment(Pos.CENTER_LEFT);
        return bar;
    }

    private static Button button(Ikon icon, String text, String id) {
        Button button = new Button(text.isEmpty() ? null : text, new FontIcon(icon));
        button.setId(id);
        return button;
    }

    private Node greeting() {
        Label title = new Label("Look at data together");
        title.getStyleClass().add(Styles.CARD_TITLE);
        Label hint = new Label("Drop a CSV or TSV file here, paste a table from a spreadsheet, or choose a file.");
        hint.getStyleClass().add(Styles.CARD_HINT);
        Button choose = new Button("Choose a file…");
        choose.getStyleClass().add("accent");
        choose.setOnAction(clicked -> chooseFile());
        VBox box = new VBox(10, new FontIcon(MaterialDesignT.TABLE_LARGE), title, hint, choose);
        box.setAlignment(Pos.CENTER);
        box.getStyleClass().add(Styles.EMPTY);
        return box;
    }

    private void showProgress() {
        String now = model.progressProperty().get();
        progress.setText("Bringing in a table: " + now);
        progressBar.setVisible(!now.isEmpty());
    }

    // ---- bringing in

    private void chooseFile() {
        FileChooser chooserDialog = new FileChooser();
        chooserDialog.setTitle("Import a table");
        chooserDialog
                .getExtensionFilters()
                .setAll(
                        new FileChooser.ExtensionFilter("Tables", "*.csv", "*.tsv", "*.txt"),
                        new FileChooser.ExtensionFilter("All files", "*"));
        File file = chooserDialog.showOpenDialog(getScene().getWindow());
        if (file != null) {
            model.importFile(file.toPath());
        }
    }

    private void key(KeyEvent key) {
        if (key.getCode() == KeyCode.V && key.isShortcutDown()) {
            Clipboard clipboard = Clipboard.getSystemClipboard();
            if (clipboard.hasFiles()) {
                model.importFile(clipboard.getFiles().get(0).toPath());
            } else if (clipboard.hasString()) {
                model.importText(clipboard.getString());
            }
            key.consume();
        }
    }

    private void dropped(Dragboard board, double x, double y) {
        if (board.hasFiles()) {
            model.importFile(board.getFiles().get(0).toPath());
        } else {
            model.importText(board.getString());
        }
    }

    // ---- the table

    private void showLooked() {
        TableInfo info = model.currentProperty().get();
        Looked now = model.lookedProperty().get();
        boolean any = info != null;
        if (any != middle.getChildren().contains(split)) {
            middle.getChildren().setAll(any ? split : greeting);
        }
        if (info == null) {
            rows.show(new int[0]);
            shownTable = null;
            shownId = "";
            counts.setText("");
            showFilters();
            return;
        }
        TableInfo chosen = chooser.getValue();
        if (chosen == null || !chosen.equals(info)) {
            chooser.setValue(info);
        }
        if (now == null) {
            return;
        }
        if (!now.table().equals(shownTable)) {
            boolean same = info.id().equals(shownId) && info.columns().equals(shownColumns);
            shownTable = now.table();
            rows.show(new int[0]);
            if (!same) { // else what this person made of columns and charts stays
                shownId = info.id();
                shownColumns = info.columns();
                showColumns(now.table());
                showCharts();
            }
        }
        rows.show(now.rows());
        table.refresh();
        showCounts(info, now);
        showFilters();
    }

    private void showCounts(TableInfo info, Looked now) {
        String all = now.rows().length == now.total()
                ? String.format("%,d rows", now.total())
                : String.format("%,d of %,d rows", now.rows().length, now.total());
        String marked = now.markedShown() == 0 ? "" : String.format(" · %,d marked", now.markedShown());
        String by = now.markedShown() == 0 || model.marksBy().isEmpty() ? "" : " by " + model.marksBy();
        String full = now.table().isFull() ? " · more don't fit into memory" : "";
        String coming = now.table().isFull()
                ? full
                : info.complete()
                        ? now.total() < info.rows() ? String.format(" · %,d to come", info.rows() - now.total()) : ""
                        : " · " + info.by() + " is bringing in more";
        counts.setText(all + marked + by + coming);
    }

    private void showColumns(DataTable data) {
        List<TableColumn<Integer, ?>> columns = new ArrayList<>();
        TableColumn<Integer, String> number = new TableColumn<>("#");
        number.setSortable(false);
        number.setPrefWidth(NUMBER_WIDTH);
        number.getStyleClass().add("data-number");
        number.setCellValueFactory(cell -> new ReadOnlyStringWrapper(String.valueOf(cell.getValue() + 1)));
        columns.add(number);
        for (int i = 0; i < data.columns().size(); i++) {
            TableColumn<Integer, String> column = column(data, i);
            column.setVisible(i < COLUMNS_SHOWN);
            columns.add(column);
        }
        sorting = true; // no order is asked for yet
        table.getSortOrder().clear();
        table.getColumns().setAll(columns);
        sorting = false;
    }

    private TableColumn<Integer, String> column(DataTable data, int index) {
        Column cells = data.columns().get(index);
        TableColumn<Integer, String> column = new TableColumn<>(cells.name());
        column.setUserData(index);
        column.setPrefWidth(COLUMN_WIDTH);
        column.setCellValueFactory(cell -> new ReadOnlyStringWrapper(cell(index, cell.getValue())));
        if (cells.isNumeric()) {
            column.getStyleClass().add("data-numeric");
        }
        ContextMenu menu = new ContextMenu();
        menu.setOnShowing(showing -> menu.getItems().setAll(actions(column, index)));
        menu.getItems().setAll(new MenuItem("…")); // an empty one is not shown
        column.setContextMenu(menu);
        return column;
    }

    /** What can be done with a column. */
    private List<MenuItem> actions(TableColumn<Integer, ?> column, int index) {
        MenuItem filter = new MenuItem("Filter…");
        filter.setOnAction(chosen -> askForFilter(index));
        MenuItem up = new MenuItem("Sort, least first");
        up.setOnAction(chosen -> sortBy(column, TableColumn.SortType.ASCENDING));
        MenuItem down = new MenuItem("Sort, most first");
        down.setOnAction(chosen -> sortBy(column, TableColumn.SortType.DESCENDING));
        Menu type = new Menu("Type");
        ToggleGroup types = new ToggleGroup();
        DataTable data = shownTable;
        for (ColumnType each : ColumnType.values()) {
            RadioMenuItem item = new RadioMenuItem(each.wireName());
            item.setToggleGroup(types);
            item.setSelected(data != null && each == data.columns().get(index).type());
            item.setOnAction(chosen -> model.setType(index, each));
            type.getItems().add(item);
        }
        CheckMenuItem shown = new CheckMenuItem("Shown");
        shown.setSelected(column.isVisible());
        shown.setOnAction(chosen -> column.setVisible(shown.isSelected()));
        return List.of(filter, up, down, type, shown);
    }

    private void sortBy(TableColumn<Integer, ?> column, TableColumn.SortType direction) {
        column.setSortType(direction);
        table.getSortOrder().setAll(List.of(column));
    }

    /** The same as the columns' context menus, for those who have no mouse; and where hidden ones come back. */
    private MenuButton columnsButton() {
        MenuButton columns = new MenuButton("Columns", new FontIcon(MaterialDesignT.TABLE_COLUMN));
        columns.setId("data-columns");
        columns.setOnShowing(showing -> columns.getItems().setAll(columnMenus()));
        return columns;
    }

    private List<Menu> columnMenus() {
        List<Menu> menus = new ArrayList<>();
        for (TableColumn<Integer, ?> column : table.getColumns()) {
            if (column.getUserData() instanceof Integer index) {
                Menu menu = new Menu(column.getText());
                menu.getItems().setAll(actions(column, index));
                menus.add(menu);
            }
        }
        return menus;
    }

    private String cell(int column, int row) {
        DataTable data = shownTable;
        return data == null || column >= data.columns().size() || row >= data.rows()
                ? ""
                : DisplayText.line(data.columns().get(column).text(row), CELL_SHOWN);
    }

    private void askForFilter(int column) {
        DataTable data = shownTable;
        if (data != null) {
            new FilterDialog(getScene().getWindow(), data, column).showAndWait().ifPresent(model::filter);
        }
    }

    private boolean sort() {
        if (!sorting) {
            TableColumn<Integer, ?> by =
                    table.getSortOrder().isEmpty() ? null : table.getSortOrder().get(0);
            model.sort(
                    by == null || !(by.getUserData() instanceof Integer column)
                            ? Looked.Order.NONE
                            : new Looked.Order(column, by.getSortType() == TableColumn.SortType.ASCENDING));
        }
        return true;
    }

    private final class Row extends TableRow<Integer> {

        @Override
        protected void updateItem(@Nullable Integer row, boolean empty) {
            super.updateItem(row, empty);
            Looked now = model.lookedProperty().get();
            pseudoClassStateChanged(
                    MARKED, !empty && row != null && now != null && now.marked().get(row));
        }
    }

    // ---- filters

    private void showFilters() {
        boolean following = model.followingProperty().get();
        List<Filter> marks = model.marks();
        offer.setVisible(!following);
        offer.setManaged(!following);
        focus.setVisible(marks != null);
        focus.setManaged(marks != null);
        DataTable data = shownTable;
        List<Filter> filters = new ArrayList<>();
        List<String> words = new ArrayList<>();
        if (data != null) {
            filters.addAll(model.filters());
            for (Filter filter : filters) {
                String by = filter.by().isEmpty() ? "" : " · " + filter.by();
                words.add(filter.column() + " " + filter.words(data) + by);
            }
        }
        if (words.equals(chipsShown)) {
            return;
        }
        chipsShown = words;
        chips.getChildren().clear();
        for (int i = 0; i < Math.min(CHIPS_MAX, filters.size()); i++) {
            int column = filters.get(i).column();
            String what = words.get(i).substring(words.get(i).indexOf(' ') + 1);
            Button chip = new Button(what, new FontIcon(MaterialDesignC.CLOSE));
            chip.getStyleClass().addAll("chat-chip", "data-chip");
            chip.setAccessibleText("Take the filter away: " + what);
            chip.setTooltip(new Tooltip("Take this filter away"));
            chip.setOnAction(clicked -> model.unfilter(column));
            chips.getChildren().add(chip);
        }
        if (filters.size() > CHIPS_MAX) {
            Label more = new Label(filters.size() - CHIPS_MAX + " more filters not shown");
            more.getStyleClass().add(Styles.CARD_HINT);
            chips.getChildren().add(more);
        }
        if (filters.size() > 1) {
            Button all = new Button("Clear all");
            all.getStyleClass().add("flat");
            all.setOnAction(clicked -> model.unfilterAll());
            chips.getChildren().add(all);
        }
    }

    // ---- charts

    private void showCharts() {
        List<ChartPane> before = List.copyOf(charts);
        charts.clear();
        chartArea.getItems().clear();
        before.forEach(ChartPane::close);
        addChart(suggested(0));
        addChart(suggested(1));
    }

    private void addChart(ChartSpec spec) {
        if (charts.size() >= CHARTS_MAX || model.currentProperty().get() == null) {
            return;
        }
        ChartPane[] made = new ChartPane[1];
        made[0] = new ChartPane(model, spec, () -> {
            charts.remove(made[0]);
            chartArea.getItems().remove(made[0]);
            made[0].close();
        });
        charts.add(made[0]);
        chartArea.getItems().add(made[0]);
        int count = charts.size();
        chartArea.setDividerPositions(
                IntStream.range(1, count).mapToDouble(i -> (double) i / count).toArray());
    }

    /** What is worth a look: two numbers against each other, one alone, texts counted. */
    private ChartSpec suggested(int number) {
        TableInfo info = model.currentProperty().get();
        List<Integer> numeric = new ArrayList<>();
        List<Integer> texts = new ArrayList<>();
        for (int i = 0; info != null && i < info.columns().size(); i++) {
            (info.columns().get(i).type() == ColumnType.TEXT ? texts : numeric).add(i);
        }
        boolean two = numeric.size() >= 2;
        return switch (number % 3) {
            case 0 ->
                two
                        ? new ChartSpec(ChartSpec.Kind.SCATTER, numeric.get(0), numeric.get(1))
                        : numeric.isEmpty()
                                ? new ChartSpec(ChartSpec.Kind.BAR, 0, -1)
                                : new ChartSpec(ChartSpec.Kind.HISTOGRAM, numeric.get(0), -1);
            case 1 ->
                texts.isEmpty()
                        ? new ChartSpec(ChartSpec.Kind.HISTOGRAM, numeric.get(numeric.size() - 1), -1)
                        : new ChartSpec(ChartSpec.Kind.BAR, texts.get(0), -1);
            default ->
                numeric.isEmpty()
                        ? new ChartSpec(ChartSpec.Kind.BAR, 0, -1)
                        : new ChartSpec(ChartSpec.Kind.HISTOGRAM, numeric.get(0), -1);
        };
    }

    TableView<Integer> table() {
        return table;
    }

    DataModel model() {
        return model;
    }

    @Override
    public Node node() {
        return this;
    }

    @Override
    public void close() {
        follow.selectedProperty().unbindBidirectional(model.followingProperty());
        greeting.visibleProperty().unbind();
        charts.forEach(ChartPane::close);
        charts.clear();
        model.tables().removeListener(looked);
        model.close();
    }
}
