package dev.lockstep.desktop.shell;

import java.util.Locale;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import dev.lockstep.desktop.view.Styles;

/** The connection at a glance: a coloured dot, a word, and where or why below. */
final class StatusPill extends HBox {

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
        Label waiting = new Label();
        waiting.setId("status-waiting");
        waiting.getStyleClass().add(ShellStyles.STATUS_WAITING);
        waiting.textProperty().bind(model.waitingProperty());
        waiting.visibleProperty().bind(model.waitingProperty().isNotEmpty());
        waiting.managedProperty().bind(waiting.visibleProperty());
        Label detail = new Label();
        detail.setWrapText(true);
        detail.setMinHeight(USE_PREF_SIZE); // all of a reason, however narrow the window
        detail.getStyleClass().add(Styles.CARD_HINT);
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

    private void show(StatusModel.Mood mood) {
        for (StatusModel.Mood each : StatusModel.Mood.values()) {
            pseudoClassStateChanged(PseudoClass.getPseudoClass(each.name().toLowerCase(Locale.ROOT)), each == mood);
        }
    }
}
