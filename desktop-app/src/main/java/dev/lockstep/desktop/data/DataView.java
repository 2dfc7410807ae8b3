package dev.lockstep.desktop.data;

import java.util.List;
import javafx.beans.InvalidationListener;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Alert;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonType;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;
import javafx.util.StringConverter;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignD;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;

import dev.lockstep.desktop.view.RoomContext;
import dev.lockstep.desktop.view.RoomView;
import dev.lockstep.desktop.view.Styles;

/** A table and its charts, with the filters of the team or of one's own. */
public final class DataView extends BorderPane implements RoomView {

    /** At most; a longer name ends in dots. */
    private static final double CHOOSER_WIDTH = 240;

    private final DataModel model;
    private final RowsTable rows;
    private final ChartArea charts;
    private final FilterBar filters;
    private final TableSource source;
    private final SplitPane split = new SplitPane();
    private final ComboBox<TableInfo> chooser = new ComboBox<>();
    private final Label counts = new Label();
    private final Label problem = new Label();
    private final StackPane middle = new StackPane();
    private final Node greeting;
    private final InvalidationListener looked = any -> showLooked();
    private String shownId = "";
    private List<DataTable.ColumnInfo> shownColumns = List.of();

    public DataView(RoomContext context) {
        model = new DataModel(context, context.fx());
        getStyleClass().add("data");
        rows = new RowsTable(model);
        charts = new ChartArea(model);
        filters = new FilterBar(model);
        source = new TableSource(model, this);
        split.setOrientation(Orientation.VERTICAL);
        split.getItems().setAll(charts, rows.node());
        split.setDividerPositions(0.48);
        problem.setId("data-problem");
        problem.getStyleClass().add(Styles.PROBLEM);
        problem.setWrapText(true);
        problem.managedProperty().bind(problem.textProperty().isNotEmpty());
        Node progress = source.progressBar();
        setTop(new VBox(8, head(), filters, progress, problem));
        getTop().getStyleClass().add("data-head");
        getTop().visibleProperty()
                .bind(model.currentProperty()
                        .isNotNull()
                        .and(model.draftProperty().isNull())
                        .or(progress.visibleProperty())
                        .or(problem.textProperty().isNotEmpty()));
        getTop().managedProperty().bind(getTop().visibleProperty());
        greeting = greeting();
        greeting.visibleProperty().bind(model.roomLoadedProperty());
        middle.getChildren().setAll(greeting);
        setCenter(middle);
        model.currentProperty().addListener(looked);
        model.lookedProperty().addListener(looked);
        model.problemProperty().addListener((property, before, now) -> problem.setText(now));
        model.tables().addListener(looked);
        model.followingProperty().addListener(any -> filters.show(rows.shown()));
        model.draftProperty().addListener((property, before, now) -> showDraft(now));
        setFocusTraversable(true);
        showLooked();
    }

    /** What is about to be brought in stands in the place of what is there, until that is decided. */
    private void showDraft(@Nullable ImportDraft draft) {
        if (draft == null) {
            setCenter(middle);
            requestFocus();
            return;
        }
        ImportPage page =
                new ImportPage(draft, model.freeName(draft.source().name()), model::acceptImport, model::dismissImport);
        setCenter(page);
        page.focus();
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
        bring.setOnAction(clicked -> source.chooseFile());
        Button chart = button(MaterialDesignC.CHART_BAR, "Add a chart", "data-add-chart");
        chart.setOnAction(clicked -> charts.addAnother());
        Button remove = button(MaterialDesignD.DELETE_OUTLINE, "", "data-remove");
        remove.setAccessibleText("Take this table away, for all");
        remove.setTooltip(new Tooltip("Take this table away, for all"));
        remove.setOnAction(clicked -> {
            TableInfo info = model.currentProperty().get();
            if (info != null && confirmed(info)) {
                model.remove(info);
            }
        });
        MenuButton columns = rows.columnsButton();
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
        Alert alert = new Alert(
                Alert.AlertType.CONFIRMATION,
                "It is taken away for everyone in this room, and can't be brought back but by importing it again.");
        alert.initOwner(getScene().getWindow());
        alert.setHeaderText("Take " + info.name() + " away?");
        return alert.showAndWait().filter(ButtonType.OK::equals).isPresent();
    }

    static Button button(Ikon icon, String text, String id) {
        Button button = new Button(text.isEmpty() ? null : text, new FontIcon(icon));
        button.setId(id);
        return button;
    }

    private Node greeting() {
        Label title = new Label("Look at data together");
        title.getStyleClass().add(Styles.CARD_TITLE);
        Label hint = new Label("Drop a CSV or TSV file here, paste a table from a spreadsheet, or choose a file.");
        hint.getStyleClass().add(Styles.CARD_HINT);
        hint.setWrapText(true);
        hint.setTextAlignment(TextAlignment.CENTER);
        Button choose = new Button("Choose a file…");
        choose.getStyleClass().add("accent");
        choose.setOnAction(clicked -> source.chooseFile());
        VBox box = new VBox(10, new FontIcon(MaterialDesignT.TABLE_LARGE), title, hint, choose);
        box.setAlignment(Pos.CENTER);
        box.getStyleClass().add(Styles.EMPTY);
        return box;
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
            rows.clear();
            shownId = "";
            counts.setText("");
            filters.show(null);
            return;
        }
        TableInfo chosen = chooser.getValue();
        if (chosen == null || !chosen.equals(info)) {
            chooser.setValue(info);
        }
        if (now == null) {
            return;
        }
        boolean same = info.id().equals(shownId) && info.columns().equals(shownColumns);
        rows.show(now, same);
        if (!same) { // else what this person made of columns and charts stays
            shownId = info.id();
            shownColumns = info.columns();
            charts.restart();
        }
        counts.setText(RowCounts.words(info, now, model.marksBy()));
        filters.show(rows.shown());
    }

    TableView<Integer> table() {
        return rows.node();
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
        filters.close();
        greeting.visibleProperty().unbind();
        charts.close();
        model.tables().removeListener(looked);
        model.close();
    }
}
