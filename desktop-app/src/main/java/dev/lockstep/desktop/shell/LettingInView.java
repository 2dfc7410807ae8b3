package dev.lockstep.desktop.shell;

import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.VBox;

import dev.lockstep.desktop.view.Styles;

/** Somebody waits to be let in: by whoever hosts the hub, who sees the same digits. */
final class LettingInView extends VBox {

    private static final double WIDTH = 440;
    private static final double SPINNER = 28;

    /** How many digits stand together, to be read out. */
    private static final int GROUP = 3;

    /**
     * @param digits empty as long as they aren't known, or where there are none
     * @param cancel gives it up
     */
    LettingInView(ObservableValue<String> digits, Runnable cancel) {
        super(14);
        ProgressIndicator spinner = new ProgressIndicator();
        spinner.setMaxSize(SPINNER, SPINNER);
        Label title = new Label("Asking to be let in…");
        title.getStyleClass().add(Styles.VIEW_TITLE);
        Label shown = new Label();
        shown.setId("pairing-digits");
        shown.getStyleClass().add(ShellStyles.DIGITS);
        shown.textProperty().bind(Bindings.createStringBinding(() -> grouped(digits.getValue()), digits));
        shown.visibleProperty().bind(shown.textProperty().isNotEmpty());
        shown.managedProperty().bind(shown.visibleProperty());
        Label hint = new Label();
        hint.setId("pairing-hint");
        hint.getStyleClass().add(Styles.VIEW_HINT);
        hint.setWrapText(true);
        hint.setMaxWidth(WIDTH);
        hint.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> digits.getValue().isEmpty()
                                ? "The hub is asked."
                                : "Whoever hosts the hub sees your name and these digits, and lets you in if they are the same"
                                        + " on both screens. Read them out to each other.",
                        digits));
        Button stop = new Button("Cancel");
        stop.setId("pairing-cancel");
        stop.setCancelButton(true);
        stop.setOnAction(clicked -> cancel.run());
        getChildren().setAll(spinner, title, shown, hint, stop);
        setAlignment(Pos.CENTER);
        getStyleClass().add(Styles.EMPTY);
    }

    /** As they are read out. */
    static String grouped(String digits) {
        return digits.length() == 2 * GROUP ? digits.substring(0, GROUP) + " " + digits.substring(GROUP) : digits;
    }
}
