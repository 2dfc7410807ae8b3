package dev.lockstep.desktop.shell;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.Window;

import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

import dev.lockstep.desktop.connect.ConnectionCheck;
import dev.lockstep.desktop.text.DisplayText;
import dev.lockstep.desktop.view.Styles;

/** Why a hub can't be reached, step by step as it is found out. */
final class CheckDialog extends ToolDialog {

    private static final double WIDTH = 540;
    private static final double HEIGHT = 420;
    private static final int WORDS_MAX = 600;

    private final VBox steps = new VBox(14);
    private final ProgressBar progress = new ProgressBar();

    /** @param where of the hub, for display */
    CheckDialog(Window owner, String where) {
        super(owner, "Why can’t I connect?");
        Label title = new Label("The way to " + where);
        title.getStyleClass().add(Styles.CARD_TITLE);
        steps.setId("check-steps");
        progress.setMaxWidth(Double.MAX_VALUE);
        progress.setAccessibleText("Checking");
        ScrollPane scroll = scrolled(steps);
        VBox content = new VBox(16, title, scroll, progress);
        content.setPrefSize(WIDTH, HEIGHT); // of a check that finds something in every step
        getDialogPane().setContent(content);
    }

    /** @param done whether that is all */
    void show(List<ConnectionCheck.Step> found, boolean done) {
        steps.getChildren().setAll(found.stream().map(CheckDialog::row).toList());
        progress.setVisible(!done);
    }

    private static Node row(ConnectionCheck.Step step) {
        Label what = new Label(DisplayText.line(step.what(), WORDS_MAX));
        what.getStyleClass().add("check-what");
        Label words = new Label(DisplayText.line(step.words(), WORDS_MAX));
        words.setWrapText(true);
        words.setMinHeight(Label.USE_PREF_SIZE);
        VBox text = new VBox(3, what, words);
        HBox.setHgrow(text, Priority.ALWAYS);
        FontIcon icon = new FontIcon(icon(step.state()));
        icon.getStyleClass().addAll("check-step", style(step.state()));
        HBox row = new HBox(12, icon, text);
        row.setAlignment(Pos.TOP_LEFT);
        row.setAccessibleText(said(step.state()) + ": " + what.getText() + ". " + words.getText());
        return row;
    }

    private static Ikon icon(ConnectionCheck.State state) {
        return switch (state) {
            case GOOD -> MaterialDesignC.CHECK_CIRCLE_OUTLINE;
            case BAD -> MaterialDesignC.CLOSE_CIRCLE_OUTLINE;
            case UNSURE -> MaterialDesignA.ALERT_CIRCLE_OUTLINE;
        };
    }

    private static String style(ConnectionCheck.State state) {
        return switch (state) {
            case GOOD -> "good";
            case BAD -> "bad";
            case UNSURE -> "unsure";
        };
    }

    private static String said(ConnectionCheck.State state) {
        return switch (state) {
            case GOOD -> "In order";
            case BAD -> "Not in order";
            case UNSURE -> "Perhaps";
        };
    }
}
