package dev.lockstep.desktop.board;

import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import dev.lockstep.desktop.board.shapes.Paper;
import dev.lockstep.desktop.board.shapes.Shape;
import dev.lockstep.desktop.view.Styles;

/** Asks what of a board is to be in a picture, and says how large that will be before it is made. */
final class ExportSheet extends VBox {

    private static final double WIDTH = 480;

    private final BoardExport export;
    private final Runnable close;
    private final List<Shape> all;
    private final List<Shape> selection;
    private final Label size = new Label();
    private final CheckBox inParts = new CheckBox();
    private final Button copy = new Button("Copy");
    private final Button save = new Button("Save…");
    private final GridPane choices = new GridPane();
    private Node scales = new HBox();
    private boolean selected;
    private boolean svg;

    /** @param close takes this away */
    ExportSheet(BoardExport export, boolean svg, Runnable close) {
        super(16);
        this.export = export;
        this.close = close;
        this.svg = svg;
        this.all = export.all();
        this.selection = export.selection();
        this.selected = !selection.isEmpty();
        setId("board-export");
        getStyleClass().add(BoardStyles.SHEET);
        setMaxSize(WIDTH, Region.USE_PREF_SIZE);
        Label title = new Label("A picture of the board");
        title.getStyleClass().add(Styles.CARD_TITLE);
        size.setId("export-size");
        size.setWrapText(true);
        size.setMinHeight(Region.USE_PREF_SIZE);
        inParts.setId("export-parts");
        inParts.selectedProperty().addListener((property, before, now) -> show());
        addChoices();
        getChildren().addAll(title, choices, size, inParts, buttons());
        addEventFilter(KeyEvent.KEY_PRESSED, key -> {
            if (key.getCode() == KeyCode.ENTER && !(key.getTarget() instanceof Button)) { // Space chooses
                key.consume();
                save();
            }
        });
        show();
    }

    /** Begins where Enter saves, and Tab goes to what can be chosen. */
    @Override
    public void requestFocus() {
        save.requestFocus();
    }

    private void addChoices() {
        choices.setHgap(16);
        choices.setVgap(10);
        row(
                "What",
                segments(
                        List.of(true, false),
                        selected,
                        chosen -> chosen ? "Selection (" + selection.size() + ")" : "All (" + all.size() + ")",
                        "export-what-",
                        now -> selected = now));
        row("As", segments(List.of(false, true), svg, now -> now ? "SVG" : "PNG", "export-svg-", now -> svg = now));
        row(
                "Paper",
                segments(List.of(Paper.values()), export.paper(), Paper::title, "export-paper-", export::setPaper));
        scales = segments(
                List.of(0.5, 1.0, 2.0, 4.0),
                export.scale(),
                scale -> Math.round(scale * 100) + " %",
                "export-scale-",
                export::setScale);
        row("Scale", scales);
        choices.lookupAll("#export-what-true").forEach(node -> node.setDisable(selection.isEmpty()));
    }

    private void row(String title, Node node) {
        Label label = new Label(title);
        label.setMinWidth(Region.USE_PREF_SIZE);
        choices.addRow(choices.getRowCount(), label, node);
    }

    private interface Words<T> {
        String of(T choice);
    }

    /** One of some is always chosen. */
    private <T> HBox segments(List<T> of, T chosen, Words<T> words, String ids, Consumer<T> taker) {
        HBox box = new HBox();
        ToggleGroup group = new ToggleGroup();
        for (int i = 0; i < of.size(); i++) {
            T each = of.get(i);
            ToggleButton button = new ToggleButton(words.of(each));
            button.setId(
                    ids + each.toString().toLowerCase(java.util.Locale.ROOT).replace('.', '_'));
            button.getStyleClass().add(i == 0 ? "left-pill" : i == of.size() - 1 ? "right-pill" : "center-pill");
            button.setMinWidth(Region.USE_PREF_SIZE);
            button.setToggleGroup(group);
            button.setSelected(each.equals(chosen));
            button.setOnAction(pressed -> {
                button.setSelected(true);
                taker.accept(each);
                show();
            });
            box.getChildren().add(button);
        }
        return box;
    }

    private Node buttons() {
        Button cancel = new Button("Cancel");
        cancel.setOnAction(pressed -> close.run());
        copy.setId("export-copy");
        copy.setOnAction(pressed -> {
            close.run();
            export.copy(shapes(), plan());
        });
        save.setId("export-save");
        save.getStyleClass().add("accent");
        save.setDefaultButton(true); // as it looks
        save.setOnAction(pressed -> save());
        HBox buttons = new HBox(8, cancel, copy, save);
        buttons.setAlignment(Pos.CENTER_RIGHT);
        return buttons;
    }

    private void save() {
        close.run();
        if (svg) {
            export.saveSvg(shapes());
        } else if (plan().isReduced() && inParts.isSelected()) {
            export.saveParts(shapes(), plan());
        } else {
            export.savePng(shapes(), plan());
        }
    }

    private List<Shape> shapes() {
        return selected ? selection : all;
    }

    private ExportPlan plan() {
        return BoardExport.plan(shapes(), export.scale());
    }

    private void show() {
        ExportPlan plan = plan();
        boolean parts = !svg && plan.isReduced();
        ExportPlan.Grid grid = plan.grid();
        scales.setDisable(svg);
        copy.setDisable(svg);
        inParts.setVisible(parts);
        inParts.setManaged(parts);
        inParts.setText("In " + grid.count() + " parts at " + ExportPlan.percent(grid.scale()) + ", in one ZIP file");
        size.setText(svg ? "Sharp at any size" : parts && inParts.isSelected() ? partsInWords(plan) : inWords(plan));
    }

    private static String partsInWords(ExportPlan plan) {
        ExportPlan.Grid grid = plan.grid();
        return grid.columns() + " × " + grid.rows() + " pictures, each of "
                + plan.parts().get(0).inWords();
    }

    private String inWords(ExportPlan plan) {
        if (!plan.isReduced()) {
            return plan.inWords();
        }
        return plan.inWords() + ": " + ExportPlan.percent(plan.scale())
                + " of the board's own size, for one picture has room for no more. To see all of it"
                + " sharper choose " + (selected ? "" : "a selection, ") + "SVG, or several parts.";
    }
}
