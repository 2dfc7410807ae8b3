package dev.lockstep.desktop.panel;

import java.util.Arrays;
import java.util.List;
import javafx.event.ActionEvent;
import javafx.scene.Node;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.stage.Window;

import dev.lockstep.desktop.shell.Styles;

/** Asks what is to be put on the panel. */
final class AddDialog extends Dialog<Void> {

    private static final ButtonType ADD = new ButtonType("Add", ButtonBar.ButtonData.OK_DONE);
    private static final double WIDTH = 360;

    private final TextField name = new TextField();
    private final TextField min = new TextField("0");
    private final TextField max = new TextField("100");
    private final TextField options = new TextField();
    private final Label problem = new Label();

    AddDialog(Window owner, PanelItems items, PanelItem.Kind kind) {
        initOwner(owner);
        setTitle("Add a " + kind.title().toLowerCase(java.util.Locale.ROOT));
        setHeaderText("Its value is " + kind.value() + ", the same for all in this room.");
        getDialogPane().getButtonTypes().addAll(ADD, ButtonType.CANCEL);
        getDialogPane().getStylesheets().add(Styles.sheet());
        name.setId("add-name");
        name.setPromptText("Name");
        VBox form = new VBox(10, name);
        form.setPrefWidth(WIDTH);
        if (kind == PanelItem.Kind.SLIDER) {
            min.setAccessibleText("Beginning");
            max.setAccessibleText("End");
            form.getChildren().add(new HBox(8, new Label("From"), min, new Label("to"), max));
        } else if (kind == PanelItem.Kind.CHOICE) {
            options.setId("add-options");
            options.setPromptText("Options, separated by commas");
            form.getChildren().add(options);
        }
        problem.getStyleClass().add(Styles.PROBLEM);
        problem.setWrapText(true);
        form.getChildren().add(problem);
        getDialogPane().setContent(form);
        Node add = getDialogPane().lookupButton(ADD);
        add.setId("add-ok");
        add.addEventFilter(ActionEvent.ACTION, pressed -> {
            if (!added(items, kind)) {
                pressed.consume();
            }
        });
        setOnShown(shown -> name.requestFocus());
    }

    private boolean added(PanelItems items, PanelItem.Kind kind) {
        List<String> chosen = Arrays.stream(options.getText().split(",", -1))
                .map(String::strip)
                .filter(option -> !option.isEmpty())
                .distinct()
                .toList();
        double from = number(min.getText());
        double to = number(max.getText());
        String wrong = Double.isNaN(from) || Double.isNaN(to)
                ? "Type numbers, such as 0 and 100."
                : PanelItems.problemWith(kind, name.getText(), from, to, chosen);
        if (wrong != null) {
            problem.setText(wrong);
            return false;
        }
        items.add(kind, name.getText(), from, to, chosen);
        return true;
    }

    private static double number(String typed) {
        try {
            double value = Double.parseDouble(typed.strip().replace(',', '.'));
            return Double.isFinite(value) ? value : Double.NaN;
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
