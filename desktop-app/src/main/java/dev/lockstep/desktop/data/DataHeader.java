package dev.lockstep.desktop.data;

import java.util.List;
import javafx.beans.binding.BooleanBinding;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Alert;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonType;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.util.StringConverter;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignD;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;

import dev.lockstep.desktop.data.table.TableInfo;
import dev.lockstep.desktop.view.Styles;

/** Which table is open, what can be done with it, and how many of its rows are shown. */
final class DataHeader extends HBox {

    /** At most; a longer name ends in dots. */
    private static final double CHOOSER_WIDTH = 240;

    private final ComboBox<TableInfo> chooser = new ComboBox<>();
    private final Label counts = new Label();

    /**
     * @param importFile asks for a file to import
     * @param addChart adds a chart of the open table
     * @param columns chooses which columns are shown
     */
    DataHeader(DataModel model, Runnable importFile, Runnable addChart, MenuButton columns) {
        super(8);
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
        bring.setOnAction(clicked -> importFile.run());
        Button chart = button(MaterialDesignC.CHART_BAR, "Add a chart", "data-add-chart");
        chart.setOnAction(clicked -> addChart.run());
        Button remove = button(MaterialDesignD.DELETE_OUTLINE, "", "data-remove");
        remove.setAccessibleText("Take this table away, for all");
        remove.setTooltip(new Tooltip("Take this table away, for all"));
        remove.setOnAction(clicked -> {
            TableInfo info = model.currentProperty().get();
            if (info != null && confirmed(info)) {
                model.remove(info);
            }
        });
        counts.setId("data-counts");
        counts.setMinWidth(Region.USE_PREF_SIZE);
        counts.getStyleClass().add(Styles.CARD_HINT);
        for (Node each : List.of(chooser, bring, chart, columns, remove)) { // without a table, the greeting has it all
            boolean changes = each.equals(bring) || each.equals(remove);
            BooleanBinding there = model.currentProperty().isNotNull();
            each.visibleProperty().bind(changes ? there.and(model.mayEdit()) : there);
            each.managedProperty().bind(each.visibleProperty());
        }
        FlowPane tools = new FlowPane(8, 8, chooser, bring, chart, columns, remove);
        setHgrow(tools, Priority.ALWAYS);
        getChildren().setAll(tools, counts);
        setAlignment(Pos.CENTER_LEFT);
    }

    private boolean confirmed(TableInfo info) {
        Alert alert = new Alert(
                Alert.AlertType.CONFIRMATION,
                "It is taken away for everyone in this room, and can't be brought back but by importing it again.");
        alert.initOwner(getScene().getWindow());
        alert.setHeaderText("Take " + info.name() + " away?");
        return alert.showAndWait().filter(ButtonType.OK::equals).isPresent();
    }

    /** The table is open. */
    void showTable(TableInfo info) {
        if (!info.equals(chooser.getValue())) {
            chooser.setValue(info);
        }
    }

    void showCounts(String text) {
        counts.setText(text);
    }

    static Button button(Ikon icon, String text, String id) {
        Button button = new Button(text.isEmpty() ? null : text, new FontIcon(icon));
        button.setId(id);
        return button;
    }
}
