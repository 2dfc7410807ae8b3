package dev.lockstep.desktop.data;

import java.util.List;
import javafx.beans.InvalidationListener;
import javafx.beans.binding.Bindings;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableView;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;

import dev.lockstep.desktop.data.table.DataTable;
import dev.lockstep.desktop.data.table.FilteredTable;
import dev.lockstep.desktop.data.table.RowCounts;
import dev.lockstep.desktop.data.table.TableInfo;
import dev.lockstep.desktop.view.RoomContext;
import dev.lockstep.desktop.view.RoomView;
import dev.lockstep.desktop.view.Styles;

/** A table and its charts, with the filters of the team or of one's own. */
public final class DataView extends BorderPane implements RoomView {

    /** In fewer pixels a chart can't be drawn, nor some rows be shown. */
    private static final double CONTENT_MIN = 340;

    private final DataModel model;
    private final RowsTable rows;
    private final ChartArea charts;
    private final FilterBar filters;
    private final ImportActions imports;
    private final DataHeader header;
    private final SplitPane split = new SplitPane();
    private final ScrollPane scroll = new ScrollPane(split); // where the window is too low for charts and table
    private final Label problem = new Label();
    private final StackPane middle = new StackPane();
    private final Node greeting;
    private final InvalidationListener changed = any -> showTable();
    private String shownId = "";
    private List<DataTable.ColumnInfo> shownColumns = List.of();

    public DataView(RoomContext context) {
        model = new DataModel(context, context.fx());
        getStyleClass().add("data");
        rows = new RowsTable(model);
        charts = new ChartArea(model);
        filters = new FilterBar(model);
        imports = new ImportActions(model, this);
        header = new DataHeader(model, imports::chooseFile, charts::addAnother, rows.columnsButton());
        split.setOrientation(Orientation.VERTICAL);
        split.getItems().setAll(charts, rows.node());
        split.setDividerPositions(0.48);
        split.setMinHeight(CONTENT_MIN);
        scroll.setFitToWidth(true);
        scroll.setFitToHeight(true);
        scroll.setFocusTraversable(false);
        scroll.getStyleClass().add(Styles.PLAIN_SCROLL);
        problem.setId("data-problem");
        problem.getStyleClass().add(Styles.PROBLEM);
        problem.setWrapText(true);
        problem.managedProperty().bind(problem.textProperty().isNotEmpty());
        Node progress = imports.progressBar();
        setTop(new VBox(8, header, filters, progress, problem));
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
        model.currentProperty().addListener(changed);
        model.filteredProperty().addListener(changed);
        model.problemProperty().addListener((property, before, now) -> problem.setText(now));
        model.tables().addListener(changed);
        model.followingProperty().addListener(any -> filters.show(rows.shown()));
        model.draftProperty().addListener((property, before, now) -> showDraft(now));
        setFocusTraversable(true);
        showTable();
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

    private Node greeting() {
        Label title = new Label("Look at data together");
        title.getStyleClass().add(Styles.CARD_TITLE);
        Label hint = new Label();
        hint.getStyleClass().add(Styles.CARD_HINT);
        hint.setWrapText(true);
        hint.setTextAlignment(TextAlignment.CENTER);
        Button choose = new Button("Choose a file…");
        choose.getStyleClass().add("accent");
        choose.setOnAction(clicked -> imports.chooseFile());
        choose.visibleProperty().bind(model.mayEdit());
        hint.textProperty()
                .bind(Bindings.when(model.mayEdit())
                        .then("Drop a CSV or TSV file here, paste a table from a spreadsheet, or choose a file.")
                        .otherwise("There is no table here yet, and you may only look."));
        VBox box = new VBox(10, new FontIcon(MaterialDesignT.TABLE_LARGE), title, hint, choose);
        box.setAlignment(Pos.CENTER);
        box.getStyleClass().add(Styles.EMPTY);
        return box;
    }

    // ---- the table

    private void showTable() {
        TableInfo info = model.currentProperty().get();
        FilteredTable now = model.filteredProperty().get();
        boolean any = info != null;
        if (any != middle.getChildren().contains(scroll)) {
            middle.getChildren().setAll(any ? scroll : greeting);
        }
        if (info == null) {
            rows.clear();
            shownId = "";
            header.showCounts("");
            filters.show(null);
            return;
        }
        header.showTable(info);
        if (now == null) {
            return;
        }
        boolean sameTable = info.id().equals(shownId);
        boolean same = sameTable && info.columns().equals(shownColumns);
        rows.show(now, sameTable, same);
        if (!same) { // else what this person made of columns and charts stays
            shownId = info.id();
            shownColumns = info.columns();
            charts.restart();
        }
        header.showCounts(RowCounts.words(info, now, model.marksBy()));
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
        model.tables().removeListener(changed);
        model.close();
    }
}
