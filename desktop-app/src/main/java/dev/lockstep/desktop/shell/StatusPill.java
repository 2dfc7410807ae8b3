package dev.lockstep.desktop.shell;

import java.util.Locale;
import javafx.beans.binding.Bindings;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.controlsfx.control.PopOver;

import dev.lockstep.desktop.view.Styles;

/** The connection at a glance: a coloured dot, a word, and where or why below. */
final class StatusPill extends HBox {

    private static final double WAITING_WIDTH = 320;

    StatusPill(StatusModel model) {
        super(10);
        setId("status");
        getStyleClass().add(ShellStyles.STATUS);
        setAlignment(Pos.CENTER_LEFT);
        Region dot = new Region();
        dot.getStyleClass().add(ShellStyles.STATUS_DOT);
        Label text = new Label();
        text.setId("status-text");
        text.textProperty().bind(model.textProperty());
        Button waiting = new Button();
        waiting.setId("status-waiting");
        waiting.getStyleClass().addAll(ShellStyles.STATUS_WAITING, "flat");
        waiting.textProperty().bind(model.waitingProperty());
        waiting.accessibleTextProperty().bind(Bindings.concat(model.waitingProperty(), "; show which and why"));
        waiting.setTooltip(new Tooltip("Show which changes wait, and why"));
        waiting.visibleProperty().bind(model.waitingProperty().isNotEmpty());
        waiting.managedProperty().bind(waiting.visibleProperty());
        waiting.setOnAction(clicked -> showWaiting(model, waiting));
        Label detail = hint(""); // all of a reason, however narrow the window
        detail.textProperty().bind(model.detailProperty());
        detail.visibleProperty().bind(model.detailProperty().isNotEmpty());
        detail.managedProperty().bind(detail.visibleProperty());
        Tooltip whole = new Tooltip();
        whole.textProperty().bind(model.detailProperty());
        detail.setTooltip(whole);
        VBox words = new VBox(text, waiting, detail);
        HBox.setHgrow(words, Priority.ALWAYS);
        getChildren().addAll(dot, words);
        model.moodProperty().addListener((mood, before, now) -> show(now));
        show(model.moodProperty().get());
    }

    private static void showWaiting(StatusModel model, Node beside) {
        Label title = new Label("Not sent yet");
        title.getStyleClass().add(Styles.CARD_TITLE);
        VBox box = new VBox(10, title);
        box.setId("waiting-changes");
        box.setPrefWidth(WAITING_WIDTH);
        for (WaitingChanges.Line line : model.waitingChanges()) {
            Label where = new Label(line.where());
            box.getChildren().add(new VBox(2, where, hint(line.what())));
        }
        box.getChildren()
                .add(hint(
                        "They are sent in their order as soon as the hub can be reached, and nothing is sent twice."));
        new Popover(PopOver.ArrowLocation.LEFT_TOP).show(box, beside);
    }

    private static Label hint(String text) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        label.getStyleClass().add(Styles.CARD_HINT);
        return label;
    }

    private void show(StatusModel.Mood mood) {
        for (StatusModel.Mood each : StatusModel.Mood.values()) {
            pseudoClassStateChanged(PseudoClass.getPseudoClass(each.name().toLowerCase(Locale.ROOT)), each == mood);
        }
    }
}
